import { say, type Question } from '../question.ts';
import { documentAxis, documentLabels, industryCounts, labelsFrom, termColor } from '../vegaParts.ts';

const vendors: Question = {
  id: 'vendors',
  group: 'who',
  title: { en: 'Vendors by gains and named customers', zh: '供应方：成效数与具名客户数' },
  note: {
    en: 'The vendors with most cases: how many gains they state and how many customers they name. A vendor high on gains and low on customers tells of its own tools or keeps its customers unnamed. Presence here follows who was invited to write, not market share.',
    zh: '案例最多的供应方：陈述了多少成效，点名了多少客户。成效多而客户少，说明其讲述的是自用工具，或隐去了客户名称。是否出现取决于谁受邀供稿，与市场份额无关。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('The scorecard has one row a vendor; here the twenty with most cases.', '记分卡每个供应方一行；此处取案例最多的二十个。')}
SELECT
  vendor_${l} AS vendor,
  n_cases,
  n_customers,
  n_gains,
  n_sources,
  round(improvement_median, 2) AS improvement_median
FROM yardstick.vendor_scorecard
ORDER BY n_cases DESC, n_gains DESC, vendor
LIMIT 20`;
  },
  spec: (l) => {
    const w = say(l);
    const mark = { type: 'point', filled: true, size: 80, opacity: 0.9 };
    const x = { type: 'quantitative', title: w('number', '数量') };
    const color = { type: 'nominal', title: null };
    return {
      encoding: {
        y: {
          field: 'vendor',
          type: 'nominal',
          title: null,
          sort: { field: 'n_cases', op: 'max', order: 'descending' },
          axis: { labelLimit: 220 },
        },
        tooltip: [
          { field: 'vendor', title: w('Vendor', '供应方') },
          { field: 'n_cases', title: w('Cases', '案例数') },
          { field: 'n_customers', title: w('Customers', '客户数') },
          { field: 'n_gains', title: w('Gains', '成效数') },
        ],
      },
      layer: [
        {
          mark: { type: 'bar', opacity: 0.3 },
          encoding: { x: { ...x, field: 'n_cases' }, color: { ...color, datum: w('cases', '案例') } },
        },
        {
          mark,
          encoding: { x: { ...x, field: 'n_gains' }, color: { ...color, datum: w('gains stated', '成效') } },
        },
        {
          mark: { ...mark, shape: 'diamond' },
          encoding: {
            x: { ...x, field: 'n_customers' },
            color: { ...color, datum: w('customers named', '具名客户') },
          },
        },
      ],
    };
  },
};

const severalSources: Question = {
  id: 'vendors-in-several-documents',
  group: 'who',
  title: { en: 'Who appears in several documents?', zh: '谁出现在多份文献中？' },
  note: {
    en: 'Vendors with cases in two or more documents, by number of cases. Telling twice is not evidence twice: look at the cases to see whether one system is told again in other words.',
    zh: '在两份及以上文献中有案例的供应方，按案例数。讲两遍不等于两份证据：请查看案例，判断是否为同一系统换了说法。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('QUALIFY keeps the vendors with cases in more than one document.', 'QUALIFY 只保留在一份以上文献中有案例的供应方。')}
WITH told AS (
  SELECT
    coalesce(o.name_${l}, o.name_${l === 'en' ? 'zh' : 'en'}) AS vendor,
    c.source_id,
    count(*) AS n_cases
  FROM yardstick.case_organizations AS p
  JOIN yardstick.organizations AS o USING (organization_id)
  JOIN yardstick.cases AS c USING (case_id)
  WHERE p.role = 'vendor'
  GROUP BY vendor, c.source_id
)
SELECT vendor, source_id, n_cases
FROM told
QUALIFY count(*) OVER (PARTITION BY vendor) > 1
ORDER BY sum(n_cases) OVER (PARTITION BY vendor) DESC, vendor, source_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      encoding: {
        x: {
          field: 'source_id',
          type: 'nominal',
          title: null,
          axis: { orient: 'top', labelAngle: 0, labelExpr: documentLabels(l), labelLimit: 130 },
        },
        y: {
          field: 'vendor',
          type: 'nominal',
          title: null,
          sort: { field: 'n_cases', op: 'sum', order: 'descending' },
          axis: { labelLimit: 200 },
        },
      },
      layer: [
        {
          mark: { type: 'rect' },
          encoding: {
            color: {
              field: 'n_cases',
              type: 'quantitative',
              title: w('Cases', '案例数'),
              scale: { scheme: 'blues', domainMin: 0 },
            },
          },
        },
        {
          mark: { type: 'text', fontWeight: 600 },
          encoding: {
            text: { field: 'n_cases', type: 'quantitative' },
            color: { condition: { test: 'datum.n_cases > 5', value: '#ffffff' }, value: '#1c2024' },
          },
        },
      ],
    };
  },
};

const functionsByIndustry: Question = {
  id: 'functions-by-industry',
  group: 'who',
  title: { en: 'What are the systems used for, by industry?', zh: '各行业用这些系统做什么？' },
  note: {
    en: 'Number of cases for each industry and use, the twenty commonest uses. A case with three uses counts in three cells. Industries are the customer’s; “several or all industries” are offers to anybody.',
    zh: '各行业、各用途的案例数（最常见的二十种用途）。有三种用途的案例计入三格。行业为客户所属；“多个或全部行业”是面向所有人的产品。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('The twenty commonest uses; a case counts once for each of its uses.', '最常见的二十种用途；一个案例对其每种用途各计一次。')}
WITH common AS (
  SELECT function_id FROM yardstick.case_functions GROUP BY function_id ORDER BY count(*) DESC, function_id LIMIT 20
)
SELECT
  i.name_${l} AS industry,
  f.name_${l} AS use,
  count(*) AS n_cases
FROM common
JOIN yardstick.case_functions USING (function_id)
JOIN yardstick.functions AS f USING (function_id)
JOIN yardstick.cases AS c USING (case_id)
JOIN yardstick.industries AS i USING (industry_id)
GROUP BY i.sort_order, industry, use
ORDER BY i.sort_order, n_cases DESC, use`;
  },
  spec: (l) => {
    const w = say(l);
    return industryCounts({
      across: { field: 'use', title: w('Use', '用途'), axis: { labelLimit: 180 } },
      count: { field: 'n_cases', title: w('Cases', '案例数') },
      scheme: 'blues',
      language: l,
    });
  },
};

