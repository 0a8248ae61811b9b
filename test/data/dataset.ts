import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDataset, type Built } from '../../data/build/build.ts';
import { root } from './project.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly category: 'raw' | 'coded' | 'derived';
  readonly description: string;
  readonly description_zh: string;
  readonly constraints?: { readonly required?: boolean; readonly enum?: readonly string[] };
}

export interface Resource {
  readonly name: string;
  readonly title: string;
  readonly title_zh: string;
  readonly path: string;
  readonly bytes: number;
  readonly hash: string;
  readonly rows: number;
  readonly schema: {
    readonly fields: readonly Field[];
    readonly primaryKey?: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

export interface Descriptor {
  readonly version: string;
  readonly hash: string;
  readonly resources: readonly Resource[];
  readonly views: readonly (Pick<Resource, 'name' | 'title' | 'title_zh' | 'schema'> & {
    readonly sql: string;
  })[];
}

export interface Dataset {
  readonly folder: string;
  readonly built: Built;
  readonly descriptor: Descriptor;
  /** A database whose tables are views over the Parquet files, as in the page. */
  readonly connection: DuckDBConnection;
}

/** Builds the real dataset into a folder of its own. Organisations without a part stop it. */
export async function buildRealDataset(): Promise<Dataset> {
  const folder = join(await mkdtemp(join(tmpdir(), 'yardstick-data-')), 'data');
  const typesFile = join(folder, '../dataset.generated.ts');
  const built = await buildDataset({ root, outFolder: folder, typesFile, strict: true });
  const descriptor = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8')) as Descriptor;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE SCHEMA yardstick');
  for (const { name, path } of descriptor.resources) {
    await connection.run(`CREATE VIEW yardstick."${name}" AS FROM read_parquet('${join(folder, path)}')`);
  }
  for (const view of descriptor.views) await connection.run(view.sql);
  return { folder, built, descriptor, connection };
}

/** The rows of a query as plain objects. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, unknown>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJson();
}
