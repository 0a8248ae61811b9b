import { quoteIdentifier, quoteText } from '../../sql/identifiers.ts';
import { comparison } from './joinGuide.ts';

/** Where a part of a gain comes from: a column of the table, or the same for every row. */
export type Source = { readonly column: string } | { readonly constant: string };

/**
 * Which columns of a table hold gains of one's own. The gain is stated by a baseline and a result, or by the amount of a change with its
 * unit and direction; a row that has both is read from its levels.
 */
export interface GainsMapping {
  readonly label: Source | null;
  readonly industry: Source | null;
  /** Name or id of a shipped measure, or any other text. */
  readonly measure: Source | null;
  /** For measures that are not among the shipped ones. */
  readonly dimension: Source | null;
  readonly baseline: Source | null;
  readonly result: Source | null;
  readonly change: Source | null;
  /** `percent` or `times` of the change, or the unit of both levels. */
  readonly unit: Source | null;
  /** `increase` or `decrease`, of the change. */
  readonly direction: Source | null;
  /** Whether more of a measure that is not among the shipped ones is better: `more` or `less`. */
  readonly better: Source | null;
}

/** The parts of a mapping in the order in which they are asked for. */
export const gainsParts = [
  'label',
  'industry',
  'measure',
  'dimension',
  'better',
  'baseline',
  'result',
  'change',
  'unit',
  'direction',
] as const satisfies readonly (keyof GainsMapping)[];

export const emptyMapping: GainsMapping = {
  label: null,
  industry: null,
  measure: null,
  dimension: null,
  baseline: null,
  result: null,
  change: null,
  unit: null,
  direction: null,
  better: null,
};

/** Whether rows can have a gain at all. */
export const isMapped = (mapping: GainsMapping): boolean =>
  mapping.change !== null || (mapping.baseline !== null && mapping.result !== null);

/** What names of columns say, in either language. */
const hints: Record<(typeof gainsParts)[number], RegExp> = {
  label: /^(?:label|name|title|pilot|project|case|名称|标题|项目|试点|案例)$/i,
  industry: /industry|sector|行业|产业/i,
  measure: /measure|metric|kpi|indicator|指标|度量/i,
  dimension: /dimension|category|维度|类别/i,
  better: /better|desirable/i,
  baseline: /baseline|before|^from$|old|基线|之前|原/i,
  result: /result|after|^to$|new|结果|之后|现/i,
  change: /change|gain|improvement|effect|saving|reduction|变化|提升|降低|节省|成效/i,
  unit: /unit|单位/i,
  direction: /direction|方向/i,
};

/** A first mapping by the columns' names. */
export function guessMapping(columns: readonly string[]): GainsMapping {
  const left = [...columns];
  const found = gainsParts.map((part) => {
    const at = left.findIndex((name) => hints[part].test(name));
    return [part, at < 0 ? null : { column: left.splice(at, 1)[0] ?? '' }] as const;
  });
  return { ...emptyMapping, ...Object.fromEntries(found) };
}

const textOf = (source: Source | null): string => {
  if (source === null) return 'NULL::VARCHAR';
  return 'constant' in source
    ? quoteText(source.constant)
    : `nullif(trim(${quoteIdentifier(source.column)}::VARCHAR), '')`;
};

/** Numbers come as numbers, or as text with a percent sign, a multiplication sign or grouped digits. */
const numberIn = (text: string): string =>
  `TRY_CAST(regexp_replace(${text}, '[%％×xX倍,\\s]', '', 'g') AS DOUBLE)`;

const matches = (text: string, names: readonly string[]): string =>
  `lower(${text}) IN (${names.map(quoteText).join(', ')})`;

const percentWords = ['percent', 'percentage', '%', '％', 'pct', '百分比', '百分之'];
const timesWords = ['times', 'x', '×', 'fold', 'multiple', '倍'];
const upWords = [
  'increase',
  'up',
  'increased',
  'more',
  'higher',
  '+',
  '提升',
  '上升',
  '增加',
  '提高',
  '增长',
];
const downWords = [
  'decrease',
  'down',
  'decreased',
  'less',
  'lower',
  'reduction',
  '-',
  '降低',
  '下降',
  '减少',
  '缩短',
  '节省',
];
const moreWords = ['more', 'true', 'yes', '1', 'higher', '越高越好', '是'];

