import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { splitStatements, statementAt } from '../../../src/sql/statements.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

/** How many statements DuckDB's own parser finds. One goes before, since it can't say that there is none. */
const extracted = async (sql: string): Promise<number> =>
  (
    await connection.extractStatements(`select 0;
${sql}`)
  ).count - 1;

/** Odd scripts that DuckDB's parser reads. */
const scripts: readonly string[] = [
  'select 1',
  'select 1;',
  'select 1; select 2',
  'select 1;; ;select 2;',
  '\n\n  select 1 \n;\n\n select 2\n',
  "select ';'; select 2",
  'select 1 as ";"; select 2',
  "select 'it''s; fine'; select 2",
  'select "a"";" from (select 1 as "a"";"); select 2',
  '-- a; b\nselect 1; -- c;\nselect 2 -- d;',
  'select 1 --; select 2\n; select 3',
  '/* ; */ select 1; /* ; */ select 2 /* ; */',
  'select 1 /* outer /* inner; */ still; */; select 2',
  'select 1 /**/; select 2 /***/',
  'select 4 /2; select 8 / 2',
  'select $$a;b$$; select 2',
  "select $tag$a;$$;'$tag$; select 2",
  'select $标$;$标$; select 2',
  "select e'a\\';b'; select 2",
  "select E'\\\\'; select ';'",
  "select 'a\\'; select 2",
  "select x'AB'; select 2",
  "select 'a'\n';b'; select 2",
  "select {'a;': 1}; select [1, 2][1]; select map {'k;': 1}",
  'select 1 as 行业; select 2 as "销;售"',
  "select '分号；'; select '；'",
  'select　1;　select　2',
  'select 1;\r\nselect 2;\r\n',
  '-- only\n-- comments',
  '/* nothing */ ; -- here',
  '',
  ' ; ; ',
  'select 1 - -1; select 2--3;',
  'select 1-- x\r; select 2',
  'select a$b from (select 1 as a$b); select 2',
  'select $1; select $2',
  'select $name; select $行业',
  "create table t(a int default 1, b text check (b <> ';')); insert into t values (1, ';'); drop table t",
  "create macro m(a, b := ';') as a || b; select m('x')",
  'create macro tm(n) as table select * from range(n); from tm(3)',
  'begin; select 1; commit',
  'with a as (select 1), b as (select 2) select * from a, b; from range(3)',
  "copy (select ';') to 'x;y.csv'; select 2",
  'prepare p as select $1; execute p(1); deallocate p',
  "set search_path = 'a;b'; reset search_path; show tables; describe select 1; summarize select 1",
  "explain select 1; explain analyze select ';'",
  "select 1 where 'a' like '%;%' escape ';'; values (';')",
  'select x -> x + 1 from (select 1 as x); select list_transform([1], lambda y: y + 1)',
  'attach \':memory:\' as "m;1"; use "m;1"; detach "m;1"',
  "select 1 /* open ; select 2 */; select ''''; select ''",
  "select timestamp '2024-01-01 00:00:00'; select interval 3 day; select 1_000, .5, 1., 1e3, 0xFF;",
];

describe('the statements of a script are those of DuckDB’s parser', () => {
  test.each(scripts)('%j', async (sql) => {
    const statements = splitStatements(sql);
    expect(statements).toHaveLength(await extracted(sql));
    for (const s of statements) {
      expect(sql.slice(s.from, s.to)).toBe(s.text);
      expect(await extracted(s.text)).toBe(1);
    }
  });

  test('there are at least forty', () => {
    expect(new Set(scripts).size).toBeGreaterThanOrEqual(40);
  });
});

/** What DuckDB refuses altogether still has to be cut somewhere: each piece gets its own error. */
describe('scripts that can’t be read', () => {
  test.each([
    ["select 'open; select 2", 1],
    ['select "open; select 2', 1],
    ['select 1 /* open; select 2', 1],
    ['select $$open; select 2', 1],
    ['selec 1; select 2', 2],
    ['select (1; select 2', 2],
  ])('%s', (sql, count) => {
    expect(splitStatements(sql)).toHaveLength(count);
  });

  test('ten thousand lines are split within a second', () => {
    const sql = "select 'a;b', 行业 from t where x = 1; -- note;\n".repeat(10_000);
    const start = performance.now();
    expect(splitStatements(sql)).toHaveLength(10_000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('the statement at the cursor', () => {
  const sql = 'select 1;\n\nselect 2; select 3\n';
  test.each([
    [0, 'select 1'],
    [9, 'select 1'],
    [10, 'select 1'],
    [11, 'select 2'],
    [20, 'select 2'],
    [21, 'select 3'],
    [sql.length, 'select 3'],
  ])('offset %i', (offset, text) => {
    expect(statementAt(sql, offset)?.text).toBe(text);
  });

  test('before the first one, the first; in an empty script, none', () => {
    expect(statementAt('\n\nselect 1', 0)?.text).toBe('select 1');
    expect(statementAt(' -- nothing', 3)).toBeNull();
  });
});
