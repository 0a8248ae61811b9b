import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { countedRows, rowsPerStep, stepsSequences } from '../../../src/sql/countedRows.ts';
import { nativeDuckDb, textRows } from '../../support/nativeDuckDb.ts';

let native: DuckDBConnection;
beforeAll(async () => {
  native = await nativeDuckDb();
  await native.run('CREATE SEQUENCE steps');
}, 60_000);

const steps = async (): Promise<number> => {
  const [row] = await textRows(
    native,
    "SELECT coalesce(last_value, 0) FROM duckdb_sequences() WHERE sequence_name = 'steps'",
  );
  return Number(row?.[0]);
};

describe('countedRows', () => {
  test('the rows stay as they are, in their order, and each so many of them make a step', async () => {
    const sql = `SELECT range AS n, 'x' || range AS "row number" FROM range(50000) ORDER BY n DESC -- the last first`;
    const before = await steps();
    const counted = countedRows(sql, ['n', 'row number'], 'steps');
    expect(await textRows(native, counted)).toEqual(await textRows(native, sql));
    expect((await steps()) - before).toBe(Math.floor(50_000 / rowsPerStep));
  });

  test('a column that has the name of the count is left alone', async () => {
    const sql = 'SELECT 7 AS "Row_Number", NULL AS row_number_';
    expect(await textRows(native, countedRows(sql, ['Row_Number', 'row_number_'], 'steps'))).toEqual(
      await textRows(native, sql),
    );
  });

  test('a query without rows makes no step', async () => {
    const before = await steps();
    expect(await textRows(native, countedRows('SELECT 1 AS a WHERE false', ['a'], 'steps'))).toEqual([]);
    expect(await steps()).toBe(before);
  });
});

test('queries that step sequences of their own are known', () => {
  expect(stepsSequences("SELECT nextval('s')")).toBe(true);
  expect(stepsSequences('SELECT "nextval"(\'s\')')).toBe(true);
  expect(stepsSequences('SELECT 1 -- nextval')).toBe(false);
});
