import { describe, expect, it } from 'vitest';
import { effectSize } from '../../../src/domain/effectSize.ts';
import type { StatedFigure } from '../../../src/domain/statedFigure.ts';
import type { Unit } from '../../../src/domain/units.ts';

const percent: Unit = { id: 'percent', dimension: 'ratio', factor: 0.01 };
const points: Unit = { id: 'percentage_point', dimension: 'percentage_point', factor: 1 };
const times: Unit = { id: 'times', dimension: 'multiple', factor: 1 };
const minute: Unit = { id: 'minute', dimension: 'time', factor: 60 };
const day: Unit = { id: 'day', dimension: 'time', factor: 86400 };
const workingDay: Unit = { id: 'working_day', dimension: 'working_time', factor: 28800 };

function gain(stated: Partial<StatedFigure>): StatedFigure {
  return {
    ...{ kind: 'gain', form: 'relative_change', direction: 'increase', qualifier: 'exact' },
    ...{ value: null, valueHigh: null, unit: percent },
    ...{ baselineValue: null, baselineHigh: null, baselineQualifier: null, baselineUnit: null },
    ...{ resultValue: null, resultHigh: null },
    ...{ multipleReading: null, percentReading: null, higherIsBetter: true },
    ...stated,
  };
}

const up = (value: number, more: Partial<StatedFigure> = {}) => gain({ value, ...more });
const down = (value: number, more: Partial<StatedFigure> = {}) =>
  gain({ value, direction: 'decrease', higherIsBetter: false, ...more });
const multiple = (value: number, more: Partial<StatedFigure> = {}) =>
  gain({ form: 'multiple', unit: times, value, multipleReading: 'times_of', ...more });
const fromTo = (baselineValue: number | null, resultValue: number | null, more: Partial<StatedFigure> = {}) =>
  gain({ form: 'from_to', unit: minute, baselineValue, resultValue, ...more });
const inPoints = (value: number, more: Partial<StatedFigure> = {}) =>
  gain({ form: 'percentage_point', unit: points, value, ...more });

/** The effect of a figure as multiples: what low, point and high make of the baseline, for the better. */
function factors(figure: StatedFigure) {
  const { lnrrLow, lnrr, lnrrHigh } = effectSize(figure);
  return [lnrrLow, lnrr, lnrrHigh].map((end) => (end === null ? null : Number(Math.exp(end).toFixed(9))));
}

describe('E1: up p % is 1 + p/100', () => {
  it('a rise of 40 % where more is better', () => {
    const effect = effectSize(up(40));
    expect(effect.rule).toBe('E1');
    expect(effect.lnrr).toBeCloseTo(Math.log(1.4), 12);
    expect(effect.improvementFactor).toBe(1.4);
    expect(effect).toMatchObject({
      lnrrLow: effect.lnrr,
      lnrrHigh: effect.lnrr,
      censoring: 'none',
      blockedBy: null,
    });
  });

  it('a rise where less is better is a loss', () => {
    expect(effectSize(up(25, { higherIsBetter: false })).lnrr).toBeCloseTo(-Math.log(1.25), 12);
  });

  it('a rise of more than 100 % is allowed', () => {
    expect(factors(up(300))).toEqual([4, 4, 4]);
  });

  it('per mille and plain ratios count in their own unit', () => {
    expect(factors(up(5, { unit: { id: 'permille', dimension: 'ratio', factor: 0.001 } }))[1]).toBe(1.005);
    expect(factors(up(0.4, { unit: { id: 'ratio', dimension: 'ratio', factor: 1 } }))[1]).toBe(1.4);
  });

  it('an ambiguous percentage of a share is read as relative', () => {
    expect(effectSize(up(10, { percentReading: 'ambiguous' }))).toMatchObject({
      rule: 'E1',
      improvementFactor: 1.1,
    });
  });

  it('without a number it is blocked', () => {
    expect(effectSize(gain({}))).toMatchObject({
      rule: 'E1',
      blockedBy: 'no_number',
      lnrr: null,
      censoring: null,
    });
  });
});

