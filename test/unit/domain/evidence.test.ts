import { describe, expect, it } from 'vitest';
import {
  evidence,
  speaksAgainst,
  worst,
  type CaseFacts,
  type GainFacts,
  type Witness,
} from '../../../src/domain/evidence.ts';

const gain: GainFacts = {
  baselineValue: 10,
  comparator: 'before',
  comparatorImplied: false,
  comparatorSameTime: true,
  measuredBy: 'third_party',
  sampleStated: true,
  periodStated: true,
  status: 'reported',
};
const inCase: CaseFacts = { stage: 'deployed', citesLimitation: false, hasFigureAgainst: true };
const of = (more: Partial<GainFacts>) => evidence({ ...gain, ...more }, inCase);
const among = (more: Partial<CaseFacts>) => evidence(gain, { ...inCase, ...more });

describe('D1 baseline stated', () => {
  it('low with its level, some with a comparator named, no information with a verb alone, high with none', () => {
    expect(of({}).baseline).toBe('low');
    expect(of({ comparator: 'none_stated' }).baseline).toBe('low');
    expect(of({ baselineValue: null }).baseline).toBe('some');
    expect(of({ baselineValue: null, comparatorImplied: true }).baseline).toBe('no_information');
    expect(of({ comparatorImplied: true }).baseline).toBe('low');
    expect(of({ baselineValue: null, comparator: 'none_stated' }).baseline).toBe('high');
  });

  it('a baseline of zero is stated', () => {
    expect(of({ baselineValue: 0 }).baseline).toBe('low');
  });
});

describe('D2 comparator of the same time', () => {
  it('low and high where the document says so', () => {
    expect(of({ comparatorSameTime: true }).comparatorTime).toBe('low');
    expect(of({ comparatorSameTime: false }).comparatorTime).toBe('high');
  });

  it('some for a comparator without a word on time, no information without a comparator', () => {
    for (const comparator of ['before', 'other_system', 'human', 'industry_average'] as const) {
      expect(of({ comparator, comparatorSameTime: null }).comparatorTime).toBe('some');
    }
    expect(of({ comparator: 'none_stated', comparatorSameTime: null }).comparatorTime).toBe('no_information');
  });
});

describe('D3 who measured', () => {
  it.each([
    ['third_party', 'low'],
    ['customer', 'some'],
    ['vendor', 'high'],
    ['not_stated', 'no_information'],
  ] as const)('%s: %s', (measuredBy, concern) => {
    expect(of({ measuredBy }).measurer).toBe(concern);
  });
});

describe('D4 sample and period stated', () => {
  it('low with both, some with one, no information with neither', () => {
    expect(of({}).samplePeriod).toBe('low');
    expect(of({ sampleStated: false }).samplePeriod).toBe('some');
    expect(of({ periodStated: false }).samplePeriod).toBe('some');
    expect(of({ sampleStated: false, periodStated: false }).samplePeriod).toBe('no_information');
  });
});

describe('D5 figures against as well as for', () => {
  it('low with a figure against, some with a limitation, no information with neither or without a case', () => {
    expect(among({}).figuresAgainst).toBe('low');
    expect(among({ hasFigureAgainst: false, citesLimitation: true }).figuresAgainst).toBe('some');
    expect(among({ hasFigureAgainst: false }).figuresAgainst).toBe('no_information');
    expect(evidence(gain, null).figuresAgainst).toBe('no_information');
  });

  const witness: Witness = {
    kind: 'gain',
    direction: 'increase',
    comparator: 'before',
    lnrr: 0.1,
    higherIsBetter: true,
    dimension: 'quality',
  };

  it('a gain speaks against its system where it went the wrong way', () => {
    expect(speaksAgainst(witness)).toBe(false);
    expect(speaksAgainst({ ...witness, lnrr: -0.1 })).toBe(true);
    expect(speaksAgainst({ ...witness, lnrr: 0 })).toBe(false);
    expect(speaksAgainst({ ...witness, lnrr: null, direction: 'decrease' })).toBe(true);
    expect(speaksAgainst({ ...witness, lnrr: null })).toBe(false);
    expect(speaksAgainst({ ...witness, lnrr: null, direction: 'none' })).toBe(false);
    expect(speaksAgainst({ ...witness, lnrr: null, direction: 'decrease', higherIsBetter: null })).toBe(
      false,
    );
  });

  it('a level of error or risk of the system itself speaks against it', () => {
    const level = {
      ...witness,
      kind: 'level',
      lnrr: null,
      comparator: 'none_stated',
      higherIsBetter: false,
    } as const;
    expect(speaksAgainst({ ...level, dimension: 'error' })).toBe(true);
    expect(speaksAgainst({ ...level, dimension: 'risk' })).toBe(true);
    expect(speaksAgainst({ ...level, dimension: 'cost' })).toBe(false);
    expect(speaksAgainst({ ...level, dimension: 'risk', higherIsBetter: true })).toBe(false);
    expect(speaksAgainst({ ...level, dimension: 'error', comparator: 'other_system' })).toBe(false);
    expect(speaksAgainst({ ...level, dimension: 'error', kind: 'market' })).toBe(false);
  });
});

describe('D6 realised, not projected', () => {
  it('low when reported of a deployment, some of a pilot, study or plan, high when projected or a target', () => {
    expect(of({}).realised).toBe('low');
    expect(among({ stage: 'not_stated' }).realised).toBe('low');
    for (const stage of ['pilot', 'research', 'planned'] as const)
      expect(among({ stage }).realised).toBe('some');
    expect(of({ status: 'projected' }).realised).toBe('high');
    expect(of({ status: 'target' }).realised).toBe('high');
    expect(evidence(gain, null).realised).toBe('low');
  });
});

describe('the grade is the worst domain', () => {
  it('in the order low, some, no information, high', () => {
    expect(worst(['low', 'low'])).toBe('low');
    expect(worst(['low', 'some'])).toBe('some');
    expect(worst(['some', 'no_information'])).toBe('no_information');
    expect(worst(['no_information', 'high', 'low'])).toBe('high');
  });

  it('over all six', () => {
    expect(of({}).grade).toBe('low');
    expect(of({ measuredBy: 'customer' }).grade).toBe('some');
    expect(of({ measuredBy: 'not_stated' }).grade).toBe('no_information');
    expect(of({ status: 'target' }).grade).toBe('high');
  });
});
