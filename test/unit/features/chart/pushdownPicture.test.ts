import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rows } from '../../../../src/engine/rows.ts';
import { chartRows } from '../../../../src/features/chart/chartData.ts';
import { compileChart, toVegaSpec, type CompileOptions } from '../../../../src/features/chart/compileSpec.ts';
import { prepareSpec } from '../../../../src/features/chart/prepareSpec.ts';
import { printTheme } from '../../../../src/features/chart/theme.ts';
import { planPushdown } from '../../../../src/sql/pushdown.ts';
import type { Extents } from '../../../../src/sql/pushdownPlan.ts';
import type { JsonObject } from '../../../../src/sql/pushdownSpec.ts';
import { drawnMarks } from './drawn.ts';
import { nativeRows } from './nativeRows.ts';

/** 600 rows with nulls, negatives, ties, text with quotes, Chinese, dates and timestamps. */
const sql = `
SELECT i AS id,
  CASE WHEN i % 37 = 0 THEN NULL ELSE ['finance', 'health', 'it''s', '制造业', 'Retail'][1 + (i * 7) % 5] END AS industry,
  ['a', 'b', 'c'][1 + (i * i) % 3] AS "kind",
  CASE WHEN i % 11 = 0 THEN NULL ELSE round(sin(i) * 50 + i % 13, 3) END AS gain,
  CASE WHEN i % 53 = 0 THEN 'nan'::DOUBLE ELSE (i * 31 % 101)::DOUBLE END AS score,
  (i % 90)::DECIMAL(6,2) / 4 AS cost,
  DATE '2019-12-15' + (i * 5)::INTEGER AS day,
  TIMESTAMP '2020-02-28 22:30:00' + INTERVAL (i * 7) HOUR AS at,
  i % 4 = 0 AS sure,
  i % 7 AS "列 一.b"
FROM range(600) AS r(i) -- a comment at the end`;

const x = (def: JsonObject): JsonObject => def;
const gain = x({ aggregate: 'mean', field: 'gain' });

