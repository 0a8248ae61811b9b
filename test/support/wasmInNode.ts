import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { RecordBatch, Table } from 'apache-arrow';
import type { Column, Value } from '../../src/domain/columnType.ts';
import { columnType } from '../../src/engine/arrowTypes.ts';
import { rowBatch } from '../../src/engine/rowBatch.ts';

const require = createRequire(import.meta.url);

/** The page's engine in Node, on one thread: for what it sends, without a browser. No extensions. */
export interface WasmInNode {
  /** The rows of a statement, decoded as the page decodes them. */
  rows(sql: string): { columns: Column[]; values: Value[][] };
}

interface Blocking {
  createDuckDB(
    bundles: unknown,
    logger: unknown,
    runtime: unknown,
  ): Promise<{
    instantiate(progress: () => void): Promise<unknown>;
    open(config: unknown): void;
    connect(): { query(sql: string): Table };
  }>;
  VoidLogger: new () => unknown;
  NODE_RUNTIME: unknown;
}

export async function wasmInNode(): Promise<WasmInNode> {
  const entry = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
  const duckdb = require(entry) as Blocking;
  const bundle = (name: string) => ({ mainModule: `${dirname(entry)}/duckdb-${name}.wasm`, mainWorker: '' });
  const db = await duckdb.createDuckDB(
    { mvp: bundle('mvp'), eh: bundle('eh') },
    new duckdb.VoidLogger(),
    duckdb.NODE_RUNTIME,
  );
  await db.instantiate(() => undefined);
  db.open({ arrowLosslessConversion: true });
  const connection = db.connect();
  return {
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
