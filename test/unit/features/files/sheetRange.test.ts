import { expect, it } from 'vitest';
import { cropRows, parseSheetRange } from '../../../../src/features/files/sheetRange.ts';

it.each([
  ['B3:F20', { left: 1, top: 2, right: 6, bottom: 20 }],
  ['$b$3:$f$20', { left: 1, top: 2, right: 6, bottom: 20 }],
  ['F20:B3', { left: 1, top: 2, right: 6, bottom: 20 }],
  ['B3:F', { left: 1, top: 2, right: 6, bottom: null }],
  ['AA:AB', { left: 26, top: 0, right: 28, bottom: null }],
])('%s is a range', (text, range) => {
  expect(parseSheetRange(text)).toEqual(range);
});

it.each(['', 'B3', 'B0:C1', '3:5', 'B3:F20:G1', 'Sheet1!A1:B2', 'ABCD1:A1', "A1:B2'"])(
  '%j is none',
  (text) => {
    expect(parseSheetRange(text)).toBeNull();
  },
);

it('takes the rows and columns of a range, and of rows that are shorter what there is', () => {
  const rows = [[1, 2, 3], [4], [7, 8, 9]];
  expect(cropRows(rows, parseSheetRange('B1:C2'))).toEqual([[2, 3], []]);
  expect(cropRows(rows, parseSheetRange('B2:C'))).toEqual([[], [8, 9]]);
  expect(cropRows(rows, null)).toBe(rows);
});
