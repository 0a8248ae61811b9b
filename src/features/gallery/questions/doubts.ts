import { say, type Question } from '../question.ts';
import { documentAxis, documentLabels, factorX, labelsFrom, labelsOf, termColor } from '../vegaParts.ts';

const ambiguous: Question = {
  id: 'ambiguous-readings',
  group: 'evidence',
  title: { en: 'Figures that can be read in two ways', zh: '可以有两种读法的数字' },
  note: {
    en: '“Up by N times” can mean N times or N + 1 times as much; “accuracy up 10 %” can be ten per cent or ten points. The multiples here are coded at the smaller reading with the larger as the other end (the bar); percentages are read as relative and flagged. No bar does not mean no doubt: points without a level before cannot be turned into a ratio at all.',
    zh: '“提升 N 倍”可以是 N 倍，也可以是 N+1 倍；“准确率提升 10%”可以是百分之十，也可以是十个百分点。此处倍数取较小读法，较大读法作为另一端（横线）；百分比按相对变化读并作标记。没有横线不等于没有疑问：不知道之前的水平，百分点根本无法换算成比值。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('Both ends of each reading, largest first.', '各读法的两端，从大到小。')}
SELECT
  figure_text,
  label_${l} AS what,
  CASE WHEN multiple_reading = 'ambiguous' THEN 'multiple' ELSE 'percent' END AS doubt,
  round(exp(coalesce(lnrr_low, lnrr)), 3) AS factor_low,
  round(exp(coalesce(lnrr_high, lnrr)), 3) AS factor_high,
  censoring,
  metric_id,
  case_id
FROM yardstick.gains
WHERE (multiple_reading = 'ambiguous' OR percent_reading = 'ambiguous') AND lnrr IS NOT NULL
ORDER BY factor_high DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    const x = factorX(l);
    return {
      encoding: {
        y: {
          field: 'what',
          type: 'nominal',
          title: null,
          sort: { field: 'factor_high', op: 'max', order: 'descending' },
          axis: { labelLimit: 260 },
        },
        color: {
          field: 'doubt',
          type: 'nominal',
          title: w('Doubt', '疑问'),
          scale: { domain: ['multiple', 'percent'] },
          legend: {
            labelExpr: labelsFrom({
              multiple: w('N or N + 1 times', 'N 倍或 N+1 倍'),
              percent: w('per cent or points', '百分比或百分点'),
            }),
          },
        },
      },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 2 },
          encoding: { x: { ...x, field: 'factor_low' }, x2: { field: 'factor_high' } },
        },
        {
          mark: { type: 'point', filled: true, size: 40 },
          encoding: {
            x: { ...x, field: 'factor_low' },
            tooltip: [
              { field: 'what', title: w('Figure', '指标') },
              { field: 'figure_text', title: w('As printed', '原文') },
              { field: 'factor_low', title: w('Smaller reading', '较小读法') },
              { field: 'factor_high', title: w('Larger reading', '较大读法') },
            ],
          },
        },
      ],
    };
  },
};

