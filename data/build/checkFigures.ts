/** Rules that hold between the fields of one figure. A contradiction is an error; what may be right but is rare, a warning. */
import type { Unit } from '../../src/domain/units.ts';
import { convertible } from '../../src/domain/units.ts';
import { figuresOf, type FigurePlace } from './checkReferences.ts';
import type { Coded } from './load.ts';
import type { Problems } from './problems.ts';
import type { Figure } from './shapes.ts';

type Reporter = (figure: FigurePlace, units: ReadonlyMap<string, Unit>, problems: Problems) => void;

export function checkFigures(coded: Coded, problems: Problems): void {
  const units = new Map(coded.units.map(({ value }) => [value.id, value]));
  for (const figure of figuresOf(coded)) for (const rule of rules) rule(figure, units, problems);
}

/** Ends of ranges are in order and have a lower end. */
const ranges: Reporter = (figure, _, problems) => {
  const ends = [
    ['value', 'value_high'],
    ['baseline_value', 'baseline_high'],
    ['result_value', 'result_high'],
  ] as const;
  for (const [low, high] of ends) {
    const [from, to] = [figure.value[low], figure.value[high]];
    if (to !== null && (from === null || to < from)) {
      problems.notAllowed(figure, [high], to, `nothing, or a number not below ${low} (${from ?? 'null'})`);
    }
  }
};

/** Each form in its units. */
const unitsOfForms: Reporter = (figure, units, problems) => {
  const { form, unit: id } = figure.value;
  const unit = units.get(id);
  if (!unit) return;
  const fits: Partial<Record<Figure['form'], readonly [boolean, string]>> = {
    multiple: [id === 'times', 'times, for form multiple'],
    rank: [id === 'rank', 'rank, for form rank'],
    percentage_point: [id === 'percentage_point', 'percentage_point, for form percentage_point'],
    relative_change: [unit.dimension === 'ratio', 'percent, permille or ratio, for form relative_change'],
    share: [unit.dimension === 'ratio', 'percent, permille or ratio, for form share'],
  };
  const [good, allowed] = fits[form] ?? [true, ''];
  if (!good) problems.notAllowed(figure, ['unit'], id, allowed);
};

/** Levels: where they belong, what units they are in. */
const levels: Reporter = (figure, units, problems) => {
  const { form, value, baseline_value, baseline_qualifier, result_value } = figure.value;
  const { baseline_unit, unit, note } = figure.value;
  if (baseline_unit !== null && baseline_value === null && form !== 'from_to') {
    problems.notAllowed(figure, ['baseline_unit'], baseline_unit, 'nothing without baseline_value');
  }
  if (baseline_qualifier !== null && (baseline_value === null || form !== 'from_to')) {
    const allowed = 'nothing without baseline_value and form from_to';
    problems.notAllowed(figure, ['baseline_qualifier'], baseline_qualifier, allowed);
  }
  if (form === 'from_to') {
    const [from, to] = [units.get(baseline_unit ?? unit), units.get(unit)];
    const both = baseline_value !== null && result_value !== null;
    if (both && from && to && !convertible(from, to)) {
      problems.warn(figure, ['baseline_unit'], `${from.id} and ${to.id} do not convert: no effect size`);
    }
    if (value !== null)
      problems.notAllowed(figure, ['value'], value, 'null for form from_to: the levels are the figure');
    if (!both && note === null) {
      problems.error(figure, ['form'], 'from_to without both baseline_value and result_value needs a note');
    }
  } else if (value === null && note === null) {
    problems.notAllowed(figure, ['value'], value, 'a number, or a note that says why there is none');
  }
};

/** What a gain must say to have a meaning. */
const gains: Reporter = (figure, _, problems) => {
  const { kind, form, direction, value, multiple_reading, baseline_value, result_value } = figure.value;
  if (kind !== 'gain') return;
  const isRatio = !['absolute', 'share', 'rank'].includes(form);
  if (direction === 'none') {
    if (isRatio) problems.notAllowed(figure, ['direction'], direction, 'increase or decrease, for a gain');
    else problems.warn(figure, ['direction'], 'a gain without a direction');
  }
  if (!isRatio && baseline_value !== null && result_value !== null) {
    problems.warn(
      figure,
      ['form'],
      `both levels are there: as from_to it would have an effect size, as ${form} it has none`,
    );
  }
  if (form !== 'multiple') return;
  if (multiple_reading === null) {
    problems.notAllowed(
      figure,
      ['multiple_reading'],
      null,
      'times_of, times_more or ambiguous, for a gain that is a multiple',
    );
  } else if (value !== null) {
    checkMultiple(figure, value, multiple_reading, problems);
  }
};

