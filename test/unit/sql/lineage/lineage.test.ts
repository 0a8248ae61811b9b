import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeDuckDb } from '../../../support/nativeDuckDb.ts';
import { nativeRows } from '../../../../scripts/lib/nativeRows.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import { datasetTables, datasetViews } from '../../../../src/domain/dataset.generated.ts';
import type { Value } from '../../../../src/domain/columnType.ts';
import type { Rows } from '../../../../src/engine/rows.ts';
import { idsSql, textSql, trace, treesSql } from '../../../../src/sql/lineage/lineageSql.ts';
import { aggregateFunctions, idColumns } from '../../../../src/sql/lineage/tables.ts';
import { parseTree, treeText } from '../../../../src/sql/lineage/tree.ts';
import { questions } from '../../../../src/features/gallery/questions.ts';
import { traced, untraced } from './queries.ts';

let database: DuckDBConnection;
let allIds: string[];

/** The shipped tables and views, from which the rows of the ids in `gone` can be taken away. */
beforeAll(async () => {
  database = await nativeDuckDb();
  await database.run('CREATE SCHEMA base; CREATE SCHEMA yardstick; CREATE TABLE main.gone (id VARCHAR)');
  for (const { name, path } of datasetTables) {
    await database.run(
      `CREATE TABLE base.${name} AS FROM read_parquet('${join(root, 'public/data', path)}')`,
    );
    const id = name === 'metrics' ? 'metric_id' : idColumns[name]?.includes('case_id') ? 'case_id' : null;
    const there = id === null ? '' : `WHERE ${id} NOT IN (SELECT id FROM main.gone)`;
    await database.run(`CREATE VIEW yardstick.${name} AS SELECT * FROM base.${name} ${there}`);
  }
  for (const view of datasetViews) await database.run(view.sql);
  await database.run("SET search_path = 'main,yardstick'");
  const ids = await database.runAndReadAll(
    'SELECT metric_id FROM base.metrics UNION ALL SELECT case_id FROM base.cases',
  );
  allIds = ids.getRowsJson().map(([id]) => String(id));
});

async function without(gone: readonly string[]): Promise<void> {
  await database.run('DELETE FROM main.gone');
  if (gone.length > 0) {
    await database.run(`INSERT INTO main.gone VALUES ${gone.map((id) => `('${id}')`).join(', ')}`);
  }
}

const keyOf = (row: readonly Value[]): string =>
  JSON.stringify(row, (_, v: unknown) =>
    typeof v === 'number' ? Number(v.toPrecision(9)) : typeof v === 'bigint' ? String(v) : v,
  );

async function tracedSql(sql: string): Promise<string> {
  const trees = (await nativeRows(database, treesSql(sql, datasetViews))).values[0] as string[];
  const outcome = trace(trees, datasetViews);
  if (!outcome.ok) throw new Error(`not followed: ${outcome.construct}`);
  return (await nativeRows(database, textSql(outcome.tree))).values[0]?.[0] as string;
}

async function lineage(text: string, rows: Rows, row: readonly Value[]): Promise<string[]> {
  const ids = await nativeRows(database, idsSql(text, rows.columns, [row]));
  return ids.values.map(([id]) => String(id));
}

/** Some, evenly spread. */
const spread = <T>(list: readonly T[], n: number): T[] =>
  Array.from(
    { length: Math.min(n, list.length) },
    (_, i) => list[Math.floor((i * list.length) / Math.min(n, list.length))] as T,
  );

