/**
 * How far two readings of the same documents agree: figures found by both and by one alone, and for those found by both
 * the share of equal values in each column, with Cohen's kappa where the values are categories.
 *
 * Method: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960)
 * 37–46. Lists (functions, techniques, organisations) are compared by Jaccard's coefficient: items in both ÷ items in
 * either, 1 where both are empty.
 */
import type { Case, Figure } from './shapes.ts';

/** The columns of a figure that both readings hold; true for those with categories. */
export const figureColumns = {
  measure: true,
  kind: true,
  form: true,
  direction: true,
  value: false,
  value_high: false,
  unit: true,
  baseline_value: false,
  result_value: false,
  comparator: true,
  qualifier: true,
  status: true,
  claimed_by: true,
  measured_by: true,
  multiple_reading: true,
  percent_reading: true,
  sample_stated: false,
  period_stated: false,
} as const;

type FigureColumn = keyof typeof figureColumns;

/** What is compared of a figure. */
export type ReadFigure = Pick<Figure, FigureColumn | 'figure_text' | 'lines'> & {
  readonly also_lines?: readonly number[];
};

/** What is compared of a case. */
export type ReadCase = Pick<
  Case,
  'case_id' | 'industry' | 'stage' | 'functions' | 'techniques' | 'organizations'
> & {
  readonly metrics: readonly ReadFigure[];
};

/** Two readings of one case; `loose` are figures the first reading coded on its lines, but in no case. */
export interface CasePair {
  readonly first: ReadCase;
  readonly second: ReadCase;
  readonly loose: readonly ReadFigure[];
}

export interface ColumnAgreement {
  readonly column: string;
  /** How many pairs were compared. */
  readonly n: number;
  /** The share of equal values; of lists the mean of Jaccard's coefficient. */
  readonly agreement: number;
  /** Null where the values are no categories or both readings hold one category only. */
  readonly kappa: number | null;
}

/** Something the readings do not share; a figure found by one alone has the column `figure` and null for the other. */
export interface Disagreement {
  readonly case: string;
  /** The figure as the first reading cites it, else the second; null for a column of the case. */
  readonly figure: string | null;
  readonly line: number | null;
  readonly column: string;
  readonly first: string | null;
  readonly second: string | null;
}

export interface Agreement {
  readonly cases: number;
  readonly figures: {
    readonly both: number;
    readonly only_first: number;
    readonly only_second: number;
    /** Of those found by both: how many the first reading keeps in no case. */
    readonly outside_cases: number;
  };
  readonly case_columns: readonly ColumnAgreement[];
  readonly figure_columns: readonly ColumnAgreement[];
  readonly disagreements: readonly Disagreement[];
}

/**
 * Cohen's kappa (1960) of pairs of categories: (p_o − p_e) ÷ (1 − p_e), p_e being the agreement expected by chance from
 * how often each reader uses each category. Null where chance alone gives full agreement, or for no pairs.
 */
export function cohensKappa(pairs: readonly (readonly [string, string])[]): number | null {
  const n = pairs.length;
  if (n === 0) return null;
  const categories = new Set(pairs.flat());
  const observed = shareOf(pairs, ([first, second]) => first === second);
  let expected = 0;
  for (const category of categories) {
    expected +=
      shareOf(pairs, ([first]) => first === category) * shareOf(pairs, ([, second]) => second === category);
  }
  return categories.size === 1 ? null : (observed - expected) / (1 - expected);
}

/** Jaccard's coefficient of two lists taken as sets. */
export function jaccard(first: readonly string[], second: readonly string[]): number {
  const either = new Set([...first, ...second]);
  const common = [...either].filter((item) => first.includes(item) && second.includes(item));
  return either.size === 0 ? 1 : common.length / either.size;
}

export interface Matched {
  readonly both: readonly (readonly [ReadFigure, ReadFigure])[];
  readonly onlyFirst: readonly ReadFigure[];
  readonly onlySecond: readonly ReadFigure[];
}

/**
 * Pairs figures one to one: their cited lines overlap, and they hold equal numbers or the text of one holds that of the
 * other. Pairs with both come first, then those with equal numbers, then those with text alone.
 */
export function matchFigures(first: readonly ReadFigure[], second: readonly ReadFigure[]): Matched {
  const candidates = first.flatMap((a) =>
    second.map((b) => ({ a, b, score: likeness(a, b) })).filter(({ score }) => score > 0),
  );
  candidates.sort((x, y) => y.score - x.score);
  const taken = new Set<ReadFigure>();
  const both: [ReadFigure, ReadFigure][] = [];
  for (const { a, b } of candidates) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    both.push([a, b]);
  }
  const left = (figures: readonly ReadFigure[]) => figures.filter((figure) => !taken.has(figure));
  return { both, onlyFirst: left(first), onlySecond: left(second) };
}

/** 0 for no pair, else how much speaks for it; an equal unit only decides between pairs that are alike otherwise. */
function likeness(a: ReadFigure, b: ReadFigure): number {
  const linesOf = (figure: ReadFigure) => [
    figure.lines,
    ...(figure.also_lines ?? []).map((line) => ({ first: line, last: line })),
  ];
  const overlap = linesOf(a).some((x) => linesOf(b).some((y) => x.first <= y.last && y.first <= x.last));
  if (!overlap) return 0;
  const score = (equalNumbers(a, b) ? 4 : 0) + (holdsText(a.figure_text, b.figure_text) ? 2 : 0);
  return score === 0 ? 0 : score + (a.unit === b.unit ? 1 : 0);
}

