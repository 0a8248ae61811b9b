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
import { createViews, loadViews, storedViews } from './views.ts';

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
    const { written, stored } = await writeTables(root, schema, coded, folder);
    const hash = datasetHash(written);
    const views = await loadViews(root);
    const descriptor = datapackage(coded, schema, views, written);
    await writeFile(join(folder, 'datapackage.json'), `${JSON.stringify(descriptor, null, 2)}\n`);
    await replaceFolder(folder, outFolder);
    const hashes = new Map(written.map(({ table, sha256 }) => [table.name, sha256]));
    const version = coded.package?.value.version ?? '';
    await replaceFile(typesFile, rowTypes(schema, views, { version, hash, hashes, stored }));
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

const sha256Of = async (path: string): Promise<{ bytes: number; sha256: string }> => {
  const content = await readFile(path);
  return { bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
};

/** Writes the tables, and the views that are stored; gives the tables as written, and the hash of each stored view's file by its name. */
async function writeTables(
  root: string,
  schema: Schema,
  coded: Coded,
  folder: string,
): Promise<{ written: WrittenTable[]; stored: ReadonlyMap<string, string> }> {
  const connection = await databaseOf(root, schema, coded);
  const rows = rowsOf(coded);
  const written: WrittenTable[] = [];
  for (const table of schema.tables) {
    const file = await sha256Of(await writeParquet(connection, table.name, folder));
    written.push({ table, rows: rows[table.name]?.length ?? 0, ...file });
  }
  const stored = new Map<string, string>();
  for (const name of storedViews) {
    const { sha256 } = await sha256Of(await writeParquet(connection, name, folder, 'view'));
    stored.set(name, sha256);
  }
  connection.disconnectSync();
  return { written, stored };
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