function checkMultiple(figure: FigurePlace, value: number, reading: string, problems: Problems): void {
  const grows = figure.value.direction === 'increase';
  if (grows && value <= 1 && reading !== 'times_more') {
    const allowed = 'times_more: in any other reading a growth of one time or less is none';
    problems.notAllowed(figure, ['multiple_reading'], reading, allowed);
  }
  if (!grows && value < 1 && reading === 'ambiguous') {
    problems.notAllowed(
      figure,
      ['multiple_reading'],
      reading,
      'times_of for a part that is left, or form relative_change',
    );
  }
}

/** Readings belong to their forms. */
const readings: Reporter = (figure, _, problems) => {
  const { form, multiple_reading, percent_reading } = figure.value;
  if (multiple_reading !== null && form !== 'multiple') {
    problems.notAllowed(figure, ['multiple_reading'], multiple_reading, `nothing for form ${form}`);
  }
  if (percent_reading !== null && form !== 'relative_change' && form !== 'percentage_point') {
    problems.notAllowed(figure, ['percent_reading'], percent_reading, `nothing for form ${form}`);
  }
  if (form === 'percentage_point' && percent_reading === 'relative') {
    problems.notAllowed(
      figure,
      ['percent_reading'],
      percent_reading,
      'points, ambiguous or nothing for points',
    );
  }
};

/** A change told by its verb alone is one from the state before. */
const impliedComparator: Reporter = (figure, _, problems) => {
  const { comparator, comparator_implied } = figure.value;
  if (comparator_implied && comparator !== 'before') {
    problems.notAllowed(figure, ['comparator_implied'], true, `false for comparator ${comparator}`);
  }
};

/** What is expected was not measured, and a plan has nothing to report. */
const statuses: Reporter = (figure, _, problems) => {
  const { kind, status, measured_by, note } = figure.value;
  if (status !== 'reported' && measured_by !== 'not_stated' && note === null) {
    problems.warn(figure, ['measured_by'], `${measured_by} measured what is ${status}, and no note says how`);
  }
  if (kind === 'gain' && status === 'reported' && figure.inCase?.value.stage === 'planned' && note === null) {
    problems.warn(figure, ['status'], 'a gain reported of a planned system, and no note says how');
  }
};

/** A change and both its levels say the same, within what rounding can explain. */
const agreement: Reporter = (figure, units, problems) => {
  const { form, direction, value, value_high, baseline_value, result_value, unit, note } = figure.value;
  const stated = form === 'relative_change' && value !== null && value_high === null && note === null;
  if (!stated || baseline_value === null || result_value === null) return;
  const factor = units.get(unit)?.factor ?? 0.01;
  const change = (direction === 'decrease' ? -1 : 1) * value * factor;
  const fromLevels = result_value / baseline_value - 1;
  if (Math.abs(change - fromLevels) > 0.02) {
    const percent = Math.round(fromLevels * 1000) / 10;
    problems.warn(figure, ['value'], `the levels give ${percent} %, not ${value}, and no note says why`);
  }
};

/** A qualifier of from_to is read as the result's. */
const qualifierOfLevels: Reporter = (figure, _, problems) => {
  const { kind, form, qualifier, note } = figure.value;
  const bounded = qualifier !== 'exact' && qualifier !== 'about';
  if (kind === 'gain' && form === 'from_to' && bounded && note === null) {
    problems.warn(
      figure,
      ['qualifier'],
      `${qualifier} is read as the result's; the baseline's is baseline_qualifier, else a note says that it is the result's`,
    );
  }
};

const rules: readonly Reporter[] = [
  ranges,
  unitsOfForms,
  levels,
  gains,
  readings,
  impliedComparator,
  statuses,
  agreement,
  qualifierOfLevels,
];
