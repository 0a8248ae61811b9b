import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../../../../src/domain/values/text.ts';
import { nativeDuckDb, textRows } from '../../../support/nativeDuckDb.ts';
import { wasmInNode, type WasmInNode } from '../../../support/wasmInNode.ts';
import { expressions } from './expressions.ts';

let native: DuckDBConnection;
let engine: WasmInNode;

beforeAll(async () => {
  [native, engine] = await Promise.all([nativeDuckDb(), wasmInNode()]);
}, 60_000);

/** The one difference that is meant: `0.5` where DuckDB prints a decimal without digits before the point as `.5`. */
const withZero = (text: string | null): string | null => text?.replace(/^(-?)(?=\.\d)/, '$10') ?? null;

// The page's engine sends the value, the page decodes and prints it; native DuckDB prints the same with its own CAST.
for (const [rule, list] of Object.entries(expressions)) {
  describe(rule, () => {
    test.each(list)('%s', async (expression) => {
      const sql = `SELECT ${expression}`;
      const { columns, values } = engine.rows(sql);
      const type = columns[0]?.type;
      expect(type).toBeDefined();
      const printed = values.map(([v]) => (v === null || v === undefined || !type ? null : textOf(type, v)));
      const expected = (await textRows(native, sql)).map(([text]) => withZero(text ?? null));
      expect(printed).toEqual(expected);
    });
  });
}

test('V14 a union that is NULL and one whose member is NULL read alike', () => {
  const { values } = engine.rows('SELECT NULL::UNION(n INTEGER, s VARCHAR), union_value(k := NULL::INTEGER)');
  expect(values).toEqual([[null, null]]);
});

test('V10 a list of JSON is printed without quotes, JSON in a struct with them', () => {
  const json = { kind: 'json' } as const;
  expect(textOf({ kind: 'list', element: json }, ['{"a":1}', null])).toBe('[{"a":1}, NULL]');
  expect(textOf({ kind: 'struct', fields: [{ name: 'j', type: json }] }, ['[1]'])).toBe(`{'j': '[1]'}`);
});

test('floating-point numbers of all sizes', async () => {
  // A fixed sequence (xorshift), so that a failure comes again.
  let state = 0x9e3779b9;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const values = Array.from({ length: 5000 }, () => {
    const value = (random() - 0.5) * 10 ** Math.round(random() * 44 - 22);
    return random() < 0.2 ? Math.round(value) : value;
  });
  for (const type of ['DOUBLE', 'FLOAT']) {
    const sql = `SELECT unnest([${values.map((v) => v.toExponential()).join(', ')}])::${type}`;
    const { columns, values: rows } = engine.rows(sql);
    const printed = rows.map(([v]) => textOf(columns[0]?.type ?? { kind: 'text' }, v ?? null));
    const expected = (await textRows(native, sql)).map(([text]) => text ?? '');
    const others = printed.flatMap((text, i) => (text === expected[i] ? [] : [[text, expected[i] ?? '']]));
    // A few 32-bit floats are printed with fewer digits than DuckDB does it.
    for (const [text, native] of others) expect(Math.fround(Number(text))).toBe(Math.fround(Number(native)));
    expect(others.length).toBeLessThan(type === 'FLOAT' ? printed.length / 50 : 1);
  }
});

test('text of many rows, also where characters have several bytes or are a mark of the byte order', async () => {
  const texts = [
    `'row ' || range`,
    `CASE WHEN range % 700 = 0 THEN '表 ' || range ELSE repeat('x', range % 5) END`,
    `CASE WHEN range % 3 = 0 THEN NULL ELSE 'n' || range END`,
  ];
  for (const text of texts) {
    const sql = `SELECT ${text} FROM range(3000)`;
    expect(engine.rows(sql).values).toEqual(await textRows(native, sql));
  }
  // Not compared with native DuckDB, whose binding takes the mark off.
  expect(engine.rows('SELECT chr(65279) || range FROM range(300)').values).toEqual(
    Array.from({ length: 300 }, (_, n) => [`\uFEFF${String(n)}`]),
  );
});
