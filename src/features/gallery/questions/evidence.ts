import { say, type Question } from '../question.ts';
import {
  censoringChannel,
  concernScale,
  documentLabels,
  factorX,
  figureTooltip,
  labelsFrom,
  labelsOf,
  termColor,
} from '../vegaParts.ts';

const domains: Question = {
  id: 'evidence-domains',
  group: 'evidence',
  title: { en: 'What is known behind the gains, domain by domain', zh: '逐个证据域：成效背后知道些什么' },
  note: {
    en: 'Six things one would want to know of a gain, and how far the documents say them. Grey is silence: hardly any document says who measured, on how many cases and over what time. A gain is graded by its worst domain. High concern means “shown to be weak”, no information “not shown”; neither means “untrue”.',
    zh: '关于一项成效人们想知道的六件事，以及文献说明到何种程度。灰色是沉默：很少有文献说明由谁测量、样本多少、历时多久。成效的等级取其最差的域。高度疑虑意为“已知薄弱”，无信息意为“未被证明”，两者都不意味着“不真实”。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('One column a domain becomes one row a domain; the letters keep their order.', '每域一列转为每域一行；编号保持顺序。')}
SELECT
  domain,
  concern,
  count(*) AS n_gains,
  list_position(['low', 'some', 'no_information', 'high'], concern) AS concern_rank
FROM (
  UNPIVOT (
    SELECT
      d1_baseline AS D1, d2_comparator_time AS D2, d3_measurer AS D3,
      d4_sample_period AS D4, d5_figures_against AS D5, d6_realised AS D6
    FROM yardstick.gains
  ) ON D1, D2, D3, D4, D5, D6 INTO NAME domain VALUE concern
)
GROUP BY ALL
ORDER BY domain, concern_rank`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'n_gains', type: 'quantitative', title: w('gains', '成效数') },
        y: {
          field: 'domain',
          type: 'nominal',
          title: null,
          axis: {
            labelLimit: 260,
            labelExpr: labelsFrom({
              D1: w('D1 Baseline stated', 'D1 给出基线'),
              D2: w('D2 Compared at the same time', 'D2 同期比较'),
              D3: w('D3 Who measured', 'D3 由谁测量'),
              D4: w('D4 Sample and period stated', 'D4 说明样本与时段'),
              D5: w('D5 Figures against as well', 'D5 也给出反面数字'),
              D6: w('D6 Realised, not projected', 'D6 已实现而非预计'),
            }),
          },
        },
        color: {
          field: 'concern',
          type: 'nominal',
          title: w('Concern', '疑虑'),
          scale: concernScale,
          legend: { labelExpr: labelsOf('concern', l) },
        },
        order: { field: 'concern_rank', type: 'quantitative' },
        tooltip: [
          { field: 'domain', title: w('Domain', '证据域') },
          { field: 'concern', title: w('Concern', '疑虑') },
          { field: 'n_gains', title: w('Gains', '成效数') },
        ],
      },
    };
  },
};

const survivors: Question = {
  id: 'which-gains-survive',
  group: 'evidence',
  title: { en: 'How many gains survive each question?', zh: '逐一追问，还剩多少成效？' },
  note: {
    en: 'Start with every gain and ask one thing after another: has it a number that makes a ratio, was it reached rather than expected, is the level before stated, the sample or the period, and was it measured by the customer or a third party? What is left at the end is what a sceptic would accept without asking back. The order of the questions changes the steps, not the last bar.',
    zh: '从全部成效开始逐一追问：数字能否构成比值？已经实现还是预计？是否给出之前的水平？是否说明样本或时段？是否由客户或第三方测量？最后剩下的，是怀疑者无需追问即可接受的。追问的顺序改变中间各步，不改变最后一条。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('Each step keeps the conditions of the steps before it.', '每一步都保留前面各步的条件。')}
WITH asked AS (
  SELECT
    true AS a,
    lnrr IS NOT NULL AS b,
    status = 'reported' AS c,
    d1_baseline = 'low' AS d,
    d4_sample_period IN ('low', 'some') AS e,
    measured_by IN ('customer', 'third_party') AS f
  FROM yardstick.gains
)
SELECT 1 AS step, '${w('stated as a gain', '表述为成效')}' AS question, count(*) AS n_gains FROM asked
UNION ALL SELECT 2, '${w('and gives a ratio', '且能构成比值')}', count(*) FILTER (WHERE b) FROM asked
UNION ALL SELECT 3, '${w('and was reached, not expected', '且已实现而非预计')}', count(*) FILTER (WHERE b AND c) FROM asked
UNION ALL SELECT 4, '${w('and states the level before', '且给出之前的水平')}', count(*) FILTER (WHERE b AND c AND d) FROM asked
UNION ALL SELECT 5, '${w('and says on how many or how long', '且说明样本或时段')}', count(*) FILTER (WHERE b AND c AND d AND e) FROM asked
UNION ALL SELECT 6, '${w('and was not measured by the vendor', '且非供应方自测')}', count(*) FILTER (WHERE b AND c AND d AND e AND f) FROM asked
ORDER BY step`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      encoding: {
        y: {
          field: 'question',
          type: 'nominal',
          title: null,
          sort: { field: 'step', op: 'min' },
          axis: { labelLimit: 260 },
        },
        x: { field: 'n_gains', type: 'quantitative', title: w('gains left', '剩余成效数') },
      },
      layer: [
        { mark: { type: 'bar' } },
        {
          mark: { type: 'text', align: 'left', dx: 5 },
          encoding: { text: { field: 'n_gains', type: 'quantitative' } },
        },
      ],
    };
  },
};

