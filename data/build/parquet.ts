import {
  DuckDBInstance,
  INTEGER,
  LIST,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { join } from 'node:path';
import type { Cell, Row } from './rows.ts';
import { typeNames, type Column, type Table } from './schema.ts';

/** Opens a DuckDB in memory that works on one thread, so that rows keep their order and files their bytes. */
export async function openDatabase(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run('CREATE SCHEMA yardstick');
  return connection;
}

/** Creates `yardstick.<table>` with its rows; throws where a row has other columns than the schema. */
export async function createTable(
  connection: DuckDBConnection,
  table: Table,
  rows: readonly Row[],
): Promise<void> {
  const columns = table.columns.map(
    ({ name, type, required }) => `"${name}" ${typeNames[type].sql}${required ? ' NOT NULL' : ''}`,
  );
  await connection.run(`CREATE TABLE yardstick."${table.name}" (${columns.join(', ')})`);
  const names = table.columns.map((column) => column.name);
  const appender = await connection.createAppender(table.name, 'yardstick');
  for (const row of rows) {
    const strange = Object.keys(row).filter((name) => !names.includes(name));
    if (strange.length > 0)
      throw new Error(`${table.name}: columns not in data/schema.yaml: ${strange.join(', ')}`);
    for (const column of table.columns) append(appender, table.name, column, row[column.name]);
    appender.endRow();
  }
  appender.closeSync();
}

/**
 * Writes a table, or a view in the order of its first column, into one Parquet file whose bytes depend on nothing but the rows and
 * DuckDB's version.
 */
export async function writeParquet(
  connection: DuckDBConnection,
  table: string,
  folder: string,
  kind: 'table' | 'view' = 'table',
): Promise<string> {
  const order = kind === 'view' ? ' ORDER BY 1' : '';
  const path = join(folder, `${table}.parquet`);
  await connection.run(
    `COPY (FROM yardstick."${table}"${order}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, WRITE_BLOOM_FILTER false, ROW_GROUP_SIZE 122880)`,
  );
  return path;
}

function append(
  appender: DuckDBAppender,
  table: string,
  { name, type }: Column,
  cell: Cell | undefined,
): void {
  if (cell === null) appender.appendNull();
  else if (type === 'string' && typeof cell === 'string') appender.appendVarchar(cell);
  else if (type === 'integer' && Number.isInteger(cell)) appender.appendInteger(Number(cell));
  else if (type === 'number' && typeof cell === 'number') appender.appendDouble(cell);
  else if (type === 'boolean' && typeof cell === 'boolean') appender.appendBoolean(cell);
  else if (type === 'integers' && isList(cell)) appender.appendList(cell, LIST(INTEGER));
  else if (type === 'strings' && isList(cell)) appender.appendList(cell, LIST(VARCHAR));
  else throw new Error(`${table}.${name}: ${JSON.stringify(cell)} is no ${type}`);
}

function isList(cell: Cell | undefined): cell is readonly number[] | readonly string[] {
  return Array.isArray(cell);
}
