import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { fail, messageOf, ok, type AppError, type Result } from '../domain/appError.ts';
import { fetchFile, provideExtension, startEngineWorker } from './pageFiles.ts';
import { quoteIdentifier, quoteText } from '../sql/identifiers.ts';
import { dataProblem, type DataFile } from './verifiedData.ts';
import { watchWorker } from './workerLife.ts';

/** The stages that a person sees: page drawn, engine running, data there, ready for any query. */
export type BootStage = 'page' | 'engine' | 'data' | 'ready';

/** Where the parts of the engine are. All of one's own origin. */
export interface BootAssets {
  /** The script that comes before DuckDB's own. */
  readonly workerUrl: string;
  /** DuckDB's own worker script. */
  readonly duckdbUrl: string;
  readonly wasmUrl: string;
  /** Folder that holds `v1.4.3/wasm_eh/<name>.duckdb_extension.wasm`. */
  readonly extensionsUrl: string;
  readonly tables: readonly DataFile[];
  /** SHA-256 over the hashes of the tables' files, and where the description of each is. */
  readonly dataHash: string;
  readonly descriptionUrl: string;
  /** Statements that make the views, in order. */
  readonly views: readonly string[];
}

export interface BootOptions {
  readonly assets: BootAssets;
  /** Whether to ask the server anew rather than take what the browser has: after a failure. */
  readonly fresh: boolean;
  onWorker(worker: Worker): void;
  /** The worker has ended without a word. */
  onGone(): void;
  onStage(stage: BootStage, progress: number): void;
  /** Called when the tables are there and the doors still open: for SQL of the page's own only. The boot goes on when it resolves. */
  onTables(db: AsyncDuckDB): Promise<void>;
  guard<T>(work: Promise<T>): Promise<T>;
}

/** Parquet first: the data needs it. */
const extensions = ['parquet', 'json', 'icu'] as const;

/** How the message of an ended worker begins. */
export const workerGone = 'worker terminated';

class BootFailure extends Error {
  constructor(readonly error: AppError) {
    super(error.message);
  }
}

async function fetchBytes(
  url: string,
  fresh: boolean,
  error: Omit<AppError, 'message'>,
): Promise<Uint8Array> {
  const failure = (message: string): BootFailure => new BootFailure({ ...error, message });
  const response = await fetchFile(url, fresh).catch((thrown: unknown) => {
    throw failure(messageOf(thrown));
  });
  if (!response.ok) throw failure(`${String(response.status)} ${url}`);
  const body = await response.arrayBuffer().catch((thrown: unknown) => {
    throw failure(messageOf(thrown));
  });
  return new Uint8Array(body);
}

/** Whether the worker was ended from outside: no file is to blame then. */
const wasKilled = (thrown: unknown): boolean => messageOf(thrown).startsWith(workerGone);

async function extensionThere(options: BootOptions, worker: Promise<Worker>, name: string): Promise<void> {
  const url = `${options.assets.extensionsUrl}/v1.4.3/wasm_eh/${name}.duckdb_extension.wasm`;
  try {
    await provideExtension(worker, url, options.fresh);
  } catch (thrown) {
    throw new BootFailure({ kind: 'extension_missing', message: messageOf(thrown), params: { name } });
  }
}

async function startDatabase(options: BootOptions, starting: Promise<Worker>): Promise<AsyncDuckDB> {
  const { assets, guard } = options;
  const [worker, duckdb] = await Promise.all([starting, import('@duckdb/duckdb-wasm')]);
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  try {
    await guard(db.instantiate(assets.wasmUrl));
  } catch (thrown) {
    if (wasKilled(thrown)) throw thrown;
    throw new BootFailure({ kind: 'engine_file_missing', message: messageOf(thrown), cause: thrown });
  }
  await guard(
    db.open({
      path: ':memory:',
      allowUnsignedExtensions: true,
      arrowLosslessConversion: true,
      filesystem: { allowFullHTTPReads: true, forceFullHTTPReads: true },
      query: { queryPollingInterval: 50 },
    }),
  );
  return db;
}

