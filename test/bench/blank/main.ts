/**
 * The least that a page with DuckDB-WASM needs: one worker, instantiate, open, connect, a first result; then the Parquet extension and a
 * query over a shipped table. What the workbench is measured against.
 */
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';

const absolute = (path: string): string => new URL(path, document.baseURI).href;

function show(name: string, value: unknown): void {
  const output = document.createElement('output');
  output.dataset.result = name;
  output.textContent = String(value);
  document.body.append(output);
}

const data = fetch(absolute('data/cases.parquet')).then((response) => response.arrayBuffer());
// In the browser's cache when the engine asks for it.
void fetch(absolute('extensions/v1.4.3/wasm_eh/parquet.duckdb_extension.wasm'));

const db = new AsyncDuckDB(new VoidLogger(), new Worker(absolute(workerUrl)));
await db.instantiate(absolute(wasmUrl));
await db.open({ path: ':memory:', allowUnsignedExtensions: true });
const connection = await db.connect();
show('first', (await connection.query('select 42 as answer')).get(0)?.toJSON()['answer']);

await connection.query(`SET custom_extension_repository = '${absolute('extensions')}'; LOAD parquet`);
await db.registerFileBuffer('cases.parquet', new Uint8Array(await data));
const rows = await connection.query(
  `select industry_id, count(*) as n from 'cases.parquet' group by all order by n desc`,
);
show('shipped', rows.numRows);
