import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/domain/appError.ts';
import { compileChart } from '../../../../src/features/chart/compileSpec.ts';
import { marksOf } from '../../../../src/features/chart/drawnMarks.ts';
import { guardSpec } from '../../../../src/features/chart/guardSpec.ts';
import { loadChart, type LoadedChart } from '../../../../src/features/chart/loadChart.ts';
import { recommend } from '../../../../src/features/chart/recommend.ts';
import { readStatistics, statisticsSql } from '../../../../src/features/chart/statistics.ts';
import { printTheme } from '../../../../src/features/chart/theme.ts';
import { openView, sceneOf } from '../../../../src/features/chart/vegaView.ts';
import { nativeRows } from './nativeRows.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET TimeZone = 'UTC'");
});
afterAll(() => {
  connection.closeSync();
});

const columnsOf = async (sql: string) => (await nativeRows(connection, `FROM (${sql}) LIMIT 0`)).columns;

async function load(sql: string, spec: unknown): Promise<Result<LoadedChart>> {
  return loadChart({
    spec,
    sql,
    columns: await columnsOf(sql),
    language: 'en',
    query: async (text) => ({ ok: true, value: await nativeRows(connection, text) }),
  });
}

/** How many marks are drawn; what Vega throws is thrown. */
async function drawn(chart: LoadedChart): Promise<number> {
  const options = {
    title: 'T',
    sourceLine: 'S',
    theme: printTheme,
    language: 'en',
    width: 600,
    height: 360,
  } as const;
  const compiled = compileChart(chart.spec, chart.rows, options);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const view = await openView(compiled.value.vega, { container: null, renderer: 'none', warnings: [] });
  const { length } = marksOf(sceneOf(view));
  view.finalize();
  return length;
}

const bar = { mark: 'bar', encoding: { y: { field: 'k' }, x: { aggregate: 'sum', field: 'v' } } };
const log = {
  mark: 'bar',
  encoding: { y: { field: 'k' }, x: { field: 'v', type: 'quantitative', scale: { type: 'log' } } },
};

const results = {
  'no rows': 'SELECT 1 AS k, 2.0 AS v WHERE false',
  'nulls only': 'SELECT NULL::VARCHAR AS k, NULL::DOUBLE AS v FROM range(9)',
  'one row': "SELECT 'a' AS k, 2.0 AS v",
  '10,000 categories': "SELECT 'c' || i AS k, i * 1.5 AS v FROM range(10000) AS r(i)",
  'negative values': "SELECT 'c' || i AS k, i - 20.5 AS v FROM range(20) AS r(i)",
  'not a number, infinite':
    "SELECT * FROM (VALUES ('a', 'nan'::DOUBLE), ('b', 'inf'::DOUBLE), ('c', 1.0)) AS t(k, v)",
  'very long text': "SELECT repeat('长 word ', 2000) AS k, 1.0 AS v",
};

describe('a result that is hard to draw still gives a picture', () => {
  const charts: Readonly<Record<string, unknown>> = { bar, log };
  it.each(
    Object.entries(results).flatMap(([name, sql]) =>
      Object.keys(charts).map((chart) => ({ name, sql, chart })),
    ),
  )('$name as $chart', async ({ sql, chart }) => {
    const loaded = await load(sql, charts[chart]);
    if (!loaded.ok) throw new Error(loaded.error.message);
    expect(await drawn(loaded.value)).toBeLessThanOrEqual(5_000);
  });

  it.each(Object.entries(results))('%s: what is recommended is drawn too', async (_, sql) => {
    const columns = await columnsOf(sql);
    const statistics = readStatistics(await nativeRows(connection, statisticsSql(sql, columns)), columns);
    for (const { spec } of recommend(statistics, 'en')) {
      const loaded = await load(sql, spec);
      if (!loaded.ok) throw new Error(loaded.error.message);
      expect(await drawn(loaded.value)).toBeLessThanOrEqual(50_000);
    }
  });
});

const failing = async (spec: unknown): Promise<string> => {
  const loaded = await load("SELECT 'a' AS k, 2.0 AS v", spec);
  if (!loaded.ok) return loaded.error.kind;
  try {
    await drawn(loaded.value);
    return 'drawn';
  } catch {
    return 'chart_failed';
  }
};

describe('a specification of a stranger is refused or harmless', () => {
  it('100 MB of data inside it', () => {
    const values = Array.from({ length: 1_000_000 }, (_, i) => ({ a: i, text: 'x'.repeat(100) }));
    const guarded = guardSpec({ ...bar, data: { values } });
    expect(guarded.ok ? 'ok' : guarded.error.kind).toBe('spec_invalid');
  });

  it('100 MB of text inside it', () => {
    const guarded = guardSpec({ ...bar, title: 'x'.repeat(100_000_000) });
    expect(guarded.ok ? 'ok' : guarded.error.kind).toBe('spec_invalid');
  });

  it.each([
    ['a parameter of itself', [{ name: 'p', expr: 'p + 1' }]],
    [
      'two of each other',
      [
        { name: 'p', expr: 'q + 1' },
        { name: 'q', expr: 'p + 1' },
      ],
    ],
    ['a variable that its own change sets off', [{ name: 'p', value: 1, react: true, expr: 'p + random()' }]],
  ])('endless parameters: %s', async (_, params) => {
    expect(['drawn', 'chart_failed', 'spec_invalid']).toContain(await failing({ ...bar, params }));
  });

  it.each([
    ['window', 'window.reached = 1'],
    ['a function’s constructor', "''.sub.constructor('globalThis.reached = 1')()"],
    ['the same by computed names', "''['s' + 'ub']['con' + 'structor']('globalThis.reached = 1')()"],
    ['the same by a column', "datum.k['sub']['con' + 'structor']('globalThis.reached = 1')()"],
    ['a function of the page', "globalThis.eval('globalThis.reached = 1')"],
  ])('an expression that reaches for %s', async (_, calculate) => {
    const spec = { transform: [{ calculate, as: 'z' }], mark: 'point', encoding: { x: { field: 'z' } } };
    expect(['drawn', 'chart_failed', 'spec_refused', 'spec_invalid']).toContain(await failing(spec));
    expect('reached' in globalThis).toBe(false);
  });
});
