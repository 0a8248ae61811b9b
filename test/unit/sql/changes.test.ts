import { expect, test } from 'vitest';
import { nativeDuckDb, textRows } from '../../support/nativeDuckDb.ts';
import { changesWithEachRun, changingFunctions, leavesTraces } from '../../../src/sql/changes.ts';

test.each([
  ['create table t (a int)', true],
  ['-- note\n INSERT INTO t VALUES (1)', true],
  ['with x as (select 1) insert into t from x', true],
  ["set memory_limit = '1GB'", true],
  ['begin', true],
  ['drop table t', true],
  ['select 1', false],
  ['/* insert */ from t', false],
  ['with x as (select 1 as a) select "insert" from x', false],
  ['(select 1)', false],
  ['explain select 1', false],
  ['summarize t', false],
  ['  -- nothing', false],
  ["select nextval('s')", true],
  ["select 'nextval('", false],
])('%s', (sql, expected) => {
  expect(leavesTraces(sql)).toBe(expected);
});

test.each([
  ['create table t as select random() as r, now(), RANDOM()', ['random', 'now']],
  ['insert into t values (current_timestamp)', ['current_timestamp']],
  ['create table t as select "uuid"() as u', ['uuid']],
  ['create table t as from x using sample 10%', ['sample']],
  ['create table t as from x tablesample reservoir(5)', ['sample']],
  ['create table t as from x using sample reservoir(5 rows) repeatable (7)', []],
  ['create table now as select random from x -- random()', []],
  ["create table t as select 'now()' as n, sum(a) from x", []],
])('%s changes with each run by %j', (sql, expected) => {
  expect(changesWithEachRun(sql)).toEqual(expected);
});

test('every function that the engine itself calls changing is known, but for those that say the same again', async () => {
  const native = await nativeDuckDb();
  const rows = await textRows(
    native,
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY')",
  );
  // Of the session or the sequence, which come back as they were; or without a value.
  const same =
    /^(?:current_(?:schemas?|database|query)|in_search_path|nextval|currval|setseed|error|write_log)$/;
  const unknown = rows.map(([name]) => String(name)).filter((name) => !same.test(name));
  expect(unknown.filter((name) => !changingFunctions.has(name))).toEqual([]);
  expect(unknown.length).toBeGreaterThan(10);
});