function equalNumbers(a: ReadFigure, b: ReadFigure): boolean {
  if (a.value !== null || b.value !== null) return a.value === b.value;
  const levels = (figure: ReadFigure) => [figure.baseline_value, figure.result_value];
  return levels(a).some((level) => level !== null) && String(levels(a)) === String(levels(b));
}

/** Whether one text holds the other, spaces and Markdown signs aside, without cutting a number (0% is not in 100%). */
function holdsText(a: string, b: string): boolean {
  const [short = '', long = ''] = [a, b]
    .map((text) => text.replace(/[\s*]/g, ''))
    .sort((x, y) => x.length - y.length);
  const digit = /[\d.,]/;
  for (let at = long.indexOf(short); at >= 0; at = long.indexOf(short, at + 1)) {
    const cutsBefore = digit.test(short.charAt(0)) && digit.test(long.charAt(at - 1));
    const end = at + short.length;
    const cutsAfter = digit.test(short.charAt(short.length - 1)) && digit.test(long.charAt(end));
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}

/** Compares two readings. */
export function compareReadings(pairs: readonly CasePair[]): Agreement {
  const matches = pairs.map(matchCase);
  const both = matches.flatMap((match) => match.both);
  return {
    cases: pairs.length,
    figures: {
      both: both.length,
      only_first: sum(matches.map((match) => match.onlyFirst.length)),
      only_second: sum(matches.map((match) => match.onlySecond.length)),
      outside_cases: sum(matches.map((match) => match.outside)),
    },
    case_columns: caseColumns(pairs),
    figure_columns: figureColumnNames.map((column) =>
      columnAgreement(
        column,
        both.map(([a, b]) => [String(a[column]), String(b[column])]),
        figureColumns[column],
      ),
    ),
    disagreements: pairs.flatMap((pair, index) => disagreementsOf(pair, matches[index] ?? none)),
  };
}

const figureColumnNames = Object.keys(figureColumns) as FigureColumn[];
const none: Matched = { both: [], onlyFirst: [], onlySecond: [] };

function matchCase({ first, second, loose }: CasePair): Matched & { outside: number } {
  const inCase = matchFigures(first.metrics, second.metrics);
  const outside = matchFigures(loose, inCase.onlySecond);
  return {
    both: [...inCase.both, ...outside.both],
    onlyFirst: inCase.onlyFirst,
    onlySecond: outside.onlySecond,
    outside: outside.both.length,
  };
}

const listColumns = {
  functions: ({ functions }: ReadCase) => functions,
  techniques: ({ techniques }: ReadCase) => techniques,
  organizations: ({ organizations }: ReadCase) => organizations.map(({ id, role }) => `${id} ${role}`),
};

function caseColumns(pairs: readonly CasePair[]): ColumnAgreement[] {
  const category = (column: 'industry' | 'stage') =>
    columnAgreement(
      column,
      pairs.map(({ first, second }) => [first[column], second[column]]),
      true,
    );
  const lists = Object.entries(listColumns).map(([column, listOf]) => ({
    column,
    n: pairs.length,
    agreement: rounded(
      sum(pairs.map(({ first, second }) => jaccard(listOf(first), listOf(second)))) / pairs.length,
    ),
    kappa: null,
  }));
  return [category('industry'), category('stage'), ...lists];
}

function columnAgreement(
  column: string,
  pairs: readonly (readonly [string, string])[],
  categorical: boolean,
): ColumnAgreement {
  const kappa = categorical ? cohensKappa(pairs) : null;
  return {
    column,
    n: pairs.length,
    agreement: rounded(shareOf(pairs, ([first, second]) => first === second)),
    kappa: kappa === null ? null : rounded(kappa),
  };
}

function disagreementsOf({ first, second }: CasePair, match: Matched): Disagreement[] {
  const ofCase = { case: first.case_id, figure: null, line: null };
  const lists = Object.entries(listColumns).map(([column, listOf]) => ({
    ...ofCase,
    column,
    first: [...listOf(first)].sort().join(', '),
    second: [...listOf(second)].sort().join(', '),
  }));
  const categories = (['industry', 'stage'] as const).map((column) => ({
    ...ofCase,
    column,
    first: first[column],
    second: second[column],
  }));
  const placed = (figure: ReadFigure) => ({
    case: first.case_id,
    figure: figure.figure_text,
    line: figure.lines.first,
  });
  const found = { column: 'figure', first: null, second: null };
  const inBoth = match.both.flatMap(([a, b]) =>
    figureColumnNames.map((column) => ({
      ...placed(a),
      column,
      first: String(a[column]),
      second: String(b[column]),
    })),
  );
  return [
    ...[...categories, ...lists, ...inBoth].filter((place) => place.first !== place.second),
    ...match.onlyFirst.map((figure) => ({ ...placed(figure), ...found, first: figure.figure_text })),
    ...match.onlySecond.map((figure) => ({ ...placed(figure), ...found, second: figure.figure_text })),
  ];
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function rounded(number: number): number {
  return Math.round(number * 1000) / 1000;
}
