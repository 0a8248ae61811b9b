import type { Language } from '../../i18n/i18n.ts';
import type { Bilingual } from './bilingual.ts';

/** A statement to learn from: one that runs as it is over the shipped tables. */
export interface CheatSheetEntry {
  readonly id: string;
  readonly title: Bilingual;
  readonly sql: (language: Language) => string;
  /** Values of the statement's `$name` parameters. */
  readonly params?: Readonly<Record<string, string>>;
}

export interface CheatSheetGroup {
  readonly id: string;
  readonly title: Bilingual;
  readonly entries: readonly CheatSheetEntry[];
}

/** The ending of columns that are there in both languages. */
const names = (language: Language): string => (language === 'zh' ? 'zh' : 'en');

const look: readonly CheatSheetEntry[] = [
  {
    id: 'tables',
    title: { en: 'Which tables and columns there are', zh: '有哪些表和列' },
    sql: () => `SELECT table_name, string_agg(column_name, ', ' ORDER BY column_index) AS columns
FROM duckdb_columns()
WHERE schema_name = 'yardstick'
GROUP BY table_name
ORDER BY table_name`,
  },
  {
    id: 'summarize',
    title: { en: 'Every column of a table at a glance', zh: '一览表中各列' },
    sql: () => 'SUMMARIZE gains',
  },
  {
    id: 'filter',
    title: { en: 'Gains of one industry, with their ids', zh: '一个行业的成效，带编号' },
    sql: (
      l,
    ) => `SELECT metric_id, case_title_${names(l)}, figure_text, measure_${names(l)}, improvement_factor
FROM gains
WHERE industry_id = 'finance'
ORDER BY improvement_factor DESC NULLS LAST`,
  },
  {
    id: 'search',
    title: { en: 'Find words, whatever their case', zh: '查找文字，不分大小写' },
    sql: (l) => `SELECT case_id, title_${names(l)}, industry_id
FROM cases
WHERE title_en ILIKE '%customer service%' OR title_zh LIKE '%客服%'`,
  },
  {
    id: 'parameter',
    title: { en: 'Ask for a value: $name makes a field', zh: '询问一个值：$name 会生成输入框' },
    sql: (l) => `SELECT metric_id, case_title_${names(l)}, figure_text, dimension
FROM gains
WHERE dimension = $dimension`,
    params: { dimension: 'time' },
  },
];

const count: readonly CheatSheetEntry[] = [
  {
    id: 'group',
    title: { en: 'Count, and count only some of them', zh: '计数，以及只计一部分' },
    sql: (l) => `SELECT
  industry_${names(l)},
  count(*) AS n_gains,
  count(*) FILTER (WHERE status = 'projected') AS n_projected
FROM gains
GROUP BY ALL
ORDER BY n_gains DESC`,
  },
  {
    id: 'median',
    title: {
      en: 'Median and quartiles: points alone, bounds left out',
      zh: '中位数与四分位数：只取点值，不含上下界',
    },
    sql: () => `SELECT
  dimension,
  count(*) AS n,
  exp(median(lnrr)) AS improvement_median,
  exp(quantile_cont(lnrr, 0.25)) AS improvement_q1,
  exp(quantile_cont(lnrr, 0.75)) AS improvement_q3
FROM gains
WHERE censoring = 'none'
GROUP BY dimension
ORDER BY n DESC`,
  },
  {
    id: 'pivot',
    title: { en: 'A cross table', zh: '交叉表' },
    sql: (l) => `PIVOT (SELECT industry_${names(l)}, dimension FROM gains)
ON dimension
USING count(*)
ORDER BY industry_${names(l)}`,
  },
  {
    id: 'best',
    title: { en: 'The largest of each group', zh: '每组中最大的一个' },
    sql: (l) => `SELECT industry_${names(l)}, metric_id, figure_text, improvement_factor
FROM gains
WHERE improvement_factor IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY industry_id ORDER BY improvement_factor DESC) = 1
ORDER BY improvement_factor DESC`,
  },
];

const together: readonly CheatSheetEntry[] = [
  {
    id: 'join',
    title: { en: 'Join: each figure with its measure and unit', zh: '连接：每个数字及其指标和单位' },
    sql: (l) => `SELECT m.metric_id, m.figure_text, x.name_${names(l)} AS measure, u.symbol
FROM metrics AS m
JOIN measures AS x USING (measure_id)
LEFT JOIN units AS u USING (unit_id)
WHERE m.kind = 'level'`,
  },
  {
    id: 'list',
    title: { en: 'A list: one row for each vendor in it', zh: '列表：其中每个供应商一行' },
    sql: (l) => `SELECT o.name_${names(l)} AS vendor, count(*) AS n_gains
FROM gains, unnest(vendor_ids) AS part(organization_id)
JOIN organizations AS o USING (organization_id)
GROUP BY ALL
ORDER BY n_gains DESC`,
  },
  {
    id: 'contains',
    title: { en: 'Cases whose list holds a value', zh: '列表中含某个值的案例' },
    sql: (l) => `SELECT case_id, case_title_${names(l)}, technique_ids
FROM case_overview
WHERE list_contains(technique_ids, 'rag')`,
  },
];

const evidence: readonly CheatSheetEntry[] = [
  {
    id: 'grade',
    title: { en: 'By evidence grade, from the best', zh: '按证据等级，从好到差' },
    sql: (l) => `SELECT metric_id, case_title_${names(l)}, figure_text, improvement_factor, evidence_grade
FROM gains
ORDER BY
  list_position(['low', 'some', 'no_information', 'high'], evidence_grade),
  improvement_factor DESC NULLS LAST`,
  },
  {
    id: 'measured',
    title: { en: 'Who claims, and who measured', zh: '谁主张，谁测量' },
    sql: () => `SELECT claimed_by, measured_by, count(*) AS n_gains
FROM gains
GROUP BY ALL
ORDER BY n_gains DESC`,
  },
  {
    id: 'citation',
    title: { en: 'A reference for each figure', zh: '每个数字的引用' },
    sql: (l) => `SELECT metric_id, figure_text, citation_${names(l)} AS citation
FROM gains
JOIN citations USING (metric_id)
ORDER BY metric_id`,
  },
  {
    id: 'plan',
    title: { en: 'Where the time of a query goes', zh: '查询的时间花在哪里' },
    sql: () => `EXPLAIN ANALYZE
SELECT industry_id, median(lnrr)
FROM gains
GROUP BY industry_id`,
  },
];

/** Statements over this dataset, from the plain to the particular. Each runs as it stands. */
export const cheatSheet: readonly CheatSheetGroup[] = [
  { id: 'look', title: { en: 'Look', zh: '查看' }, entries: look },
  { id: 'count', title: { en: 'Count and compare', zh: '计数与比较' }, entries: count },
  { id: 'together', title: { en: 'Put together', zh: '组合' }, entries: together },
  { id: 'evidence', title: { en: 'Evidence and work', zh: '证据与过程' }, entries: evidence },
];
