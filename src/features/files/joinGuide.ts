import { identifierText } from '../../sql/identifierText.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';

/** A column of the shipped data by which other tables can be joined to it. */
export interface ShippedKey {
  readonly table: string;
  readonly column: string;
  /** The table's own key. */
  readonly key: string;
  /** A short code: met by chance unless the other column's name speaks of one. */
  readonly code?: boolean;
}

/** Names in either language come before ids, ids before codes: that is the order of preference among equals. */
export const shippedKeys: readonly ShippedKey[] = [
  ...['industries', 'organizations', 'measures', 'functions', 'techniques'].flatMap((table): ShippedKey[] => {
    const key = `${table === 'industries' ? 'industry' : table.slice(0, -1)}_id`;
    return ['name_en', 'name_zh', key].map((column) => ({ table, column, key }));
  }),
  { table: 'industries', column: 'isic4_section', key: 'industry_id', code: true },
  { table: 'industries', column: 'isic4_division', key: 'industry_id', code: true },
  { table: 'industries', column: 'gbt4754_division', key: 'industry_id', code: true },
  { table: 'units', column: 'name_en', key: 'unit_id' },
  { table: 'units', column: 'name_zh', key: 'unit_id' },
  { table: 'units', column: 'unit_id', key: 'unit_id' },
  { table: 'units', column: 'symbol', key: 'unit_id' },
];

/** Values of a column, each once; of a long column a sample. */
export interface ColumnValues {
  readonly column: string;
  readonly values: readonly string[];
}

export interface KeyValues {
  readonly key: ShippedKey;
  readonly values: readonly string[];
}

export interface JoinSuggestion {
  readonly column: string;
  readonly key: ShippedKey;
  /** Distinct values of one's own that the shipped column has, and how many there are. */
  readonly matched: number;
  readonly of: number;
  readonly unmatched: readonly string[];
  readonly sql: string;
}

/** How values are compared: without case, width of letters, and blanks around them. The SQL of {@link joinSql} does the same. */
export const normalised = (value: string): string => value.normalize('NFKC').trim().toLowerCase();

/** Matches below this share of one's own values are chance. */
const least = 0.25;

const codeName = /isic|nace|sic|gb.?t|industr|sector|code|section|division|行业|代码|门类/i;

function match(own: ColumnValues, { key, values }: KeyValues): Omit<JoinSuggestion, 'sql'> | null {
  if (key.code === true && !codeName.test(own.column)) return null;
  const shipped = new Set(values.map(normalised));
  shipped.delete('');
  const unmatched = own.values.filter((value) => !shipped.has(normalised(value)));
  const matched = own.values.length - unmatched.length;
  if (matched === 0 || matched / own.values.length < least) return null;
  return { column: own.column, key, matched, of: own.values.length, unmatched: unmatched.slice(0, 5) };
}

const comparison = (own: string, shipped: string): string =>
  `lower(trim(nfc_normalize(own.${own}::VARCHAR))) = lower(t.${shipped}::VARCHAR)`;

/** What the shipped data says of each table's rows, beside one's own. */
const beside: Record<string, readonly string[]> = {
  industries: [
    '(SELECT count(*) FROM gains AS g WHERE g.industry_id = t.industry_id) AS published_gains',
    "(SELECT median(g.improvement_factor) FROM gains AS g WHERE g.industry_id = t.industry_id AND g.censoring = 'none') AS median_factor",
  ],
  measures: [
    '(SELECT count(*) FROM gains AS g WHERE g.measure_id = t.measure_id) AS published_gains',
    "(SELECT median(g.improvement_factor) FROM gains AS g WHERE g.measure_id = t.measure_id AND g.censoring = 'none') AS median_factor",
  ],
  organizations: [
    '(SELECT count(DISTINCT c.case_id) FROM case_organizations AS c WHERE c.organization_id = t.organization_id) AS published_cases',
  ],
  functions: [
    '(SELECT count(*) FROM case_functions AS c WHERE c.function_id = t.function_id) AS published_cases',
  ],
  techniques: [
    '(SELECT count(*) FROM case_techniques AS c WHERE c.technique_id = t.technique_id) AS published_cases',
  ],
  units: ['t.dimension AS unit_dimension', 't.factor AS unit_factor'],
};

/** The join as a query: every row of one's own, the shipped names, and what is published about them. */
export function joinSql(
  table: string,
  column: string,
  { table: shipped, column: by, key }: ShippedKey,
): string {
  const prefix = key.replace(/_id$/, '');
  const shown = [
    `t.${key} AS ${prefix}_key`,
    `t.name_en AS ${prefix}_name_en`,
    `t.name_zh AS ${prefix}_name_zh`,
  ];
  return [
    `SELECT own.*,\n  ${[...shown, ...(beside[shipped] ?? [])].join(',\n  ')}`,
    `FROM ${identifierText(table)} AS own`,
    `LEFT JOIN ${shipped} AS t ON ${comparison(quoteIdentifier(column), by)}`,
  ].join('\n');
}

/**
 * Joins between a table of one's own and the shipped ones, found by comparing values; the best for each own column, those that match most
 * of their values first.
 */
export function suggestJoins(
  table: string,
  own: readonly ColumnValues[],
  shipped: readonly KeyValues[],
): JoinSuggestion[] {
  const best = own.flatMap((column) => {
    const matches = shipped.flatMap((values) => match(column, values) ?? []);
    const [first] = matches.sort((a, b) => b.matched - a.matched);
    return first ? [{ ...first, sql: joinSql(table, first.column, first.key) }] : [];
  });
  return best.sort((a, b) => b.matched / b.of - a.matched / a.of || b.matched - a.matched);
}
