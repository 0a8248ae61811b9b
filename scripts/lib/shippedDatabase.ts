import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

interface Package {
  readonly resources: readonly { readonly name: string; readonly path: string }[];
  readonly views: readonly { readonly name: string; readonly sql: string }[];
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * The shipped dataset in native DuckDB as the page has it: tables and views in schema `yardstick`, on the search path.
 * @param folder where `npm run data` wrote datapackage.json and the Parquet files
 */
export async function openShippedDatabase(folder: string): Promise<DuckDBConnection> {
  const description = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8')) as Package;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'; CREATE SCHEMA yardstick");
  for (const { name, path } of description.resources) {
    await connection.run(
      `CREATE VIEW yardstick.${name} AS FROM read_parquet(${literal(join(folder, path))})`,
    );
  }
  for (const view of description.views) await connection.run(view.sql);
  await connection.run("SET search_path = 'main,yardstick'");
  return connection;
}
