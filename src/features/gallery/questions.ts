import { documentQuestions } from './questions/documents.ts';
import { doubtQuestions } from './questions/doubts.ts';
import { evidenceQuestions } from './questions/evidence.ts';
import { sizeQuestions } from './questions/size.ts';
import { whoQuestions } from './questions/who.ts';
import type { Question, QuestionSpec } from './question.ts';

export type { Question } from './question.ts';

/** Legends go below: beside the table a chart has no width to spare. */
const legendsBelow = {
  config: {
    legend: {
      orient: 'bottom',
      layout: { bottom: { anchor: 'start', direction: 'vertical', bounds: 'full' } },
    },
  },
} as const satisfies QuestionSpec;

/** All ready questions, by group. The first is the one a newcomer finds answered. */
export const questions: readonly Question[] = [
  ...sizeQuestions,
  ...evidenceQuestions,
  ...doubtQuestions,
  ...whoQuestions,
  ...documentQuestions,
].map((q) => ({ ...q, spec: (language) => ({ ...q.spec(language), ...legendsBelow }) }));
