import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { canWrap, findQuery, wrapQuery, type Wrapping } from '../../../src/sql/wrap.ts';
import { nativeDuckDb } from '../../support/nativeDuckDb.ts';

let native: DuckDBConnection;
beforeAll(async () => {
  native = await nativeDuckDb();
}, 60_000);

const rowsOf = async (sql: string): Promise<{ names: string[]; rows: unknown[][] }> => {
  const reader = await native.runAndReadAll(sql);
  return { names: reader.columnNames(), rows: reader.getRowsJson() as unknown[][] };
};

const wrapped = async (sql: string, wrapping: Wrapping): Promise<{ names: string[]; rows: unknown[][] }> => {
  const names = (await native.runAndReadAll(sql)).columnNames();
  return rowsOf(wrapQuery(sql, names, wrapping));
};

const all: Wrapping = { limit: 1000 };

describe('W1 a comment at the end hides nothing', () => {
  test.each(['SELECT 1 AS a -- the end', 'SELECT 1 AS a /* x */', '-- first\nSELECT 1 AS a'])(
    '%s',
    async (sql) => {
      expect(await wrapped(sql, all)).toEqual({ names: ['a'], rows: [[1]] });
    },
  );
});

describe('W2 columns keep names and order', () => {
  test('repeated names', async () => {
    const sql = 'SELECT 1 AS a, 2 AS a, 3 AS "A", 4 AS b';
    const result = await wrapped(sql, {
      sort: [{ column: 1, descending: true }],
      filters: [{ column: 2, kind: 'not_null' }],
    });
    expect(result.rows).toEqual([[1, 2, 3, 4]]);
    expect(wrapQuery(sql, ['a', 'a', 'A', 'b'], all)).toContain('c2 AS "a"');
  });
  test('names that need quotes', async () => {
    const sql = `SELECT 1 AS "a ""b""", 2 AS "中文", 3 AS "select", 4 AS "x.y"`;
    expect(
      await wrapped(sql, { filters: [0, 1, 2, 3].map((column) => ({ column, kind: 'not_null' as const })) }),
    ).toEqual({
      names: ['a "b"', '中文', 'select', 'x.y'],
      rows: [[1, 2, 3, 4]],
    });
  });
  test('columns without alias', async () => {
    const result = await wrapped(`SELECT count(*), sum(x + 1), 'it''s' FROM (VALUES (1)) v(x)`, {
      sort: [{ column: 0, descending: false }],
    });
    expect(result.rows).toEqual([['1', '2', "it's"]]);
  });
  test('an empty name', async () => {
    const sql = 'SELECT x, y FROM (VALUES (1, 2)) v(x, y)';
    expect(
      (await rowsOf(wrapQuery(sql, ['', 'y'], { sort: [{ column: 0, descending: true }] }))).rows,
    ).toEqual([[1, 2]]);
  });
});

describe('W3 the inner order and limit hold', () => {
  test('limit', async () => {
    const { rows } = await wrapped('SELECT range AS n FROM range(100) ORDER BY n DESC LIMIT 5', { limit: 3 });
    expect(rows).toEqual([['99'], ['98'], ['97']]);
  });
  test('a filter works on what the inner limit left', async () => {
    const { rows } = await wrapped('SELECT range AS n FROM range(100) ORDER BY n LIMIT 5', {
      filters: [{ column: 0, kind: 'compare', operator: '>=', literal: '3' }],
    });
    expect(rows).toEqual([['3'], ['4']]);
  });
  test('nothing asked: the query itself', () => {
    expect(wrapQuery('SELECT 1', ['1'], {})).toBe('SELECT 1');
  });
});

describe('W4 nulls sort last', () => {
  const sql = 'SELECT * FROM (VALUES (2, 1), (NULL, 2), (1, 3), (2, 4)) v(a, b)';
  test('upwards, then by a second key', async () => {
    const { rows } = await wrapped(sql, {
      sort: [
        { column: 0, descending: false },
        { column: 1, descending: true },
      ],
    });
    expect(rows).toEqual([
      [1, 3],
      [2, 4],
      [2, 1],
      [null, 2],
    ]);
  });
  test('downwards', async () => {
    const { rows } = await wrapped(sql, {
      sort: [
        { column: 0, descending: true },
        { column: 1, descending: false },
      ],
    });
    expect(rows).toEqual([
      [2, 1],
      [2, 4],
      [1, 3],
      [null, 2],
    ]);
  });
});

