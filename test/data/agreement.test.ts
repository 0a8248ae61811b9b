import { describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cohensKappa,
  compareReadings,
  jaccard,
  matchFigures,
  type ReadCase,
  type ReadFigure,
} from '../../data/build/agreement.ts';
import { loadAgreement, withAgreement, writeAgreement } from '../../data/build/recoding.ts';
import { root, smallProject } from './project.ts';

/** As many pairs of each kind as a contingency table has in its cells. */
function pairsOf(cells: Record<string, number>): [string, string][] {
  return Object.entries(cells).flatMap(([pair, count]) => {
    const [first = '', second = ''] = pair.split(' ');
    return Array.from({ length: count }, (): [string, string] => [first, second]);
  });
}

function figure(changes: Partial<ReadFigure> = {}): ReadFigure {
  return {
    figure_text: '30%',
    lines: { first: 3, last: 3 },
    measure: 'cost',
    kind: 'gain',
    form: 'relative_change',
    direction: 'decrease',
    value: 30,
    value_high: null,
    unit: 'percent',
    baseline_value: null,
    result_value: null,
    comparator: 'before',
    qualifier: 'exact',
    status: 'reported',
    claimed_by: 'vendor',
    measured_by: 'not_stated',
    multiple_reading: null,
    percent_reading: 'relative',
    sample_stated: false,
    period_stated: false,
    ...changes,
  };
}

function reading(changes: Partial<ReadCase> = {}): ReadCase {
  return {
    case_id: 'paper-2024-01',
    industry: 'finance',
    stage: 'deployed',
    functions: ['search', 'knowledge_qa'],
    techniques: [],
    organizations: [{ id: 'maker', role: 'vendor' }],
    metrics: [],
    ...changes,
  };
}

describe("Cohen's kappa", () => {
  // 50 proposals, two readers who say yes or no: p_o = 0.7, p_e = 0.5 · 0.6 + 0.5 · 0.4 = 0.5.
  it('of the textbook table 20, 5, 10, 15 is 0.4', () => {
    const pairs = pairsOf({ 'yes yes': 20, 'yes no': 5, 'no yes': 10, 'no no': 15 });
    expect(cohensKappa(pairs)).toBeCloseTo(0.4, 12);
  });

  // Three categories: p_o = (44 + 20 + 21) / 100 = 0.85, p_e = 0.5 · 0.5 + 0.25 · 0.24 + 0.25 · 0.26 = 0.375.
  it('of three categories counts each by how often either reader uses it', () => {
    const pairs = pairsOf({
      'a a': 44,
      'a b': 4,
      'a c': 2,
      'b a': 2,
      'b b': 20,
      'b c': 3,
      'c a': 4,
      'c c': 21,
    });
    expect(cohensKappa(pairs)).toBeCloseTo((0.85 - 0.375) / (1 - 0.375), 12);
  });

  it('is 1 for full agreement, below 0 for less than chance, null where it says nothing', () => {
    expect(cohensKappa(pairsOf({ 'a a': 3, 'b b': 2 }))).toBe(1);
    expect(cohensKappa(pairsOf({ 'a b': 1, 'b a': 1 }))).toBe(-1);
    expect(cohensKappa(pairsOf({ 'a a': 5 }))).toBeNull();
    expect(cohensKappa([])).toBeNull();
  });
});

describe("Jaccard's coefficient", () => {
  it.each([
    [['a', 'b'], ['b', 'c'], 1 / 3],
    [['a', 'b'], ['b', 'a'], 1],
    [['a'], [], 0],
    [[], [], 1],
  ])('of %j and %j is %d', (first, second, expected) => {
    expect(jaccard(first, second)).toBeCloseTo(expected, 12);
  });
});

