import { beforeEach, describe, expect, it } from 'vitest';
import type { MetricsRow, UnitsRow } from '../../../../src/domain/dataset.generated.ts';
import {
  amountText,
  domainsOf,
  improvementText,
  levelsText,
  linesText,
  valueText,
} from '../../../../src/features/evidence/readings.ts';
import { evidence as en } from '../../../../src/i18n/en/evidence.ts';
import { evidence as zh } from '../../../../src/i18n/zh/evidence.ts';
import { setLanguage } from '../../../../src/i18n/i18n.ts';

const unit = (id: string, name: string, symbol: string, nameZh = name): UnitsRow => ({
  unit_id: id,
  name_en: name,
  name_zh: nameZh,
  symbol,
  dimension: '',
  factor: 1,
});
const percent = unit('percent', 'percent', '%');
const day = unit('day', 'day', 'd', '天');
const person = unit('person', 'person', '', '人');

const figure = (patch: Partial<MetricsRow>): MetricsRow =>
  ({
    value: null,
    value_high: null,
    baseline_value: null,
    baseline_high: null,
    baseline_qualifier: null,
    result_value: null,
    result_high: null,
    form: 'relative_change',
    qualifier: 'exact',
    multiple_reading: null,
    lnrr: null,
    lnrr_low: null,
    lnrr_high: null,
    censoring: null,
    ...patch,
  }) as MetricsRow;

beforeEach(() => {
  setLanguage('en');
});

describe('amountText', () => {
  it('writes signs at the number and names in words, in the plural where there are several', () => {
    expect(amountText(40, null, percent)).toBe('40%');
    expect(amountText(30, 40, percent)).toBe('30 to 40%');
    expect(amountText(2, null, unit('times', 'times', '×'))).toBe('×2');
    expect(amountText(30_000_000, null, unit('cny', 'yuan', '¥'))).toBe('¥30,000,000');
    expect(amountText(10, null, day)).toBe('10 d');
    expect(amountText(1, null, person)).toBe('1 person');
    expect(amountText(500, null, person)).toBe('500 people');
    expect(amountText(3, null, unit('company', 'company', ''))).toBe('3 companies');
    expect(amountText(0.5, null, unit('ratio', 'ratio', ''))).toBe('0.5');
    expect(amountText(1, null, unit('rank', 'rank', ''))).toBe('place 1');
  });

  it('writes units by name in Chinese', () => {
    setLanguage('zh');
    expect(amountText(10, null, day)).toBe('10 天');
    expect(amountText(30, 40, percent)).toBe('30 至 40%');
    expect(amountText(1, null, unit('rank', 'rank', ''))).toBe('第 1 名');
  });
});

describe('valueText', () => {
  it('puts the qualifier before the number, and nothing for an exact one', () => {
    expect(valueText(figure({ value: 40, qualifier: 'at_least' }), percent)).toBe('at least 40%');
    expect(valueText(figure({ value: 40 }), percent)).toBe('40%');
    expect(valueText(figure({}), percent)).toBeNull();
    setLanguage('zh');
    expect(valueText(figure({ value: 40, qualifier: 'at_least' }), percent)).toBe('至少 40%');
  });
});

describe('levelsText', () => {
  it('goes from baseline to result, each in its unit', () => {
    const fromTo = { form: 'from_to', baseline_value: 10, result_value: 6 } as const;
    expect(levelsText(figure(fromTo), day, null)).toBe('10 d → 6 d');
    const minute = unit('minute', 'minute', 'min');
    expect(levelsText(figure({ ...fromTo, result_value: 30 }), minute, day)).toBe('10 d → 30 min');
  });

  it('says how exact the baseline claims to be', () => {
    const fromTo = { form: 'from_to', baseline_value: 10, result_value: 6 } as const;
    expect(levelsText(figure({ ...fromTo, baseline_qualifier: 'at_least' }), day, null)).toBe(
      'at least 10 d → 6 d',
    );
  });

  it('takes the result beside a change in percent to be in the baseline’s unit', () => {
    const change = figure({ value: 20, baseline_value: 10, result_value: 8 });
    expect(levelsText(change, percent, day)).toBe('10 d → 8 d');
  });

  it('says which one there is where one is missing', () => {
    expect(levelsText(figure({ baseline_value: 10 }), day, null)).toBe('Baseline 10 d');
    expect(levelsText(figure({ result_value: 8 }), day, null)).toBe('Result 8 d');
    expect(levelsText(figure({}), day, null)).toBeNull();
  });
});

describe('improvementText', () => {
  const ln = Math.log;
  it('shows a point as a point', () => {
    const point = { lnrr: ln(1.4), lnrr_low: ln(1.4), lnrr_high: ln(1.4), censoring: 'none' } as const;
    expect(improvementText(figure(point))).toBe('×1.4');
    expect(
      improvementText(figure({ ...point, lnrr: ln(4320), lnrr_low: ln(4320), lnrr_high: ln(4320) })),
    ).toBe('×4,320');
  });

  it('never shows a bound as a point', () => {
    expect(improvementText(figure({ lnrr: ln(1.4), lnrr_low: ln(1.4), censoring: 'lower_bound' }))).toBe(
      'at least ×1.4',
    );
    expect(improvementText(figure({ lnrr: ln(1.4), lnrr_high: ln(1.4), censoring: 'upper_bound' }))).toBe(
      'at most ×1.4',
    );
  });

  it('shows a range with its middle, and two readings as two readings', () => {
    const range = { lnrr: ln(1.25), lnrr_low: ln(1.2), lnrr_high: ln(1.3), censoring: 'none' } as const;
    expect(improvementText(figure(range))).toBe('×1.2 to ×1.3, middle ×1.25');
    const either = {
      lnrr: ln(6),
      lnrr_low: ln(6),
      lnrr_high: ln(7),
      censoring: 'none',
      multiple_reading: 'ambiguous',
    } as const;
    expect(improvementText(figure(either))).toBe('×6, or ×7 in the other reading');
  });

  it('is null without an effect size', () => {
    expect(improvementText(figure({}))).toBeNull();
  });
});

describe('domainsOf', () => {
  it('gives a reason in words for every concern of every domain, in both languages', () => {
    for (const language of ['en', 'zh'] as const) {
      setLanguage(language);
      for (const concern of ['low', 'some', 'no_information', 'high'] as const) {
        const all = domainsOf(
          figure({
            d1_baseline: concern,
            d2_comparator_time: concern,
            d3_measurer: concern,
            d4_sample_period: concern,
            d5_figures_against: concern,
            d6_realised: concern,
          }),
        );
        expect(all.map((d) => d.number)).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6']);
        for (const domain of all) expect(domain.reason).not.toMatch(/^evidence\./);
      }
    }
  });

  it('is empty for a figure that is no gain', () => {
    const none = figure({
      d1_baseline: null,
      d2_comparator_time: null,
      d3_measurer: null,
      d4_sample_period: null,
      d5_figures_against: null,
      d6_realised: null,
    });
    expect(domainsOf(none)).toEqual([]);
  });
});

describe('linesText', () => {
  it('writes line numbers without digit groups, as a text editor does', () => {
    expect(linesText(1148, 1148)).toBe('line 1148');
    expect(linesText(1148, 1150)).toBe('lines 1148–1150');
  });
});

describe('words', () => {
  it('are there in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });
});
