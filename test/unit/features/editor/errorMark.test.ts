import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AppError } from '../../../../src/domain/appError.ts';
import { engineError } from '../../../../src/engine/errors.ts';
import { errorMark } from '../../../../src/features/editor/errorMark.ts';

let failing: (sql: string) => Promise<AppError>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `CREATE TABLE gains (metric_id VARCHAR, improvement_factor DOUBLE, 行业 VARCHAR, "two words" INT)`,
  );
  await connection.run('SET errors_as_json=true');
  failing = async (sql) => {
    try {
      await connection.run(sql);
    } catch (thrown) {
      return engineError(thrown, sql);
    }
    throw new Error(`no error: ${sql}`);
  };
});

/** Errors of the real engine, as its own Node build words them. */
describe('what is underlined, and what mends it', () => {
  test.each([
    ['select improvment_factor from gains', 'improvment_factor', 'improvement_factor'],
    ['select g.improvment_factor from gains g', 'improvment_factor', 'improvement_factor'],
    ["select '中文', g.行亚 from gains g", '行亚', '行业'],
    ["select '中文😀', improvment_factor from gains", 'improvment_factor', 'improvement_factor'],
    ['select two_words from gains', 'two_words', '"two words"'],
    ['select * from gain', 'gain', 'gains'],
    ['select * from main.gain', 'gain', 'gains'],
    ['select gg.metric_id from gains g', 'gg', 'g'],
    ['select lenght(metric_id) from gains', 'lenght', 'length'],
    ['insert into gain values (1)', 'gain', 'gains'],
    ['select * from gains order by imp', 'imp', 'improvement_factor'],
    ['select metric_id from gains g, gains h', 'metric_id', 'g.metric_id'],
    ['select "two words" from gains g, gains h', '"two words"', 'h."two words"'],
    [
      'select 1 /* improvement_facto */ from gains where 行业 = 1 and improvement_facto > 2',
      'improvement_facto',
      'improvement_factor',
    ],
  ])('%s', async (sql, underlined, first) => {
    const mark = errorMark(sql, await failing(sql));
    expect(mark && sql.slice(mark.from, mark.to)).toBe(underlined);
    expect(mark?.fixes.map((f) => f.insert)).toContain(first);
  });

  test.each([
    ["select '中文' fro gains x y", 'gains'],
    ["select '中文', 1 +", '+'],
    ['select　1　2　3', '2'],
    ["select 'abc", "'abc"],
    ['select * fro gains', 'gains'],
    ['select sum(metric_id) from gains', 'sum'],
    ['select metric_id, count(*) from gains', 'metric_id'],
  ])('%s has a place and nothing to put there', async (sql, underlined) => {
    const mark = errorMark(sql, await failing(sql));
    expect(mark && sql.slice(mark.from, mark.to)).toBe(underlined);
    expect(mark?.fixes).toEqual([]);
  });

  test('each fix runs', async () => {
    for (const sql of [
      'select improvment_factor from gains',
      'select * from gain',
      "select '中文', two_words from gains",
    ]) {
      const mark = errorMark(sql, await failing(sql));
      const mended = mark?.fixes.map((f) => sql.slice(0, mark.from) + f.insert + sql.slice(mark.to)) ?? [];
      await expect(failing(mended[0] ?? sql)).rejects.toThrow('no error');
    }
  });

  test('an error without a place marks nothing', () => {
    expect(errorMark('select 1', { kind: 'out_of_memory', message: 'no' })).toBeNull();
  });
});
