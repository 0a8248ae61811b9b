import { describe, expect, test } from 'vitest';
import type { ColumnType } from '../../../../src/domain/columnType.ts';
import { autoWidth, isShortened, shownText, textUnits } from '../../../../src/features/grid/cellFormat.ts';

const double: ColumnType = { kind: 'float', bits: 64 };
const text: ColumnType = { kind: 'text' };

describe('shownText', () => {
  test.each([
    [0.1 + 0.2, '0.3'],
    [1 / 3, '0.3333333'],
    [1e6 / 7, '142857.1'],
    [123456789.123, '123456789'],
    [1e21, '1e+21'],
    [1.23456789e-10, '1.234568e-10'],
    [-2.5, '-2.5'],
    [NaN, 'nan'],
    [-Infinity, '-inf'],
    [12, '12.0'],
    [0, '0.0'],
  ])('the double %d is shown as %s', (value, shown) => {
    expect(shownText(double, value)).toBe(shown);
  });
  test('decimals keep all their digits', () => {
    expect(shownText({ kind: 'decimal', precision: 38, scale: 10 }, 123456789012345678n)).toBe(
      '12345678.9012345678',
    );
  });
  test('one line, whatever the text holds', () => {
    expect(shownText(text, 'a\nb\r\nc\td')).toBe('a⏎b⏎c d');
    expect(shownText(text, null)).toBe('null');
    expect(shownText(text, '')).toBe('');
  });
  test('a cell of 5 MB is cut off', () => {
    const shown = shownText(text, 'x'.repeat(5_000_000));
    expect(shown).toHaveLength(301);
    expect(isShortened(text, 'x'.repeat(5_000_000))).toBe(true);
    expect(shownText({ kind: 'blob' }, new Uint8Array(5_000_000)).length).toBeLessThan(400);
    expect(
      shownText(
        { kind: 'list', element: double },
        Array.from({ length: 100_000 }, () => 1),
      ).length,
    ).toBeLessThan(400);
  });
});

test('Chinese characters are twice as wide', () => {
  expect(textUnits('ab')).toBe(2);
  expect(textUnits('中文')).toBe(4);
  expect(autoWidth('a', 'INTEGER', ['中文中文中文中文'])).toBeGreaterThan(
    autoWidth('a', 'INTEGER', ['abcdefgh']),
  );
});
