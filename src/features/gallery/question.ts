import type { JsonValue } from '../../domain/values/json.ts';
import { vocabularies, type VocabularyName } from '../../domain/vocabulary.ts';

export type QuestionLanguage = 'en' | 'zh';

export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** What the questions are about, in the order of the gallery. */
export const questionGroups = ['size', 'evidence', 'who', 'documents'] as const;
export type QuestionGroup = (typeof questionGroups)[number];

export type QuestionSpec = Readonly<Record<string, JsonValue>>;

/** A ready question of the gallery. */
export interface Question {
  readonly id: string;
  readonly group: QuestionGroup;
  readonly title: Bilingual;
  /** What the answer shows and what it does not. */
  readonly note: Bilingual;
  /** One statement without a closing semicolon; names and comments are in the language. */
  readonly sql: (language: QuestionLanguage) => string;
  /** The Vega-Lite specification without data, in the language. */
  readonly spec: (language: QuestionLanguage) => QuestionSpec;
}

/** Picks the words of one language. */
export const say =
  (language: QuestionLanguage) =>
  (en: string, zh: string): string =>
    language === 'zh' ? zh : en;

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
export const factorAxis = {
  values: [1, 1.5, 2, 3, 5, 10, 30, 100, 1000, 10_000],
  labelExpr: "'×' + format(datum.value, '~g')",
  labelOverlap: 'greedy',
} as const satisfies JsonValue;

/** A bound is drawn as an arrow towards where the value may lie, a point as a disc. */
export const censoringShape = {
  domain: ['none', 'lower_bound', 'upper_bound'],
  range: ['circle', 'triangle-right', 'triangle-left'],
} as const satisfies JsonValue;

/** Words for {@link censoringShape}. */
export const censoringLabels = (language: QuestionLanguage): string => {
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

/** Short names of the documents; one that is not here keeps its id. */
export const documentLabels = (language: QuestionLanguage): string => {
  const w = say(language);
  return labelsFrom({
    'caict-2023': w('CAICT casebook 2023', '信通院案例集 2023'),
    'cloopen-2024': w('Cloopen forum 2024', '容联云论坛 2024'),
    'sullivan-2023': w('Frost & Sullivan 2023', '沙利文 2023'),
    'sullivan-2024': w('Frost & Sullivan 2024', '沙利文 2024'),
    'wic-2023': w('WIC report 2023', '世界互联网大会 2023'),
  });
};