/** One row for each row of the table, its parts as text and numbers. */
const partsSql = (table: string, mapping: GainsMapping): string => `
  SELECT row_number() OVER () AS n, ${textOf(mapping.label)} AS label, ${textOf(mapping.industry)} AS industry,
    ${textOf(mapping.measure)} AS measure, ${textOf(mapping.dimension)} AS dimension, ${textOf(mapping.unit)} AS unit,
    ${textOf(mapping.direction)} AS direction, ${textOf(mapping.better)} AS better,
    ${numberIn(textOf(mapping.baseline))} AS baseline, ${numberIn(textOf(mapping.result))} AS result,
    ${textOf(mapping.change)} AS printed, ${numberIn(textOf(mapping.change))} AS amount
  FROM main.${quoteIdentifier(table)}`;

const industryIs = (column: string): string =>
  comparison('p.industry', { table: 'industries', column, key: 'industry_id' });

/** The parts with the shipped industry, measure and unit that they name. */
const namedSql = `
  SELECT p.* EXCLUDE (dimension, direction), t.industry_id, t.name_en AS industry_en, t.name_zh AS industry_zh, m.measure_id,
    m.name_en AS measure_en, m.name_zh AS measure_zh, coalesce(m.dimension, lower(p.dimension)) AS dimension, u.unit_id,
    CASE WHEN m.measure_id IS NOT NULL THEN m.higher_is_better ELSE ${matches('p.better', moreWords)} END AS higher_is_better,
    p.baseline IS NOT NULL OR p.result IS NOT NULL AS by_levels,
    coalesce(${matches('p.unit', percentWords)}, false) OR regexp_matches(coalesce(p.printed, ''), '[%％]') AS percent,
    coalesce(${matches('p.unit', timesWords)}, false) OR regexp_matches(coalesce(p.printed, ''), '[×xX倍]') AS times,
    CASE WHEN ${matches('p.direction', upWords)} THEN 'increase' WHEN ${matches('p.direction', downWords)} THEN 'decrease'
      WHEN p.amount < 0 THEN 'decrease' WHEN regexp_matches(p.printed, '^\\+') THEN 'increase' END AS direction
  FROM parts AS p
  LEFT JOIN yardstick.industries AS t ON lower(p.industry) = t.industry_id OR ${industryIs('name_en')} OR ${industryIs('name_zh')}
  LEFT JOIN yardstick.measures AS m ON lower(p.measure) IN (m.measure_id, lower(m.name_en), lower(m.name_zh))
  LEFT JOIN yardstick.units AS u ON lower(p.unit) IN (u.unit_id, lower(u.name_en), lower(u.name_zh), u.symbol) AND p.unit <> ''`;

/**
 * Rules E1 to E4 of the shipped effect sizes, and E6 read as "to the Nth part"; what they don't cover is blocked with its reason.
 */
const ruledSql = `
  SELECT *, abs(amount) AS size,
    CASE WHEN by_levels THEN 'E3'
      WHEN percent THEN CASE direction WHEN 'increase' THEN 'E1' WHEN 'decrease' THEN 'E2' END
      WHEN times THEN CASE WHEN direction = 'increase' OR size < 1 THEN 'E4' WHEN direction = 'decrease' THEN 'E6' END
      WHEN amount IS NOT NULL THEN 'E8' END AS effect_rule,
    CASE
      WHEN by_levels THEN CASE WHEN baseline IS NULL THEN 'no_baseline' WHEN result IS NULL THEN 'no_result'
        WHEN baseline <= 0 OR result <= 0 THEN 'level_not_positive' END
      WHEN amount IS NULL THEN 'no_number'
      WHEN NOT percent AND NOT times THEN 'absolute_amount'
      WHEN direction IS NULL THEN 'no_direction'
      WHEN amount < 0 AND direction = 'increase' THEN 'reading_contradicts_direction'
      WHEN percent THEN CASE WHEN direction = 'decrease' AND size >= 100 THEN 'decrease_of_100_percent' END
      WHEN amount = 0 THEN 'level_not_positive'
      WHEN size < 1 AND direction = 'increase' THEN 'reading_contradicts_direction'
    END AS blocked
  FROM named`;

