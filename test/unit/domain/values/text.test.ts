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
