import { describe, expect, test } from 'vitest';
import { completionContext } from '../../../src/sql/completionContext.ts';

const at = (marked: string): ReturnType<typeof completionContext> =>
  completionContext(marked.replace('|', ''), marked.indexOf('|'));

describe('what may stand at the cursor', () => {
  test.each([
    ['|', 'statement'],
    ['sel|', 'statement'],
    ['SELECT 1; |', 'statement'],
    ['-- note\n|', 'statement'],
    ['EXPLAIN |', 'statement'],
    ['SELECT 1 UNION ALL |', 'statement'],
    ['WITH |', 'nothing'],
    ['SELECT |', 'expression'],
    ['SELECT a, |', 'expression'],
    ['SELECT a + |', 'expression'],
    ['SELECT DISTINCT |', 'expression'],
    ['SELECT sum(|', 'expression'],
    ['SELECT a |', 'keyword'],
    ['SELECT * |', 'keyword'],
    ['SELECT 2 * |', 'expression'],
    ['SELECT count(*) |', 'keyword'],
    ['SELECT a FROM |', 'relation'],
    ['SELECT a FROM ga|', 'relation'],
    ['SELECT a FROM b, |', 'relation'],
    ['SELECT a FROM b JOIN |', 'relation'],
    ['SELECT a FROM (|', 'relation'],
    ['SELECT a FROM b |', 'alias'],
    ['SELECT a FROM s.b |', 'alias'],
    ['SELECT a FROM b x |', 'keyword'],
    ['SELECT a FROM b WHERE |', 'expression'],
    ['SELECT a FROM b WHERE x |', 'keyword'],
    ['SELECT a FROM b WHERE x IS |', 'expression'],
    ['SELECT a FROM b JOIN c ON |', 'expression'],
    ['SELECT a FROM b JOIN c USING (|', 'expression'],
    ['SELECT a FROM b GROUP BY |', 'expression'],
    ['SELECT a FROM b ORDER BY a, |', 'expression'],
    ['SELECT a FROM b ORDER BY a DESC |', 'keyword'],
    ['SELECT extract(year FROM |', 'expression'],
    ['SELECT a IS DISTINCT FROM |', 'expression'],
    ['SELECT a::|', 'type'],
    ['SELECT CAST(a AS |', 'type'],
    ['INSERT INTO |', 'relation'],
    ['SUMMARIZE |', 'relation'],
    ['UPDATE b SET |', 'expression'],
    ['CREATE TABLE t AS |', 'statement'],
  ])('%s', (sql, expected) => {
    expect(at(sql)?.expected).toBe(expected);
  });

  test.each([
    'SELECT -- a|',
    'SELECT /* a| */ 1',
    "SELECT 'a|'",
    'SELECT 12|',
    'SELECT $na|',
    'SELECT $$a|$$',
  ])('%s: nothing to offer', (sql) => {
    expect(at(sql)).toBeNull();
  });
});

describe('the word that is being written', () => {
  test.each([
    ['SELECT imp|', 7, 'imp', false, []],
    ['SELECT g.imp|', 9, 'imp', false, ['g']],
    ['SELECT g.|', 9, '', false, ['g']],
    ['SELECT a FROM yardstick.ga|', 24, 'ga', false, ['yardstick']],
    ['SELECT "Odd n|', 8, 'Odd n', true, []],
    ['SELECT "a b"."c|', 14, 'c', true, ['a b']],
    ['SELECT 行|', 7, '行', false, []],
    ['SELECT 1; SELECT 销售.行|', 20, '行', false, ['销售']],
  ])('%s', (sql, from, typed, quoted, qualifier) => {
    expect(at(sql)).toMatchObject({ from, typed, quoted, qualifier });
  });

  test('the statement is the one that holds the cursor', () => {
    expect(at('SELECT 1; SELECT |2; SELECT 3')).toMatchObject({ statement: ' SELECT 2', start: 9 });
  });
});

describe('values of a column', () => {
  test.each([
    ['SELECT 1 FROM t WHERE a = |', ['a'], false],
    ["SELECT 1 FROM t WHERE a = '|", ['a'], true],
    ["SELECT 1 FROM t WHERE a = 'fin|", ['a'], true],
    ["SELECT 1 FROM t WHERE g.a <> '|", ['g', 'a'], true],
    ["SELECT 1 FROM t WHERE a in ('|", ['a'], true],
    ['SELECT 1 FROM t WHERE a IN (|', ['a'], false],
    ["SELECT 1 FROM t WHERE a NOT IN ('x', |", ['a'], false],
    ["SELECT 1 FROM t WHERE a in ('x', '|", ['a'], true],
    ['SELECT 1 FROM t WHERE "a b" like \'|', ['a b'], true],
    ["SELECT 1 FROM t WHERE a NOT ILIKE '|", ['a'], true],
    ["SELECT 1 FROM t WHERE 行业 = '金|", ['行业'], true],
  ])('%s', (sql, reference, open) => {
    expect(at(sql)?.value).toEqual({ reference, open });
  });

  test.each([
    'SELECT 1 WHERE 1 = |',
    'SELECT a, |',
    'SELECT f(a, |',
    "SELECT 1 WHERE a IN ('x' |",
    'SELECT 1 WHERE a > |',
  ])('%s: none', (sql) => {
    expect(at(sql)?.value).toBeNull();
  });
});
