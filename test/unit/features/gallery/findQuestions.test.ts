import { describe, expect, it } from 'vitest';
import { findQuestions, firstSentence } from '../../../../src/features/gallery/findQuestions.ts';
import { questions } from '../../../../src/features/gallery/questions.ts';

const ids = (search: string): string[] =>
  findQuestions(questions, search).flatMap((list) => list.questions.map((q) => q.id));

describe('findQuestions', () => {
  it('lists every question in order when nothing is searched', () => {
    expect(ids('  ')).toEqual(questions.map((q) => q.id));
  });

  it('wants every word, in either language or in the statement, whatever its case', () => {
    expect(ids('TIME savings industry')).toContain('time-savings');
    expect(ids('时间节省')).toContain('time-savings');
    expect(ids('yardstick.corrections')).toEqual(['corrections']);
    expect(ids('savings nowhere-to-be-found')).toEqual([]);
  });

  it('leaves out groups without a hit', () => {
    expect(findQuestions(questions, 'yardstick.corrections').map((list) => list.group)).toEqual([
      'documents',
    ]);
  });
});

describe('firstSentence', () => {
  it('ends at the first full stop that ends a sentence', () => {
    expect(firstSentence('A factor of 1.5 is drawn. More follows.', 'en')).toBe('A factor of 1.5 is drawn.');
    expect(firstSentence('每个标记是一项。箭头是界。', 'zh')).toBe('每个标记是一项。');
    expect(firstSentence('No end', 'en')).toBe('No end');
  });
});
