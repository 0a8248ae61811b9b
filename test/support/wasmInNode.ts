import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RecordBatch, Table } from 'apache-arrow';
import type { Column, Value } from '../../src/domain/columnType.ts';
import { columnType } from '../../src/engine/arrowTypes.ts';
import { rowBatch } from '../../src/engine/rowBatch.ts';
import { root } from '../../scripts/lib/paths.mjs';

const require = createRequire(import.meta.url);

/** The page's engine in Node, on one thread: for what it sends, without a browser. Extensions only where they are asked for. */
export interface WasmInNode {
  /** The rows of a statement, decoded as the page decodes them. */
  rows(sql: string): { columns: Column[]; values: Value[][] };
  /** Makes a table of an Arrow IPC stream, by DuckDB's own reader. */
  insertArrow(stream: Uint8Array, table: string): void;
}

interface Blocking {
  createDuckDB(
    bundles: unknown,
    logger: unknown,
    runtime: unknown,
  ): Promise<{
    instantiate(progress: () => void): Promise<unknown>;
    open(config: unknown): void;
    connect(): {
      query(sql: string): Table;
      insertArrowFromIPCStream(stream: Uint8Array, options: { name: string; create: boolean }): void;
    };
  }>;
  VoidLogger: new () => unknown;
  NODE_RUNTIME: unknown;
}

export interface WasmInNodeOptions {
  /** Names of the shipped extensions to load. */
  readonly extensions?: readonly string[];
}

/** What the engine fetches an extension with, for addresses of files. */
class FileRequest {
  status = 0;
  response = new ArrayBuffer(0);
  responseType = '';
  #url = '';
  open(_method: string, url: string): void {
    this.#url = url;
  }
  send(): void {
    this.response = new Uint8Array(readFileSync(new URL(this.#url))).buffer;
    this.status = 200;
  }
}

function loadExtensions(query: (sql: string) => unknown, names: readonly string[]): void {
  if (names.length === 0) return;
  Object.assign(globalThis, { XMLHttpRequest: FileRequest });
  query(`SET custom_extension_repository = '${pathToFileURL(join(root, 'public/extensions')).href}'`);
  for (const name of names) query(`LOAD ${name}`);
}

export async function wasmInNode({ extensions = [] }: WasmInNodeOptions = {}): Promise<WasmInNode> {
  const entry = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const duckdb = require(entry) as Blocking;
  const bundle = (name: string) => ({ mainModule: `${dirname(entry)}/duckdb-${name}.wasm`, mainWorker: '' });
  const db = await duckdb.createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await db.instantiate(() => undefined);
  db.open({ arrowLosslessConversion: true, allowUnsignedExtensions: true });
  const connection = db.connect();
  loadExtensions((sql) => connection.query(sql), extensions);
  return {
    insertArrow: (stream, table) => {
      connection.insertArrowFromIPCStream(stream, { name: table, create: true });
    },
    rows: (sql) => {
      const table = connection.query(sql);
      const columns = table.schema.fields.map((f) => ({ name: f.name, type: columnType(f) }));
      const values = table.batches.flatMap((batch: RecordBatch) => {
        const decoded = rowBatch(batch, columns);
        return Array.from({ length: decoded.length }, (_, row) =>
          columns.map((__, column) => decoded.value(row, column)),
        );
      });
      return { columns, values };
    },
  };
}
