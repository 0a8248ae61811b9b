import { say, type Question, type QuestionLanguage } from '../question.ts';
import { censoringChannel, factorX, figureTooltip, labelsFrom, labelsOf } from '../vegaParts.ts';

/** How far the baseline is known, as words for the values of d1_baseline. */
const baselineLabels = (language: QuestionLanguage): string => {
  const w = say(language);
  return labelsFrom({
    low: w('level stated', '给出水平'),
    some: w('comparator named only', '仅提及比较对象'),
    no_information: w('a change, nothing named', '仅述变化，未提比较对象'),
    high: w('neither', '均未说明'),
  });
};

const timeSavings: Question = {
  id: 'time-savings',
  group: 'size',
  title: { en: 'Reported time savings by industry', zh: '各行业报告的时间节省' },
  note: {
    en: 'Each mark is one stated time saving: ×2 means half the time, ×10 a tenth. Arrows are bounds (“within”, “more than”), not points. Colour tells whether the document states what it took before. Not shown: projects that saved nothing, which these documents do not report, and the time gains whose number cannot be turned into a ratio. The marks are claims, mostly the vendor’s; none is weighed, and no average is drawn.',
    zh: '每个标记是一项所述的时间节省：×2 表示时间减半，×10 表示降到十分之一。箭头是界（“以内”“超过”），不是点值。颜色表示文献是否说明原来需要多久。图中没有：未节省时间的项目（这些文献不会报告），以及无法换算成比值的时间成效。标记是各方的说法，多出自供应方；未加权，也不画平均值。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('One row a stated time saving. improvement_factor is time before ÷ time after: 2 means half the time.', '每行一项所述的时间节省。improvement_factor 为 之前用时 ÷ 之后用时：2 表示减半。')}
-- ${w('A bound (at least, up to) stays a bound: censoring says which.', '界值（至少、最高）仍作界值，见 censoring。')}
SELECT
  industry_${l} AS industry,
  label_${l} AS what,
  round(improvement_factor, 2) AS times_faster,
  figure_text,
  censoring,
  d1_baseline AS baseline,
  status,
  coalesce(customers_${l}, vendors_${l}) AS at,
  metric_id,
  case_id
FROM yardstick.gains
WHERE dimension = 'time' AND improvement_factor IS NOT NULL
ORDER BY times_faster DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'point', filled: true, size: 110, opacity: 0.9 },
      encoding: {
        x: {
          ...factorX(l),
          field: 'times_faster',
          title: w('times faster (log scale)', '快了多少倍（对数刻度）'),
        },
        y: {
          field: 'industry',
          type: 'nominal',
          title: null,
          sort: { field: 'times_faster', op: 'max', order: 'descending' },
          axis: { grid: true, labelLimit: 190 },
        },
        color: {
          field: 'baseline',
          type: 'nominal',
          title: w('Time before', '原用时'),
          scale: { domain: ['low', 'some', 'no_information', 'high'] },
          legend: { labelExpr: baselineLabels(l) },
        },
        shape: censoringChannel(l),
        tooltip: [
          { field: 'what', title: w('Figure', '指标') },
          { field: 'figure_text', title: w('As printed', '原文') },
          { field: 'times_faster', title: w('Times faster', '倍数') },
          { field: 'at', title: w('At', '所在机构') },
        ],
      },
    };
  },
};