describe('lineage of a result row', () => {
  it.each(traced)('%s', { timeout: 30_000 }, async (sql) => {
    await without([]);
    const rows = await nativeRows(database, sql);
    expect(rows.values.length).toBeGreaterThan(0);
    const text = await tracedSql(sql);
    for (const row of spread(rows.values, 2)) {
      await without([]);
      const ids = await lineage(text, rows, row);
      // Sufficient: the query run on the rows of the lineage alone gives the row again.
      await without(allIds.filter((id) => !ids.includes(id)));
      const again = (await nativeRows(database, sql)).values.map(keyOf);
      expect(again, `from ${String(ids.length)} ids`).toContain(keyOf(row));
      // Complete: no row outside the lineage changes or removes it.
      for (const id of spread(
        allIds.filter((other) => !ids.includes(other)),
        4,
      )) {
        await without([id]);
        const rest = (await nativeRows(database, sql)).values.map(keyOf);
        expect(rest, `without ${id}`).toContain(keyOf(row));
      }
    }
  });

  it('is no larger than it need be where every row is of one figure', async () => {
    await without([]);
    for (const sql of [
      'SELECT figure_text FROM metrics',
      'SELECT label_en FROM (SELECT * FROM metrics) AS s WHERE value > 5',
    ]) {
      const rows = await nativeRows(database, sql);
      const ids = await nativeRows(
        database,
        `SELECT max(len(l)), min(len(l)) FROM (${await tracedSql(sql)}) AS t(${rows.columns.map((_, i) => `c${String(i)}`).join()}, l)`,
      );
      expect(ids.values[0]?.map(Number)).toEqual([1, 1]);
    }
  });

  it('splits the figures among the groups', async () => {
    await without([]);
    const sql = 'SELECT kind, count(*) AS n FROM metrics GROUP BY kind';
    const rows = await nativeRows(database, sql);
    const text = await tracedSql(sql);
    for (const row of rows.values) expect((await lineage(text, rows, row)).length).toBe(Number(row[1]));
  });
});

/** What these ask is in tables whose rows are of no figure and no case. */
const ofNoFigure = ['corrections', 'risks-by-industry', 'principles-over-years', 'model-parameters'];

describe('the ready questions', () => {
  it.each(questions.map((q) => q.id))('%s can be followed from its first row', async (id) => {
    await without([]);
    const sql = questions.find((q) => q.id === id)?.sql('en') ?? '';
    const rows = await nativeRows(database, sql);
    const ids = await lineage(await tracedSql(sql), rows, rows.values[0] ?? []);
    expect(ids.length > 0).toBe(!ofNoFigure.includes(id));
  });
});

describe('what is not followed', () => {
  it.each(untraced)('%s', async (sql, construct) => {
    const trees = (await nativeRows(database, treesSql(sql, datasetViews))).values[0] as string[];
    const outcome = trace(trees, datasetViews);
    expect(outcome).toMatchObject({ ok: false, construct });
  });

  it('comes with the tables that are read', async () => {
    const sql = 'SELECT kind FROM metrics EXCEPT (SELECT stage FROM yardstick.cases)';
    const trees = (await nativeRows(database, treesSql(sql, datasetViews))).values[0] as string[];
    expect(trace(trees, datasetViews)).toMatchObject({ tables: ['cases', 'metrics'] });
  });
});

describe('the parts', () => {
  it('know every aggregate function of the engine', async () => {
    const rows = await nativeRows(
      database,
      "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate' AND NOT starts_with(function_name, '__')",
    );
    expect(rows.values.map(([name]) => String(name)).filter((name) => !aggregateFunctions.has(name))).toEqual(
      [],
    );
  });

  it('carry numbers that a double cannot hold', async () => {
    const sql = 'SELECT 9007199254740993 AS a, 170141183460469231731687303715884105727 AS b';
    const [json] = (await nativeRows(database, treesSql(sql, []))).values[0] as string[];
    const tree = parseTree(json ?? '');
    if (!tree) throw new Error('not read');
    const back = (await nativeRows(database, textSql(treeText(tree)))).values[0]?.[0] as string;
    const rows = await database.runAndReadAll(back);
    expect(rows.getRowsJson()).toEqual([['9007199254740993', '170141183460469231731687303715884105727']]);
  });
});