describe('figures of two readings', () => {
  const matches = (a: Partial<ReadFigure>, b: Partial<ReadFigure>) =>
    matchFigures([figure(a)], [figure(b)]).both.length === 1;

  it.each<[string, Partial<ReadFigure>, Partial<ReadFigure>, boolean]>([
    ['the same number on the same line', {}, { figure_text: 'thirty' }, true],
    ['a text that holds the other, Markdown aside', { figure_text: 'by **30%**' }, { value: 0.3 }, true],
    ['lines that overlap', { lines: { first: 1, last: 3 } }, {}, true],
    ['a line stated again', { also_lines: [9] }, { lines: { first: 9, last: 9 } }, true],
    ['other lines', {}, { lines: { first: 4, last: 4 } }, false],
    ['another number', {}, { figure_text: '40%', value: 40 }, false],
    ['a number cut in two', { figure_text: '130%', value: 130 }, {}, false],
    [
      'the same two levels',
      { figure_text: 'from 5 to 3', value: null, baseline_value: 5, result_value: 3 },
      { figure_text: '5 → 3', value: null, baseline_value: 5, result_value: 3 },
      true,
    ],
    ['no numbers and other texts', { figure_text: 'hours', value: null }, { value: null }, false],
  ])('%s', (_, a, b, expected) => {
    expect(matches(a, b)).toBe(expected);
  });

  it('are matched once each, the likest first', () => {
    const staff = figure({ figure_text: '2000名', value: 2000, unit: 'person' });
    const data = figure({ figure_text: '2000PB', value: 2000, unit: 'petabyte' });
    const other = figure({ figure_text: '2000 PB', value: 2000, unit: 'petabyte' });
    const { both, onlyFirst, onlySecond } = matchFigures([staff, data], [other]);
    expect(both).toEqual([[data, other]]);
    expect(onlyFirst).toEqual([staff]);
    expect(onlySecond).toEqual([]);
  });
});

describe('two readings', () => {
  const first = reading({ metrics: [figure(), figure({ figure_text: 'ten', value: 10 })] });
  const second = reading({
    stage: 'pilot',
    functions: ['search'],
    metrics: [figure({ comparator: 'none_stated' }), figure({ figure_text: '7', value: 7 })],
  });
  const loose = [figure({ figure_text: '7 years', value: 7, unit: 'year' })];

  it('are compared column by column', () => {
    const { cases, figures, case_columns, figure_columns } = compareReadings([{ first, second, loose }]);
    expect(cases).toBe(1);
    expect(figures).toEqual({ both: 2, only_first: 1, only_second: 0, outside_cases: 1 });
    const of = (column: string) =>
      [...case_columns, ...figure_columns].find((line) => line.column === column);
    expect(of('stage')).toMatchObject({ n: 1, agreement: 0 });
    expect(of('functions')).toEqual({ column: 'functions', n: 1, agreement: 0.5, kappa: null });
    expect(of('techniques')?.agreement).toBe(1);
    expect(of('comparator')).toMatchObject({ n: 2, agreement: 0.5 });
    expect(of('unit')).toMatchObject({ n: 2, agreement: 0.5 });
    expect(of('value')).toEqual({ column: 'value', n: 2, agreement: 1, kappa: null });
  });

  it('and every disagreement is listed', () => {
    const { disagreements } = compareReadings([{ first, second, loose }]);
    expect(disagreements.map(({ figure, column }) => [figure, column])).toEqual([
      [null, 'stage'],
      [null, 'functions'],
      ['30%', 'comparator'],
      ['7 years', 'unit'],
      ['ten', 'figure'],
    ]);
  });
});

describe('the agreement in the codebook', () => {
  it('is that of the stored comparison', async () => {
    const readme = await readFile(join(root, 'data/README.md'), 'utf8');
    const agreement = await loadAgreement(root);
    expect(agreement && withAgreement(readme, agreement)).toBe(readme);
  });

  it('is compared once and stays as it was', async () => {
    const second = `
case_id: paper-2024-01
industry: finance
stage: pilot
functions: [search]
techniques: []
organizations: []
metrics: []
`;
    const folder = await smallProject({ 'data/recoding/paper-2024-01.yaml': second });
    expect(await loadAgreement(folder)).toBeNull();
    const written = await writeAgreement(folder);
    expect(written?.figures).toEqual({ both: 0, only_first: 2, only_second: 0, outside_cases: 0 });
    expect(await writeAgreement(folder)).toBeNull();
    expect(await loadAgreement(folder)).toEqual(written);
  });
});
