import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { quoteIdentifier, quoteText } from '../sql/identifiers.ts';
import { neededRelations } from '../sql/neededRelations.ts';
import { BootFailure } from './bootFailure.ts';
import { extensions, type BootStart } from './bootStart.ts';

/** The stages that a person sees: page drawn, engine running, data there, ready for any query. */
export type BootStage = 'page' | 'engine' | 'data' | 'ready';

export interface BootOptions {
  readonly start: BootStart;
  onStage(stage: BootStage, progress: number): void;
  /** SQL of the page's own that waits to be run before all else; null when nothing waits. */
  early(): string | null;
  /** Called when the tables that `early` needs are there and the doors still open: for SQL of the page's own only. The boot goes on when it resolves. */
  onTables(db: AsyncDuckDB): Promise<void>;
  guard<T>(work: Promise<T>): Promise<T>;
}

/** How the message of an ended worker begins. */
export const workerGone = 'worker terminated';

/** Whether the worker was ended from outside: no file is to blame then. */
const wasKilled = (thrown: unknown): boolean => messageOf(thrown).startsWith(workerGone);

async function startDatabase({ start, guard }: BootOptions): Promise<AsyncDuckDB> {
  const [worker, duckdb] = await Promise.all([start.worker, start.duckdb]);
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  try {
    await guard(db.instantiate(start.assets.wasmUrl));
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

/** Makes the tables and views that are wanted, in the order in which they build on each other. */
async function createTables(
  db: AsyncDuckDB,
  connection: AsyncDuckDBConnection,
  { start, guard }: BootOptions,
  wanted: (name: string) => boolean,
): Promise<void> {
  const tables = start.assets.tables.filter(({ name }) => wanted(name));
  const views = start.assets.views.filter(({ name }) => wanted(name));
  const path = (name: string): string => `files/yardstick/${name}.parquet`;
  await Promise.all(
    tables.map(async ({ name }) => {
      const bytes = await start.tables.get(name);
      if (bytes) await guard(db.registerFileBuffer(path(name), bytes));
    }),
  );
  const statements = tables.map(
    ({ name }) =>
      `CREATE VIEW yardstick.${quoteIdentifier(name)} AS SELECT * FROM read_parquet(${quoteText(path(name))})`,
  );
  const all = ['CREATE SCHEMA IF NOT EXISTS yardstick', ...statements, ...views.map(({ sql }) => sql)];
  await guard(connection.query(all.join(';\n')));
}

async function run(options: BootOptions): Promise<AsyncDuckDB> {
  const { start, guard, onStage } = options;
  const { assets } = start;
  onStage('page', 0);
  const db = await startDatabase(options);
  onStage('engine', 0.6);
  const connection = await guard(db.connect());
  await guard(connection.query(`SET custom_extension_repository = ${quoteText(assets.extensionsUrl)}`));
  await guard(start.extensions.parquet);
  await loadExtension(connection, 'parquet', guard);
  // What somebody waits for goes first, with the tables that it needs; the others are there before any other query can run.
  const early = options.early();
  const first =
    early === null ? new Set<string>() : neededRelations(early, [...assets.tables, ...assets.views]);
  if (first.size > 0) {
    await createTables(db, connection, options, (name) => first.has(name));
    await guard(options.onTables(db));
  }
  await createTables(db, connection, options, (name) => !first.has(name));
  onStage('data', 0.8);
  await guard(options.onTables(db));
  for (const name of extensions.slice(1)) {
    await guard(start.extensions[name]);
    await loadExtension(connection, name, guard);
  }
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