const byDimension: Question = {
  id: 'improvement-by-dimension',
  group: 'size',
  title: { en: 'How large are reported gains, by dimension?', zh: '各维度报告的成效有多大？' },
  note: {
    en: 'Every gain with an effect size, on one scale: the improvement factor (×2 is twice as good). The bar is the median of the points; bounds are drawn as arrows and stay out of it. A median of claims is no estimate of what a project will gain: failures are not told, and the figures behind it measure different things.',
    zh: '所有有效应量的成效置于同一尺度：改善倍数（×2 即好一倍）。竖线是点值的中位数；界值画为箭头，不计入其中。各方说法的中位数不能用来预估项目收益：失败未被讲述，且各数字所衡量的并不相同。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('The median is of points only: a figure such as "at least 40 %" is a bound and would pull it.', '中位数只取点值：“至少 40%”这样的界值会使其偏移。')}
SELECT
  dimension,
  label_${l} AS what,
  figure_text,
  round(improvement_factor, 3) AS improvement_factor,
  censoring,
  round(median(improvement_factor) FILTER (WHERE censoring = 'none') OVER (PARTITION BY dimension), 3) AS dimension_median,
  metric_id,
  case_id
FROM yardstick.gains
WHERE improvement_factor IS NOT NULL
ORDER BY dimension, improvement_factor DESC, metric_id`;
  },
  spec: (l) => {
    const x = factorX(l);
    return {
      encoding: {
        y: {
          field: 'dimension',
          type: 'nominal',
          title: null,
          axis: { labelExpr: labelsOf('measure_dimension', l), grid: true, labelLimit: 200 },
        },
      },
      layer: [
        {
          mark: { type: 'tick', thickness: 3, size: 24, color: '#8b9097' },
          encoding: { x: { ...x, field: 'dimension_median', aggregate: 'max' } },
        },
        {
          mark: { type: 'point', filled: true, size: 55, opacity: 0.65 },
          encoding: {
            x,
            shape: censoringChannel(l),
            tooltip: figureTooltip(l),
          },
        },
      ],
    };
  },
};

const whereGains: Question = {
  id: 'gains-by-industry-and-dimension',
  group: 'size',
  title: { en: 'Where are gains reported, and of what kind?', zh: '哪些行业报告了哪类成效？' },
  note: {
    en: 'How many gains the documents state for each industry and dimension. An empty cell means that nobody stated a figure, not that there was no gain. Industries with many cases are not industries with large gains: they are those whose vendors were asked.',
    zh: '各行业、各维度中文献所述成效的数量。空格表示无人给出数字，并不表示没有成效。案例多的行业不等于成效大的行业，只是其供应方被收录得多。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('The scorecard counts and gives quartiles of points; it never pools.', '记分卡只计数并给出点值的四分位数，从不合并估计。')}
SELECT
  industry_${l} AS industry,
  dimension,
  n_gains,
  n_cases,
  n_points,
  n_lower_bounds + n_upper_bounds AS n_bounds,
  round(improvement_median, 2) AS improvement_median
FROM yardstick.industry_scorecard
ORDER BY sum(n_gains) OVER (PARTITION BY industry_id) DESC, industry, dimension`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      encoding: {
        x: {
          field: 'dimension',
          type: 'nominal',
          title: null,
          axis: {
            orient: 'top',
            labelAngle: -35,
            labelOverlap: false,
            labelExpr: labelsOf('measure_dimension', l),
          },
        },
        y: {
          field: 'industry',
          type: 'nominal',
          title: null,
          sort: { field: 'n_gains', op: 'sum', order: 'descending' },
          axis: { labelLimit: 190 },
        },
      },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            color: {
              field: 'n_gains',
              type: 'quantitative',
              title: w('Gains', '成效数'),
              scale: { scheme: 'blues', domainMin: 0 },
            },
            tooltip: [
              { field: 'industry', title: w('Industry', '行业') },
              { field: 'n_gains', title: w('Gains', '成效数') },
              { field: 'n_cases', title: w('Cases', '案例数') },
              { field: 'improvement_median', title: w('Median factor of points', '点值倍数中位数') },
            ],
          },
        },
        {
          mark: { type: 'text', fontWeight: 600 },
          encoding: {
            text: { field: 'n_gains', type: 'quantitative' },
            color: { condition: { test: 'datum.n_gains > 6', value: '#ffffff' }, value: '#1c2024' },
          },
        },
      ],
    };
  },
};

