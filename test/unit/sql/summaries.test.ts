import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { summaryQuery, type SummaryKind } from '../../../src/sql/summaries.ts';
import { nativeDuckDb } from '../../support/nativeDuckDb.ts';

let native: DuckDBConnection;
beforeAll(async () => {
  native = await nativeDuckDb();
}, 60_000);

async function summaryOf(sql: string, kinds: readonly SummaryKind[]): Promise<Record<string, unknown>[]> {
  const names = (await native.runAndReadAll(sql)).columnNames();
  const query = summaryQuery(
    sql,
    names,
    kinds.map((kind, column) => ({ column, kind })),
  );
  return (await native.runAndReadAll(query)).getRowObjectsJson();
}

describe('summaryQuery', () => {
  test('numbers: range, mean, twenty bins that hold every value', async () => {
    const [n] = await summaryOf('SELECT range AS n FROM range(1000)', ['number']);
    expect(n).toMatchObject({
      column: 0,
      rows: '1000',
      filled: '1000',
      smallest: '0',
      largest: '999',
      mean: 499.5,
      low: 0,
      high: 999,
    });
    const bins = n?.['bins'] as { bin: number; n: string }[];
    expect(bins.map((b) => b.bin)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(bins.reduce((sum, b) => sum + Number(b.n), 0)).toBe(1000);
  });
  test('one value only: one bin', async () => {
    const [n] = await summaryOf('SELECT 5 AS n FROM range(3)', ['number']);
    expect(n).toMatchObject({ low: 5, high: 5, bins: [{ bin: 0, n: '3' }] });
  });
  test('nulls only, and no rows', async () => {
    const [a] = await summaryOf('SELECT NULL::INTEGER AS n FROM range(3)', ['number']);
    expect(a).toMatchObject({ rows: '3', filled: '0', smallest: null, mean: null, bins: null });
    const [b] = await summaryOf('SELECT 1 AS n WHERE false', ['number']);
    expect(b).toMatchObject({ rows: '0', filled: '0', bins: null });
  });
  test('infinities and not-a-number are counted, not drawn', async () => {
    const [n] = await summaryOf(`SELECT * FROM (VALUES (1.0::DOUBLE), ('inf'), ('nan'), (3)) v(n)`, [
      'number',
    ]);
    expect(n).toMatchObject({
      filled: '4',
      low: 1,
      high: 3,
      bins: [
        { bin: 0, n: '1' },
        { bin: 19, n: '1' },
      ],
    });
  });
  test('dates and timestamps lie on a line of seconds', async () => {
    const [d, t] = await summaryOf(
      `SELECT DATE '1970-01-01' + range::INTEGER AS d, TIMESTAMP '1970-01-01' + INTERVAL (range) HOUR AS t FROM range(21)`,
      ['time', 'time'],
    );
    expect(d).toMatchObject({ low: 0, high: 20 * 86400, smallest: '1970-01-01', largest: '1970-01-21' });
    expect(t).toMatchObject({ column: 1, low: 0, high: 20 * 3600 });
  });
  test('values: the commonest first, ties by name, nested ones by their text', async () => {
    const [t, l] = await summaryOf(
      `SELECT * FROM (VALUES ('b', [1]), ('a', [1]), ('b', [2]), (NULL, NULL), ('c', [1])) v(t, l)`,
      ['values', 'values'],
    );
    expect(t).toMatchObject({
      rows: '5',
      filled: '4',
      distinct_values: '3',
      tops: [
        { label: 'b', n: '2' },
        { label: 'a', n: '1' },
        { label: 'c', n: '1' },
      ],
    });
    expect(l).toMatchObject({
      tops: [
        { label: '[1]', n: '3' },
        { label: '[2]', n: '1' },
      ],
    });
  });
  test('repeated names, comments, decimals, huge integers, booleans', async () => {
    const rows = await summaryOf('SELECT 1.5::DECIMAL(4,2) AS a, 5::HUGEINT AS a, true AS "b c" -- end', [
      'number',
      'number',
      'values',
    ]);
    expect(rows.map((r) => r['smallest'])).toEqual(['1.50', '5', null]);
    expect(rows[2]).toMatchObject({ tops: [{ label: 'true', n: '1' }] });
  });
});
