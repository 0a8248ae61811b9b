import { expect, test } from 'vitest';
import { leavesTraces } from '../../../src/sql/changes.ts';

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
])('%s', (sql, expected) => {
  expect(leavesTraces(sql)).toBe(expected);
});