/** Specifications whose aggregates SQL takes over, all of them. */
const pushed: Readonly<Record<string, JsonObject>> = {
  'count by category': { mark: 'bar', encoding: { y: { field: 'industry' }, x: { aggregate: 'count' } } },
  'mean by category, sorted by it': {
    mark: 'bar',
    encoding: { y: { field: 'industry', sort: '-x' }, x: gain },
  },
  'median, two dimensions, sorted by the mark': {
    mark: 'bar',
    encoding: {
      x: { field: 'industry', sort: '-y' },
      y: { aggregate: 'median', field: 'gain' },
      color: { field: 'kind' },
    },
  },
  'stacked counts sorted by total': {
    mark: 'bar',
    encoding: { y: { field: 'industry', sort: '-x' }, x: { aggregate: 'count' }, color: { field: 'kind' } },
  },
  'normalised stack': {
    mark: 'bar',
    encoding: {
      y: { field: 'industry' },
      x: { aggregate: 'count', stack: 'normalize' },
      color: { field: 'sure' },
    },
  },
  'grouped bars': {
    mark: 'bar',
    encoding: {
      x: { field: 'industry' },
      xOffset: { field: 'kind' },
      y: { aggregate: 'sum', field: 'cost' },
      color: { field: 'kind' },
    },
  },
  'sorted by another column': {
    mark: 'point',
    encoding: {
      y: { field: 'industry', sort: { field: 'score', op: 'mean', order: 'descending' } },
      x: { aggregate: 'max', field: 'gain' },
      color: { field: 'kind' },
    },
  },
  'order of appearance': {
    mark: 'bar',
    encoding: { x: { field: 'industry', sort: null }, y: { aggregate: 'count' } },
  },
  'sort by a list': {
    mark: 'bar',
    encoding: {
      x: { field: 'kind', sort: ['c', 'a', 'b'] },
      y: { aggregate: 'distinct', field: 'industry' },
    },
  },
  histogram: { mark: 'bar', encoding: { x: { field: 'gain', bin: true }, y: { aggregate: 'count' } } },
  'histogram of 30 bins': {
    mark: 'bar',
    encoding: { x: { field: 'score', bin: { maxbins: 30 } }, y: { aggregate: 'count' } },
  },
  'histogram by step, in an extent': {
    mark: 'bar',
    encoding: { x: { field: 'score', bin: { step: 7, extent: [10, 90] } }, y: { aggregate: 'count' } },
  },
  'histogram of a decimal': {
    mark: 'bar',
    encoding: { x: { field: 'cost', bin: { maxbins: 15 } }, y: { aggregate: 'count' } },
  },
  'heat map of bins': {
    mark: 'rect',
    encoding: {
      x: { field: 'gain', bin: true },
      y: { field: 'score', bin: true },
      color: { aggregate: 'count' },
    },
  },
  'colour by bins': {
    mark: 'bar',
    encoding: { x: { field: 'industry' }, y: { aggregate: 'count' }, color: { field: 'gain', bin: true } },
  },
  'months of years': { mark: 'line', encoding: { x: { field: 'day', timeUnit: 'yearmonth' }, y: gain } },
  'months across years': {
    mark: 'bar',
    encoding: { x: { field: 'at', timeUnit: 'month' }, y: { aggregate: 'sum', field: 'cost' } },
  },
  quarters: {
    mark: 'line',
    encoding: { x: { field: 'day', timeUnit: 'yearquarter' }, y: gain, color: { field: 'kind' } },
  },
  'weekdays and hours': {
    mark: 'rect',
    encoding: {
      x: { field: 'at', timeUnit: 'hours', type: 'ordinal' },
      y: { field: 'at', timeUnit: 'day', type: 'ordinal' },
      color: { aggregate: 'count' },
    },
  },
  'days of a month': {
    mark: 'bar',
    encoding: { x: { field: 'at', timeUnit: 'date', type: 'ordinal' }, y: { aggregate: 'count' } },
  },
  'every aggregate that depends on spread': {
    layer: (
      [
        'stdev',
        'variance',
        'stderr',
        'q1',
        'q3',
        'min',
        'variancep',
        'stdevp',
        'product',
        'valid',
        'missing',
      ] as const
    )
      .map((op) => ({
        mark: 'point',
        encoding: { x: { field: 'kind' }, y: { aggregate: op, field: op === 'product' ? 'sure' : 'gain' } },
      }))
      .filter((l) => l.encoding.y.aggregate !== 'product'),
  },
  'ranged bars': {
    mark: 'bar',
    encoding: {
      y: { field: 'industry' },
      x: { aggregate: 'q1', field: 'gain' },
      x2: { aggregate: 'q3', field: 'gain' },
    },
  },
  'layers with a shared axis': {
    encoding: { y: { field: 'industry' } },
    layer: [
      {
        mark: 'rule',
        encoding: { x: { aggregate: 'min', field: 'gain' }, x2: { aggregate: 'max', field: 'gain' } },
      },
      { mark: 'point', encoding: { x: { aggregate: 'median', field: 'gain' } } },
    ],
  },
  facets: {
    mark: 'bar',
    encoding: { x: { field: 'industry' }, y: { aggregate: 'count' }, row: { field: 'kind' } },
  },
  'facets by row and column': {
    mark: 'point',
    encoding: {
      x: { field: 'gain', bin: true },
      y: { aggregate: 'mean', field: 'score' },
      row: { field: 'kind' },
      column: { field: 'sure' },
    },
  },
  pie: { mark: 'arc', encoding: { theta: { aggregate: 'count' }, color: { field: 'kind' } } },
  'size and text': {
    mark: 'circle',
    encoding: { x: { field: 'kind' }, y: { field: 'sure' }, size: { aggregate: 'sum', field: 'score' } },
  },
  'filter by expression': {
    transform: [{ filter: "datum.gain > 0 && datum.kind != 'a'" }],
    mark: 'bar',
    encoding: { x: { field: 'industry' }, y: { aggregate: 'count' } },
  },
  'filter where null is 0, as in JavaScript': {
    transform: [{ filter: 'datum.gain < 5' }],
    mark: 'bar',
    encoding: { x: { field: 'industry' }, y: { aggregate: 'count' } },
  },
  'filters by field': {
    transform: [
      { filter: { field: 'industry', oneOf: ['finance', "it's", '制造业'] } },
      {
        filter: {
          and: [
            { field: 'gain', range: [-20, 40] },
            { not: { field: 'kind', equal: 'c' } },
            { field: 'gain', valid: true },
          ],
        },
      },
      {
        filter: {
          or: [
            { field: 'score', gte: 10 },
            { field: 'sure', equal: true },
          ],
        },
      },
    ],
    mark: 'bar',
    encoding: { x: { field: 'industry' }, y: { aggregate: 'count' } },
  },
  calculation: {
    transform: [
      { calculate: 'isValid(datum.gain) ? exp(datum.gain / 40) : null', as: 'factor' },
      { calculate: 'datum.factor * 2 - -1', as: 'twice' },
      { filter: 'datum.twice > 1.5' },
    ],
    mark: 'bar',
    encoding: { x: { field: 'factor', bin: true }, y: { aggregate: 'mean', field: 'twice' } },
  },
  'calculated text': {
    transform: [{ calculate: "datum.sure ? 'sure: ' + datum.kind : lower('NOT')", as: 'label' }],
    mark: 'bar',
    encoding: { x: { field: 'label' }, y: { aggregate: 'count' } },
  },
  'aggregate as a transform, then another': {
    transform: [
      {
        aggregate: [
          { op: 'mean', field: 'gain', as: 'middle' },
          { op: 'count', as: 'n' },
        ],
        groupby: ['industry', 'kind'],
      },
      { filter: 'datum.n > 20' },
    ],
    mark: 'bar',
    encoding: { x: { field: 'industry' }, y: { aggregate: 'max', field: 'middle' } },
  },
  'a column with blanks, dots and Chinese': {
    mark: 'bar',
    encoding: { x: { field: '列 一.b', type: 'ordinal' }, y: { aggregate: 'count' } },
  },
  'two views side by side': {
    hconcat: [
      { mark: 'bar', encoding: { x: { field: 'kind' }, y: { aggregate: 'count' } } },
      { mark: 'line', encoding: { x: { field: 'day', timeUnit: 'year' }, y: gain } },
    ],
  },
};

