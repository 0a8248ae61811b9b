/** A figure as it was coded, and its levels as numbers to compute with. */
import { convert, toProportion, type Unit } from './units.ts';
import type { Value } from './vocabulary.ts';

/** A figure as coded, as far as its effect size needs it. */
export interface StatedFigure {
  readonly kind: Value<'metric_kind'>;
  readonly form: Value<'form'>;
  readonly direction: Value<'direction'>;
  readonly qualifier: Value<'qualifier'>;
  readonly value: number | null;
  readonly valueHigh: number | null;
  readonly unit: Unit;
  readonly baselineValue: number | null;
  readonly baselineHigh: number | null;
  /** How exact the baseline claims to be, where it is not exact; used where the levels are the figure (from_to). */
  readonly baselineQualifier: Value<'qualifier'> | null;
  /**
   * The baseline's unit where it differs from `unit`, else null. The result is in `unit` where the levels are the
   * figure (from_to); beside a change in percent, points or times it is in the baseline's unit.
   */
  readonly baselineUnit: Unit | null;
  readonly resultValue: number | null;
  readonly resultHigh: number | null;
  readonly multipleReading: Value<'multiple_reading'> | null;
  readonly percentReading: Value<'percent_reading'> | null;
  /** Of the measure: true, false, or null where neither direction is a gain. */
  readonly higherIsBetter: boolean | null;
}

/** A level or an amount of change; both ends are equal unless a range is stated. */
export interface Level {
  readonly low: number;
  readonly high: number;
}

/** Both sides of a comparison, in one unit. */
export interface Levels {
  readonly baseline: Level;
  readonly result: Level;
}

/** Both stated levels as proportions, or null where one is not stated or is none. */
export function statedProportions(figure: StatedFigure): Levels | null {
  const baseline = baselineProportion(figure);
  const result = resultProportion(figure);
  return baseline && result ? { baseline, result } : null;
}

/** Both sides of a change in percentage points as proportions; one that is not stated follows from the other. */
export function levelsOfPoints(figure: StatedFigure): Levels | null {
  const stated = statedProportions(figure);
  if (stated) return stated;
  const points = asProportions(statedValue(figure), figure.unit);
  if (!points || figure.direction === 'none') return null;
  const up = figure.direction === 'increase' ? 1 : -1;
  const baseline = baselineProportion(figure);
  if (baseline) {
    return {
      baseline,
      result: { low: baseline.low + up * points.low, high: baseline.high + up * points.high },
    };
  }
  const result = resultProportion(figure);
  if (!result) return null;
  return { baseline: { low: result.low - up * points.high, high: result.high - up * points.low }, result };
}

/** Which level a figure from one level to another lacks. */
export function missingLevel(figure: StatedFigure): Value<'effect_block'> | null {
  if (figure.baselineValue === null && figure.resultValue === null) return 'no_number';
  if (figure.baselineValue === null) return 'no_baseline';
  return figure.resultValue === null ? 'no_result' : null;
}

/** The baseline in the unit of the figure, or null where it does not convert. */
export function baselineLevel(figure: StatedFigure): Level | null {
  const stated = level(figure.baselineValue, figure.baselineHigh);
  if (!stated || !figure.baselineUnit) return stated;
  const low = convert(stated.low, figure.baselineUnit, figure.unit);
  const high = convert(stated.high, figure.baselineUnit, figure.unit);
  return low === null || high === null ? null : { low, high };
}

/** The number stated, or the range. */
export function statedValue(figure: StatedFigure): Level | null {
  return level(figure.value, figure.valueHigh);
}

/** A level from its ends; null where it is not stated. */
export function level(value: number | null, high: number | null): Level | null {
  return value === null ? null : { low: value, high: high ?? value };
}

function baselineProportion({ baselineValue, baselineHigh, baselineUnit, unit }: StatedFigure): Level | null {
  return asProportions(level(baselineValue, baselineHigh), baselineUnit ?? unit);
}

function resultProportion({ form, resultValue, resultHigh, baselineUnit, unit }: StatedFigure): Level | null {
  const resultUnit = form === 'from_to' ? unit : (baselineUnit ?? unit);
  return asProportions(level(resultValue, resultHigh), resultUnit);
}

function asProportions(stated: Level | null, unit: Unit): Level | null {
  if (!stated) return null;
  const low = toProportion(stated.low, unit);
  const high = toProportion(stated.high, unit);
  return low === null || high === null ? null : { low, high };
}
