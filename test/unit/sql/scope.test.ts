import { describe, expect, test } from 'vitest';
import { findColumn, scopeAt, type ResolveTable, type Scope } from '../../../src/sql/scope.ts';

const tables: Record<string, string[]> = {
  gains: ['metric_id', 'industry_id', 'lnrr', 'vendor'],
  cases: ['case_id', 'title_en', 'industry_id'],
  industries: ['industry_id', 'name_en', 'name_zh'],
  销售: ['行业', '金额'],
  'odd name': ['order', 'x'],
};

const resolve: ResolveTable = (parts) => {
  const columns = tables[parts.at(-1)?.toLowerCase() ?? ''];
  return columns ? columns.map((name) => ({ name, type: name === 'lnrr' ? 'DOUBLE' : 'VARCHAR' })) : null;
};

/** The scope at the bar, which is taken out. */
const at = (marked: string): Scope => scopeAt(marked.replace('|', ''), marked.indexOf('|'), resolve);

/** `name: column column` for each relation in scope. */
const shown = (marked: string): string[] =>
  at(marked).relations.map((r) => `${r.name}: ${r.columns.map((c) => c.name).join(' ')}`);

const gains = 'metric_id industry_id lnrr vendor';

describe('relations in scope', () => {
  test.each([
    ['SELECT | FROM gains', [`gains: ${gains}`]],
    ['SELECT g.| FROM gains g', [`g: ${gains}`]],
    [
      'SELECT g.| FROM gains AS g JOIN industries i USING (industry_id)',
      [`g: ${gains}`, 'i: industry_id name_en name_zh'],
    ],
    ['SELECT 1 FROM yardstick.gains WHERE |', [`gains: ${gains}`]],
    ['SELECT * FROM gains g, cases c WHERE c.|', [`g: ${gains}`, 'c: case_id title_en industry_id']],
    ['FROM gains SELECT |', [`gains: ${gains}`]],
    ['FROM gains g WHERE |', [`g: ${gains}`]],
    [
      'SELECT * FROM (gains g JOIN cases c USING (industry_id)) WHERE |',
      [`g: ${gains}`, 'c: case_id title_en industry_id'],
    ],
    ['SELECT | FROM "odd name" o', ['o: order x']],
    ['SELECT | FROM 销售 s', ['s: 行业 金额']],
    ['SELECT | FROM "销售"', ['销售: 行业 金额']],
    ['SELECT | FROM range(10) r(n)', ['r: n']],
    ['SELECT | FROM range(10)', ['range: range']],
    ["SELECT | FROM 'files/a.csv' f", ['f: ']],
    ['SELECT | FROM g: gains', [`g: ${gains}`]],
    ['SELECT | FROM gains TABLESAMPLE 10%', [`gains: ${gains}`]],
    [
      'SELECT | FROM gains g ASOF JOIN cases c ON g.lnrr >= c.case_id',
      [`g: ${gains}`, 'c: case_id title_en industry_id'],
    ],
    [
      'SELECT | FROM gains LEFT OUTER JOIN LATERAL (SELECT 1 AS one) s ON true',
      [`gains: ${gains}`, 's: one'],
    ],
    ['UPDATE gains SET |', [`gains: ${gains}`]],
    ['INSERT INTO gains (|', [`gains: ${gains}`]],
    ['DELETE FROM gains WHERE |', [`gains: ${gains}`]],
    ['CREATE TABLE x AS SELECT | FROM gains', [`gains: ${gains}`]],
    ['EXPLAIN ANALYZE SELECT | FROM gains', [`gains: ${gains}`]],
    ['SELECT extract(year FROM |) FROM gains', [`gains: ${gains}`]],
    ['SELECT 1 FROM gains WHERE vendor IS DISTINCT FROM |', [`gains: ${gains}`]],
    ['SELECT count(*) OVER (PARTITION BY | ORDER BY lnrr) FROM gains', [`gains: ${gains}`]],
    ['PIVOT gains ON | USING sum(lnrr)', [`gains: ${gains}`]],
  ])('%s', (sql, expected) => {
    expect(shown(sql)).toEqual(expected);
  });
});

describe('subqueries and set operations', () => {
  test.each([
    ['SELECT | FROM (SELECT vendor, lnrr AS effect, count(*) n FROM gains) s', ['s: vendor effect n']],
    ['SELECT * FROM (SELECT | FROM cases) s', ['cases: case_id title_en industry_id', 's: ']],
    [
      'SELECT 1 FROM gains g WHERE EXISTS (SELECT 1 FROM cases c WHERE c.|',
      ['c: case_id title_en industry_id', `g: ${gains}`],
    ],
    ['SELECT vendor FROM gains UNION ALL SELECT | FROM cases', ['cases: case_id title_en industry_id']],
    ['SELECT | FROM gains EXCEPT SELECT 1 FROM cases', [`gains: ${gains}`]],
    ['SELECT | FROM (SELECT * FROM gains UNION SELECT 1) u', [`u: ${gains}`]],
    ['SELECT | FROM (SELECT * EXCLUDE (lnrr, vendor) FROM gains) s', ['s: metric_id industry_id']],
    [
      'SELECT | FROM (SELECT * RENAME (lnrr AS effect) FROM gains) s',
      ['s: metric_id industry_id effect vendor'],
    ],
    ['SELECT | FROM (SELECT g.* FROM gains g, cases) s', [`s: ${gains}`]],
    ['SELECT | FROM (FROM industries) s', ['s: industry_id name_en name_zh']],
    ['SELECT | FROM (VALUES (1, 2)) v(a, b)', ['v: a b']],
    ['SELECT | FROM (VALUES (1, 2), (3, 4)) v', ['v: col0 col1']],
    ['SELECT | FROM ((SELECT vendor FROM gains)) s', ['s: vendor']],
    [
      "SELECT | FROM (SELECT DISTINCT ON (vendor) vendor, x::INT, interval 3 day, lnrr IS NULL, date '2020-01-01' d FROM gains) s",
      ['s: vendor d'],
    ],
    ['SELECT | FROM (SELECT total: sum(lnrr), vendor FROM gains) s', ['s: total vendor']],
    ['SELECT | FROM (SELECT CASE WHEN 1 THEN 2 END AS c, CASE WHEN 1 THEN 2 END d FROM gains) s', ['s: c d']],
  ])('%s', (sql, expected) => {
    // What stands around the query is listed behind, with the subquery itself still unfinished.
    expect(
      shown(sql)
        .slice(0, expected.length)
        .map((s, i) => (expected[i]?.endsWith(': ') ? `${s.split(': ')[0] ?? ''}: ` : s)),
    ).toEqual(expected);
  });
});

