import { expect, it } from 'vitest';
import { valuesOf, vocabularies, type Term, type VocabularyName } from '../../../src/domain/vocabulary.ts';

it('every value has a name in English and in Chinese', () => {
  for (const [name, terms] of Object.entries<Record<string, Term>>(vocabularies)) {
    for (const [value, { en, zh }] of Object.entries(terms)) {
      expect(en, `${name}.${value}`).toMatch(/^[^\p{Script=Han}]+$/u);
      expect(zh, `${name}.${value}`).toMatch(/\p{Script=Han}/u);
    }
  }
});

it('no two values of a vocabulary have the same name', () => {
  for (const name of Object.keys(vocabularies) as VocabularyName[]) {
    const terms = Object.values<Term>(vocabularies[name]);
    expect(new Set(terms.map(({ en }) => en)).size, name).toBe(terms.length);
    expect(new Set(terms.map(({ zh }) => zh)).size, name).toBe(terms.length);
  }
});

it('values keep the order in which they are listed', () => {
  expect(valuesOf('concern')).toEqual(['low', 'some', 'no_information', 'high']);
});
