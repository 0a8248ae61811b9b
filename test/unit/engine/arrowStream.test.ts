import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, test, vi } from 'vitest';
import { sendQuery, type QueryConnection } from '../../../src/engine/arrowStream.ts';

const never = new Promise<never>(() => undefined);
const end = new Uint8Array();

/** A stream's messages, each by itself: first the schema, then a batch of `n` for each number. */
function messages(...numbers: readonly number[]): { header: Uint8Array; batches: Uint8Array[] } {
  const parts = numbers.map((n) => {
    const bytes = tableToIPC(tableFromArrays({ n: Int32Array.from({ length: 3 }, () => n) }), 'stream');
    const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true) + 8;
    // Without the mark of the end, which takes the last eight bytes.
    return { header: bytes.slice(0, headerLength), batch: bytes.slice(headerLength, -8) };
  });
  return { header: parts[0]?.header ?? end, batches: parts.map(({ batch }) => batch) };
}

/** A connection whose engine answers with what it is given, in order. */
function connection(answers: {
  start: Uint8Array | null;
  polls?: readonly (Uint8Array | null)[];
  chunks?: readonly (Promise<Uint8Array | null> | Uint8Array | null)[];
  detached?: boolean;
}): QueryConnection & { readonly asked: () => number } {
  const polls = [...(answers.polls ?? [])];
  const chunks = [...(answers.chunks ?? [])];
  let asked = 0;
  const bindings = {
    isDetached: () => answers.detached === true,
    startPendingQuery: () => Promise.resolve(answers.start),
    pollPendingQuery: () => Promise.resolve(polls.shift() ?? null),
    fetchQueryResults: () => {
      asked++;
      return Promise.resolve(chunks.shift() ?? null);
    },
  };
  return { useUnsafe: (use) => use(bindings as unknown as AsyncDuckDB, 1), asked: () => asked };
}

async function numbers(
  stream: AsyncIterable<{ numRows: number; get(row: number): unknown }>,
): Promise<unknown[]> {
  const seen: unknown[] = [];
  for await (const batch of stream) seen.push(batch.get(0));
  return seen.map((row) => (row as { n: number }).n);
}

test('a batch is there although the one behind it never comes', async () => {
  const { header, batches } = messages(7);
  const stream = await sendQuery(connection({ start: header, chunks: [...batches, never] }), 'select');
  const opened = await stream.open();
  expect(opened.schema.fields.map(({ name }) => name)).toEqual(['n']);
  const first = await opened.next();
  expect(first.value.toArray().map((row: { n: number }) => row.n)).toEqual([7, 7, 7]);
});

test('all batches come in their order, answers without rows apart', async () => {
  const { header, batches } = messages(1, 2, 3);
  const [one = end, two = end, three = end] = batches;
  const stream = await sendQuery(
    connection({ start: null, polls: [null, header], chunks: [one, null, two, three, end] }),
    'select',
  );
  expect(await numbers(stream)).toEqual([1, 2, 3]);
});

test('the next batch is asked for while one is read', async () => {
  const { header, batches } = messages(1);
  const engine = connection({ start: header, chunks: [...batches, never] });
  const stream = await sendQuery(engine, 'select');
  await (await stream.open()).next();
  expect(engine.asked()).toBe(2);
});

test('rows without any are a stream that ends', async () => {
  const header = tableToIPC(tableFromArrays({ n: new Int32Array() }), 'stream');
  const stream = await sendQuery(connection({ start: header.slice(0, -8), chunks: [end] }), 'select');
  expect(await stream.open().then(({ schema }) => schema.fields.length)).toBe(1);
});

test('what the engine throws comes to the reader, and is nobody’s business when nobody reads', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const { header } = messages(1);
  const failing = { start: header, chunks: [Promise.reject(new Error('out of memory'))] };
  const stream = await sendQuery(connection(failing), 'select');
  await expect(stream.open().then((opened) => opened.next())).rejects.toThrow('out of memory');
  await sendQuery(
    connection({ start: header, chunks: [Promise.reject(new Error('nobody reads on'))] }),
    'select',
  ).then((other) => other.open());
  await new Promise(setImmediate);
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test('a worker that is gone is not asked for ever', async () => {
  await expect(sendQuery(connection({ start: null, detached: true }), 'select')).rejects.toThrow('worker');
  const { header } = messages(1);
  const stream = await sendQuery(connection({ start: header, chunks: [null], detached: true }), 'select');
  await expect(stream.open().then((opened) => opened.next())).rejects.toThrow('worker');
});
