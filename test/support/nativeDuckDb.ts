import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** Native DuckDB of the engine's version, in memory: what the page's values and statements are held against. */
export async function nativeDuckDb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** All rows of a statement, as text. */
export async function textRows(connection: DuckDBConnection, sql: string): Promise<(string | null)[][]> {
  const reader = await connection.runAndReadAll(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql}\n)`);
  return reader.getRows() as (string | null)[][];
}
