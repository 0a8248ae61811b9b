import type { JsonValue } from '../../domain/values/json.ts';

interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** A ready question of the gallery. */
export interface Question {
  readonly id: string;
  readonly group: string;
  readonly title: Bilingual;
  /** What the answer shows and what it does not. */
  readonly note: Bilingual;
  readonly sql: string;
  /** The Vega-Lite specification without data, in each language. */
  readonly spec: (language: 'en' | 'zh') => Readonly<Record<string, JsonValue>>;
}

/** The first is the one a newcomer finds answered. */
export const questions: readonly Question[] = [];