describe('E2: down p % is 1 − p/100', () => {
  it('costs down 30 % improve by 1/0.7', () => {
    const effect = effectSize(down(30));
    expect(effect.rule).toBe('E2');
    expect(effect.lnrr).toBeCloseTo(-Math.log(0.7), 12);
    expect(effect.improvementFactor).toBeCloseTo(1 / 0.7, 12);
  });

  it('a halving weighs as much as a doubling', () => {
    expect(effectSize(down(50)).lnrr).toBeCloseTo(effectSize(up(100)).lnrr ?? NaN, 12);
  });

  it('a fall of 100 % or more is blocked, the end of a range too', () => {
    expect(effectSize(down(100))).toMatchObject({
      rule: 'E2',
      blockedBy: 'decrease_of_100_percent',
      lnrr: null,
    });
    expect(effectSize(down(120)).blockedBy).toBe('decrease_of_100_percent');
    expect(effectSize(down(80, { valueHigh: 100 })).blockedBy).toBe('decrease_of_100_percent');
    expect(effectSize(down(99)).blockedBy).toBeNull();
  });
});

describe('E3: from b to r is r / b', () => {
  it('in one unit', () => {
    expect(effectSize(fromTo(2, 100)).lnrr).toBeCloseTo(Math.log(50), 12);
  });

  it('in units that convert', () => {
    const figure = fromTo(3, 1, { baselineUnit: day, direction: 'decrease', higherIsBetter: false });
    expect(effectSize(figure)).toMatchObject({ rule: 'E3' });
    expect(effectSize(figure).lnrr).toBeCloseTo(Math.log(3 * 1440), 12);
  });

  it('in units that do not convert it is blocked', () => {
    expect(effectSize(fromTo(3, 1, { baselineUnit: workingDay })).blockedBy).toBe('units_not_convertible');
  });

  it('ranges on both sides give the farthest ends and the geometric middle', () => {
    const figure = fromTo(3, 1, {
      baselineHigh: 12,
      resultHigh: 4,
      direction: 'decrease',
      higherIsBetter: false,
    });
    expect(factors(figure)).toEqual([0.75, 3, 12]);
  });

  it('a bounded baseline opens the other end of the ratio than a bounded result', () => {
    const shorter = { direction: 'decrease', higherIsBetter: false } as const;
    const from = (baselineQualifier: StatedFigure['baselineQualifier'], more: Partial<StatedFigure> = {}) =>
      fromTo(10, 3, { ...shorter, resultHigh: 5, baselineQualifier, ...more });
    expect(factors(from('at_least'))).toEqual([2, 2, null]);
    expect(effectSize(from('at_least')).censoring).toBe('lower_bound');
    expect(factors(from('under'))).toEqual([null, Number((10 / 3).toFixed(9)), Number((10 / 3).toFixed(9))]);
    expect(effectSize(from('about'))).toEqual(effectSize(from(null)));
    expect(effectSize(from('over', { qualifier: 'under' })).censoring).toBe('lower_bound');
  });

  it('bounds that leave both ends open block it', () => {
    const figure = fromTo(10, 5, { qualifier: 'at_least', baselineQualifier: 'at_least' });
    expect(effectSize(figure)).toMatchObject({ rule: 'E3', lnrr: null, blockedBy: 'open_at_both_ends' });
  });

  it('with a level missing or not positive it is blocked', () => {
    expect(effectSize(fromTo(null, null)).blockedBy).toBe('no_number');
    expect(effectSize(fromTo(null, 1)).blockedBy).toBe('no_baseline');
    expect(effectSize(fromTo(1, null)).blockedBy).toBe('no_result');
    expect(effectSize(fromTo(0, 1)).blockedBy).toBe('level_not_positive');
    expect(effectSize(fromTo(5, 0)).blockedBy).toBe('level_not_positive');
  });
});

describe('E4: N times of is N', () => {
  it('whether growth or what is left', () => {
    expect(effectSize(multiple(10))).toMatchObject({ rule: 'E4', improvementFactor: 10 });
    const left = multiple(0.25, { direction: 'decrease', higherIsBetter: false });
    expect(effectSize(left)).toMatchObject({ rule: 'E4', improvementFactor: 4 });
  });

  it('a range gives both ends and the geometric middle', () => {
    expect(factors(multiple(2, { valueHigh: 8 }))).toEqual([2, 4, 8]);
  });

  it('a multiple below one that is called an increase is blocked', () => {
    expect(effectSize(multiple(0.5)).blockedBy).toBe('reading_contradicts_direction');
  });
});