async function loadExtension(
  connection: AsyncDuckDBConnection,
  name: string,
  guard: BootOptions['guard'],
): Promise<void> {
  try {
    await guard(connection.query(`LOAD ${name}`));
  } catch (thrown) {
    if (wasKilled(thrown)) throw thrown;
    throw new BootFailure({ kind: 'extension_missing', message: messageOf(thrown), params: { name } });
  }
}

/**
 * Shuts every door to files and network; none of the settings can be opened again while the database runs. Must come before any SQL that
 * is not the page's own. What is registered under `files/`, now or later, stays readable and writable.
 */
const sandbox = [
  "SET allowed_directories = ['files/']",
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_unsigned_extensions = false',
  'SET enable_external_access = false',
].join('; ');

async function createTables(
  db: AsyncDuckDB,
  connection: AsyncDuckDBConnection,
  options: BootOptions,
  files: Uint8Array[],
): Promise<void> {
  const { tables, views } = options.assets;
  await Promise.all(
    tables.map((t, i) =>
      db.registerFileBuffer(`files/yardstick/${t.name}.parquet`, files[i] ?? new Uint8Array()),
    ),
  );
  const statements = tables.map(
    (t) =>
      `CREATE VIEW yardstick.${quoteIdentifier(t.name)} AS SELECT * FROM read_parquet(${quoteText(`files/yardstick/${t.name}.parquet`)})`,
  );
  await options.guard(connection.query(['CREATE SCHEMA yardstick', ...statements, ...views].join(';\n')));
}

async function verifiedTables({ assets, fresh }: BootOptions): Promise<Uint8Array[]> {
  const bytes = await Promise.all(
    assets.tables.map((t) => fetchBytes(t.url, fresh, { kind: 'data_missing', params: { name: t.name } })),
  );
  const problem = await dataProblem(assets.tables, bytes, assets.dataHash, assets.descriptionUrl);
  if (problem) throw new BootFailure(problem);
  return bytes;
}

async function run(options: BootOptions): Promise<AsyncDuckDB> {
  const { assets, guard, onStage } = options;
  onStage('page', 0);
  // The worker first: it compiles the engine while the rest of this side is still loading.
  const { workerUrl, wasmUrl, duckdbUrl } = assets;
  const { lock, port } = watchWorker(() => {
    options.onGone();
  });
  const worker = startEngineWorker(workerUrl, { wasmUrl, duckdbUrl, fresh: options.fresh, lock }, port);
  worker.then(options.onWorker).catch(() => undefined);
  // Side by side with the engine: its extensions and the data.
  const provided = extensions.map((name) => extensionThere(options, worker, name));
  const data = verifiedTables(options);
  // Failures are looked at below, after the engine is up; until then they must not count as unhandled.
  for (const extension of provided) extension.catch(() => undefined);
  data.catch(() => undefined);
  const db = await startDatabase(options, worker);
  onStage('engine', 0.6);
  const connection = await guard(db.connect());
  await guard(connection.query(`SET custom_extension_repository = ${quoteText(assets.extensionsUrl)}`));
  await guard(provided[0] ?? Promise.resolve());
  await loadExtension(connection, 'parquet', guard);
  await createTables(db, connection, options, await guard(data));
  onStage('data', 0.8);
  await guard(options.onTables(db));
  await guard(Promise.all(provided));
  for (const name of extensions.slice(1)) await loadExtension(connection, name, guard);
  await guard(connection.query(`ATTACH ':memory:' AS scratch; ${sandbox}`));
  await guard(connection.close());
  return db;
}

/** Boots the engine, stage by stage. Errors are values: a browser without WebAssembly, a file missing on the server, a worker that died. */
export async function boot(options: BootOptions): Promise<Result<AsyncDuckDB>> {
  if (typeof WebAssembly === 'undefined')
    return fail({ kind: 'no_webassembly', message: 'WebAssembly is not there' });
  try {
    return ok(await run(options));
  } catch (thrown) {
    if (thrown instanceof BootFailure) return fail(thrown.error);
    if (wasKilled(thrown)) return fail({ kind: 'engine_crashed', message: messageOf(thrown) });
    return fail({ kind: 'engine_unavailable', message: messageOf(thrown), cause: thrown });
  }
}
