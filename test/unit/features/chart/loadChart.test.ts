import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/domain/appError.ts';
import type { Rows } from '../../../../src/engine/rows.ts';
import { chartRows } from '../../../../src/features/chart/chartData.ts';
import { compileChart, type Compiled } from '../../../../src/features/chart/compileSpec.ts';
import { marksOf, type SceneItem } from '../../../../src/features/chart/drawnMarks.ts';
import { loadChart, type LoadedChart } from '../../../../src/features/chart/loadChart.ts';
import { conditionOf, linesOf } from '../../../../src/features/chart/markText.ts';
import { recommend } from '../../../../src/features/chart/recommend.ts';
import { readStatistics, statisticsOf, statisticsSql } from '../../../../src/features/chart/statistics.ts';
import { summaryOf } from '../../../../src/features/chart/summary.ts';
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

const query = async (sql: string): Promise<Result<Rows>> => {
  try {
    return { ok: true, value: await nativeRows(connection, sql) };
  } catch (thrown) {
    return { ok: false, error: { kind: 'sql', message: String(thrown) } };
  }
};

const rowsOf = (sql: string): Promise<Rows> => nativeRows(connection, sql);

async function load(sql: string, spec: unknown, language: 'en' | 'zh' = 'en'): Promise<Result<LoadedChart>> {
  const { columns } = await rowsOf(`SELECT * FROM (${sql}\n) LIMIT 0`);
  return loadChart({ spec, sql, columns, language, query });
}

async function loaded(sql: string, spec: unknown, language: 'en' | 'zh' = 'en'): Promise<LoadedChart> {
  const chart = await load(sql, spec, language);
  if (!chart.ok) throw new Error(chart.error.message);
  return chart.value;
}

const box = {
  title: 'Title',
  sourceLine: 'Source: five documents',
  theme: printTheme,
  width: 600,
  height: 360,
} as const;

const compiled = (chart: LoadedChart): Result<Compiled> =>
  compileChart(chart.spec, chart.rows, { ...box, language: 'en' });

async function marks(chart: LoadedChart) {
  const made = compiled(chart);
  if (!made.ok) throw new Error(made.error.message);
  const view = await openView(made.value.vega, { container: null, renderer: 'none', warnings: [] });
  const found = marksOf(sceneOf(view));
  view.finalize();
  return found;
}

const gains = `
  SELECT * FROM (VALUES
    ('finance', 'high', 0.5, 0.5, 0.5, 1.65, 'metric-1'),
    ('finance', 'low', 0.2, 0.2, NULL, 1.22, 'metric-2'),
    ('health', 'some', 0.9, NULL, 0.9, 2.46, 'metric-3'),
    ('it''s', 'no_information', 0.4, 0.3, 0.5, 1.49, 'metric-4'))
  AS t(industry_en, evidence_grade, lnrr, lnrr_low, lnrr_high, improvement_factor, metric_id)`;

describe('P4 a mark picks the records behind it', () => {
  const specs = {
    'bars of a category': {
      mark: 'bar',
      encoding: { y: { field: 'industry_en' }, x: { aggregate: 'count' } },
    },
    'bins and a filter': {
      transform: [{ filter: 'datum.lnrr < 0.85' }],
      mark: 'bar',
      encoding: { x: { field: 'lnrr', bin: true }, y: { aggregate: 'count' } },
    },
    'a calculated category': {
      transform: [{ calculate: "datum.lnrr > 0.45 ? 'more' : 'less'", as: 'size' }],
      mark: 'bar',
      encoding: { x: { field: 'size' }, y: { aggregate: 'count' } },
    },
    records: { mark: 'point', encoding: { x: { field: 'lnrr' }, y: { field: 'industry_en' } } },
  };
  for (const [name, spec] of Object.entries(specs)) {
    it(name, async () => {
      const chart = await loaded(gains, spec);
      const drawn = await marks(chart);
      expect(drawn.length).toBeGreaterThan(1);
      let picked = 0;
      for (const mark of drawn) {
        const condition = conditionOf(mark, chart.answers);
        const { values } = await rowsOf(
          `SELECT count(*)::INTEGER FROM (${gains}) WHERE ${condition ?? 'false'}`,
        );
        const n = values[0]?.[0];
        const counts = chart.answers[0]?.query.grouped === true;
        const lines = linesOf(mark, chart.answers, 'en');
        // Where a mark counts rows, as many are picked as it says.
        if (counts) expect(String(n)).toBe(lines.at(-1)?.text);
        else expect(n).toBe(1);
        picked += Number(n);
      }
      const filtered = 'transform' in spec && name.includes('filter') ? 3 : 4;
      expect(picked).toBe(filtered);
    });
  }

  it('null is a category with rows of its own', async () => {
    const sql = "SELECT * FROM (VALUES ('a'), (NULL), (NULL)) AS t(k)";
    const chart = await loaded(sql, {
      mark: 'bar',
      encoding: { x: { field: 'k' }, y: { aggregate: 'count' } },
    });
    const mark = (await marks(chart)).find((m) => linesOf(m, chart.answers, 'en')[0]?.text === 'null');
    expect(mark && conditionOf(mark, chart.answers)).toBe('"k" IS NULL');
  });
});