describe('E5: N times more', () => {
  it('times_more is 1 + N', () => {
    expect(effectSize(multiple(3, { multipleReading: 'times_more' }))).toMatchObject({
      rule: 'E5',
      improvementFactor: 4,
    });
    expect(factors(multiple(0.5, { multipleReading: 'times_more' }))).toEqual([1.5, 1.5, 1.5]);
  });

  it('ambiguous is N, with the high end from 1 + N', () => {
    const figure = multiple(10, { multipleReading: 'ambiguous' });
    expect(effectSize(figure)).toMatchObject({ rule: 'E5', censoring: 'none', improvementFactor: 10 });
    expect(factors(figure)).toEqual([10, 10, 11]);
  });

  it('a reading not given is ambiguous', () => {
    expect(factors(multiple(10, { multipleReading: null }))).toEqual([10, 10, 11]);
  });

  it('ambiguous and for the worse: the conservative reading is the milder loss', () => {
    expect(factors(multiple(4, { multipleReading: 'ambiguous', higherIsBetter: false }))).toEqual([
      0.2, 0.25, 0.25,
    ]);
  });

  it('ambiguous and censored opens the right end', () => {
    expect(factors(multiple(10, { multipleReading: 'ambiguous', qualifier: 'at_least' }))).toEqual([
      10,
      10,
      null,
    ]);
    expect(factors(multiple(4, { multipleReading: 'ambiguous', qualifier: 'up_to' }))).toEqual([null, 4, 5]);
  });
});

describe('E6: N-fold reduction is 1/N', () => {
  const reduced = (value: number, more: Partial<StatedFigure>) =>
    multiple(value, { direction: 'decrease', higherIsBetter: false, ...more });

  it('ambiguous is 1/N, with the other end from 1/(1 + N)', () => {
    const figure = reduced(10, { multipleReading: 'ambiguous' });
    expect(effectSize(figure)).toMatchObject({ rule: 'E6', improvementFactor: 10 });
    expect(factors(figure)).toEqual([10, 10, 11]);
  });

  it('settled readings are points', () => {
    expect(factors(reduced(10, { multipleReading: 'times_of' }))).toEqual([10, 10, 10]);
    expect(factors(reduced(10, { multipleReading: 'times_more' }))).toEqual([11, 11, 11]);
    expect(effectSize(reduced(10, { multipleReading: 'times_of' })).rule).toBe('E6');
  });

  it('at least N-fold is at least that improvement', () => {
    const figure = reduced(10, { multipleReading: 'times_of', qualifier: 'at_least' });
    expect(factors(figure)).toEqual([10, 10, null]);
    expect(effectSize(figure).censoring).toBe('lower_bound');
  });

  it('an ambiguous reduction by less than one time is blocked', () => {
    const figure = reduced(0.5, { multipleReading: 'ambiguous' });
    expect(effectSize(figure).blockedBy).toBe('reading_contradicts_direction');
  });
});

describe('E7: percentage points', () => {
  it('from both levels', () => {
    const figure = inPoints(18, { baselineValue: 80, baselineUnit: percent, resultValue: 98 });
    expect(effectSize(figure).rule).toBe('E7');
    expect(effectSize(figure).lnrr).toBeCloseTo(Math.log(98 / 80), 12);
  });

  it('from one level and the points', () => {
    expect(effectSize(inPoints(10, { baselineValue: 80 })).lnrr).toBeCloseTo(Math.log(90 / 80), 12);
    expect(effectSize(inPoints(10, { resultValue: 90 })).lnrr).toBeCloseTo(Math.log(90 / 80), 12);
    const errors = inPoints(4, { baselineValue: 5, direction: 'decrease', higherIsBetter: false });
    expect(effectSize(errors).lnrr).toBeCloseTo(Math.log(5), 12);
  });

  it('a percentage that is settled as points follows the same rule', () => {
    expect(effectSize(up(10, { percentReading: 'points' })).rule).toBe('E7');
    expect(factors(up(10, { percentReading: 'points', baselineValue: 80 }))[1]).toBe(1.125);
  });

  it('without a level it is blocked, never taken for a relative change', () => {
    expect(effectSize(inPoints(10))).toMatchObject({
      rule: 'E7',
      blockedBy: 'percentage_point_without_levels',
    });
  });

  it('a level that would fall to nothing is blocked', () => {
    const figure = inPoints(5, { baselineValue: 5, direction: 'decrease', higherIsBetter: false });
    expect(effectSize(figure).blockedBy).toBe('level_not_positive');
  });
});

