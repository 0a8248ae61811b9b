import { describe, expect, test } from 'vitest';
import { fail, ok } from '../../../src/domain/appError.ts';
import type { Value } from '../../../src/domain/columnType.ts';
import { QueryResult, type BatchStream, type QueryResultOptions } from '../../../src/engine/queryResult.ts';
import type { RowBatch } from '../../../src/engine/rowBatch.ts';

const numbers = (start: number, length: number, byteLength = length * 8): RowBatch => ({
  length,
  byteLength,
  value: (row): Value => start + row,
});

function streamOf(batches: readonly RowBatch[], failAt = -1): BatchStream & { cancelled: number } {
  let at = 0;
  return {
    cancelled: 0,
    columns: [{ name: 'n', type: { kind: 'integer', bits: 32, signed: true } }],
    next() {
      if (at === failAt) return Promise.reject(new Error('boom'));
      return Promise.resolve(batches[at++] ?? null);
    },
    cancel() {
      this.cancelled++;
      return Promise.resolve();
    },
  };
}

const options = (patch: Partial<QueryResultOptions> = {}): QueryResultOptions => ({
  byteBudget: 1e9,
  startedAt: 0,
  store: () => Promise.resolve(fail({ kind: 'internal', message: 'not expected' })),
  keep: () => Promise.resolve(fail({ kind: 'internal', message: 'not expected' })),
  toError: (thrown) => ({ kind: 'sql', message: String(thrown) }),
  onStreamEnd: () => undefined,
  ...patch,
});

describe('QueryResult', () => {
  test('finds rows over batches of different lengths', async () => {
    const result = new QueryResult(
      streamOf([numbers(0, 3), numbers(3, 0), numbers(3, 5), numbers(8, 1)]),
      options(),
    );
    await result.first();
    expect(result.rowCount).toBe(3);
    await result.drain();
    expect([result.rowCount, result.complete]).toEqual([9, true]);
    expect(Array.from({ length: 10 }, (_, i) => result.peek(i, 0))).toEqual([
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      undefined,
    ]);
  });

  test('keeps the rows that came before an error', async () => {
    const result = new QueryResult(streamOf([numbers(0, 3), numbers(3, 3)], 1), options());
    await result.first();
    await result.drain();
    expect(result.rowCount).toBe(3);
    expect(result.complete).toBe(false);
    expect(result.error?.message).toContain('boom');
  });

  test('a cancelled one keeps its rows and says so', async () => {
    const stream = streamOf([numbers(0, 3), numbers(3, 3)]);
    const result = new QueryResult(stream, options());
    await result.first();
    await result.cancel();
    await result.drain();
    expect([result.rowCount, result.error?.kind, stream.cancelled]).toEqual([3, 'cancelled', 1]);
  });

  test('beyond the budget the engine keeps the rows, and pages are read once and forgotten in order of use', async () => {
    const pages: number[] = [];
    let dropped = 0;
    const stream = streamOf([numbers(0, 10, 100), numbers(10, 10, 100), numbers(20, 10, 100)]);
    const result = new QueryResult(
      stream,
      options({
        byteBudget: 150,
        store: () =>
          Promise.resolve(
            ok({
              rowCount: 1_000_000,
              table: () => Promise.resolve('stored'),
              page: (start, count) => {
                pages.push(start);
                return Promise.resolve(ok(numbers(start, count)));
              },
              drop: () => {
                dropped++;
                return Promise.resolve();
              },
            }),
          ),
      }),
    );
    await result.first();
    await result.drain();
    expect([result.rowCount, result.complete, stream.cancelled]).toEqual([1_000_000, true, 1]);
    expect(await result.table()).toBe('stored');
    expect(result.peek(999_999, 0)).toBeUndefined();
    await Promise.all([result.load(999_000, 1000), result.load(999_000, 1000)]);
    expect(result.peek(999_999, 0)).toBe(999_999);
    expect(pages).toEqual([243 * 4096, 244 * 4096]);
    for (let page = 0; page < 60; page++) await result.load(page * 4096, 1);
    expect(result.peek(999_999, 0)).toBeUndefined();
    expect(result.peek(59 * 4096, 0)).toBe(59 * 4096);
    await result.close();
    expect(dropped).toBe(1);
  });

  test('when the engine cannot keep them, the rows that came stay', async () => {
    const result = new QueryResult(
      streamOf([numbers(0, 10, 100), numbers(10, 10, 100)]),
      options({ byteBudget: 50, store: () => Promise.resolve(fail({ kind: 'out_of_memory', message: '' })) }),
    );
    await result.first();
    await result.drain();
    expect([result.rowCount, result.error?.kind, result.peek(9, 0)]).toEqual([10, 'out_of_memory', 9]);
  });

  describe('a copy of its rows in the engine', () => {
    const keeping = (): { keep: QueryResultOptions['keep']; made: () => number; dropped: () => number } => {
      let made = 0;
      let dropped = 0;
      return {
        keep: () => {
          made++;
          const kept = {
            table: () => Promise.resolve('kept'),
            drop: () => Promise.resolve(void dropped++),
          };
          return Promise.resolve(ok(kept));
        },
        made: () => made,
        dropped: () => dropped,
      };
    };
    const longAgo = (): number => performance.now() - 5_000;

    test('is made once, of one that was long in coming, and goes with it', async () => {
      const copies = keeping();
      const result = new QueryResult(
        streamOf([numbers(0, 3)]),
        options({ startedAt: longAgo(), keep: copies.keep }),
      );
      // Whoever hears that the last row is there may ask at once.
      const heard: Promise<string | null>[] = [];
      result.subscribe(() => {
        if (result.complete) heard.push(result.table());
      });
      await result.first();
      expect(await result.table()).toBeNull();
      await result.drain();
      expect(await heard[0]).toBe('kept');
      expect(await Promise.all([result.table(), result.table()])).toEqual(['kept', 'kept']);
      expect(copies.made()).toBe(1);
      await result.close();
      await Promise.resolve();
      expect([copies.dropped(), await result.table()]).toEqual([1, null]);
    });

    test('is not made of one that came at once, nor of one that broke off', async () => {
      const copies = keeping();
      const short = new QueryResult(
        streamOf([numbers(0, 3)]),
        options({ startedAt: performance.now(), keep: copies.keep }),
      );
      const broken = new QueryResult(
        streamOf([numbers(0, 3), numbers(3, 3)], 1),
        options({ startedAt: longAgo(), keep: copies.keep }),
      );
      for (const result of [short, broken]) {
        await result.first();
        await result.drain();
        expect(await result.table()).toBeNull();
      }
      expect(copies.made()).toBe(0);
    });

    test('that cannot be made: its query is asked again', async () => {
      const result = new QueryResult(streamOf([numbers(0, 3)]), options({ startedAt: longAgo() }));
      await result.first();
      await result.drain();
      expect(await result.table()).toBeNull();
    });
  });
});