describe('tooltips are exact text', () => {
  it('decimals, big integers, dates; codes in words', async () => {
    const sql = `SELECT 12.5::DECIMAL(5,1) AS d, 9007199254740993::BIGINT AS b, 170141183460469231731687303715884105727::HUGEINT AS h,
      DATE '2024-02-29' AS day, '<b>x</b>' AS t, 'no_information' AS evidence_grade`;
    const chart = await loaded(sql, {
      mark: 'point',
      encoding: {
        x: { field: 'd' },
        y: { field: 'b' },
        tooltip: ['h', 'day', 't', 'evidence_grade'].map((field) => ({ field })),
      },
    });
    const [mark] = await marks(chart);
    const texts = mark ? linesOf(mark, chart.answers, 'en').map((l) => l.text) : [];
    expect(texts).toEqual([
      '12.5',
      '9007199254740993',
      '170141183460469231731687303715884105727',
      '2024-02-29',
      '<b>x</b>',
      'No information',
    ]);
  });

  it('bins and time units as spans', async () => {
    const chart = await loaded(
      "SELECT DATE '2024-05-03' + i::INTEGER AS day, i AS n FROM range(40) AS r(i)",
      {
        hconcat: [
          { mark: 'bar', encoding: { x: { field: 'n', bin: true }, y: { aggregate: 'count' } } },
          {
            mark: 'bar',
            encoding: { x: { field: 'day', timeUnit: 'yearmonth' }, y: { aggregate: 'count' } },
          },
        ],
      },
    );
    const texts = (await marks(chart)).map((m) => linesOf(m, chart.answers, 'en')[0]?.text);
    expect(texts).toContain('0 – 5');
    expect(texts).toContain('2024-05');
  });
});

