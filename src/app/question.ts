import { questions, type Question } from '../features/gallery/questions.ts';
import type { Language } from '../i18n/i18n.ts';
import { emptyWork, type DatasetStamp, type Work } from '../workspace/work.ts';

/** A gallery question as a work that can be changed and saved. */
export function questionWork(question: Question, dataset: DatasetStamp, language: Language): Work {
  return {
    ...emptyWork(dataset, question.title[language]),
    note: question.note[language],
    sql: question.sql(language),
    spec: question.spec(language),
  };
}

let idBySql: ReadonlyMap<string, string> | null = null;

/** The question of the gallery that a text is, letter by letter, in either language; null for any other. Asked at every key: made once. */
export function shippedQuestion(sql: string): string | null {
  idBySql ??= new Map(
    questions.flatMap((q) => (['en', 'zh'] as const).map((l) => [q.sql(l), q.id] as const)),
  );
  return idBySql.get(sql) ?? null;
}
