/** The specifications that the rules of recommendation give: plain Vega-Lite, as a person would write it. */
import type { JsonValue } from '../../domain/values/json.ts';
import { fieldOf, type JsonObject } from '../../sql/pushdownSpec.ts';
import type { RoledColumn } from './columnRoles.ts';

const category = (c: RoledColumn, more: JsonObject = {}): JsonObject => ({
  field: fieldOf(c.name),
  type: c.role === 'ordered' ? 'ordinal' : 'nominal',
  ...more,
});

const positive = (c: RoledColumn): boolean => c.min !== null && c.min > 0;

/** A number on an axis: ratios on a log scale where none is zero or negative, amounts from zero. */
function amount(c: RoledColumn, more: JsonObject = {}): JsonObject {
  const log =
    c.role === 'ratio' && positive(c)
      ? { scale: { type: 'log' }, axis: factorAxis(c.min ?? 1, c.max ?? 1) }
      : {};
  const around = c.role === 'ratio' || c.role === 'effect' ? {} : { scale: { zero: true } };
  return { field: fieldOf(c.name), type: 'quantitative', ...around, ...log, ...more };
}

/** Ticks of a log axis that people count in: decades over a wide range, halves and doubles over a narrow one. */
function factorTicks(min: number, max: number): number[] {
  const decades = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((n) => 10 ** n);
  const within = max / min;
  if (within > 1000) return decades;
  if (within > 30) return decades.flatMap((d) => [d, 3 * d]);
  return [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.2, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100].filter(
    (v) => within < 4 || v !== 1.2,
  );
}

const factorAxis = (min: number, max: number): JsonObject => ({
  values: factorTicks(Math.min(min, 1), Math.max(max, 1)),
  labelExpr: "'×' + format(datum.value, '~g')",
  labelOverlap: 'greedy',
});

/** The line of no change. */
const reference = (channel: 'x' | 'y', at: number): JsonObject => ({
  data: { values: [{}] },
  mark: { type: 'rule', strokeDash: [4, 3], tooltip: null },
  encoding: { [channel]: { datum: at, type: 'quantitative', title: '' } },
});

const withReference = (c: RoledColumn, unit: JsonObject): JsonObject =>
  c.role === 'ratio' || c.role === 'effect'
    ? { layer: [reference('x', c.role === 'ratio' ? 1 : 0), unit] }
    : unit;

export const number = (a: RoledColumn): JsonObject => ({
  mark: { type: 'text', fontSize: 44, fontWeight: 600 },
  encoding: { text: { field: fieldOf(a.name), type: 'quantitative' } },
});

export const bars = (by: RoledColumn, a: RoledColumn, within?: RoledColumn): JsonObject => ({
  mark: 'bar',
  encoding: {
    y: category(
      by,
      by.role === 'ordered'
        ? {}
        : { sort: within ? { field: fieldOf(a.name), op: 'sum', order: 'descending' } : '-x' },
    ),
    x: amount(a),
    ...(within ? { color: category(within) } : {}),
  },
});

export const dots = (by: RoledColumn, a: RoledColumn): JsonObject =>
  withReference(a, {
    mark: { type: 'point', filled: true, size: 70 },
    encoding: { y: category(by, { sort: '-x', axis: { grid: true } }), x: amount(a) },
  });

export const strip = (by: RoledColumn, a: RoledColumn, rows: number): JsonObject =>
  withReference(a, {
    mark: { type: 'point', filled: true, size: 60, opacity: rows > 400 ? 0.25 : 0.6 },
    encoding: { y: category(by, { axis: { grid: true } }), x: amount(a) },
  });

export const box = (by: RoledColumn, a: RoledColumn): JsonObject => ({
  mark: { type: 'boxplot', extent: 'min-max' },
  encoding: { y: category(by), x: amount(a) },
});

export const heat = (by: RoledColumn, within: RoledColumn, a: RoledColumn): JsonObject => ({
  mark: 'rect',
  encoding: { y: category(by), x: category(within), color: { field: fieldOf(a.name), type: 'quantitative' } },
});

export const scatter = (a: RoledColumn, b: RoledColumn, by: RoledColumn | null): JsonObject => ({
  mark: { type: 'point', opacity: 0.75 },
  encoding: { x: amount(b), y: amount(a), ...(by ? { color: category(by) } : {}) },
});

/** Where points would lie on each other: how many there are in each cell. */
export const density = (a: RoledColumn, b: RoledColumn): JsonObject => ({
  mark: 'rect',
  encoding: {
    x: { field: fieldOf(b.name), type: 'quantitative', bin: { maxbins: 40 } },
    y: { field: fieldOf(a.name), type: 'quantitative', bin: { maxbins: 30 } },
    color: { aggregate: 'count', type: 'quantitative' },
  },
});

