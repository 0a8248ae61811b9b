import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { sqlLiteral } from '../../../../src/domain/values/sqlLiteral.ts';
import { nativeDuckDb } from '../../../support/nativeDuckDb.ts';
import { wasmInNode, type WasmInNode } from '../../../support/wasmInNode.ts';
import { expressions } from './expressions.ts';

let native: DuckDBConnection;
let engine: WasmInNode;

beforeAll(async () => {
  [native, engine] = await Promise.all([nativeDuckDb(), wasmInNode()]);
}, 60_000);

/** An ENUM comes to the page as text and an untyped NULL as INTEGER: value yes, type no. */
const typeMayDiffer = /ENUM|^NULL$|\[\[\],\[NULL\]\]|^\[\]$|MAP \{\}|row\(|'it''s': NULL|'a,b', NULL/;

// The literal, evaluated by native DuckDB, is the value again, of the same type.
for (const [rule, list] of Object.entries(expressions)) {
  const constants = list.filter((expression) => !expression.includes(' FROM '));
  describe.skipIf(constants.length === 0)(rule, () => {
    test.each(constants)('%s', async (expression) => {
      const { columns, values } = engine.rows(`SELECT ${expression}`);
      const type = columns[0]?.type;
      const value = values[0]?.[0];
      if (!type || value === undefined) throw new Error('no value');
      const literal = sqlLiteral(type, value);
      const sql = `SELECT CAST(l AS VARCHAR) IS NOT DISTINCT FROM CAST(x AS VARCHAR), typeof(l) = typeof(x)
        FROM (SELECT ${literal} AS l, ${expression} AS x)`;
      const [row] = (await native.runAndReadAll(sql)).getRows();
      expect({ literal, same: row?.[0] }).toEqual({ literal, same: true });
      if (value !== null && !typeMayDiffer.test(expression))
        expect({ literal, type: row?.[1] }).toEqual({ literal, type: true });
    });
  });
}
