import type { Message } from '../i18n.ts';

export const gallery = {
  search: 'Search the questions',
  found: ({ n }) => (n === 1 ? 'One question found' : '{n} questions found'),
  nothing: 'No question has these words. Write your own in the editor.',
  group_size: 'How large are the gains?',
  group_evidence: 'What stands behind them?',
  group_who: 'Who tells, and of what?',
  group_documents: 'What else do the documents hold?',
} satisfies Record<string, Message>;
