import type { RoledColumn } from './columnRoles.ts';

/** A result seen by what its columns can be. Within each list the more useful columns come first. */
export interface Facts {
  readonly rows: number;
  readonly all: readonly RoledColumn[];
  /** Numbers to draw by position or length: effects and ratios before counts and other measures. */
  readonly measures: readonly RoledColumn[];
  readonly times: readonly RoledColumn[];
  /** Things to compare: few values before many. */
  readonly categories: readonly RoledColumn[];
  /** A category with one row each, if there is one: then nothing needs to be aggregated. */
  readonly labels: readonly RoledColumn[];
  readonly named: (name: string) => RoledColumn | null;
}

const strength: Partial<Record<RoledColumn['role'], number>> = { ratio: 0, effect: 1, measure: 2, count: 2 };

const byName = (column: RoledColumn): number => {
  // What a row is about comes before what it is called or who says so.
  if (/^(?:industry|dimension|measure|function|technique|vendor|source)/.test(column.name)) return 0;
  return /title|label|name/.test(column.name) ? 1 : 2;
};

export function factsOf(columns: readonly RoledColumn[], rows: number): Facts {
  const measures = columns
    .filter((c) => strength[c.role] !== undefined)
    .sort((a, b) => (strength[a.role] ?? 9) - (strength[b.role] ?? 9));
  const categories = columns.filter((c) => c.role === 'category' || c.role === 'ordered');
  // Grades name no row, even where each occurs once.
  const labels = categories.filter((c) => c.role === 'category' && c.distinct === rows && c.nulls === 0);
  return {
    rows,
    all: columns,
    measures,
    times: columns.filter((c) => c.role === 'time' || c.role === 'year'),
    categories: categories
      .filter((c) => c.distinct > 1 || rows === 1)
      .filter((c) => c.distinct <= 60 || labels.includes(c))
      .sort((a, b) => byName(a) - byName(b) || Number(a.distinct > 20) - Number(b.distinct > 20)),
    labels,
    named: (name) => columns.find((c) => c.name === name) ?? null,
  };
}
