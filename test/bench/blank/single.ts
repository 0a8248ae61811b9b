/**
 * The least that a single file with DuckDB-WASM needs: engine, Parquet extension and data inside, given to the worker in the fastest way
 * that is known; a first result, then a query over a shipped table. What the workbench as one file is measured against.
 */
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import { fetchFile, provideExtension, startEngineWorker } from '../../../src/engine/pageFilesInside.ts';

const absolute = (path: string): string => new URL(path, document.baseURI).href;

function show(name: string, value: unknown): void {
  const output = document.createElement('output');
  output.dataset['result'] = name;
  output.textContent = String(value);
  document.body.append(output);
}

async function run(): Promise<void> {
  const wasmUrl = absolute('assets/duckdb-eh.wasm');
  const { worker } = startEngineWorker({
    ...{ workerUrl: absolute('assets/engineWorker.js'), wasmUrl, scriptUrls: [], fresh: false, lock: '' },
  });
  const parquet = provideExtension(
    worker,
    absolute('extensions/v1.4.3/wasm_eh/parquet.duckdb_extension.wasm'),
  );
  const data = fetchFile(absolute('data/cases.parquet')).then((response) => response.arrayBuffer());
  const db = new AsyncDuckDB(new VoidLogger(), await worker);
  await db.instantiate(wasmUrl);
  await db.open({ path: ':memory:', allowUnsignedExtensions: true });
  const connection = await db.connect();
  show('first', (await connection.query('select 42 as answer')).get(0)?.toJSON()['answer']);
  await parquet;
  await connection.query(`SET custom_extension_repository = '${absolute('extensions')}'; LOAD parquet`);
  await db.registerFileBuffer('cases.parquet', new Uint8Array(await data));
  const rows = await connection.query(
    `select industry_id, count(*) as n from 'cases.parquet' group by all order by n desc`,
  );
  show('shipped', rows.numRows);
}

void run();