export const histogram = (a: RoledColumn): JsonObject => ({
  mark: 'bar',
  encoding: {
    x: { field: fieldOf(a.name), type: 'quantitative', bin: { maxbins: 24 } },
    y: { aggregate: 'count', type: 'quantitative' },
  },
});

export const counts = (by: RoledColumn, within?: RoledColumn): JsonObject => ({
  mark: 'bar',
  encoding: {
    y: category(by, by.role === 'ordered' ? {} : { sort: '-x' }),
    x: { aggregate: 'count', type: 'quantitative' },
    ...(within ? { color: category(within) } : {}),
  },
});

export function line(time: RoledColumn, a: RoledColumn, by: RoledColumn | null, rows: number): JsonObject {
  const repeats = rows > time.distinct * (by?.distinct ?? 1);
  const aggregate: Record<string, JsonValue> = repeats
    ? { aggregate: a.role === 'count' ? 'sum' : 'median' }
    : {};
  const x: JsonObject =
    time.role === 'year'
      ? { field: fieldOf(time.name), type: 'ordinal' }
      : { field: fieldOf(time.name), type: 'temporal' };
  return {
    mark: time.distinct <= 60 ? { type: 'line', point: true } : 'line',
    encoding: { x, y: amount(a, aggregate), ...(by ? { color: category(by) } : {}) },
  };
}

export const quartiles = (by: RoledColumn, stem: string, middle: RoledColumn): JsonObject => {
  const ratio = stem === 'improvement';
  const scale: JsonObject = ratio
    ? { scale: { type: 'log' }, axis: factorAxis(middle.min ?? 1, middle.max ?? 1) }
    : { scale: { zero: false } };
  const end = (name: string): JsonObject => ({ field: `${stem}_${name}`, type: 'quantitative' });
  const y = category(by, { sort: { field: `${stem}_median`, op: 'max', order: 'descending' } });
  // The axis is named by the median.
  const title = { title: '' };
  return {
    layer: [
      reference('x', ratio ? 1 : 0),
      {
        mark: { type: 'rule', strokeWidth: 3, opacity: 0.5 },
        encoding: { y, x: { ...end('q1'), ...scale, ...title }, x2: { field: `${stem}_q3` } },
      },
      { mark: { type: 'point', filled: true, size: 70 }, encoding: { y, x: { ...end('median'), ...scale } } },
    ],
  };
};

const factor = (column: string): string => `isValid(datum.${column}) ? exp(datum.${column}) : null`;

/**
 * Effects as improvement factors on a log scale. What is stated as a range is drawn as one; what is stated as "at least" or "up to" is
 * drawn open towards the side that nobody stated.
 */
export function intervals(by: RoledColumn, effect: RoledColumn): JsonObject {
  const y = category(by, { sort: { field: 'factor', op: 'max', order: 'descending' } });
  const axis = factorAxis(Math.exp(effect.min ?? 0), Math.exp(effect.max ?? 0));
  const scale = { scale: { type: 'log' }, axis };
  const x = (field: string, more: JsonObject = {}): JsonObject => ({
    field,
    type: 'quantitative',
    ...scale,
    title: '',
    ...more,
  });
  const rule = (filter: string, encoding: JsonObject, mark: JsonObject = {}): JsonObject => ({
    transform: [{ filter }],
    mark: { type: 'rule', strokeWidth: 2, ...mark },
    encoding: { y, ...encoding },
  });
  const open = { strokeDash: [2, 3], opacity: 0.7 };
  return {
    transform: [
      { filter: 'isValid(datum.lnrr)' },
      { calculate: factor('lnrr'), as: 'factor' },
      { calculate: factor('lnrr_low'), as: 'low' },
      { calculate: factor('lnrr_high'), as: 'high' },
      {
        calculate: "datum.lnrr_high == null ? 'at_least' : (datum.lnrr_low == null ? 'up_to' : 'stated')",
        as: 'bound',
      },
    ],
    layer: [
      reference('x', 1),
      rule('datum.low != null && datum.high != null && datum.low < datum.high', {
        x: x('low'),
        x2: { field: 'high' },
      }),
      rule("datum.bound == 'at_least'", { x: x('factor'), x2: { value: 'width' } }, open),
      rule("datum.bound == 'up_to'", { x: x('factor'), x2: { value: 0 } }, open),
      {
        mark: { type: 'point', filled: true, size: 80 },
        encoding: {
          y,
          x: { field: 'factor', type: 'quantitative', ...scale },
          shape: {
            field: 'bound',
            type: 'nominal',
            scale: {
              domain: ['stated', 'at_least', 'up_to'],
              range: ['circle', 'triangle-right', 'triangle-left'],
            },
          },
        },
      },
    ],
  };
}
