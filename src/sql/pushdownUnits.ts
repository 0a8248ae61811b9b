/** Vega-Lite's aggregates, bins and time units as SQL that gives what Vega gives. */
import type { ColumnType } from '../domain/columnType.ts';
import { isNumeric, isTemporal } from '../domain/columnType.ts';
import { isObject } from './pushdownSpec.ts';
import type { JsonValue } from '../domain/values/json.ts';

export type AggregateKind = 'any' | 'ordered' | 'numeric';

interface Aggregate {
  /** What the column must hold for SQL and Vega to agree. */
  readonly of: AggregateKind;
  readonly sql: (x: string) => string;
  /** The aggregate that Vega applies to the one row of each group: it gives the same value and keeps stacks and titles as they were. */
  readonly again: 'sum' | 'max' | 'min';
}

const stat = (name: string): Aggregate => ({ of: 'numeric', sql: (x) => `${name}(${x})`, again: 'max' });
const quantile = (q: number): Aggregate => ({
  of: 'numeric',
  sql: (x) => `quantile_cont(${x}, ${String(q)})`,
  again: 'max',
});

export const aggregates: Readonly<Record<string, Aggregate>> = {
  count: { of: 'any', sql: () => 'count(*)', again: 'sum' },
  valid: { of: 'any', sql: (x) => `count(${x})`, again: 'sum' },
  missing: { of: 'any', sql: (x) => `count(*) - count(${x})`, again: 'sum' },
  // Vega counts null as one of the distinct values.
  distinct: {
    of: 'any',
    sql: (x) => `count(DISTINCT ${x}) + max(CASE WHEN ${x} IS NULL THEN 1 ELSE 0 END)`,
    again: 'max',
  },
  sum: { of: 'numeric', sql: (x) => `sum(${x})`, again: 'sum' },
  product: stat('product'),
  mean: stat('avg'),
  average: stat('avg'),
  median: quantile(0.5),
  q1: quantile(0.25),
  q3: quantile(0.75),
  variance: stat('var_samp'),
  variancep: stat('var_pop'),
  stdev: stat('stddev_samp'),
  stdevp: stat('stddev_pop'),
  stderr: { of: 'numeric', sql: (x) => `stddev_samp(${x}) / sqrt(count(${x}))`, again: 'max' },
  min: { of: 'ordered', sql: (x) => `min(${x})`, again: 'min' },
  max: { of: 'ordered', sql: (x) => `max(${x})`, again: 'max' },
};

/** Whether an aggregate over a column of this type is the same in SQL and in Vega. */
export function aggregatesAlike(op: string, type: ColumnType): boolean {
  const kind = Object.hasOwn(aggregates, op) ? aggregates[op]?.of : undefined;
  if (kind === undefined) return false;
  if (kind === 'any') return true;
  return isNumeric(type) || (kind === 'ordered' && isTemporal(type));
}

/** The SQL of a column as Vega sees it: no infinities, no not-a-number. */
export const cleaned = (sql: string, type: ColumnType): string =>
  type.kind === 'float' ? `CASE WHEN isfinite(${sql}) THEN ${sql} END` : sql;

