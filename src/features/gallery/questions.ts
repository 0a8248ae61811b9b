import { documentQuestions } from './questions/documents.ts';
import { doubtQuestions } from './questions/doubts.ts';
import { evidenceQuestions } from './questions/evidence.ts';
import { sizeQuestions } from './questions/size.ts';
import { whoQuestions } from './questions/who.ts';
import type { Question } from './question.ts';

export type { Question } from './question.ts';

/** All ready questions, by group. The first is the one a newcomer finds answered. */
export const questions: readonly Question[] = [
  ...sizeQuestions,
  ...evidenceQuestions,
  ...doubtQuestions,
  ...whoQuestions,
  ...documentQuestions,
];
