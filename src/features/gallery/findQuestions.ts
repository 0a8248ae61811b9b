import { questionGroups, type Question, type QuestionGroup, type QuestionLanguage } from './question.ts';

export interface QuestionList {
  readonly group: QuestionGroup;
  readonly questions: readonly Question[];
}

/** The questions in which every word of the search occurs, in either language or the statement, by group; empty groups are left out. */
export function findQuestions(questions: readonly Question[], search: string): QuestionList[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = questions.filter((q) => {
    const text = [q.title.en, q.title.zh, q.note.en, q.note.zh, q.sql('en')].join('\n').toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return questionGroups
    .map((group) => ({ group, questions: found.filter((q) => q.group === group) }))
    .filter((list) => list.questions.length > 0);
}

/** The first sentence of a note. */
export function firstSentence(note: string, language: QuestionLanguage): string {
  const end = language === 'zh' ? note.indexOf('。') : note.search(/[.!?] /);
  return end < 0 ? note : note.slice(0, end + 1);
}