/** Where bins start and stop, and how wide they are. */
export interface Bins {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

export interface BinOptions {
  readonly maxbins: number;
  readonly step: number | null;
  readonly minstep: number;
  readonly nice: boolean;
  readonly extent: readonly [number, number] | null;
}

/** Channels of which Vega-Lite makes fewer bins: a colour or a facet shows no more. */
const coarse =
  /^(?:row|column|facet|size|color|fill|stroke|strokeWidth|opacity|fillOpacity|strokeOpacity|shape)$/;

/** A field's `bin` as far as SQL can do it; null where it can't. */
export function binOptions(bin: JsonValue, channel: string): BinOptions | null {
  const maxbins = coarse.test(channel) ? 6 : channel === 'strokeDash' ? 4 : 10;
  if (bin === true) return { maxbins, step: null, minstep: 0, nice: true, extent: null };
  if (!isObject(bin)) return null;
  const known = new Set(['maxbins', 'step', 'minstep', 'nice', 'extent']);
  if (!Object.keys(bin).every((key) => known.has(key))) return null;
  const positive = (v: JsonValue | undefined, or: number): number | null =>
    v === undefined ? or : typeof v === 'number' && v > 0 ? v : null;
  const max = positive(bin['maxbins'], maxbins);
  const step = positive(bin['step'], 0);
  const minstep = positive(bin['minstep'], 0);
  const [low, high, rest] = Array.isArray(bin['extent']) ? (bin['extent'] as readonly JsonValue[]) : [];
  const extent =
    typeof low === 'number' && typeof high === 'number' && rest === undefined ? ([low, high] as const) : null;
  if (max === null || step === null || minstep === null || (bin['extent'] !== undefined && !extent))
    return null;
  return { maxbins: max, step: step === 0 ? null : step, minstep, nice: bin['nice'] !== false, extent };
}

function stepFor(span: number, options: BinOptions): number {
  const level = Math.ceil(Math.log(options.maxbins) / Math.LN10);
  let step = Math.max(options.minstep, Math.pow(10, Math.round(Math.log(span) / Math.LN10) - level));
  while (Math.ceil(span / step) > options.maxbins) step *= 10;
  for (const divisor of [5, 2]) {
    const finer = step / divisor;
    if (finer >= options.minstep && span / finer <= options.maxbins) step = finer;
  }
  return step;
}

/** Vega's choice of bins for an extent (`bin` of vega-statistics), so that SQL cuts where Vega would. */
export function binsFor(extent: readonly [number, number], options: BinOptions): Bins {
  let [min, max] = options.extent ?? extent;
  const step = options.step ?? stepFor(max - min || Math.abs(min) || 1, options);
  const v = Math.log(step);
  const precision = v >= 0 ? 0 : Math.trunc(-v / Math.LN10) + 1;
  if (options.nice) {
    const floor = Math.floor(min / step + Math.pow(10, -precision - 1)) * step;
    min = min < floor ? floor - step : floor;
    max = Math.ceil(max / step) * step;
  }
  const stop = max === min ? min + step : max;
  return { start: min, stop: min + Math.ceil((stop - min) / step) * step, step };
}

/** The middle of the bin of `x`: a value that Vega's own binning puts into the same bin again. Outside the extent: null, and no mark. */
export function binSql(x: string, { start, stop, step }: Bins): string {
  const d = `CAST(${x} AS DOUBLE)`;
  const s = String(start);
  const index = `floor(1e-14 + (greatest(${s}, least(${d}, ${String(stop - step)})) - (${s})) / ${String(step)})`;
  return `CASE WHEN ${d} BETWEEN ${s} AND ${String(stop)} THEN ${s} + ${String(step)} * (${index} + 0.5) END`;
}

const unitPattern = /^(?:utc)?(year)?(quarter)?(month)?(date)?(day)?(hours)?(minutes)?(seconds)?$/;

/**
 * The first moment of a time unit, in the year 2012 where the unit has no year, as Vega counts it. Null for units that SQL counts
 * differently (weeks, days of the year, milliseconds).
 */
export function timeUnitSql(x: string, unit: string): string | null {
  const match = unitPattern.exec(unit);
  if (!match || unit === '' || unit === 'utc') return null;
  const [, year, quarter, month, date, day, hours, minutes, seconds] = match;
  if (day !== undefined && (year ?? quarter ?? month ?? date) !== undefined) return null;
  if (quarter !== undefined && month !== undefined) return null;
  // Without a year, a 29th of February needs a leap year: 2012 is one. Its first day is a Sunday, so days of the week start there.
  const part = (name: string): string => `date_part('${name}', ${x})::BIGINT`;
  const fields = [
    year === undefined ? '2012' : part('year'),
    month !== undefined ? part('month') : quarter !== undefined ? `${part('quarter')} * 3 - 2` : '1',
    date !== undefined ? part('day') : day !== undefined ? `${part('dow')} + 1` : '1',
    hours === undefined ? '0' : part('hour'),
    minutes === undefined ? '0' : part('minute'),
    seconds === undefined ? '0' : `floor(date_part('second', ${x}))`,
  ];
  // A day of the month without its month can exceed January's 31 in no month.
  return `make_timestamp(${fields.join(', ')})`;
}
