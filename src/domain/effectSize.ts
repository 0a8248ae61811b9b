/**
 * Effect sizes of stated gains: the log response ratio of meta-analysis, signed so that more is better.
 *
 * Method: L. V. Hedges, J. Gurevitch and P. S. Curtis, "The meta-analysis of response ratios in experimental ecology",
 * Ecology 80 (1999) 1150–1156. Their ratio is treatment mean ÷ control mean, its natural logarithm symmetric about no
 * effect, so that a doubling (+ln 2) and a halving (−ln 2) weigh the same. Here the ratio is result ÷ baseline as a
 * document states it. No variance is stated, so nothing is pooled.
 *
 * | rule | stated                     | ratio result ÷ baseline                                          |
 * |------|----------------------------|------------------------------------------------------------------|
 * | E1   | up p %                     | 1 + p/100                                                        |
 * | E2   | down p %                   | 1 − p/100; blocked from 100 % on                                 |
 * | E3   | from b to r                | r / b, in one unit                                               |
 * | E4   | N times of, N-fold         | N                                                                |
 * | E5   | N times more               | times_more: 1 + N; ambiguous: N, the other end from 1 + N        |
 * | E6   | N-fold reduction           | times_of: 1/N; times_more: 1/(1+N); ambiguous: 1/N, other 1/(1+N) |
 * | E7   | percentage points          | both levels, stated or from one of them and the points           |
 * | E8   | absolute, share, rank      | blocked                                                          |
 *
 * `lnrr = s · ln(ratio)` with s = +1 where more of the measure is better and −1 where less is. **Low and high are ends
 * of the improvement**, not of the number printed: `lnrrLow ≤ lnrr ≤ lnrrHigh`. A stated range gives both ends and, as
 * `lnrr`, their middle (the geometric middle of the ratios). A qualifier opens one end, which is then null: what is
 * printed as "at least" is carried through the ratio and the sign to find which. Costs cut by at least 30 % improve by
 * at least −ln 0.7 (high end open, a lower bound); costs grown by at least 30 % improve by at most −ln 1.3 (low end
 * open, an upper bound). `lnrr` is then the bound, not a point. In E3 the qualifier is read as the result's, the baseline
 * has its own; where they leave both ends open nothing is known and the figure is blocked.
 */
import {
  baselineLevel,
  level,
  levelsOfPoints,
  missingLevel,
  statedProportions,
  statedValue,
  type Level,
  type StatedFigure,
} from './statedFigure.ts';
import { toProportion } from './units.ts';
import type { Value } from './vocabulary.ts';

export interface EffectSize {
  readonly lnrr: number | null;
  readonly lnrrLow: number | null;
  readonly lnrrHigh: number | null;
  /** exp(lnrr): how many times better. */
  readonly improvementFactor: number | null;
  readonly logOddsRatio: number | null;
  readonly censoring: Value<'censoring'> | null;
  readonly rule: Value<'effect_rule'> | null;
  readonly blockedBy: Value<'effect_block'> | null;
}

type Rule = Value<'effect_rule'>;
type Block = Value<'effect_block'>;

/**
 * The ratio result ÷ baseline as stated: at the printed number (`from`) and at the other end of a printed range or the
 * other reading (`to`, equal where there is none). `point` says which ratio stands for the figure. `openBelow` and
 * `openAbove` say that the ratio may be smaller, or larger, than stated.
 */
interface Ratio {
  readonly rule: Rule;
  readonly from: number;
  readonly to: number;
  readonly point: 'middle' | 'from';
  readonly openBelow: boolean;
  readonly openAbove: boolean;
}

interface Blocked {
  readonly rule: Rule | null;
  readonly blockedBy: Block;
}

const nothing: EffectSize = {
  lnrr: null,
  lnrrLow: null,
  lnrrHigh: null,
  improvementFactor: null,
  logOddsRatio: null,
  censoring: null,
  rule: null,
  blockedBy: null,
};