describe('W5 a filter means its text', () => {
  const sql = `SELECT * FROM (VALUES ('50%'), ('500'), ('a_b'), ('axb'), ('it''s'), ('中文'), (NULL)) v(t)`;
  test.each([
    ['%', ['50%']],
    ['_', ['a_b']],
    ["'", ["it's"]],
    ['中', ['中文']],
    ['A_B', ['a_b']],
    ['50', ['50%', '500']],
  ])('contains %s', async (text, expected) => {
    const { rows } = await wrapped(sql, { filters: [{ column: 0, kind: 'contains', text }] });
    expect(rows.flat()).toEqual(expected);
  });
  test('contains looks at numbers and nested values by their text', async () => {
    const nested = `SELECT * FROM (VALUES ([1, 25], 12.5::DECIMAL(4,1)), ([3], 3)) v(l, d)`;
    expect(
      (await wrapped(nested, { filters: [{ column: 0, kind: 'contains', text: '25' }] })).rows,
    ).toHaveLength(1);
    expect(
      (await wrapped(nested, { filters: [{ column: 1, kind: 'contains', text: '2.5' }] })).rows,
    ).toHaveLength(1);
  });
  test('null, not null, range', async () => {
    expect((await wrapped(sql, { filters: [{ column: 0, kind: 'null' }] })).rows).toEqual([[null]]);
    expect((await wrapped(sql, { filters: [{ column: 0, kind: 'not_null' }] })).rows).toHaveLength(6);
    const range = (closed: boolean): Wrapping => ({
      filters: [{ column: 0, kind: 'range', low: '2', high: '4', closed }],
    });
    expect((await wrapped('SELECT range AS n FROM range(9)', range(false))).rows).toEqual([['2'], ['3']]);
    expect((await wrapped('SELECT range AS n FROM range(9)', range(true))).rows).toEqual([
      ['2'],
      ['3'],
      ['4'],
    ]);
  });
});

describe('W6 what gives rows can be wrapped, the rest is refused', () => {
  test.each([
    'SELECT 1 AS a',
    'WITH x AS (SELECT 1 AS a) SELECT * FROM x',
    'FROM (VALUES (1)) v(a)',
    'VALUES (1)',
    '(SELECT 1 AS a)',
    'DESCRIBE SELECT 1 AS a',
    'SUMMARIZE SELECT 1 AS a',
    'SELECT 1 AS a UNION ALL SELECT 2',
    '/* c */ -- d\n select 1 as a',
    'SHOW TABLES',
    'PIVOT (VALUES (1, 2)) v(a, b) ON a USING sum(b)',
    'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r',
  ])('%s', async (sql) => {
    expect(canWrap(sql)).toBe(true);
    const inner = await native.runAndReadAll(sql);
    expect((await wrapped(sql, { limit: 100_000, filters: [] })).rows).toHaveLength(inner.currentRowCount);
  });
  test.each([
    'EXPLAIN SELECT 1',
    'CREATE TABLE t(a INTEGER)',
    'PRAGMA version',
    'INSERT INTO t VALUES (1) RETURNING *',
    'CALL pragma_version()',
    '',
    '-- only',
  ])('refused: %s', (sql) => {
    expect(canWrap(sql)).toBe(false);
  });
});

test('findQuery gives the numbers of the rows, in the order of the query', async () => {
  const sql = `SELECT * FROM (VALUES (1, 'x'), (2, NULL), (12, 'X1'), (3, 'y')) v(a, b) ORDER BY a DESC`;
  const find = (text: string, columns = [0, 1]) =>
    rowsOf(findQuery(sql, ['a', 'b'], { columns, text, limit: 10 }));
  expect((await find('x')).rows).toEqual([['0'], ['3']]);
  expect((await find('1')).rows).toEqual([['0'], ['3']]);
  expect((await find('1', [0])).rows).toEqual([['0'], ['3']]);
  expect((await find('zzz')).rows).toEqual([]);
});
