import { say, type Question } from '../question.ts';
import { documentAxis, documentLabels, industryCounts, labelsOf, termColor } from '../vegaParts.ts';

const figuresByDocument: Question = {
  id: 'figures-by-document',
  group: 'documents',
  title: { en: 'What kinds of figure does each document state?', zh: '各文献给出哪类数字？' },
  note: {
    en: 'All figures, by document and kind. Gains are a small part: most numbers describe size, users, models and markets. The documents differ in length and purpose, so compare the mix, not the height.',
    zh: '全部数字，按文献与类型。成效只占一小部分：多数数字说的是规模、用户、模型与市场。各文献篇幅与目的不同，应比较构成而非高度。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('Figures of cases and figures that belong to none alike.', '包括案例中的数字与不属于任何案例的数字。')}
SELECT s.source_id, s.title_${l} AS document, m.kind, count(*) AS n_figures
FROM yardstick.metrics AS m
JOIN yardstick.sources AS s USING (source_id)
GROUP BY ALL
ORDER BY s.source_id, n_figures DESC, m.kind`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'n_figures', type: 'quantitative', title: w('figures', '数字个数') },
        y: {
          field: 'source_id',
          type: 'nominal',
          title: null,
          sort: '-x',
          axis: documentAxis(l),
        },
        color: termColor('kind', 'metric_kind', w('Kind', '类型'), l),
        tooltip: [
          { field: 'document', title: w('Document', '文献') },
          { field: 'kind', title: w('Kind', '类型') },
          { field: 'n_figures', title: w('Figures', '数字个数') },
        ],
      },
    };
  },
};

const corrections: Question = {
  id: 'corrections',
  group: 'documents',
  title: { en: 'What is wrong in the documents themselves?', zh: '文献本身有哪些错误？' },
  note: {
    en: 'Flaws found while reading and how each was read instead; nothing was mended in silence. Counts follow what kind of document it is (a translated report has translation errors, a casebook typing errors) and how closely it was read, so they are no ranking of quality.',
    zh: '阅读中发现的瑕疵及其采用的读法；没有任何悄悄的改动。数量取决于文献性质（译本多翻译错误，案例集多笔误）以及阅读的细致程度，不是质量排名。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('Each flaw with its line: what is printed, how it was read, why.', '每处瑕疵及其行：原文、读法、理由。')}
SELECT source_id, kind, line, printed, reading, reason, correction_id
FROM yardstick.corrections
ORDER BY source_id, line, correction_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { aggregate: 'count', type: 'quantitative', title: w('corrections', '勘误条数') },
        y: {
          field: 'source_id',
          type: 'nominal',
          title: null,
          sort: '-x',
          axis: documentAxis(l),
        },
        color: termColor('kind', 'correction_kind', w('Kind', '类型'), l),
      },
    };
  },
};

const risks: Question = {
  id: 'risks-by-industry',
  group: 'documents',
  title: { en: 'Which risks are named, for which industry?', zh: '哪些行业被指出哪些风险？' },
  note: {
    en: 'Number of risks that the documents name for an industry. Wrong answers lead nearly everywhere. “Several or all” holds what is said of every industry; an empty cell is a risk nobody wrote down.',
    zh: '文献为各行业指出的风险条数。几乎各行业都以准确性居首。泛指各行业的风险计入“多个或全部行业”；空格只是无人写下。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('A risk without an industry concerns all of them.', '未指明行业的风险涉及全部行业。')}
SELECT
  coalesce(i.name_${l}, '${w('All', '全部')}') AS industry,
  r.category,
  count(*) AS n_risks
FROM yardstick.risks AS r
LEFT JOIN yardstick.industries AS i USING (industry_id)
GROUP BY ALL
ORDER BY industry, n_risks DESC, r.category`;
  },
  spec: (l) => {
    const w = say(l);
    return industryCounts({
      across: {
        field: 'category',
        title: w('Category', '类别'),
        axis: { labelExpr: labelsOf('risk_category', l), labelLimit: 160 },
      },
      count: { field: 'n_risks', title: w('Risks', '风险条数') },
      scheme: 'oranges',
      language: l,
    });
  },
};

