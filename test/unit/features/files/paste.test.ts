import { describe, expect, it } from 'vitest';
import { pastedName } from '../../../../src/features/files/paste.ts';

describe('a pasted text', () => {
  it.each([
    ['a\tb\n1\t2', 'pasted.tsv'],
    ['a,b\r\n1,2', 'pasted.csv'],
    ['a;b\n1;2', 'pasted.csv'],
    ['[{"a":1}]', 'pasted.json'],
    ['{"a":1}\n{"a":2}', 'pasted.json'],
    ['one line, with a comma', null],
    ['two lines\nof prose', null],
    ['', null],
  ])('%j', (text, name) => {
    expect(pastedName(text, 'pasted')).toBe(name);
  });
});
