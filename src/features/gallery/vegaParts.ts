import type { JsonValue } from '../../domain/values/json.ts';
import { documentNames } from '../../domain/documentNames.ts';
import { vocabularies, type VocabularyName } from '../../domain/vocabulary.ts';
import { say, type QuestionLanguage } from './question.ts';

/** A Vega expression that shows the coded values of an axis, legend or header by other words; a value without words stays. */
export function labelsFrom(words: Readonly<Record<string, string>>): string {
  const entries = Object.entries(words).map(
    ([value, word]) => `${JSON.stringify(value)}: ${JSON.stringify(word)}`,
  );
  return `({${entries.join(', ')}})[datum.label] || datum.label`;
}

/** As {@link labelsFrom}, with the names of a closed vocabulary. */
export function labelsOf(vocabulary: VocabularyName, language: QuestionLanguage): string {
  const terms = Object.entries(vocabularies[vocabulary]);
  return labelsFrom(Object.fromEntries(terms.map(([value, term]) => [value, term[language]])));
}

/** Ticks of a logarithmic axis of improvement factors, written ×2. */
const factorAxis = {
  values: [1, 3, 10, 30, 100, 1000, 10_000],
  labelExpr: "'×' + format(datum.value, '~g')",
  labelOverlap: 'greedy',
} as const satisfies JsonValue;

/** A bound is drawn as an arrow towards where the value may lie, a point as a disc. */
const censoringShape = {
  domain: ['none', 'lower_bound', 'upper_bound'],
  range: ['circle', 'triangle-right', 'triangle-left'],
} as const satisfies JsonValue;

/** Words for {@link censoringShape}. */
const censoringLabels = (language: QuestionLanguage): string => {
  const w = say(language);
  return labelsFrom({
    none: w('as stated', '如所述'),
    lower_bound: w('at least', '至少'),
    upper_bound: w('at most', '至多'),
  });
};

/** From the least concern to the greatest, in colours that are told apart without hue as well. */
export const concernScale = {
  domain: ['low', 'some', 'no_information', 'high'],
  range: ['#009e73', '#e69f00', '#8b9097', '#c1440e'],
} as const satisfies JsonValue;

/** Short names of the documents; one that has none keeps its id. */
export const documentLabels = (language: QuestionLanguage): string =>
  labelsFrom(Object.fromEntries(Object.entries(documentNames).map(([id, name]) => [id, name[language]])));

/** The logarithmic axis of an improvement factor; the field is put in by the caller where it differs. */
export const factorX = (language: QuestionLanguage) => {
  const w = say(language);
  return {
    field: 'improvement_factor',
    type: 'quantitative',
    scale: { type: 'log' },
    axis: factorAxis,
    title: w('improvement factor (log scale)', '改善倍数（对数刻度）'),
  } as const;
};

/** The shape that tells points from bounds. */
export const censoringChannel = (language: QuestionLanguage) =>
  ({
    field: 'censoring',
    type: 'nominal',
    title: say(language)('Figure', '数字'),
    scale: censoringShape,
    // The theme colours no symbol that has a shape only.
    legend: {
      labelExpr: censoringLabels(language),
      symbolFillColor: '#8b9097',
      symbolStrokeColor: '#8b9097',
    },
  }) as const;

/** What a figure is, as it is printed, and its factor. */
export const figureTooltip = (language: QuestionLanguage) => {
  const w = say(language);
  return [
    { field: 'what', title: w('Figure', '指标') },
    { field: 'figure_text', title: w('As printed', '原文') },
    { field: 'improvement_factor', title: w('Improvement factor', '改善倍数') },
  ] as const;
};

/** A coloured channel of a closed vocabulary: each value keeps its colour, whatever the result holds. */
export const termColor = (
  field: string,
  vocabulary: VocabularyName,
  title: string,
  language: QuestionLanguage,
) =>
  ({
    field,
    type: 'nominal',
    title,
    scale: { domain: Object.keys(vocabularies[vocabulary]) },
    legend: { labelExpr: labelsOf(vocabulary, language) },
  }) as const;

/** The documents down the side. */
export const documentAxis = (language: QuestionLanguage) =>
  ({ labelExpr: documentLabels(language), labelLimit: 200 }) as const;

export interface IndustryCountsOptions {
  /** The column along the top, its words for the tooltip and the rest of its axis. */
  readonly across: {
    readonly field: string;
    readonly title: string;
    readonly axis: Readonly<Record<string, JsonValue>>;
  };
  /** The column that counts. */
  readonly count: { readonly field: string; readonly title: string };
  readonly scheme: string;
  readonly language: QuestionLanguage;
}

/** Counts by industry and something else as a heat map, the fullest row and column first. */
export function industryCounts({ across, count, scheme, language }: IndustryCountsOptions) {
  const sort = { field: count.field, op: 'sum', order: 'descending' } as const;
  return {
    mark: { type: 'rect' },
    encoding: {
      x: {
        field: across.field,
        type: 'nominal',
        title: null,
        sort,
        axis: { orient: 'top', labelAngle: -45, labelOverlap: false, ...across.axis },
      },
      y: { field: 'industry', type: 'nominal', title: null, sort, axis: { labelLimit: 190 } },
      color: {
        field: count.field,
        type: 'quantitative',
        title: count.title,
        scale: { scheme, domainMin: 0 },
      },
      tooltip: [
        { field: 'industry', title: say(language)('Industry', '行业') },
        { field: across.field, title: across.title },
        { field: count.field, title: count.title },
      ],
    },
  } as const;
}
