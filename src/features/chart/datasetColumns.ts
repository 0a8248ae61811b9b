/** What charts know of the shipped dataset's columns, by name: their words, their order, their scale. */
import { vocabularies, type Term, type VocabularyName } from '../../domain/vocabulary.ts';
import type { Language } from '../../i18n/i18n.ts';

const labels: Readonly<Record<string, Term>> = {
  improvement_factor: { en: 'Improvement factor (1 = no change)', zh: '改善倍数（1 = 无变化）' },
  factor: { en: 'Improvement factor (1 = no change)', zh: '改善倍数（1 = 无变化）' },
  bound: { en: 'Stated as', zh: '表述方式' },
  improvement_median: { en: 'Median improvement factor (1 = no change)', zh: '改善倍数中位数（1 = 无变化）' },
  improvement_q1: { en: 'Improvement factor, lower quartile', zh: '改善倍数下四分位' },
  improvement_q3: { en: 'Improvement factor, upper quartile', zh: '改善倍数上四分位' },
  lnrr: { en: 'Log response ratio (0 = no change)', zh: '对数响应比（0 = 无变化）' },
  lnrr_low: { en: 'Log response ratio, low end', zh: '对数响应比下限' },
  lnrr_high: { en: 'Log response ratio, high end', zh: '对数响应比上限' },
  lnrr_median: { en: 'Median log response ratio (0 = no change)', zh: '对数响应比中位数（0 = 无变化）' },
  log_odds_ratio: { en: 'Log odds ratio (0 = no change)', zh: '对数优势比（0 = 无变化）' },
  evidence_grade: { en: 'Evidence: concern', zh: '证据疑虑程度' },
  qualifier: { en: 'Stated as', zh: '表述方式' },
  censoring: { en: 'Bound', zh: '界限' },
  dimension: { en: 'Dimension', zh: '维度' },
  stage: { en: 'Stage', zh: '阶段' },
  status: { en: 'Status', zh: '状态' },
  claimed_by: { en: 'Claimed by', zh: '声称方' },
  measured_by: { en: 'Measured by', zh: '测量方' },
  comparator: { en: 'Compared with', zh: '比较对象' },
  form: { en: 'Stated form', zh: '表述形式' },
  kind: { en: 'Kind', zh: '类别' },
  year: { en: 'Year', zh: '年份' },
  n_gains: { en: 'Stated gains', zh: '成效数' },
  n_cases: { en: 'Cases', zh: '案例数' },
  n_figures: { en: 'Figures', zh: '数字数' },
  n_points: { en: 'Gains stated as a point', zh: '点值成效数' },
  industry: { en: 'Industry', zh: '行业' },
  measure: { en: 'Measure', zh: '指标' },
  source_title: { en: 'Document', zh: '文献' },
  case_title: { en: 'Case', zh: '案例' },
  label: { en: 'Figure', zh: '数字' },
  vendors: { en: 'Vendors', zh: '供应方' },
  customers: { en: 'Customers', zh: '客户' },
};

const vocabularyOf: Readonly<Record<string, VocabularyName>> = {
  evidence_grade: 'concern',
  d1_baseline: 'concern',
  d2_comparator_time: 'concern',
  d3_measurer: 'concern',
  d4_sample_period: 'concern',
  d5_figures_against: 'concern',
  d6_realised: 'concern',
  qualifier: 'qualifier',
  baseline_qualifier: 'qualifier',
  censoring: 'censoring',
  dimension: 'measure_dimension',
  stage: 'stage',
  status: 'status',
  claimed_by: 'party',
  measured_by: 'party',
  comparator: 'comparator',
  form: 'form',
  direction: 'direction',
  role: 'role',
  effect_rule: 'effect_rule',
  effect_blocked_by: 'effect_block',
};

/** How far an interval of an effect is known: the words of the charts that this page recommends. */
const bounds: Readonly<Record<string, Term>> = {
  stated: { en: 'a figure or range', zh: '数值或区间' },
  at_least: { en: 'at least (open above)', zh: '至少（上端不限）' },
  up_to: { en: 'up to (open below)', zh: '至多（下端不限）' },
};

/** `industry_en` and `industry_zh` are one thing in two languages. */
export const twin = (name: string): { readonly stem: string; readonly language: Language } | null => {
  const match = /^(.+)_(en|zh)$/.exec(name);
  return match?.[1] === undefined ? null : { stem: match[1], language: match[2] === 'zh' ? 'zh' : 'en' };
};

/** The name of a column for people; a column that the dataset does not know keeps its own. */
export function columnLabel(name: string, language: Language): string {
  const known = Object.hasOwn(labels, name) ? labels[name] : undefined;
  if (known) return known[language];
  const stem = twin(name)?.stem;
  const pair = stem !== undefined && Object.hasOwn(labels, stem) ? labels[stem] : undefined;
  return pair?.[language] ?? name;
}

/** The words for a coded column's values; null for a column that holds no codes. */
export function codeLabels(column: string, language: Language): ReadonlyMap<string, string> | null {
  const name = Object.hasOwn(vocabularyOf, column) ? vocabularyOf[column] : undefined;
  if (name === undefined && column !== 'bound') return null;
  const terms: Readonly<Record<string, Term>> = name === undefined ? bounds : vocabularies[name];
  return new Map(Object.entries(terms).map(([code, term]) => [code, term[language]]));
}

/** The order of a coded column's values where there is one: concern from the least to the most. */
export function codeOrder(column: string): readonly string[] | null {
  return Object.hasOwn(vocabularyOf, column) && vocabularyOf[column] === 'concern'
    ? ['low', 'some', 'no_information', 'high']
    : null;
}

/** Ratios around 1: on a log scale a doubling and a halving weigh the same. */
export const isRatio = (name: string): boolean =>
  /^improvement_(?:factor|median|q1|q3)$|(?:^|_)ratio$|_factor$/.test(name) && !isLogRatio(name);

/** Logarithms of ratios: around 0 and on a linear scale already. */
export const isLogRatio = (name: string): boolean => /^lnrr(?:_|$)|^log_odds_ratio$/.test(name);
