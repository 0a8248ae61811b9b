import type { JsonValue } from '../../domain/values/json.ts';

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
