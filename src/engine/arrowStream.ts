import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { RecordBatchReader, type AsyncRecordBatchStreamReader } from 'apache-arrow';
import { workerGone } from './boot.ts';

/** What a query's stream needs of the engine. */
type StreamBindings = Pick<
  AsyncDuckDB,
  'isDetached' | 'startPendingQuery' | 'pollPendingQuery' | 'fetchQueryResults'
>;

/** The part of a connection that sends queries. */
export type QueryConnection = Pick<AsyncDuckDBConnection, 'useUnsafe'>;

/** What the engine answers, asked until it has something to say. */
async function answered(
  bindings: StreamBindings,
  answer: Uint8Array | null,
  ask: () => Promise<Uint8Array | null>,
): Promise<Uint8Array> {
  let given = answer;
  while (given === null) {
    // Asked without a worker, the engine answers at once, and with nothing.
    if (bindings.isDetached()) throw new Error(workerGone);
    given = await ask();
  }
  return given;
}

/** The schema of a statement's rows, once it has any. */
const headerOf = async (bindings: StreamBindings, connection: number, sql: string): Promise<Uint8Array> =>
  answered(bindings, await bindings.startPendingQuery(connection, sql, true), () =>
    bindings.pollPendingQuery(connection),
  );

/** The next batch as the engine sends it; empty at the end. Of a stream that nobody reads on, nobody wants to know how it ended. */
function asked(bindings: StreamBindings, connection: number): Promise<Uint8Array> {
  const ask = (): Promise<Uint8Array | null> => bindings.fetchQueryResults(connection);
  const chunk = ask().then((answer) => answered(bindings, answer, ask));
  chunk.catch(() => undefined);
  return chunk;
}

/**
 * A message whose last byte comes by itself: Arrow's reader of streams, when it has all of what it was asked for and not a byte more, waits
 * for the next chunk before it hands anything out. A batch would come when the one behind it is computed.
 */
function* parted(message: Uint8Array): Generator<Uint8Array> {
  yield message.subarray(0, -1);
  yield message.subarray(-1);
}

/** Header and batches, each asked for before it is wanted: the engine works while the page reads. */
async function* chunksOf(
  bindings: StreamBindings,
  connection: number,
  header: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let next = asked(bindings, connection);
  yield* parted(header);
  for (;;) {
    const chunk = await next;
    if (chunk.length === 0) return;
    next = asked(bindings, connection);
    yield* parted(chunk);
  }
}

/**
 * Sends a statement and reads its rows as they are computed: as the connection's own `send`, but for a batch being there as soon as the
 * engine has sent it. Resolves when the schema is known; rejects with what the engine throws.
 */
export const sendQuery = (connection: QueryConnection, sql: string): Promise<AsyncRecordBatchStreamReader> =>
  connection.useUnsafe(async (bindings: StreamBindings, id) => {
    const header = await headerOf(bindings, id, sql);
    return RecordBatchReader.from(chunksOf(bindings, id, header));
  });
