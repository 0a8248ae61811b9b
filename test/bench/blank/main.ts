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

// The server asks it of every page.
const { trustedTypes } = window as unknown as {
  trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
};
const policy = trustedTypes?.createPolicy('yardstick-scripts', { createScriptURL: (url: string) => url });
const worker = new Worker(policy?.createScriptURL(absolute(workerUrl)) ?? absolute(workerUrl));

const db = new AsyncDuckDB(new VoidLogger(), worker);
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

const shownRows = 40;

/** Runs a statement, writes its first rows into a plain table, and gives the milliseconds until they are painted. */
async function timeToRows(sql: string): Promise<number> {
  const start = performance.now();
  let painted: number | null = null;
  for await (const batch of await connection.send(sql, true)) {
    if (painted !== null) continue;
    const table = document.createElement('table');
    for (const row of batch.toArray().slice(0, shownRows)) {
      const line = table.insertRow();
      for (const value of Object.values((row as { toJSON(): object }).toJSON()))
        line.insertCell().textContent = String(value);
    }
    document.querySelector('table')?.remove();
    document.body.append(table);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    painted = performance.now() - start;
  }
  return painted ?? performance.now() - start;
}

Object.assign(window, { timeToRows });