describe('odd input', () => {
  const bar = { mark: 'bar', encoding: { x: { field: 'k' }, y: { field: 'v', aggregate: 'sum' } } };

  it('a column that the result lacks is named', async () => {
    expect(await load('SELECT 1 AS k', bar)).toMatchObject({
      ok: false,
      error: { kind: 'spec_invalid', params: { columns: 'v' } },
    });
  });

  it('no rows, nulls only, one row: no error', async () => {
    for (const [sql, drawn] of [
      ['SELECT 1 AS k, 2 AS v WHERE false', 0],
      ['SELECT NULL::VARCHAR AS k, NULL::DOUBLE AS v FROM range(5)', 1],
      ['SELECT 1 AS k, 2 AS v', 1],
    ] as const) {
      const chart = await loaded(sql, bar);
      expect((await marks(chart)).length, sql).toBeLessThanOrEqual(drawn);
    }
  });

  it('10,000 categories: the largest 200 are drawn, and it is said', async () => {
    const chart = await loaded("SELECT 'c' || i AS k, i AS v FROM range(10000) AS r(i)", {
      mark: 'bar',
      encoding: { y: { field: 'k', sort: '-x' }, x: { field: 'v', aggregate: 'sum' } },
    });
    expect(chart.notices).toEqual([{ key: 'groups_cut', params: { n: 5000 } }]);
    const made = compiled(chart);
    expect(made.ok && made.value.cut).toEqual({ shown: 200, of: 5000 });
    const drawn = await marks(chart);
    expect(drawn).toHaveLength(200);
    expect(drawn.some((m) => linesOf(m, chart.answers, 'en').some((l) => l.text === '9999'))).toBe(true);
  });

  it('negatives on a log scale: the others are drawn', async () => {
    const chart = await loaded('SELECT i - 3 AS v, i AS k FROM range(10) AS r(i)', {
      mark: 'point',
      encoding: { x: { field: 'k' }, y: { field: 'v', type: 'quantitative', scale: { type: 'log' } } },
    });
    const made = compiled(chart);
    // -3, -2, -1 and 0
    expect(made.ok && made.value.dropped).toBe(4);
    const drawn = await marks(chart);
    expect(drawn).toHaveLength(6);
    expect(drawn.every((m) => Number.isFinite(m.box.y))).toBe(true);
  });

  it('more records than Vega should hold: cut, and it is said', async () => {
    const chart = await loaded('SELECT i AS k, i AS v FROM range(60000) AS r(i)', {
      mark: 'point',
      encoding: { x: { field: 'k' }, y: { field: 'v' } },
    });
    expect(chart.notices).toEqual([{ key: 'rows_cut', params: { n: 50_000 } }]);
    expect([...chart.rows.values()][0]).toHaveLength(50_000);
  });

  it('three million rows as a histogram: a handful of rows crosses', async () => {
    const chart = await loaded('SELECT i % 1000 AS v FROM range(3000000) AS r(i)', {
      mark: 'bar',
      encoding: { x: { field: 'v', bin: { maxbins: 20 } }, y: { aggregate: 'count' } },
    });
    expect(chartRows(chart.answers[0]?.rows ?? { columns: [], values: [] }).length).toBeLessThanOrEqual(20);
  });

  it('no Vega-Lite at all: an error of its kind', async () => {
    const chart = await loaded('SELECT 1 AS k, 2 AS v', {
      mark: { type: 'bar' },
      encoding: { x: { field: 'k', scale: { type: 'nonsense' } } },
    });
    const made = compiled(chart);
    expect(made.ok ? made.value.warnings.length > 0 : made.error.kind === 'spec_invalid').toBe(true);
  });
});

