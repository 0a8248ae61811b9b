/** The views give the same rows in the page's engine as in the one that builds the data. */
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildRealDataset, rowsOf, type Dataset } from './dataset.ts';
import { root } from './project.ts';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await buildRealDataset();
});
afterAll(() => rm(dirname(dataset.folder), { recursive: true, force: true }));

async function openWasm() {
  const dist = join(root, 'node_modules/@duckdb/duckdb-wasm/dist');
  const bundle = (name: string) => ({ mainModule: join(dist, `duckdb-${name}.wasm`), mainWorker: '' });
  const database = await createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new VoidLogger(),
    NODE_RUNTIME,
  );
  await database.instantiate();
  database.open({});
  return database.connect();
}

/** A value as SQL that is read as the very same value; a number with an exponent is a double, never a decimal. */
function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : `${value.toExponential()}`;
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

it('all of them, to the last digit', async () => {
  const wasm = await openWasm();
  wasm.query('CREATE SCHEMA yardstick');
  for (const { name } of dataset.descriptor.resources) {
    const columns = await rowsOf(dataset.connection, `DESCRIBE yardstick.${name}`);
    const typed = columns.map(
      (column) => `${String(column['column_name'])} ${String(column['column_type'])}`,
    );
    wasm.query(`CREATE TABLE yardstick.${name} (${typed.join(', ')})`);
    const rows = await rowsOf(dataset.connection, `FROM yardstick.${name}`);
    for (let at = 0; at < rows.length; at += 200) {
      const values = rows.slice(at, at + 200).map((row) => `(${Object.values(row).map(literal).join(', ')})`);
      wasm.query(`INSERT INTO yardstick.${name} VALUES ${values.join(', ')}`);
    }
  }
  for (const { name, sql } of dataset.descriptor.views) {
    wasm.query(sql);
    const digest = `SELECT count(*)::INTEGER AS n, md5(string_agg(t::VARCHAR, '|' ORDER BY t::VARCHAR)) AS rows FROM yardstick.${name} AS t`;
    const [native] = await rowsOf(dataset.connection, digest);
    expect(native?.['n'], name).toBeGreaterThan(0);
    const [inWasm] = wasm.query(digest).toArray();
    expect({ n: inWasm?.['n'], rows: inWasm?.['rows'] }, name).toEqual(native);
  }
}, 120_000);
