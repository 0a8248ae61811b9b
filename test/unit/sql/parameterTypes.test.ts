import { describe, expect, test } from 'vitest';
import { bindParameters } from '../../../src/sql/parameters.ts';
import { inferredParameters } from '../../../src/sql/parameterTypes.ts';
import type { ResolveTable } from '../../../src/sql/scope.ts';

const columns = [
  { name: 'year', type: 'INTEGER' },
  { name: 'industry_id', type: 'VARCHAR' },
  { name: 'gain', type: 'DECIMAL(9,2)' },
  { name: 'day', type: 'DATE' },
  { name: 'seen', type: 'TIMESTAMP WITH TIME ZONE' },
  { name: 'reported', type: 'BOOLEAN' },
  { name: 'grade', type: "ENUM('high', 'low')" },
  { name: 'tags', type: 'VARCHAR[]' },
  { name: '行业', type: 'VARCHAR' },
];
const resolve: ResolveTable = (parts) => (parts.at(-1) === 't' ? columns : null);

const typesOf = (sql: string): Record<string, string> =>
  Object.fromEntries(inferredParameters(sql, resolve).map((p) => [p.name, p.type]));

describe('a parameter has the type of the column that it is compared with', () => {
  test.each<[string, Record<string, string>]>([
    ['select * from t where year >= $y', { y: 'number' }],
    ['select * from t where industry_id = $i', { i: 'text' }],
    ['select * from t x where x.gain < $g and $d <= x.day', { g: 'number', d: 'date' }],
    ['select * from t where day between $a and $b', { a: 'date', b: 'date' }],
    ['select * from t where day not between $a and $b', { a: 'date', b: 'date' }],
    ["select * from t where industry_id in ('x', $p, $q)", { p: 'text', q: 'text' }],
    ['select * from t where industry_id not like $l', { l: 'text' }],
    [
      'select * from t where seen > $s or reported = $r or grade = $g',
      { s: 'timestamp', r: 'boolean', g: 'text' },
    ],
    ['select * from t where "行业" = $行', { 行: 'text' }],
    ['with c as (select year as y from t) select * from c where c.y = $p', { p: 'number' }],
    [
      'select (select max(gain) from t where industry_id = o.industry_id and year = $y) from t o',
      { y: 'number' },
    ],
  ])('%s', (sql, expected) => {
    expect(typesOf(sql)).toEqual(expected);
  });

  test('what stands beside it comes first; what nothing tells stays open', () => {
    expect(typesOf('select * from t where year = $a::VARCHAR')).toEqual({ a: 'text' });
    expect(typesOf('select $b from t where tags = $c and unknown = $d')).toEqual({
      b: 'auto',
      c: 'auto',
      d: 'auto',
    });
  });

  test('in any statement of a script', () => {
    expect(typesOf('select $a; select * from t where year = $a')).toEqual({ a: 'number' });
  });

  test('so that a number compared with a text is a text', () => {
    const sql = 'select * from t where industry_id = $i';
    expect(bindParameters(sql, { i: '2024' }, inferredParameters(sql, resolve)).sql).toBe(
      "select * from t where industry_id = '2024'",
    );
  });
});
