import { identifierText } from '../../sql/identifierText.ts';
import { quoteIdentifier, quoteText } from '../../sql/identifiers.ts';

/** A column of the shipped data by which other tables can be joined to it. */
export interface ShippedKey {
  readonly table: string;
  readonly column: string;
  /** The table's own key. */
  readonly key: string;
  /** For short codes, which are met by chance: what the other column's name must say. */
  readonly hint?: RegExp;
}

/** Names in either language come before ids, ids before codes: that is the order of preference among equals. */
export const shippedKeys: readonly ShippedKey[] = [
  ...['industries', 'organizations', 'measures', 'functions', 'techniques'].flatMap((table): ShippedKey[] => {
    const key = `${table === 'industries' ? 'industry' : table.slice(0, -1)}_id`;
    return ['name_en', 'name_zh', key].map((column) => ({ table, column, key }));
  }),
  ...['isic4_section', 'isic4_division', 'gbt4754_division'].map((column) => ({
    ...{ table: 'industries', column, key: 'industry_id' },
    hint: /isic|nace|sic|gb.?t|industr|sector|code|section|division|行业|代码|门类/i,
  })),
  { table: 'units', column: 'name_en', key: 'unit_id' },
  { table: 'units', column: 'name_zh', key: 'unit_id' },
  { table: 'units', column: 'unit_id', key: 'unit_id' },
  { table: 'units', column: 'symbol', key: 'unit_id', hint: /unit|symbol|单位/i },
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

/**
 * How names of industries are compared: a shipped one such as `Finance and insurance`, 金融与保险 stands for each of its parts too, and a
 * Chinese one is the same with and without the word for industry.
 */
interface NameRule {
  readonly split: RegExp;
  readonly ending: RegExp;
}

const nameRules: Readonly<Record<string, NameRule>> = {
  'industries.name_en': { split: /,? and |, /, ending: / industry$/ },
  'industries.name_zh': { split: /与|、/, ending: /行?业$/ },
};

const ruleOf = ({ table, column }: ShippedKey): NameRule | undefined => nameRules[`${table}.${column}`];

/** How values are compared: without case and blanks around them. {@link comparison} says the same in SQL. */
export function normalised(value: string, key: ShippedKey): string {
  const plain = value.normalize('NFC').trim().toLowerCase();
  return plain.replace(ruleOf(key)?.ending ?? /$/, '');
}

/** A shipped value, and the parts that stand for it. */
const meanings = (value: string, key: ShippedKey): string[] => {
  const rule = ruleOf(key);
  return [value, ...(rule ? value.toLowerCase().split(rule.split) : [])].map((part) => normalised(part, key));
};

/** Fewer matches than this are chance: half of one's own values, or a quarter and more than one. */
const isChance = (matched: number, of: number): boolean =>
  matched === 0 || (matched / of < 0.5 && (matched < 2 || matched / of < 0.25));

function match(own: ColumnValues, { key, values }: KeyValues): Omit<JoinSuggestion, 'sql'> | null {
  if (key.hint && !key.hint.test(own.column)) return null;
  const shipped = new Set(values.flatMap((value) => meanings(value, key)));
  shipped.delete('');
  const unmatched = own.values.filter((value) => !shipped.has(normalised(value, key)));
  const matched = own.values.length - unmatched.length;
  if (isChance(matched, own.values.length)) return null;
  return { column: own.column, key, matched, of: own.values.length, unmatched: unmatched.slice(0, 5) };
}

/** The condition by which a value (an expression) is one of the shipped ones (of the table named `t`). */
export function comparison(value: string, key: ShippedKey): string {
  const plain = (text: string): string => `lower(trim(nfc_normalize(${text}::VARCHAR)))`;
  const rule = ruleOf(key);
  const shipped = plain(`t.${key.column}`);
  if (!rule) return `${plain(value)} = ${shipped}`;
  const bare = (text: string): string => `regexp_replace(${text}, ${quoteText(rule.ending.source)}, '')`;
  // The ending goes before each place where the name is split, and at its end.
  const ends = `${rule.ending.source.replace(/\$$/, '')}(${rule.split.source}|$)`;
  const parts = `regexp_split_to_array(regexp_replace(${shipped}, ${quoteText(ends)}, '\\1', 'g'), ${quoteText(rule.split.source)})`;
  return `list_contains(list_prepend(${bare(shipped)}, ${parts}), ${bare(plain(value))})`;
}

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
export function joinSql(table: string, column: string, shippedKey: ShippedKey): string {
  const { table: shipped, key } = shippedKey;
  const prefix = key.replace(/_id$/, '');
  const shown = [
    `t.${key} AS ${prefix}_key`,
    `t.name_en AS ${prefix}_name_en`,
    `t.name_zh AS ${prefix}_name_zh`,
  ];
  return [
    `SELECT own.*,\n  ${[...shown, ...(beside[shipped] ?? [])].join(',\n  ')}`,
    `FROM ${identifierText(table)} AS own`,
    `LEFT JOIN ${shipped} AS t ON ${comparison(`own.${quoteIdentifier(column)}`, shippedKey)}`,
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