/** Specifications of which Vega keeps a part. */
const left: Readonly<Record<string, JsonObject>> = {
  'box plot': { mark: 'boxplot', encoding: { x: { field: 'kind' }, y: { field: 'gain' } } },
  argmax: {
    mark: 'bar',
    encoding: { x: { field: 'kind' }, y: { aggregate: { argmax: 'score' }, field: 'gain' } },
  },
  'window before an aggregate': {
    transform: [
      { filter: 'datum.gain > -30' },
      { window: [{ op: 'rank', as: 'rank' }], sort: [{ field: 'id' }] },
    ],
    mark: 'bar',
    encoding: { x: { field: 'kind' }, y: { aggregate: 'mean', field: 'rank' } },
  },
  'week numbers': {
    mark: 'line',
    encoding: { x: { field: 'day', timeUnit: 'yearweek' }, y: { aggregate: 'count' } },
  },
  'an expression outside the subset': {
    transform: [{ calculate: "format(datum.gain, '.0f')", as: 'text' }],
    mark: 'bar',
    encoding: { x: { field: 'text' }, y: { aggregate: 'count' } },
  },
};

const records: Readonly<Record<string, JsonObject>> = {
  scatter: {
    mark: 'point',
    encoding: { x: { field: 'gain' }, y: { field: 'score' }, color: { field: 'industry' } },
  },
  'line over time': {
    transform: [{ filter: "datum.kind == 'a'" }],
    mark: 'line',
    encoding: { x: { field: 'at' }, y: { field: 'gain' } },
  },
};

const options: CompileOptions = {
  title: 'T',
  sourceLine: 'S',
  theme: printTheme,
  language: 'en',
  width: 640,
  height: 400,
};

describe('P1 the picture is the same with and without push-down', () => {
  let connection: DuckDBConnection;
  let all: Rows;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create()).connect();
    await connection.run("SET TimeZone = 'UTC'");
    all = await nativeRows(connection, sql);
  });
  afterAll(() => {
    connection.closeSync();
  });

  const without = async (spec: JsonObject): Promise<string[]> => {
    const compiled = toVegaSpec(spec, all, options);
    if (!compiled.ok) throw new Error(compiled.error.message);
    return drawnMarks(compiled.value.vega);
  };

  const withPushdown = async (spec: JsonObject) => {
    const prepared = prepareSpec(spec, all.columns, 'en');
    const extents = new Map<string, readonly [number, number] | null>();
    let plan = planPushdown({ spec: prepared, sql, columns: all.columns, extents: extents as Extents });
    for (const ask of plan.extentsWanted) {
      const [low, high] = (await nativeRows(connection, ask)).values[0] ?? [];
      extents.set(ask, typeof low === 'number' && typeof high === 'number' ? [low, high] : null);
    }
    plan = planPushdown({ spec: prepared, sql, columns: all.columns, extents });
    expect(plan.extentsWanted).toEqual([]);
    const rows = new Map();
    let crossed = 0;
    for (const [i, query] of plan.queries.entries()) {
      const answer = await nativeRows(connection, query.sql);
      crossed += answer.values.length;
      rows.set(query.name, chartRows(answer, i, query.limit));
    }
    const compiled = compileChart(plan.spec, rows, options);
    if (!compiled.ok) throw new Error(compiled.error.message);
    return { plan, crossed, marks: await drawnMarks(compiled.value.vega) };
  };

  for (const [name, spec] of Object.entries(pushed)) {
    it(`${name}: all of it in SQL`, async () => {
      const { plan, marks } = await withPushdown(spec);
      expect(plan.queries.every((q) => q.grouped)).toBe(true);
      expect(plan.leftToVega).toBe(false);
      const expected = await without(spec);
      expect(expected.length).toBeGreaterThan(1);
      expect(marks).toEqual(expected);
    });
  }

  for (const [name, spec] of Object.entries(left)) {
    it(`${name}: a part left to Vega`, async () => {
      const { plan, marks } = await withPushdown(spec);
      expect(plan.leftToVega).toBe(true);
      expect(marks).toEqual(await without(spec));
    });
  }

  for (const [name, spec] of Object.entries(records)) {
    it(`${name}: records`, async () => {
      const { plan, marks } = await withPushdown(spec);
      expect(plan.leftToVega).toBe(false);
      expect(plan.queries.every((q) => !q.grouped)).toBe(true);
      expect(marks).toEqual(await without(spec));
    });
  }
});