/** The effect size of a figure; all null for a figure that is no gain. */
export function effectSize(figure: StatedFigure): EffectSize {
  if (figure.kind !== 'gain') return nothing;
  const ratio = statedRatio(figure);
  if ('blockedBy' in ratio) return { ...nothing, ...ratio };
  if (figure.higherIsBetter === null) {
    return { ...nothing, rule: ratio.rule, blockedBy: 'direction_not_valued' };
  }
  const sign = figure.higherIsBetter ? 1 : -1;
  const bounds = improvementBounds(ratio, sign);
  return {
    ...bounds,
    improvementFactor: improvementFactor(ratio, sign, bounds.lnrr),
    logOddsRatio: logOddsRatio(figure, sign),
    rule: ratio.rule,
    blockedBy: null,
  };
}

function improvementBounds(ratio: Ratio, sign: 1 | -1) {
  const from = sign * Math.log(ratio.from) + 0; // + 0 turns −0 into 0
  const to = sign * Math.log(ratio.to) + 0;
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const lowOpen = sign === 1 ? ratio.openBelow : ratio.openAbove;
  const highOpen = sign === 1 ? ratio.openAbove : ratio.openBelow;
  const censoring: Value<'censoring'> = highOpen ? 'lower_bound' : lowOpen ? 'upper_bound' : 'none';
  // A range with an open end has no middle: its known end stands for it.
  const bound = highOpen ? low : lowOpen ? high : (low + high) / 2;
  return {
    lnrr: ratio.point === 'from' ? from : bound,
    lnrrLow: lowOpen ? null : low,
    lnrrHigh: highOpen ? null : high,
    censoring,
  };
}

/** exp(lnrr), without its rounding where a single ratio is stated: ten times better is 10. */
function improvementFactor(ratio: Ratio, sign: 1 | -1, lnrr: number): number {
  if (ratio.point === 'middle' && ratio.from !== ratio.to) return Math.exp(lnrr);
  return sign === 1 ? ratio.from : 1 / ratio.from;
}

function statedRatio(figure: StatedFigure): Ratio | Blocked {
  switch (figure.form) {
    case 'relative_change':
      return figure.percentReading === 'points' ? pointsRatio(figure) : percentRatio(figure);
    case 'percentage_point':
      return pointsRatio(figure);
    case 'from_to':
      return levelsRatio(figure);
    case 'multiple':
      return multipleRatio(figure);
    case 'absolute':
      return { rule: 'E8', blockedBy: 'absolute_amount' };
    case 'share':
      return { rule: 'E8', blockedBy: 'share_of_a_whole' };
    case 'rank':
      return { rule: 'E8', blockedBy: 'rank' };
  }
}

/** E1 and E2: a percentage of the baseline. */
function percentRatio(figure: StatedFigure): Ratio | Blocked {
  if (figure.direction === 'none') return { rule: null, blockedBy: 'no_direction' };
  const grows = figure.direction === 'increase';
  const rule = grows ? 'E1' : 'E2';
  const change = statedValue(figure);
  const low = change && toProportion(change.low, figure.unit);
  const high = change && toProportion(change.high, figure.unit);
  if (low === null || high === null) return { rule, blockedBy: 'no_number' };
  if (!grows && Math.max(low, high) >= 1) return { rule, blockedBy: 'decrease_of_100_percent' };
  const sign = grows ? 1 : -1;
  return asRatio(rule, 1 + sign * low, 1 + sign * high, openings(figure.qualifier, grows));
}

/** E3: both levels; the baseline is converted into the unit of the result. */
function levelsRatio(figure: StatedFigure): Ratio | Blocked {
  const rule = 'E3';
  const missing = missingLevel(figure);
  if (missing) return { rule, blockedBy: missing };
  const baseline = baselineLevel(figure);
  const result = level(figure.resultValue, figure.resultHigh);
  if (!baseline || !result) return { rule, blockedBy: 'units_not_convertible' };
  const ofResult = openings(figure.qualifier, true);
  const ofBaseline = openings(figure.baselineQualifier ?? 'exact', false);
  const open = {
    openAbove: ofResult.openAbove || ofBaseline.openAbove,
    openBelow: ofResult.openBelow || ofBaseline.openBelow,
  };
  if (open.openAbove && open.openBelow) return { rule, blockedBy: 'open_at_both_ends' };
  return ratioOfLevels(rule, baseline, result, open);
}