describe('E8: absolute amounts, shares and ranks are blocked', () => {
  it.each([
    ['absolute', 'absolute_amount'],
    ['share', 'share_of_a_whole'],
    ['rank', 'rank'],
  ] as const)('%s by %s', (form, blockedBy) => {
    const figure = gain({ form, value: 3, baselineValue: 4, resultValue: 1 });
    expect(effectSize(figure)).toMatchObject({ rule: 'E8', blockedBy, lnrr: null, improvementFactor: null });
  });
});

describe('censoring: low and high are ends of the improvement', () => {
  it.each([
    ['costs cut by at least 30 %', down(30, { qualifier: 'at_least' }), 'lower_bound'],
    ['costs cut by over 30 %', down(30, { qualifier: 'over' }), 'lower_bound'],
    ['costs cut by up to 30 %', down(30, { qualifier: 'up_to' }), 'upper_bound'],
    ['costs cut by under 30 %', down(30, { qualifier: 'under' }), 'upper_bound'],
    ['costs grown by at least 30 %', up(30, { qualifier: 'at_least', higherIsBetter: false }), 'upper_bound'],
    ['costs grown by up to 30 %', up(30, { qualifier: 'up_to', higherIsBetter: false }), 'lower_bound'],
    ['output up by at least 30 %', up(30, { qualifier: 'at_least' }), 'lower_bound'],
    ['output up by up to 30 %', up(30, { qualifier: 'up_to' }), 'upper_bound'],
    [
      'output down by at least 30 %',
      down(30, { qualifier: 'at_least', higherIsBetter: true }),
      'upper_bound',
    ],
    ['accuracy from 60 to over 90', fromTo(60, 90, { qualifier: 'over' }), 'lower_bound'],
    [
      'time from 10 to under 1',
      fromTo(10, 1, { qualifier: 'under', direction: 'decrease', higherIsBetter: false }),
      'lower_bound',
    ],
    [
      'time from 10 to over 1',
      fromTo(10, 1, { qualifier: 'over', direction: 'decrease', higherIsBetter: false }),
      'upper_bound',
    ],
    [
      'accuracy up at least 5 points',
      inPoints(5, { baselineValue: 80, qualifier: 'at_least' }),
      'lower_bound',
    ],
    [
      'errors down at least 5 points',
      inPoints(5, { baselineValue: 20, qualifier: 'at_least', direction: 'decrease', higherIsBetter: false }),
      'lower_bound',
    ],
  ] as const)('%s', (_, figure, censoring) => {
    const effect = effectSize(figure);
    expect(effect.censoring).toBe(censoring);
    const open = censoring === 'lower_bound' ? effect.lnrrHigh : effect.lnrrLow;
    const known = censoring === 'lower_bound' ? effect.lnrrLow : effect.lnrrHigh;
    expect(open).toBeNull();
    expect(known).toBe(effect.lnrr);
  });

  it('about is a point', () => {
    expect(effectSize(up(30, { qualifier: 'about' }))).toMatchObject({ censoring: 'none' });
  });

  it('a censored range stands with its known end', () => {
    expect(factors(down(20, { valueHigh: 50, qualifier: 'at_least' }))).toEqual([1.25, 1.25, null]);
    expect(factors(down(20, { valueHigh: 50, qualifier: 'up_to' }))).toEqual([null, 2, 2]);
  });
});