const whoMeasures: Question = {
  id: 'who-measures',
  group: 'evidence',
  title: { en: 'Who claims the gains, and who measured them?', zh: '成效由谁宣称，由谁测量？' },
  note: {
    en: 'Each gain by who says so and by who measured it, where the document tells. Most are the vendor’s word with no word on the measuring. “Not stated” is what the document leaves out; somebody may well have measured.',
    zh: '按由谁陈述、由谁测量（如文献说明）统计每项成效。多数是供应方的说法，且未提测量者。“未说明”是文献没有交代，未必无人测量。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('not_stated is kept as a value of its own: it is the finding.', 'not_stated 单列为一个取值：它本身就是发现。')}
SELECT measured_by, claimed_by, count(*) AS n_gains, count(lnrr) AS n_with_effect
FROM yardstick.gains
GROUP BY ALL
ORDER BY n_gains DESC, measured_by, claimed_by`;
  },
  spec: (l) => {
    const w = say(l);
    const labelExpr = labelsOf('party', l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'n_gains', type: 'quantitative', title: w('gains', '成效数') },
        y: {
          field: 'measured_by',
          type: 'nominal',
          title: w('measured by', '由谁测量'),
          sort: '-x',
          axis: { labelExpr },
        },
        color: termColor('claimed_by', 'party', w('Claimed by', '由谁陈述'), l),
        tooltip: [
          { field: 'measured_by', title: w('Measured by', '由谁测量') },
          { field: 'claimed_by', title: w('Claimed by', '由谁陈述') },
          { field: 'n_gains', title: w('Gains', '成效数') },
        ],
      },
    };
  },
};

const projected: Question = {
  id: 'projected-against-reported',
  group: 'evidence',
  title: { en: 'Are projected gains larger than reported ones?', zh: '预计的成效是否大于已报告的成效？' },
  note: {
    en: 'Gains said to have been reached beside those that are expected or offered. Bars are the medians of points. The two groups come from different systems and mostly from different documents, so the distance between the bars is no measure of optimism.',
    zh: '已实现的成效与预计或承诺的成效并列。竖线为点值的中位数。两组来自不同的系统，且多出自不同文献，因此两条竖线之差不能衡量乐观程度。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('A forecast and a result are never mixed in one number: status keeps them apart.', '预测与结果从不混为一个数：status 将其分开。')}
SELECT
  status,
  label_${l} AS what,
  figure_text,
  round(improvement_factor, 3) AS improvement_factor,
  censoring,
  round(median(improvement_factor) FILTER (WHERE censoring = 'none') OVER (PARTITION BY status), 3) AS status_median,
  source_id,
  metric_id,
  case_id
FROM yardstick.gains
WHERE lnrr IS NOT NULL
ORDER BY status, improvement_factor DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    const x = factorX(l);
    return {
      encoding: {
        y: {
          field: 'status',
          type: 'nominal',
          title: null,
          sort: ['reported', 'projected', 'target'],
          axis: { labelExpr: labelsOf('status', l) },
        },
      },
      layer: [
        {
          mark: { type: 'tick', thickness: 3, size: 50, color: '#8b9097' },
          encoding: { x: { ...x, field: 'status_median', aggregate: 'max' } },
        },
        {
          mark: { type: 'point', filled: true, size: 60, opacity: 0.6 },
          encoding: {
            x,
            color: {
              field: 'source_id',
              type: 'nominal',
              title: w('Document', '文献'),
              legend: { labelExpr: documentLabels(l) },
            },
            shape: censoringChannel(l),
            tooltip: figureTooltip(l),
          },
        },
      ],
    };
  },
};

const gradeAgainstSize: Question = {
  id: 'evidence-against-size',
  group: 'evidence',
  title: { en: 'Are the largest gains the least evidenced?', zh: '最大的成效是否证据最少？' },
  note: {
    en: 'Size of each gain against the number of its six evidence domains on which the document says something to the good (low or some concern). The less is said, the lower the mark. No line is fitted: the count weighs six unlike questions the same, and the marks are not independent, since one case can state several.',
    zh: '每项成效的大小，对照六个证据域中文献有所交代（低度或一定疑虑）的个数。交代得越少，位置越低。未拟合直线：这一计数把六个不同的问题等量齐观，且一个案例可有多项成效，各标记并不独立。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('The grade is the worst domain, so it hardly differs; the number of domains that are answered still tells claims apart.', '等级取最差域，几乎没有差别；有所交代的域的个数仍能区分各说法。')}
SELECT
  round(improvement_factor, 3) AS improvement_factor,
  len(list_filter(
    [d1_baseline, d2_comparator_time, d3_measurer, d4_sample_period, d5_figures_against, d6_realised],
    lambda concern : concern IN ('low', 'some')
  )) AS domains_answered,
  evidence_grade,
  status,
  censoring,
  label_${l} AS what,
  figure_text,
  metric_id,
  case_id
FROM yardstick.gains
WHERE lnrr IS NOT NULL
ORDER BY improvement_factor DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'point', filled: true, size: 70, opacity: 0.55 },
      encoding: {
        x: factorX(l),
        y: {
          field: 'domains_answered',
          type: 'ordinal',
          sort: 'descending',
          title: w('domains answered, of 6', '有所交代的证据域（共 6 个）'),
          axis: { grid: true },
        },
        color: termColor('status', 'status', w('Status', '状态'), l),
        shape: censoringChannel(l),
        tooltip: figureTooltip(l),
      },
    };
  },
};

/** What stands behind the reported gains. */
export const evidenceQuestions: readonly Question[] = [
  domains,
  survivors,
  whoMeasures,
  projected,
  gradeAgainstSize,
];