const bounds: Question = {
  id: 'bounds-and-points',
  group: 'evidence',
  title: { en: 'How many gains are only “over” or “up to”?', zh: '有多少成效只是“超过”或“最高”？' },
  note: {
    en: 'Gains by the qualifier printed with them. “At least” and “over” leave the upper end open, “up to” and “under” the lower one: such a figure is a bound and must not be averaged with points. A figure without a qualifier is counted as exact, since it claims to be; round numbers suggest that many are not.',
    zh: '按所印限定语统计成效。“至少”“超过”使上端未知，“最高”“不到”使下端未知：这样的数字是界值，不应与点值一起平均。没有限定语的数字按其自称计为精确；整数之多说明许多并不精确。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('round_number: a multiple of ten per cent, or a power of ten.', 'round_number：十的倍数百分比，或十的幂。')}
SELECT
  qualifier,
  coalesce(value % 10 = 0, false) AS round_number,
  count(*) AS n_gains
FROM yardstick.gains
GROUP BY ALL
ORDER BY n_gains DESC, qualifier, round_number`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'n_gains', type: 'quantitative', title: w('gains', '成效数') },
        y: {
          field: 'qualifier',
          type: 'nominal',
          title: null,
          sort: ['exact', 'about', 'at_least', 'over', 'up_to', 'under'],
          axis: { labelExpr: labelsOf('qualifier', l) },
        },
        color: {
          field: 'round_number',
          type: 'nominal',
          title: w('Number', '数字'),
          scale: { domain: [false, true] },
          legend: {
            labelExpr: labelsFrom({
              false: w('not round', '非整'),
              true: w('a multiple of ten', '十的倍数'),
            }),
          },
        },
      },
    };
  },
};

const projections: Question = {
  id: 'share-of-projections',
  group: 'evidence',
  title: { en: 'How much of each document is expectation?', zh: '各文献中有多少是预期？' },
  note: {
    en: 'Gains of each document by whether they were reached, are expected or are a target. Talks offer what a product can do; casebooks tell what projects did. The number of gains differs widely, so the shares of small documents say little.',
    zh: '各文献的成效按已实现、预计、目标划分。演讲说的是产品能做到什么，案例集讲的是项目做了什么。各文献成效数量相差很大，数量少者占比意义有限。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('share is within the document.', 'share 为文献内部占比。')}
SELECT
  source_id,
  status,
  count(*) AS n_gains,
  round(count(*) / sum(count(*)) OVER (PARTITION BY source_id), 3) AS share
FROM yardstick.gains
GROUP BY source_id, status
ORDER BY source_id, status`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: {
          field: 'share',
          type: 'quantitative',
          axis: { format: '.0%' },
          title: w('share of its gains', '占该文献成效的比例'),
        },
        y: {
          field: 'source_id',
          type: 'nominal',
          title: null,
          axis: documentAxis(l),
        },
        color: termColor('status', 'status', w('Status', '状态'), l),
        tooltip: [
          { field: 'source_id', title: w('Document', '文献') },
          { field: 'status', title: w('Status', '状态') },
          { field: 'n_gains', title: w('Gains', '成效数') },
          { field: 'share', format: '.0%', title: w('Share', '占比') },
        ],
      },
    };
  },
};

const levels: Question = {
  id: 'levels-without-comparison',
  group: 'evidence',
  title: { en: 'Levels stated without anything to compare', zh: '没有比较对象的水平值' },
  note: {
    en: 'Percentages given as a state of the system (“accuracy 95 %”), with no level before and no other system beside them. They cluster near the top of the scale. They are not gains and stand in no effect size; without the test, its sample and its date such a level cannot be compared with another.',
    zh: '以系统状态给出的百分比（如“准确率 95%”），没有之前的水平，也没有其他系统作比较。它们聚集在刻度上端。它们不是成效，不计入效应量；不知道测试、样本与日期，这样的水平无法相互比较。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('A share that is a state, not a change: kind = level.', '表示状态而非变化的占比：kind = level。')}
SELECT
  x.name_${l} AS measure,
  m.label_${l} AS what,
  m.figure_text,
  m.value AS percent,
  m.qualifier,
  m.source_id,
  m.metric_id,
  m.case_id
FROM yardstick.metrics AS m
JOIN yardstick.measures AS x USING (measure_id)
WHERE m.kind = 'level' AND m.form = 'share' AND m.unit_id = 'percent' AND m.value BETWEEN 0 AND 100
ORDER BY percent DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: {
          field: 'percent',
          type: 'quantitative',
          bin: { step: 5 },
          title: w('level stated, %', '所述水平（%）'),
        },
        y: { aggregate: 'count', type: 'quantitative', title: w('figures', '数字个数') },
        color: {
          field: 'source_id',
          type: 'nominal',
          title: w('Document', '文献'),
          legend: { labelExpr: documentLabels(l) },
        },
      },
    };
  },
};

/** How far the stated numbers can be doubted. */
export const doubtQuestions: readonly Question[] = [ambiguous, bounds, projections, levels];