const ratioSql = `
  SELECT *,
    coalesce(blocked, CASE WHEN higher_is_better IS NULL THEN 'direction_not_valued' END) AS effect_blocked_by,
    CASE WHEN blocked IS NOT NULL OR higher_is_better IS NULL THEN NULL
      WHEN effect_rule = 'E1' THEN 1 + size / 100 WHEN effect_rule = 'E2' THEN 1 - size / 100
      WHEN effect_rule = 'E3' THEN result / baseline WHEN effect_rule = 'E4' THEN size
      WHEN effect_rule = 'E6' THEN 1 / size END AS ratio
  FROM ruled`;

/**
 * The gains of one table in the shape of the published ones: the same columns, `source_id` is `own`. Effect sizes by the rules of the shipped
 * ones, signed so that more is better.
 */
export function ownGainsSelect(table: string, fileName: string, mapping: GainsMapping): string {
  const title = `coalesce(label, measure, ${quoteText(table)} || ' ' || n)`;
  return `SELECT * FROM yardstick.published_gains WHERE false UNION ALL BY NAME (
WITH parts AS (${partsSql(table, mapping)}),
named AS (${namedSql}),
ruled AS (${ruledSql}),
computed AS (${ratioSql})
SELECT ${quoteText(`own-${table}-`)} || n AS metric_id, 'own' AS source_id, ${title} AS case_title_en, ${title} AS case_title_zh,
  industry_id, coalesce(industry_en, industry) AS industry_en, coalesce(industry_zh, industry) AS industry_zh,
  coalesce(printed, baseline || ' → ' || result) AS figure_text, coalesce(label, measure) AS label_en, coalesce(label, measure) AS label_zh,
  measure_id, coalesce(measure_en, measure) AS measure_en, coalesce(measure_zh, measure) AS measure_zh, dimension, higher_is_better,
  CASE WHEN by_levels THEN 'from_to' WHEN percent THEN 'relative_change' WHEN times THEN 'multiple' WHEN amount IS NOT NULL THEN 'absolute' END AS form,
  CASE WHEN by_levels AND result > baseline THEN 'increase' WHEN by_levels AND result < baseline THEN 'decrease' ELSE direction END AS direction,
  CASE WHEN by_levels THEN NULL ELSE size END AS value,
  CASE WHEN by_levels THEN unit_id WHEN percent THEN 'percent' WHEN times THEN 'times' ELSE unit_id END AS unit_id,
  baseline AS baseline_value, result AS result_value, 'exact' AS qualifier, 'reported' AS status, 'own' AS claimed_by, 'own' AS measured_by,
  CASE WHEN higher_is_better THEN ln(ratio) ELSE -ln(ratio) END + 0 AS lnrr, lnrr AS lnrr_low, lnrr AS lnrr_high,
  CASE WHEN higher_is_better THEN ratio ELSE 1 / ratio END AS improvement_factor,
  CASE WHEN ratio IS NOT NULL THEN 'none' END AS censoring, effect_rule, effect_blocked_by,
  'Own figures' AS source_title_en, '自己的数据' AS source_title_zh, ${quoteText(fileName)} AS publisher
FROM computed WHERE by_levels OR amount IS NOT NULL)`;
}

/** One mapped table. */
export interface MappedTable {
  readonly table: string;
  readonly fileName: string;
  readonly mapping: GainsMapping;
}

/** The view of all gains of one's own. */
export const ownGainsView = (tables: readonly MappedTable[]): string =>
  `CREATE OR REPLACE VIEW main.own_gains AS ${tables
    .map((t) => `(${ownGainsSelect(t.table, t.fileName, t.mapping)})`)
    .join('\nUNION ALL BY NAME\n')}`;

/** The shipped gains under a name that stays theirs alone, from the statement that made `yardstick.gains`. */
export const publishedGainsView = (gainsSql: string): string =>
  gainsSql.replace(
    /^CREATE (?:OR REPLACE )?VIEW (?:yardstick\.)?"?gains"?/i,
    'CREATE OR REPLACE VIEW yardstick.published_gains',
  );

/** What questions read as `gains`: the published ones alone, or one's own beside them. */
export const gainsView = (withOwn: boolean): string =>
  `CREATE OR REPLACE VIEW yardstick.gains AS SELECT * FROM yardstick.published_gains${
    withOwn ? ' UNION ALL BY NAME SELECT * FROM main.own_gains' : ''
  }`;
