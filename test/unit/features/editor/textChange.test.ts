import { describe, expect, test } from 'vitest';
import { gapChanges } from '../../../../src/features/editor/gapChanges.ts';
import { textChange, type TextChange } from '../../../../src/features/editor/textChange.ts';

const applied = (text: string, changes: readonly TextChange[]): string =>
  changes.toReversed().reduce((t, c) => t.slice(0, c.from) + c.insert + t.slice(c.to), text);

describe('the smallest replacement', () => {
  test.each([
    ['abc', 'abXc', { from: 2, to: 2, insert: 'X' }],
    ['aaa', 'aa', { from: 2, to: 3, insert: '' }],
    ['', 'x', { from: 0, to: 0, insert: 'x' }],
    ['select 行业', 'select 产业', { from: 7, to: 8, insert: '产' }],
  ])('%s → %s', (before, after, change) => {
    expect(textChange(before, after)).toEqual(change);
    expect(applied(before, [change])).toBe(after);
  });

  test('none for equal texts', () => {
    expect(textChange('a', 'a')).toBeNull();
  });
});

describe('a layout changes blanks and the case of words only', () => {
  test('each gap on its own, so that the tokens stay', () => {
    const [before, after] = ['select a,b from t -- x', 'SELECT\n  a,\n  b\nFROM\n  t -- x'];
    const changes = gapChanges(before, after);
    expect(applied(before, changes ?? [])).toBe(after);
    expect(changes?.every((c) => !before.slice(c.from, c.to).includes('a'))).toBe(true);
  });

  test.each([
    ["select 'a  b'", "select 'a b'"],
    ['select "A"', 'select "a"'],
    ['select a', 'select a, b'],
    ['select 1 -- a', 'select 1 -- b'],
    ['select a-b', 'select a+b'],
    ["select e'a' ", "select e 'a'"],
  ])('refused: %s → %s', (before, after) => {
    expect(gapChanges(before, after)).toBeNull();
  });
});
