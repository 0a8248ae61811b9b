import type { Question } from '../features/gallery/questions.ts';
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
