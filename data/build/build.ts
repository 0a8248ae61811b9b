import type { DuckDBConnection } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkFigures } from './checkFigures.ts';
import { checkReferences } from './checkReferences.ts';
import { datapackage, datasetHash, type WrittenTable } from './datapackage.ts';
import { load, type Coded } from './load.ts';
import { createTable, openDatabase, writeParquet } from './parquet.ts';
import { BuildStopped, Problems, type Problem } from './problems.ts';
import { rowsOf } from './rows.ts';
import { rowTypes } from './rowTypes.ts';
import { loadSchema, type Schema } from './schema.ts';
import { createViews, loadViews } from './views.ts';

export interface BuildOptions {
  /** The project's root, which holds `data/`. */
  readonly root: string;
  /** Where the Parquet files and datapackage.json go; replaced as a whole. */
  readonly outFolder: string;
  /** Where the row types go. */
  readonly typesFile: string;
  /** Whether an organisation without a part is an error; a warning else. */
  readonly strict: boolean;
}

export interface Built {
  readonly coded: Coded;
  readonly written: readonly WrittenTable[];
  readonly hash: string;
  readonly warnings: readonly Problem[];
}

/** What people wrote, checked; throws {@link BuildStopped} with every error found. */
export async function loadChecked(
  root: string,
  strict: boolean,
): Promise<{ coded: Coded; warnings: readonly Problem[] }> {
  const problems = new Problems();
  const coded = await load(root, problems);
  checkReferences(coded, problems, strict);
  checkFigures(coded, problems);
  if (problems.errors.length > 0) throw new BuildStopped(problems.all);
  return { coded, warnings: problems.all };
}

/** Checks, derives and writes the dataset. Where anything is wrong it throws and leaves what was there untouched. */
export async function buildDataset({ root, outFolder, typesFile, strict }: BuildOptions): Promise<Built> {
  const schema = await loadSchema(root);
  const { coded, warnings } = await loadChecked(root, strict);
  const folder = join(dirname(outFolder), `.${basename(outFolder)}-${process.pid}-${Date.now()}`);
  await mkdir(folder, { recursive: true });
  try {
    const written = await writeTables(root, schema, coded, folder);
    const hash = datasetHash(written);
    const views = await loadViews(root);
    const descriptor = datapackage(coded, schema, views, written);
    await writeFile(join(folder, 'datapackage.json'), `${JSON.stringify(descriptor, null, 2)}\n`);
    await replaceFolder(folder, outFolder);
    const hashes = new Map(written.map(({ table, sha256 }) => [table.name, sha256]));
    const version = coded.package?.value.version ?? '';
    await replaceFile(typesFile, rowTypes(schema, views, { version, hash, hashes }));
    return { coded, written, hash, warnings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens a database that holds the tables and views of what people wrote. */
export async function databaseOf(root: string, schema: Schema, coded: Coded): Promise<DuckDBConnection> {
  const connection = await openDatabase();
  const rows = rowsOf(coded);
  for (const table of schema.tables) await createTable(connection, table, rows[table.name] ?? []);
  await createViews(connection, await loadViews(root), schema.views);
  return connection;
}

async function writeTables(
  root: string,
  schema: Schema,
  coded: Coded,
  folder: string,
): Promise<WrittenTable[]> {
  const connection = await databaseOf(root, schema, coded);
  const rows = rowsOf(coded);
  const written: WrittenTable[] = [];
  for (const table of schema.tables) {
    const content = await readFile(await writeParquet(connection, table.name, folder));
    const sha256 = createHash('sha256').update(content).digest('hex');
    written.push({ table, rows: rows[table.name]?.length ?? 0, bytes: content.byteLength, sha256 });
  }
  connection.disconnectSync();
  return written;
}

/** Puts a finished folder in the place of another. Two builds at a time both end well: the later one stays. */
async function replaceFolder(finished: string, place: string): Promise<void> {
  const old = `${finished}-old`;
  for (let attempt = 0; ; attempt++) {
    await rename(place, old).catch(() => undefined);
    try {
      await rename(finished, place);
      break;
    } catch (cause) {
      if (attempt === 5) throw cause;
    } finally {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** Writes a file whole or not at all, and leaves one that is right alone so that nobody watching it wakes up. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => null);
  if (present === text) return;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}
