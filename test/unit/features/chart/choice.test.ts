import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choiceOfAll, marksWithin } from '../../../../src/features/chart/choice.ts';
import { compileChart } from '../../../../src/features/chart/compileSpec.ts';
import { marksOf, readingOrder, type DrawnMark } from '../../../../src/features/chart/drawnMarks.ts';
import { boxAround } from '../../../../src/features/chart/createBrush.ts';
import { loadChart, type LoadedChart } from '../../../../src/features/chart/loadChart.ts';
import { linesOf } from '../../../../src/features/chart/markText.ts';
import { printTheme } from '../../../../src/features/chart/theme.ts';
import { openView, sceneOf } from '../../../../src/features/chart/vegaView.ts';
import { rowsWhere } from '../../../../src/sql/wrap.ts';
import { nativeRows } from './nativeRows.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await (await DuckDBInstance.create()).connect();
  await connection.run("SET TimeZone = 'UTC'");
});
afterAll(() => {
  connection.closeSync();
});

const sql = `SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE 'it''s ' || i % 5 END AS industry, ['a', 'b', 'c'][1 + i % 3] AS "kind",
  sin(i) * 40 AS gain, (i % 20)::DECIMAL(6,2) / 4 AS cost, DATE '2020-01-01' + (i * 9)::INTEGER AS day
FROM range(200) AS r(i)`;

const specs = {
  'points by two numbers': { mark: 'point', encoding: { x: { field: 'gain' }, y: { field: 'cost' } } },
  'points by category': { mark: 'point', encoding: { x: { field: 'gain' }, y: { field: 'industry' } } },
  'points on a log scale': {
    transform: [{ filter: 'datum.gain > 1' }],
    mark: 'circle',
    encoding: { x: { field: 'gain', scale: { type: 'log' } }, y: { field: 'day' } },
  },
  'bars of a category': {
    mark: 'bar',
    encoding: { y: { field: 'industry' }, x: { aggregate: 'count' } },
  },
  histogram: { mark: 'bar', encoding: { x: { field: 'gain', bin: true }, y: { aggregate: 'count' } } },
  'heat map': {
    mark: 'rect',
    encoding: { x: { field: 'kind' }, y: { field: 'industry' }, color: { aggregate: 'count' } },
  },
  months: {
    mark: 'bar',
    encoding: { x: { field: 'day', timeUnit: 'yearmonth' }, y: { aggregate: 'count' } },
  },
  facets: {
    mark: 'point',
    encoding: { x: { field: 'gain' }, y: { field: 'cost' }, column: { field: 'kind' } },
  },
  pie: { mark: 'arc', encoding: { theta: { aggregate: 'count' }, color: { field: 'kind' } } },
};

async function drawn(spec: unknown): Promise<{ chart: LoadedChart; marks: DrawnMark[] }> {
  const { columns } = await nativeRows(connection, `SELECT * FROM (${sql}) LIMIT 0`);
  const query = async (text: string) => ({ ok: true as const, value: await nativeRows(connection, text) });
  const loaded = await loadChart({ spec, sql, columns, language: 'en', query });
  if (!loaded.ok) throw new Error(loaded.error.message);
  const compiled = compileChart(loaded.value.spec, loaded.value.rows, {
    title: 'T',
    sourceLine: 'S',
    theme: printTheme,
    language: 'en',
    width: 640,
    height: 420,
  });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const view = await openView(compiled.value.vega, { container: null, renderer: 'none', warnings: [] });
  const marks = marksOf(sceneOf(view));
  view.finalize();
  return { chart: loaded.value, marks };
}

/** Rows that a mark stands for: what it counts, or itself. */
const standsFor = (mark: DrawnMark, { answers }: LoadedChart): number =>
  answers[0]?.query.grouped === true ? Number(linesOf(mark, answers, 'en').at(-1)?.text) : 1;

describe('a rectangle picks the rows behind the marks in it, and no other', () => {
  it.each(Object.entries(specs))('%s', async (_, spec) => {
    const { chart, marks } = await drawn(spec);
    const order = readingOrder(marks);
    for (const [from, to] of [
      [0, 0.4],
      [0.3, 0.9],
      [0, 1],
    ] as const) {
      const at = (share: number): DrawnMark | undefined => order[Math.floor((order.length - 1) * share)];
      const [a, b] = [at(from), at(to)];
      if (!a || !b) throw new Error('no marks');
      const inside = marksWithin(marks, boxAround(a.box, b.box));
      expect(inside.length).toBeGreaterThan(0);
      const choice = choiceOfAll(inside, chart.spec, chart.answers, 'en');
      const { values } = await nativeRows(
        connection,
        `SELECT count(*)::INTEGER FROM (${rowsWhere(sql, choice?.condition ?? 'false')})`,
      );
      expect(values[0]?.[0], choice?.condition).toBe(inside.reduce((n, m) => n + standsFor(m, chart), 0));
    }
  });

  it('says the same in words, briefly', async () => {
    const { chart, marks } = await drawn(specs['points by category']);
    const choice = choiceOfAll(marks, chart.spec, chart.answers, 'en');
    expect(choice?.label).toMatch(/^Industry: it's 0, it's 1.*; gain: -40 … 40$/);
    expect(choice?.label.length).toBeLessThan(91);
  });

  it('no mark, no choice', async () => {
    const { chart } = await drawn(specs.histogram);
    expect(choiceOfAll([], chart.spec, chart.answers, 'en')).toBeNull();
  });
});
