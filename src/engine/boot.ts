import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { quoteIdentifier, quoteText } from '../sql/identifiers.ts';
import { neededRelations } from '../sql/neededRelations.ts';
import { BootFailure } from './bootFailure.ts';
import { extensions, type BootAssets, type BootStart } from './bootStart.ts';
import type { DataFile } from './verifiedData.ts';

/** The stages that a person sees: page drawn, engine running, data there, ready for any query. */
export type BootStage = 'page' | 'engine' | 'data' | 'ready';

export interface BootOptions {
  readonly start: BootStart;
  onStage(stage: BootStage, progress: number): void;
  /** SQL of the page's own that waits to be run before all else; null when nothing waits. */
  early(): string | null;
  /** Called when the tables that `early` needs are there and the doors still open: for SQL of the page's own only. The boot goes on when it resolves. */
  onTables(db: AsyncDuckDB): Promise<void>;
  /** Resolves when what {@link onTables} ran is on screen: what comes then takes the line and the processor. */
  shown(): Promise<void>;
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
    // The worker waits for the engine for ever: that it can't be had is known here.
    await guard(Promise.all([start.engine, db.instantiate(start.assets.wasmUrl)]));
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

/** A view over rows in a file. */
const overFile = ({ name }: DataFile, path: string): string =>
  `CREATE OR REPLACE VIEW yardstick.${quoteIdentifier(name)} AS SELECT * FROM read_parquet(${quoteText(path)})`;

/** Makes tables and views, in the order in which they build on each other: those over files, then those over other tables. */
async function createTables(
  db: AsyncDuckDB,
  connection: AsyncDuckDBConnection,
  { start, guard }: BootOptions,
  files: readonly DataFile[],
  views: BootAssets['views'],
): Promise<void> {
  const statements = await Promise.all(
    files.map(async (file) => {
      const path = `files/yardstick/${file.name}.parquet`;
      await guard(db.registerFileBuffer(path, await start.data(file)));
      return overFile(file, path);
    }),
  );
  const all = ['CREATE SCHEMA IF NOT EXISTS yardstick', ...statements, ...views.map(({ sql }) => sql)];
  await guard(connection.query(all.join(';\n')));
}

/** Makes what a statement reads, stored views from their files; gives the names of the tables that it has made. */
async function createNeeded(
  db: AsyncDuckDB,
  connection: AsyncDuckDBConnection,
  options: BootOptions,
  sql: string,
): Promise<ReadonlySet<string>> {
  const { tables, storedViews, views } = options.start.assets;
  const computed = views.filter(({ name }) => !storedViews.some((stored) => stored.name === name));
  const needed = neededRelations(sql, [...tables, ...storedViews, ...computed]);
  const wanted = ({ name }: { readonly name: string }): boolean => needed.has(name);
  const files = [...tables, ...storedViews].filter(wanted);
  await createTables(db, connection, options, files, computed.filter(wanted));
  return new Set(tables.filter(wanted).map(({ name }) => name));
}

async function run(options: BootOptions): Promise<AsyncDuckDB> {
  const { start, guard, onStage } = options;
  const { assets } = start;
  onStage('page', 0);
  const db = await startDatabase(options);
  onStage('engine', 0.6);
  // With nobody waiting for a first answer, the rest may come now.
  if (options.early() === null) askForRest(start);
  const connection = await guard(db.connect());
  await guard(connection.query(`SET custom_extension_repository = ${quoteText(assets.extensionsUrl)}`));
  await guard(start.extension('parquet'));
  await loadExtension(connection, 'parquet', guard);
  // What somebody waits for goes first, with what it reads; the rest is there before any other query can run.
  const early = options.early();
  const made = early === null ? null : await createNeeded(db, connection, options, early);
  if (made) await guard(options.onTables(db));
  await options.shown();
  askForRest(start);
  const rest = assets.tables.filter(({ name }) => made?.has(name) !== true);
  // Stored views are views again from here on: what they are made of can be followed.
  await createTables(db, connection, options, rest, assets.views);
  onStage('data', 0.8);
  await guard(options.onTables(db));
  for (const name of extensions.slice(1)) {
    await guard(start.extension(name));
    await loadExtension(connection, name, guard);
  }
  await guard(connection.query(`ATTACH ':memory:' AS scratch; ${sandbox}`));
  await guard(connection.close());
  return db;
}

function askForRest({ assets, data, extension }: BootStart): void {
  assets.tables.forEach(data);
  extensions.forEach(extension);
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