describe('recommendation', () => {
  const first = async (sql: string, language: 'en' | 'zh' = 'en') => {
    const { columns } = await rowsOf(sql);
    const statistics = readStatistics(await rowsOf(statisticsSql(sql, columns)), columns);
    return recommend(statistics, language);
  };

  it.each([
    ['SELECT 42 AS answer', 'number'],
    [gains, 'intervals'],
    [
      "SELECT 'i' || i AS industry, 2.0 AS improvement_median, 1.5 AS improvement_q1, 3.0 + i AS improvement_q3 FROM range(4) r(i)",
      'quartiles',
    ],
    ["SELECT DATE '2024-01-01' + i::INTEGER AS day, i * 2 AS visits FROM range(30) r(i)", 'line'],
    ["SELECT 'i' || i AS industry, i * 2 AS n_cases FROM range(9) r(i)", 'bars'],
    ["SELECT 'i' || i AS industry, 1.0 + i AS improvement_factor FROM range(9) r(i)", 'dots'],
    [
      "SELECT 'i' || i AS industry, d AS dimension, i AS n FROM range(5) r(i), (VALUES ('time'), ('cost')) AS t(d)",
      'bars_by',
    ],
    ["SELECT 'i' || (i % 5) AS industry, 1.5 + i AS improvement_factor FROM range(50) r(i)", 'strip'],
    ['SELECT sin(i) AS a, cos(i) AS b FROM range(100) r(i)', 'scatter'],
    ['SELECT sin(i) AS a, cos(i) AS b FROM range(9000) r(i)', 'density'],
    ['SELECT sin(i) AS a FROM range(100) r(i)', 'histogram'],
    ["SELECT 'i' || (i % 5) AS industry FROM range(50) r(i)", 'count_bars'],
  ])('%s → %s', async (sql, rule) => {
    const found = await first(sql);
    expect(found[0]?.id).toBe(rule);
    expect(found.length).toBeLessThanOrEqual(4);
    expect(new Set(found.map((r) => r.id)).size).toBe(found.length);
  });

  it('every recommendation draws marks and says why', async () => {
    for (const { spec, why, id } of [
      ...(await first(gains)),
      ...(await first('SELECT sin(i) AS a, i % 4 AS n FROM range(99) r(i)')),
    ]) {
      expect(why, id).not.toMatch(/[{}]/);
      expect(
        (
          await marks(
            await loaded(
              id.length > 0 && JSON.stringify(spec).includes('"a"')
                ? 'SELECT sin(i) AS a, i % 4 AS n FROM range(99) r(i)'
                : gains,
              spec,
            ),
          )
        ).length,
        id,
      ).toBeGreaterThan(0);
    }
  });

  it('layers name their axis once', async () => {
    const [intervals] = await first(gains);
    const made = compiled(await loaded(gains, intervals?.spec));
    const titles = made.ok
      ? (made.value.vega.axes ?? []).map((a) => a.title).filter((t) => t !== undefined)
      : [];
    expect(titles).toEqual(['Improvement factor (1 = no change)', 'Industry']);
  });

  it('at least and up to are drawn open towards the side nobody stated', async () => {
    const [intervals] = await first(gains);
    const drawn = await marks(await loaded(gains, intervals?.spec));
    const rules = drawn
      .filter((m) => m.type === 'rule')
      .map((m) => m.item as SceneItem & { readonly x2?: number; readonly strokeDash?: readonly number[] });
    const open = rules.filter((r) => r.strokeDash?.[0] === 2);
    expect(open).toHaveLength(2);
    expect(open.some((r) => (r.x2 ?? 0) > 200)).toBe(true);
    expect(open.some((r) => r.x2 === 0 || r.x === 0)).toBe(true);
  });

  it('names in the language of the reader, grades in their order', async () => {
    const sql = `${gains.replace('AS t(industry_en', 'AS t(industry_en').replace('SELECT *', 'SELECT *, industry_en AS industry_zh')}`;
    const [en] = await first(sql, 'en');
    const [zh] = await first(sql, 'zh');
    expect(JSON.stringify(en?.spec)).not.toContain('industry_zh');
    expect(JSON.stringify(zh?.spec)).not.toContain('industry_en');
    const chart = await loaded(gains, {
      mark: 'bar',
      encoding: { x: { field: 'evidence_grade' }, y: { aggregate: 'count' } },
    });
    const made = compiled(chart);
    expect(made.ok && JSON.stringify(made.value.vega.scales)).toContain('sort');
    const order = (await marks(chart))
      .sort((a, b) => a.box.x - b.box.x)
      .map((m) => m.datum['evidence_grade']);
    expect(order).toEqual(['low', 'some', 'no_information', 'high']);
  });

  it('nothing to draw: nothing recommended', async () => {
    expect(await first('SELECT 1 AS a WHERE false')).toEqual([]);
    expect(await first('SELECT NULL AS a FROM range(3)')).toEqual([]);
  });

  it('statistics by SQL and in memory agree', async () => {
    const rows = await rowsOf(gains);
    expect(readStatistics(await rowsOf(statisticsSql(gains, rows.columns)), rows.columns)).toEqual(
      statisticsOf(rows),
    );
  });
});

describe('what goes with a picture', () => {
  it('title and source line are part of it', async () => {
    const made = compiled(
      await loaded(gains, {
        mark: 'bar',
        encoding: { x: { field: 'industry_en' }, y: { aggregate: 'count' } },
      }),
    );
    expect(made.ok && made.value.vega.title).toMatchObject({
      text: ['Title'],
      subtitle: ['Source: five documents'],
    });
  });

  it("a specification's own title does not displace the source line", async () => {
    const made = compiled(
      await loaded(gains, {
        title: { text: 'Own', subtitle: 'sub' },
        mark: 'bar',
        encoding: { x: { field: 'industry_en' } },
      }),
    );
    expect(made.ok && made.value.vega.title).toMatchObject({
      text: ['Own'],
      subtitle: ['sub', 'Source: five documents'],
    });
  });

  it('the summary names extremes', async () => {
    const chart = await loaded("SELECT * FROM (VALUES ('a', 3), ('b', 9)) AS t(k, v)", {
      mark: 'bar',
      encoding: { y: { field: 'k' }, x: { field: 'v' } },
    });
    expect(summaryOf(chart.answers, 'Title', 2, 'en').join(' ')).toBe(
      'Title. 2 marks. 2 categories of k. v: least 3 (a), greatest 9 (b).',
    );
    expect(summaryOf(chart.answers, '题', 2, 'zh').join(' ')).toContain('最大 9（b）');
  });
});