describe('common table expressions', () => {
  test.each([
    ['WITH a AS (SELECT vendor FROM gains) SELECT | FROM a', ['a: vendor']],
    ['WITH a(x, y) AS (SELECT vendor, lnrr FROM gains) SELECT | FROM a', ['a: x y']],
    ['WITH a AS (SELECT vendor FROM gains), b AS MATERIALIZED (SELECT a.| FROM a) SELECT 1', ['a: vendor']],
    ['WITH a AS (SELECT 1 AS one), b AS (SELECT *, 2 AS two FROM a) SELECT | FROM b x', ['x: one two']],
    ['WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT | FROM t) SELECT 1', ['t: n']],
    ['WITH gains AS (SELECT 1 AS mine) SELECT | FROM gains', ['gains: mine']],
    ['SELECT 1 FROM (WITH a AS (SELECT 1 AS z) SELECT | FROM a) s', ['a: z']],
    ['CREATE VIEW v AS WITH a AS (SELECT 1 AS z) SELECT | FROM a', ['a: z']],
  ])('%s', (sql, expected) => {
    expect(shown(sql).slice(0, expected.length)).toEqual(expected);
  });

  test('a CTE does not see a later one', () => {
    expect(at('WITH a AS (SELECT | FROM b), b AS (SELECT 1) SELECT 1').ctes.map((c) => c.name)).toEqual([]);
    expect(at('WITH a AS (SELECT 1), b AS (SELECT 1) SELECT * FROM |').ctes.map((c) => c.name)).toEqual([
      'b',
      'a',
    ]);
  });
});

describe('clauses and aliases', () => {
  test.each([
    ['SELECT | FROM gains', 'select'],
    ['SELECT a FROM |', 'from'],
    ['SELECT a FROM gains WHERE |', 'where'],
    ['SELECT a FROM gains GROUP BY |', 'group by'],
    ['SELECT a FROM gains GROUP BY ALL ORDER BY |', 'order by'],
    ['SELECT a FROM gains QUALIFY |', 'qualify'],
    ['|', 'other'],
  ] as const)('%s', (sql, clause) => {
    expect(at(sql).clause).toBe(clause);
  });

  test('the select list gives names to the other clauses', () => {
    expect(
      at('SELECT sum(lnrr) AS total, vendor, lnrr effect, g.vendor FROM gains g ORDER BY |').aliases,
    ).toEqual(['total', 'effect']);
  });
});

describe('a column passed on keeps its table', () => {
  test('through a CTE and a subquery, under another name', () => {
    const scope = at(
      'WITH a AS (SELECT g.vendor AS who FROM yardstick.gains g) SELECT 1 FROM (SELECT * FROM a) s WHERE who = |',
    );
    expect(findColumn(scope.relations, ['s', 'WHO'])).toEqual({
      name: 'who',
      type: 'VARCHAR',
      source: { table: ['yardstick', 'gains'], column: 'vendor' },
    });
  });

  test('an expression has none', () => {
    expect(
      findColumn(at('SELECT 1 FROM (SELECT upper(vendor) AS v FROM gains) s WHERE |').relations, ['v'])
        ?.source,
    ).toBeNull();
  });
});

describe('unfinished and hostile text', () => {
  test.each([
    'SELECT g. FROM gains g WHERE (|',
    "SELECT 'abc FROM gains |",
    'WITH a AS (|',
    'WITH a AS (SELECT 1), |',
    'WITH |',
    'SELECT ) | FROM gains',
    'SELECT * FROM gains JOIN |',
    'SELECT * FROM (((|',
    '((((((|',
    'FROM',
    ', , , |',
  ])('%s does not fail', (sql) => {
    expect(() => at(sql)).not.toThrow();
  });

  test('nesting that no one writes ends', () => {
    const deep = `${'SELECT * FROM ('.repeat(300)}SELECT | FROM gains`;
    expect(() => at(deep)).not.toThrow();
  });

  test('a thousand columns are read in a few milliseconds', () => {
    const wide = Array.from({ length: 1000 }, (_, i) => `c${String(i)}`);
    const list = wide.map((c) => `g.${c}`).join(', ');
    const sql = `WITH a AS (SELECT ${list} FROM g) SELECT  FROM a JOIN (SELECT * FROM a) b USING (c1)`;
    const many: ResolveTable = () => wide.map((name) => ({ name, type: 'INTEGER' }));
    const offset = sql.indexOf('SELECT  FROM') + 7;
    const times = Array.from({ length: 12 }, () => {
      const start = performance.now();
      expect(scopeAt(sql, offset, many).relations.map((r) => r.columns.length)).toEqual([1000, 1000]);
      return performance.now() - start;
    });
    // The best of several: the machine may be busy with something else.
    expect(Math.min(...times)).toBeLessThan(40);
  });
});
