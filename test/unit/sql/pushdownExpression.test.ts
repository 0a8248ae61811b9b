import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { codegenExpression, parseExpression } from 'vega';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  translateCondition,
  translateExpression,
  type SqlValue,
} from '../../../src/sql/pushdownExpression.ts';

const columns: Record<string, SqlValue> = {
  a: { sql: '"a"', kind: 'number', nullable: true },
  b: { sql: '"b"', kind: 'number', nullable: true },
  t: { sql: '"t"', kind: 'text', nullable: true },
  s: { sql: '"s"', kind: 'boolean', nullable: true },
};
const lookup = (name: string): SqlValue | null => columns[name] ?? null;

const rows = [
  { a: 3, b: 2, t: 'x', s: true },
  { a: -2.5, b: 4, t: 'Long ', s: false },
  { a: null, b: 7, t: null, s: null },
  { a: 0, b: null, t: '', s: true },
];

const sqlOf = (v: unknown): string => (v === null ? 'NULL' : typeof v === 'string' ? `'${v}'` : String(v));
const table = `(VALUES ${rows.map((r) => `(${sqlOf(r.a)}::DOUBLE, ${sqlOf(r.b)}::DOUBLE, ${sqlOf(r.t)}::VARCHAR, ${sqlOf(r.s)}::BOOLEAN)`).join(', ')}) AS t(a, b, t, s)`;

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
});
afterAll(() => {
  connection.closeSync();
});

/** What Vega's own compiler makes of the expression: the reference. */
function vegaValues(expression: string): unknown[] {
  const { code } = codegenExpression({ allowed: ['datum'], forbidden: [], globalvar: 'globals' })(
    parseExpression(expression) as never,
  ) as { code: string };
  const f = new Function('datum', 'lower', 'upper', 'trim', `return (${code});`) as (
    ...args: unknown[]
  ) => unknown;
  const text = (g: (x: string) => string) => (x: unknown) => (x === null ? null : g(String(x)));
  return rows.map((r) =>
    f(
      r,
      text((x) => x.toLowerCase()),
      text((x) => x.toUpperCase()),
      text((x) => x.trim()),
    ),
  );
}

describe('expressions give in SQL what they give in Vega', () => {
  it.each([
    'datum.a + datum.b * 2',
    '(datum.a - 1) * -datum.b',
    '- -datum.a - -3',
    'datum.a / 4',
    "datum['a'] % 2",
    'abs(datum.a) + ceil(datum.a) + floor(datum.a) + round(datum.a)',
    'pow(datum.a, 2) + exp(0) + sqrt(16)',
    'min(datum.a, datum.b, 1) + max(datum.a, 0)',
    "datum.t == 'x' ? 1 : datum.a > 0 ? 2 : 3",
    'datum.a == null ? null : datum.a',
    "datum.s ? 'yes' : 'no'",
    "datum.t + '!'",
    'datum.a != null && datum.a < 1',
    "!(datum.a >= 0) || datum.t !== 'x'",
    'datum.a < 1 === true',
    'datum.a != null',
    'datum.b <= 2',
    'PI > 3',
  ])('%s', async (expression) => {
    const translated = translateExpression(expression, lookup);
    expect(translated).not.toBeNull();
    const read = await connection.runAndReadAll(`SELECT (${translated?.sql ?? ''}) AS v FROM ${table}`);
    const values = read.getRowsJson().map(([v]) => v);
    expect(values).toEqual(vegaValues(expression));
  });

  it.each(['datum.a', 'datum.t', 'datum.s', '!datum.a', 'datum.a > -3'])(
    '%s as a condition',
    async (expression) => {
      const condition = translateCondition(expression, lookup);
      const read = await connection.runAndReadAll(`SELECT (${condition ?? ''}) AS v FROM ${table}`);
      expect(read.getRowsJson().map(([v]) => v)).toEqual(vegaValues(expression).map(Boolean));
    },
  );

  it.each([
    'datum.nope',
    'datum.a.b',
    'datum[datum.t]',
    "datum.a == 'x'",
    'datum.t > 3',
    'datum.a + datum.t',
    'now()',
    'format(datum.a, "d")',
    'constructor(1)',
    'toString()',
    '[1, 2]',
    "'a\\n'",
    'a = 1',
    'datum.a +',
    '',
    `${'('.repeat(500)}1${')'.repeat(500)}`,
    '1; drop table x',
  ])('%s is left to Vega', (expression) => {
    expect(translateExpression(expression, lookup)).toBeNull();
  });

  it('texts are quoted', () => {
    expect(translateExpression(`"it's"`, lookup)?.sql).toBe("'it''s'");
  });
});
