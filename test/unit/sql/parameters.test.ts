import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { explainAsJson } from '../../../src/sql/explain.ts';
import { bindParameters, fitsType, parametersOf } from '../../../src/sql/parameters.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

const rows = async (sql: string): Promise<unknown> => (await connection.runAndReadAll(sql)).getRowsJson();

describe('the parameters of a script', () => {
  test.each([
    [
      'select $a, $b, $a',
      [
        ['a', 'auto'],
        ['b', 'auto'],
      ],
    ],
    ['select $A + $a', [['A', 'auto']]],
    ['select $行业', [['行业', 'auto']]],
    ['select $1', [['1', 'auto']]],
    ['select \'$no\', "$no", $$ $no $$, $t$ $no $t$ -- $no\n /* $no */', []],
    ['select a$b from (select 1 as a$b)', []],
    ['prepare p as select $a; select $b', [['b', 'auto']]],
    [
      'select $d::DATE, $n::int, $t::varchar, $ts::timestamptz, $f::bool, $x::foo',
      [
        ['d', 'date'],
        ['n', 'number'],
        ['t', 'text'],
        ['ts', 'timestamp'],
        ['f', 'boolean'],
        ['x', 'auto'],
      ],
    ],
    [
      'select cast($n as decimal(3, 1)), try_cast($d as date)',
      [
        ['n', 'number'],
        ['d', 'date'],
      ],
    ],
    [
      'select 1 limit $n offset $m',
      [
        ['n', 'number'],
        ['m', 'number'],
      ],
    ],
    ['select $a where $a::date is null', [['a', 'date']]],
  ])('%s', (sql, expected) => {
    expect(parametersOf(sql).map((p) => [p.name, p.type])).toEqual(expected);
  });
});

describe('values go in as literals that mean themselves', () => {
  test.each([
    ['select $v', '12.5', 12.5, 'DECIMAL(3,1)'],
    ['select 1 -$v', '-5', 6, 'INTEGER'],
    ['select $v', "it's; -- not a comment", "it's; -- not a comment", 'VARCHAR'],
    ['select $v', "'); drop table t; --", "'); drop table t; --", 'VARCHAR'],
    ['select $v', '\\', '\\', 'VARCHAR'],
    ['select $v', '金融', '金融', 'VARCHAR'],
    ['select $v', '2024-02-29', '2024-02-29', 'DATE'],
    ['select $v', '2024-02-29T10:30', '2024-02-29 10:30:00', 'TIMESTAMP'],
    ['select $v', 'true', true, 'BOOLEAN'],
    ['select $v', '007', '007', 'VARCHAR'],
    ['select $v', '', null, '"NULL"'],
    ['select $v', '  ', null, '"NULL"'],
    ['select $v::VARCHAR', '12', '12', 'VARCHAR'],
    ['select $v::DATE', '2024-01-31', '2024-01-31', 'DATE'],
    ['select $v::INTEGER', '-7', -7, 'INTEGER'],
    ['select $v::BOOLEAN', 'FALSE', false, 'BOOLEAN'],
    ["select 'a' || $v", 'b', 'ab', 'VARCHAR'],
    ['select $v', '$v', '$v', 'VARCHAR'],
  ])('%s with %j', async (sql, value, expected, type) => {
    const bound = bindParameters(sql, { v: value });
    const read = await connection.runAndReadAll(`select *, typeof(columns(*)) from (${bound.sql})`);
    expect(read.getRowsJson()[0]).toEqual([
      typeof expected === 'number' && type.startsWith('DEC') ? String(expected) : expected,
      type,
    ]);
  });

  test('names in either case, several times, and others left as NULL', async () => {
    expect(await rows(bindParameters('select $A, $a, $other', { a: '1' }).sql)).toEqual([[1, 1, null]]);
  });

  test('a value that does not fit is the engine’s to refuse, not a way in', async () => {
    const bound = bindParameters('select $v::INTEGER', { v: '1); drop table t; --' });
    await expect(rows(bound.sql)).rejects.toThrow(/Could not convert string/);
  });

  test('a text without parameters stays letter by letter', () => {
    const sql = "select '$a' -- $b";
    expect(bindParameters(sql, { a: '1' }).sql).toBe(sql);
  });
});

describe('positions lead back', () => {
  const sql = 'select $a, $bb, c';
  const bound = bindParameters(sql, { a: 'a long text', bb: '1' });
  test('before, between and behind the values', () => {
    expect(bound.sql).toBe("select 'a long text', 1, c");
    expect(bound.toOriginal(3)).toBe(3);
    expect(bound.toOriginal(bound.sql.indexOf(', 1'))).toBe(sql.indexOf(', $bb'));
    expect(bound.toOriginal(bound.sql.indexOf('c'))).toBe(sql.indexOf('c'));
    expect(bound.toOriginal(bound.sql.length)).toBe(sql.length);
  });

  test('inside a value, to its parameter', () => {
    expect(bound.toOriginal(bound.sql.indexOf('long'))).toBe(7);
  });
});

describe('what fits a type', () => {
  test.each([
    ['number', '1e3', true],
    ['number', 'x', false],
    ['date', '2024-1-1', false],
    ['timestamp', '2024-01-01', true],
    ['boolean', 'maybe', false],
    ['date', '', true],
    ['auto', 'anything', true],
  ] as const)('%s %j', (type, value, fits) => {
    expect(fitsType(type, value)).toBe(fits);
  });
});

describe('EXPLAIN is asked for as JSON', () => {
  test.each([
    ['explain select 1', 'explain (FORMAT json) select 1'],
    ['EXPLAIN ANALYZE select 1', 'EXPLAIN (ANALYZE, FORMAT json) select 1'],
    ['explain (analyze) select 1', 'explain (analyze, FORMAT json) select 1'],
    ['explain /* a */ (select 1)', 'explain (FORMAT json) /* a */ (select 1)'],
  ])('%s', async (sql, expected) => {
    const asked = explainAsJson(sql)?.sql ?? '';
    expect(asked).toBe(expected);
    const read = (await connection.runAndReadAll(asked)).getRowsJson();
    expect(() => JSON.parse(String(read[0]?.[1])) as unknown).not.toThrow();
  });

  test.each(['select 1', 'explain (format html) select 1', 'explain', "select 'explain'"])(
    '%s stays',
    (sql) => {
      expect(explainAsJson(sql)).toBeNull();
    },
  );
});