describe('ranges give both ends and the geometric middle', () => {
  it('of a rise', () => {
    const effect = effectSize(up(20, { valueHigh: 80 }));
    expect(effect.lnrrLow).toBeCloseTo(Math.log(1.2), 12);
    expect(effect.lnrrHigh).toBeCloseTo(Math.log(1.8), 12);
    expect(effect.improvementFactor).toBeCloseTo(Math.sqrt(1.2 * 1.8), 12);
    expect(effect.censoring).toBe('none');
  });

  it('of a fall the greater percentage is the high end', () => {
    expect(factors(down(20, { valueHigh: 50 }))).toEqual([1.25, Number(Math.sqrt(2.5).toFixed(9)), 2]);
  });
});

describe('log odds ratio: proportions with both levels known', () => {
  const odds = (p: number) => p / (1 - p);

  it('accuracy from 80 % to 98 % is a tenth of the errors', () => {
    const figure = fromTo(80, 98, { unit: percent });
    expect(effectSize(figure).logOddsRatio).toBeCloseTo(Math.log(odds(0.98) / odds(0.8)), 12);
  });

  it('is signed so that more is better', () => {
    const errors = fromTo(20, 2, { unit: percent, direction: 'decrease', higherIsBetter: false });
    expect(effectSize(errors).logOddsRatio).toBeCloseTo(Math.log(odds(0.98) / odds(0.8)), 12);
  });

  it('from one level and points', () => {
    expect(effectSize(inPoints(18, { baselineValue: 80 })).logOddsRatio).toBeCloseTo(
      Math.log(odds(0.98) / odds(0.8)),
      12,
    );
  });

  it('beside a relative change whose levels are stated', () => {
    const figure = up(22.5, { baselineValue: 80, resultValue: 98 });
    expect(effectSize(figure).logOddsRatio).toBeCloseTo(Math.log(odds(0.98) / odds(0.8)), 12);
  });

  it('the result is in the unit of the figure where the levels are it, else in the unit of the baseline', () => {
    const permille: Unit = { id: 'permille', dimension: 'ratio', factor: 0.001 };
    const tenfold = Math.log(odds(0.005) / odds(0.0005));
    const errors = { direction: 'decrease', higherIsBetter: false, baselineUnit: permille } as const;
    const levels = effectSize(fromTo(5, 0.05, { ...errors, unit: percent }));
    expect(levels.logOddsRatio).toBeCloseTo(tenfold, 12);
    expect(levels.improvementFactor).toBeCloseTo(10, 12);
    const change = down(90, { ...errors, baselineValue: 5, resultValue: 0.5 });
    expect(effectSize(change).logOddsRatio).toBeCloseTo(tenfold, 12);
  });

  it('is null for levels that are no proportions, or with one level', () => {
    expect(effectSize(fromTo(2, 100)).logOddsRatio).toBeNull();
    expect(effectSize(fromTo(80, 120, { unit: percent })).logOddsRatio).toBeNull();
    expect(effectSize(fromTo(80, 100, { unit: percent })).logOddsRatio).toBeNull();
    expect(effectSize(up(10, { baselineValue: 80 })).logOddsRatio).toBeNull();
    const kilometres = { id: 'kilometre', dimension: 'length', factor: 1000 };
    const error = down(13, { baselineValue: 284.7, resultValue: 247.6, baselineUnit: kilometres });
    expect(effectSize(error).logOddsRatio).toBeNull();
  });
});

describe('what has no effect size', () => {
  it('figures that are no gain have nothing, not even a rule', () => {
    for (const kind of ['level', 'scale', 'specification', 'benchmark', 'market'] as const) {
      const values = Object.values(effectSize(up(40, { kind })));
      expect(values.every((value) => value === null)).toBe(true);
    }
  });

  it('a measure without a better direction is blocked, its rule named', () => {
    expect(effectSize(up(40, { higherIsBetter: null }))).toMatchObject({
      rule: 'E1',
      blockedBy: 'direction_not_valued',
      lnrr: null,
      censoring: null,
    });
  });

  it('a change without a direction is blocked', () => {
    expect(effectSize(up(40, { direction: 'none' }))).toMatchObject({
      rule: null,
      blockedBy: 'no_direction',
    });
    expect(effectSize(multiple(4, { direction: 'none' })).blockedBy).toBe('no_direction');
  });

  it('no change at all is a plain zero', () => {
    expect(Object.is(effectSize(fromTo(5, 5, { higherIsBetter: false })).lnrr, 0)).toBe(true);
  });
});