const byForm: Question = {
  id: 'form-of-statement',
  group: 'size',
  title: { en: 'Do gains stated as multiples look larger?', zh: '用“倍数”表述的成效是否显得更大？' },
  note: {
    en: 'The same scale for percentages, multiples and from–to statements. Multiples lie far above percentages: a small gain is written as a percentage and a large one as a multiple, so the form is chosen after the size. This says how gains are told, not which form is more honest.',
    zh: '百分比、倍数、“由…到…”三种表述置于同一尺度。倍数远高于百分比：小的成效写成百分比，大的写成倍数，表述形式随大小而选。这说明成效如何被讲述，并不说明哪种形式更可信。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('One row a gain; lnrr puts every form of statement on one scale, improvement_factor is exp(lnrr).', '每行一项成效；lnrr 把各种表述放到同一尺度，improvement_factor 即 exp(lnrr)。')}
SELECT
  form,
  figure_text,
  label_${l} AS what,
  round(improvement_factor, 3) AS improvement_factor,
  censoring,
  effect_rule,
  metric_id,
  case_id
FROM yardstick.gains
WHERE lnrr IS NOT NULL
ORDER BY form, lnrr DESC, metric_id`;
  },
  spec: (l) => {
    return {
      mark: { type: 'point', filled: true, size: 60, opacity: 0.6 },
      encoding: {
        x: factorX(l),
        y: {
          field: 'form',
          type: 'nominal',
          title: null,
          axis: { labelExpr: labelsOf('form', l), grid: true, labelLimit: 200 },
        },
        color: { field: 'form', type: 'nominal', legend: null },
        shape: censoringChannel(l),
        tooltip: figureTooltip(l),
      },
    };
  },
};

const byTechnique: Question = {
  id: 'techniques-by-gain',
  group: 'size',
  title: { en: 'Which techniques come with which gains?', zh: '哪些技术伴随哪些成效？' },
  note: {
    en: 'Each gain under each technique that its case names; a case that names three techniques is drawn three times. Techniques with five gains or more, by number. Nothing here says that the technique caused the gain: the systems differ in everything else as well.',
    zh: '每项成效列于其案例提到的每种技术之下；提到三种技术的案例会画三次。仅列有五项及以上成效的技术，按数量排列。这里不能说明是该技术带来了成效：各系统在其他方面也不相同。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('A gain appears once for every technique of its case, so rows here are not to be summed.', '一项成效在其案例的每种技术下各出现一次，因此各行不可相加。')}
SELECT
  t.name_${l} AS technique,
  g.label_${l} AS what,
  g.figure_text,
  round(g.improvement_factor, 2) AS improvement_factor,
  g.censoring,
  count(*) OVER (PARTITION BY t.technique_id) AS n_gains,
  g.metric_id,
  g.case_id
FROM yardstick.gains AS g
JOIN yardstick.case_techniques USING (case_id)
JOIN yardstick.techniques AS t USING (technique_id)
WHERE g.improvement_factor IS NOT NULL
QUALIFY n_gains >= 5
ORDER BY n_gains DESC, technique, improvement_factor DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'point', filled: true, size: 55, opacity: 0.65 },
      encoding: {
        x: factorX(l),
        y: {
          field: 'technique',
          type: 'nominal',
          title: null,
          sort: { field: 'n_gains', op: 'max', order: 'descending' },
          axis: { grid: true, labelLimit: 200 },
        },
        shape: censoringChannel(l),
        tooltip: [
          { field: 'technique', title: w('Technique', '技术') },
          { field: 'what', title: w('Figure', '指标') },
          { field: 'figure_text', title: w('As printed', '原文') },
          { field: 'improvement_factor', title: w('Improvement factor', '改善倍数') },
        ],
      },
    };
  },
};

/** How large the reported gains are. */
export const sizeQuestions: readonly Question[] = [timeSavings, byDimension, whereGains, byForm, byTechnique];