const stages: Question = {
  id: 'stages-by-industry',
  group: 'who',
  title: { en: 'How far have the systems come, by industry?', zh: '各行业的系统进展到哪一步？' },
  note: {
    en: 'Cases by stage as the document tells it. Many documents do not say whether a system is in use; what they do not say is shown, not guessed. “Deployed” says nothing about how many people use it.',
    zh: '按文献所述阶段统计案例。许多文献未说明系统是否投入使用；未说明者如实列出，不作猜测。“已部署”不说明有多少人在用。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('One row a case, so that each can be followed to its lines.', '每行一个案例，便于逐一追溯到所在行。')}
SELECT
  industry_${l} AS industry,
  stage,
  case_title_${l} AS case_title,
  vendors_${l} AS vendors,
  n_gains,
  case_id
FROM yardstick.case_overview
ORDER BY industry, stage, case_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { aggregate: 'count', type: 'quantitative', title: w('cases', '案例数') },
        y: { field: 'industry', type: 'nominal', title: null, sort: '-x', axis: { labelLimit: 190 } },
        color: termColor('stage', 'stage', w('Stage', '阶段'), l),
      },
    };
  },
};

const withoutFigures: Question = {
  id: 'cases-without-figures',
  group: 'who',
  title: { en: 'Cases that state no figure at all', zh: '没有任何数字的案例' },
  note: {
    en: 'Every case by what it states: a gain, only other figures (users, parameters, scale), or nothing. Silence is common, and it is not random: a project that gained much has reason to say so. Any distribution of stated gains is a distribution of the told part.',
    zh: '按所述内容划分全部案例：有成效、只有其他数字（用户、参数、规模）、什么数字也没有。沉默很常见，且并非随机：收益大的项目更有理由说出来。任何成效分布都只是被讲述部分的分布。',
  },
  sql: (l) => {
    const w = say(l);
    return `-- ${w('One row a case: what it states at most.', '每行一个案例：其所述内容的最高一级。')}
SELECT
  source_id,
  CASE WHEN n_gains > 0 THEN 'gain' WHEN n_figures > 0 THEN 'figures' ELSE 'nothing' END AS states,
  case_title_${l} AS case_title,
  industry_${l} AS industry,
  n_figures,
  n_gains,
  case_id
FROM yardstick.case_overview
ORDER BY n_figures, source_id, case_id`;
  },
  spec: (l) => {
    const w = say(l);
    return {
      mark: { type: 'bar' },
      encoding: {
        x: { aggregate: 'count', type: 'quantitative', title: w('cases', '案例数') },
        y: {
          field: 'source_id',
          type: 'nominal',
          title: null,
          axis: documentAxis(l),
        },
        color: {
          field: 'states',
          type: 'nominal',
          title: w('The case states', '案例所述'),
          scale: { domain: ['gain', 'figures', 'nothing'] },
          legend: {
            labelExpr: labelsFrom({
              gain: w('a gain', '成效'),
              figures: w('other figures only', '仅其他数字'),
              nothing: w('no figure', '无数字'),
            }),
          },
        },
      },
    };
  },
};

/** Who tells the cases, and of what. */
export const whoQuestions: readonly Question[] = [
  vendors,
  severalSources,
  functionsByIndustry,
  stages,
  withoutFigures,
];