/** E4, E5 and E6: a multiple, in the reading coded for it; one that was not settled is ambiguous. */
function multipleRatio(figure: StatedFigure): Ratio | Blocked {
  if (figure.direction === 'none') return { rule: null, blockedBy: 'no_direction' };
  const reading = figure.multipleReading ?? 'ambiguous';
  const times = statedValue(figure);
  const grows = figure.direction === 'increase';
  const rule = multipleRule(grows, reading, times);
  if (!times) return { rule, blockedBy: 'no_number' };
  if (times.low <= 0) return { rule, blockedBy: 'level_not_positive' };
  // "0.1 times of" is itself the ratio of a decrease; "0.5 times more" is a growth; all else below one contradicts itself.
  const isRatio = rule === 'E4';
  const contradicts = isRatio ? times.low < 1 === grows : times.low < 1 && reading !== 'times_more';
  if (contradicts) return { rule, blockedBy: 'reading_contradicts_direction' };
  const open = openings(figure.qualifier, grows || isRatio);
  const read = (n: number) => (reading === 'times_more' ? 1 + n : n);
  const ratio = (n: number) => (grows || isRatio ? n : 1 / n);
  if (reading === 'ambiguous') {
    const conservative = asRatio(rule, ratio(times.low), ratio(1 + times.high), open);
    return { ...conservative, point: 'from' };
  }
  return asRatio(rule, ratio(read(times.low)), ratio(read(times.high)), open);
}

function multipleRule(grows: boolean, reading: Value<'multiple_reading'>, times: Level | null): Rule {
  const isRatio = reading === 'times_of' && (grows || (times !== null && times.low < 1));
  if (isRatio) return 'E4';
  return grows ? 'E5' : 'E6';
}

/** E7: the levels on both sides of the points, the second one computed from the points where it is not stated. */
function pointsRatio(figure: StatedFigure): Ratio | Blocked {
  const rule = 'E7';
  const levels = levelsOfPoints(figure);
  if (!levels) return { rule, blockedBy: 'percentage_point_without_levels' };
  return ratioOfLevels(
    rule,
    levels.baseline,
    levels.result,
    openings(figure.qualifier, figure.direction !== 'decrease'),
  );
}

/**
 * ln of the odds ratio of two proportions, signed like lnrr, for any form with both levels known: accuracy from 80 % to
 * 98 % is 1.2 times the accuracy but a tenth of the errors. Null unless both lie strictly between 0 and 1.
 */
function logOddsRatio(figure: StatedFigure, sign: 1 | -1): number | null {
  const inPoints = figure.form === 'percentage_point' || figure.percentReading === 'points';
  const levels = inPoints ? levelsOfPoints(figure) : statedProportions(figure);
  if (!levels) return null;
  const baseline = middleLogit(levels.baseline);
  const result = middleLogit(levels.result);
  return baseline === null || result === null ? null : sign * (result - baseline) + 0;
}

function middleLogit({ low, high }: Level): number | null {
  if (Math.min(low, high) <= 0 || Math.max(low, high) >= 1) return null;
  const logit = (p: number) => Math.log(p / (1 - p));
  return (logit(low) + logit(high)) / 2;
}

function ratioOfLevels(
  rule: Rule,
  baseline: Level,
  result: Level,
  open: ReturnType<typeof openings>,
): Ratio | Blocked {
  if (Math.min(baseline.low, baseline.high, result.low, result.high) <= 0) {
    return { rule, blockedBy: 'level_not_positive' };
  }
  return asRatio(rule, result.low / baseline.high, result.high / baseline.low, open);
}

function asRatio(rule: Rule, from: number, to: number, open: ReturnType<typeof openings>): Ratio {
  return { rule, from, to, point: 'middle', ...open };
}

/** Which side of the ratio a qualifier leaves open, given whether the ratio grows with the number printed. */
function openings(qualifier: Value<'qualifier'>, growsWithNumber: boolean) {
  const more = qualifier === 'at_least' || qualifier === 'over';
  const less = qualifier === 'up_to' || qualifier === 'under';
  return growsWithNumber ? { openAbove: more, openBelow: less } : { openAbove: less, openBelow: more };
}
