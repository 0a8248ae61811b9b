import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch } from 'apache-arrow';
import type { ConnectionHost } from './connection.ts';

/** The batches of a query as they come; throws when the engine dies meanwhile, which ends no stream. */
export async function* batchesOf(
  connection: AsyncDuckDBConnection,
  guard: ConnectionHost['guard'],
  sql: string,
): AsyncGenerator<RecordBatch> {
  const { sendQuery } = await import('./arrowBatches.ts');
  const stream = await guard(sendQuery(connection, sql));
  const iterator = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = (await guard(iterator.next())) as IteratorResult<RecordBatch>;
    if (next.done === true) return;
    yield next.value;
  }
}

/** Runs a statement to its end whose rows nobody wants. */
export async function drain(
  connection: AsyncDuckDBConnection,
  guard: ConnectionHost['guard'],
  sql: string,
): Promise<void> {
  for await (const batch of batchesOf(connection, guard, sql)) void batch;
}