const principles: Question = {
  id: 'principles-over-years',
  group: 'documents',
  title: { en: 'Principles and instruments over the years', zh: '历年的原则与文件' },
  note: {
    en: 'Governance principles, instruments and consensus items with a year, as the documents name them. The rise to 2023 is when the documents were written; older texts were chosen by their authors.',
    zh: '文献提及且标明年份的治理原则、文件与共识条目。数量升至 2023 年，正是文献写作之时；更早的文本由其作者挑选。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('Items whose year the document states.', '文献标明年份的条目。')}
SELECT year, kind, body, theme, title_${l} AS title, source_id, line_start, line_end
FROM yardstick.principles
WHERE year IS NOT NULL
ORDER BY year, body, title, source_id, line_start`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'year', type: 'ordinal', title: null, axis: { labelAngle: 0 } },
        y: { aggregate: 'count', type: 'quantitative', title: w('items', '条目数') },
        color: termColor('kind', 'principle_kind', w('Kind', '类型'), l),
      },
    };
  },
};

const models: Question = {
  id: 'model-parameters',
  group: 'documents',
  title: { en: 'Model sizes over time', zh: '模型参数量随时间的变化' },
  note: {
    en: 'Foundation models whose parameters and release a document states; most state one or neither (the table counts them all). They are listed by date; one known to the year is put at mid-year. Sizes are as stated: “hundred-billion class” is a round number, and sparse models are not told apart.',
    zh: '文献同时给出参数量与发布时间的基础模型；多数只给其一或都不给。按日期排列；只有年份的排在年中。参数量按所述：“千亿级”是整数，稀疏模型未作区分。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('A date known to the year or month is filled up to its middle or first day, for the order only.', '只精确到年或月的日期补到年中或月初，仅用于排序。')}
SELECT
  m.name_${l} AS model,
  coalesce(o.name_${l}, o.name_${l === 'en' ? 'zh' : 'en'}) AS owner,
  m.released,
  (m.released || right('-07-01', 10 - length(m.released)))::DATE AS released_about,
  m.parameters,
  m.source_id,
  m.line_start,
  m.line_end
FROM yardstick.models AS m
LEFT JOIN yardstick.organizations AS o USING (organization_id)
WHERE m.parameters IS NOT NULL AND m.released IS NOT NULL
ORDER BY released_about, model, m.source_id, m.line_start`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      encoding: {
        y: {
          field: 'model',
          type: 'nominal',
          title: w('oldest first', '由早到晚'),
          sort: { field: 'released_about', op: 'min' },
          axis: { labelLimit: 220 },
        },
        x: {
          field: 'parameters',
          type: 'quantitative',
          scale: { type: 'log', domainMax: 2e12 },
          axis: { values: [1e9, 1e10, 1e11, 1e12], labelExpr: "format(datum.value / 1e9, ',~g')" },
          title: w('parameters, thousand million (log scale)', '参数量，十亿（对数刻度）'),
        },
      },
      layer: [
        {
          mark: { type: 'point', filled: true, size: 80 },
          encoding: {
            color: {
              field: 'source_id',
              type: 'nominal',
              title: w('Document', '文献'),
              legend: { labelExpr: documentLabels(l) },
            },
            tooltip: [
              { field: 'model', title: w('Model', '模型') },
              { field: 'owner', title: w('Owner', '所有者') },
              { field: 'released', title: w('Released', '发布时间') },
              { field: 'parameters', format: '~s', title: w('Parameters', '参数量') },
            ],
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 8 },
          encoding: { text: { field: 'released', type: 'nominal' } },
        },
      ],
    };
  },
};

const benchmarks: Question = {
  id: 'benchmarks',
  group: 'documents',
  title: { en: 'Benchmark scores as stated', zh: '文献所述的评测得分' },
  note: {
    en: 'Scores on named tests with a scale to 100. Different tests are not comparable with each other, versions and dates are rarely given, and a document that names a score has chosen the test. Ranks (“first place”) are in the table of figures, not here.',
    zh: '具名测试的得分（百分制）。不同测试不可互比，版本与日期很少给出，而且给出得分的文献自己选择了测试。名次（“第一名”）在数字表中，不在此处。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('Scores and shares of right answers; ranks are left out.', '得分与正确率；不含名次。')}
SELECT dataset, label_${l} AS what, value AS score, figure_text, source_id, metric_id, case_id
FROM yardstick.metrics
WHERE kind = 'benchmark' AND unit_id IN ('score', 'percent') AND dataset IS NOT NULL AND value IS NOT NULL
ORDER BY dataset, score DESC, metric_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: {
          field: 'score',
          type: 'quantitative',
          scale: { domain: [0, 100] },
          title: w('score or % right', '得分或正确率（%）'),
        },
        y: {
          field: 'what',
          type: 'nominal',
          title: null,
          sort: { field: 'score', op: 'max', order: 'descending' },
          axis: { labelLimit: 280 },
        },
        color: { field: 'dataset', type: 'nominal', title: w('Test', '测试'), legend: { labelLimit: 220 } },
        tooltip: [
          { field: 'dataset', title: w('Test', '测试') },
          { field: 'what', title: w('Figure', '指标') },
          { field: 'figure_text', title: w('As printed', '原文') },
        ],
      },
    };
  },
};

/** What the documents hold besides gains. */
export const documentQuestions: readonly Question[] = [
  figuresByDocument,
  corrections,
  risks,
  principles,
  models,
  benchmarks,
];
