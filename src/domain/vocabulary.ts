/**
 * The closed vocabularies of the dataset: each value that a coded or derived column can hold, with its name in English
 * and Chinese. The build checks what people write against them, the data dictionary lists them, the page names them.
 */
export interface Term {
  readonly en: string;
  readonly zh: string;
}

export const vocabularies = {
  source_kind: {
    industry_report: { en: 'Industry report', zh: '行业报告' },
    casebook: { en: 'Casebook', zh: '案例集' },
    consensus_report: { en: 'Consensus report', zh: '共识报告' },
    talk_transcript: { en: 'Transcript of talks', zh: '演讲实录' },
  },
  language: {
    en: { en: 'English', zh: '英文' },
    zh: { en: 'Chinese', zh: '中文' },
  },
  organization_kind: {
    company: { en: 'Company', zh: '企业' },
    research_institute: { en: 'Research institute', zh: '研究机构' },
    university: { en: 'University', zh: '高校' },
    hospital: { en: 'Hospital', zh: '医院' },
    government: { en: 'Government', zh: '政府' },
    association: { en: 'Association', zh: '协会' },
    international_body: { en: 'International body', zh: '国际组织' },
    media: { en: 'Media', zh: '媒体' },
    other: { en: 'Other', zh: '其他' },
  },
  role: {
    vendor: { en: 'Vendor', zh: '供应方' },
    customer: { en: 'Customer', zh: '客户' },
    partner: { en: 'Partner', zh: '合作方' },
  },
  stage: {
    deployed: { en: 'Deployed', zh: '已部署' },
    pilot: { en: 'Pilot', zh: '试点' },
    planned: { en: 'Planned', zh: '规划中' },
    research: { en: 'Research', zh: '研究阶段' },
    not_stated: { en: 'Not stated', zh: '未说明' },
  },
  metric_kind: {
    gain: { en: 'Gain', zh: '成效' },
    level: { en: 'Level', zh: '水平' },
    scale: { en: 'Scale', zh: '规模' },
    specification: { en: 'Specification', zh: '规格' },
    benchmark: { en: 'Benchmark result', zh: '评测结果' },
    market: { en: 'Market figure', zh: '市场数据' },
  },
  form: {
    relative_change: { en: 'Relative change', zh: '相对变化' },
    percentage_point: { en: 'Percentage points', zh: '百分点' },
    multiple: { en: 'Multiple', zh: '倍数' },
    from_to: { en: 'From one level to another', zh: '由一水平到另一水平' },
    absolute: { en: 'Absolute amount', zh: '绝对量' },
    share: { en: 'Share', zh: '占比' },
    rank: { en: 'Rank', zh: '名次' },
  },
  direction: {
    increase: { en: 'Increase', zh: '上升' },
    decrease: { en: 'Decrease', zh: '下降' },
    none: { en: 'None', zh: '无' },
  },
  comparator: {
    before: { en: 'Before the system', zh: '使用之前' },
    other_system: { en: 'Another system', zh: '其他系统' },
    human: { en: 'People', zh: '人工' },
    industry_average: { en: 'Industry average', zh: '行业平均' },
    none_stated: { en: 'None stated', zh: '未说明' },
  },
  qualifier: {
    exact: { en: 'Exactly', zh: '恰为' },
    about: { en: 'About', zh: '约' },
    at_least: { en: 'At least', zh: '至少' },
    over: { en: 'Over', zh: '超过' },
    up_to: { en: 'Up to', zh: '最高' },
    under: { en: 'Under', zh: '不到' },
  },
  status: {
    reported: { en: 'Reported', zh: '已报告' },
    projected: { en: 'Projected', zh: '预计' },
    target: { en: 'Target', zh: '目标' },
  },
  party: {
    vendor: { en: 'Vendor', zh: '供应方' },
    customer: { en: 'Customer', zh: '客户' },
    third_party: { en: 'Third party', zh: '第三方' },
    not_stated: { en: 'Not stated', zh: '未说明' },
  },
  multiple_reading: {
    times_of: { en: 'N times of', zh: '是原来的 N 倍' },
    times_more: { en: 'N times more', zh: '增加了 N 倍' },
    ambiguous: { en: 'Either', zh: '两可' },
  },
  percent_reading: {
    relative: { en: 'Relative', zh: '相对' },
    points: { en: 'Points', zh: '百分点' },
    ambiguous: { en: 'Either', zh: '两可' },
  },
  measure_dimension: {
    time: { en: 'Time', zh: '时间' },
    labour: { en: 'Labour', zh: '人力' },
    cost: { en: 'Cost', zh: '成本' },
    throughput: { en: 'Throughput and efficiency', zh: '产出与效率' },
    quality: { en: 'Quality', zh: '质量' },
    error: { en: 'Error', zh: '差错' },
    revenue: { en: 'Revenue', zh: '收入' },
    satisfaction: { en: 'Satisfaction', zh: '满意度' },
    risk: { en: 'Risk', zh: '风险' },
    coverage: { en: 'Coverage', zh: '覆盖' },
    adoption: { en: 'Adoption', zh: '使用' },
    scale: { en: 'Scale', zh: '规模' },
    specification: { en: 'Specification', zh: '规格' },
    market: { en: 'Market', zh: '市场' },
  },
  risk_category: {
    data_security: { en: 'Data security', zh: '数据安全' },
    privacy: { en: 'Privacy', zh: '隐私' },
    accuracy: { en: 'Accuracy', zh: '准确性' },
    bias_fairness: { en: 'Bias and fairness', zh: '偏见与公平' },
    copyright: { en: 'Copyright', zh: '版权' },
    compliance: { en: 'Compliance', zh: '合规' },
    misuse: { en: 'Misuse', zh: '滥用' },
    dependence: { en: 'Dependence', zh: '依赖' },
    cost_resource: { en: 'Cost and resources', zh: '成本与资源' },
    employment: { en: 'Employment', zh: '就业' },
    transparency: { en: 'Transparency', zh: '透明度' },
    safety: { en: 'Safety', zh: '安全' },
    ethics: { en: 'Ethics', zh: '伦理' },
    other: { en: 'Other', zh: '其他' },
  },
  principle_kind: {
    principle: { en: 'Principle', zh: '原则' },
    instrument: { en: 'Instrument', zh: '文件' },
    consensus_item: { en: 'Consensus item', zh: '共识条目' },
  },
  correction_kind: {
    typo: { en: 'Typing error', zh: '笔误' },
    transcription: { en: 'Transcription error', zh: '转写错误' },
    translation: { en: 'Translation error', zh: '翻译错误' },
    contradiction: { en: 'Contradiction', zh: '自相矛盾' },
    lost_figure: { en: 'Lost figure', zh: '数字缺失' },
    ambiguity: { en: 'Ambiguity', zh: '歧义' },
  },
  effect_rule: {
    E1: { en: 'Up p %', zh: '上升 p%' },
    E2: { en: 'Down p %', zh: '下降 p%' },
    E3: { en: 'From b to r', zh: '由 b 到 r' },
    E4: { en: 'N times of', zh: '是原来的 N 倍' },
    E5: { en: 'N times more', zh: '提升 N 倍' },
    E6: { en: 'N-fold reduction', zh: '降低 N 倍' },
    E7: { en: 'Percentage points', zh: '百分点' },
    E8: { en: 'Absolute, share or rank', zh: '绝对量、占比或名次' },
  },
  effect_block: {
    no_number: { en: 'No number is stated', zh: '未给出数字' },
    no_direction: { en: 'No direction is stated', zh: '未说明方向' },
    no_baseline: { en: 'No baseline is stated', zh: '未给出基线' },
    no_result: { en: 'No resulting level is stated', zh: '未给出结果水平' },
    decrease_of_100_percent: {
      en: 'A decrease of 100 % or more has no logarithm',
      zh: '下降 100% 及以上无法取对数',
    },
    level_not_positive: { en: 'A level of zero or below has no logarithm', zh: '水平不为正，无法取对数' },
    units_not_convertible: {
      en: 'The units of baseline and result do not convert',
      zh: '基线与结果的单位无法换算',
    },
    open_at_both_ends: {
      en: 'Baseline and result are bounds that leave both ends open',
      zh: '基线与结果均为界值，两端皆未知',
    },
    reading_contradicts_direction: { en: 'The multiple contradicts its direction', zh: '倍数与方向矛盾' },
    percentage_point_without_levels: {
      en: 'Percentage points without both levels',
      zh: '只有百分点而无两端水平',
    },
    absolute_amount: { en: 'An amount, not a ratio', zh: '绝对量，不是比值' },
    share_of_a_whole: { en: 'A share, not a ratio to a baseline', zh: '占比，不是与基线之比' },
    rank: { en: 'A place in an order', zh: '名次' },
    direction_not_valued: { en: 'Neither direction of the measure is better', zh: '该指标无优劣方向' },
  },
  censoring: {
    none: { en: 'None', zh: '无' },
    lower_bound: { en: 'The improvement is at least this', zh: '改善至少如此' },
    upper_bound: { en: 'The improvement is at most this', zh: '改善至多如此' },
  },
  concern: {
    low: { en: 'Low concern', zh: '低度疑虑' },
    some: { en: 'Some concern', zh: '一定疑虑' },
    no_information: { en: 'No information', zh: '无信息' },
    high: { en: 'High concern', zh: '高度疑虑' },
  },
} as const satisfies Record<string, Record<string, Term>>;

export type VocabularyName = keyof typeof vocabularies;

/** One value of a vocabulary, for example `Value<'form'>` is `'relative_change' | 'percentage_point' | …`. */
export type Value<N extends VocabularyName> = keyof (typeof vocabularies)[N] & string;

/** The values of a vocabulary in their order. */
export function valuesOf<N extends VocabularyName>(name: N): readonly Value<N>[] {
  return Object.keys(vocabularies[name]) as Value<N>[];
}
