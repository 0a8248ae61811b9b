import { mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** @typedef {import('@duckdb/node-api').DuckDBConnection} DuckDBConnection */

/** DuckDB outside the browser, of the engine's version, with all the machine's threads: the lower limit. @returns {Promise<DuckDBConnection>} */
export async function nativeDuckDb() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** Milliseconds until a statement is done. @param {DuckDBConnection} native @param {string} sql */
export async function timeToEnd(native, sql) {
  const start = performance.now();
  await native.runAndReadAll(sql);
  return performance.now() - start;
}

/** Milliseconds until the first rows of a statement are there. @param {DuckDBConnection} native @param {string} sql */
export async function timeToRows(native, sql) {
  const start = performance.now();
  const result = await native.stream(sql);
  await result.fetchChunk();
  return performance.now() - start;
}

/**
 * Writes a file unless it is there from an earlier run.
 * @param {DuckDBConnection} native
 * @param {string} path its ending tells the format
 * @param {string} sql whose rows go in
 * @returns {Promise<number>} bytes
 */
export async function ensureFile(native, path, sql) {
  const there = await stat(path).catch(() => null);
  if (there) return there.size;
  await mkdir(dirname(path), { recursive: true });
  const format = path.endsWith('.csv') ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
  await native.run(`COPY (${sql}) TO '${path.replaceAll("'", "''")}.part' (${format})`);
  await rename(`${path}.part`, path);
  return (await stat(path)).size;
}
