import { describe, expect, test } from 'vitest';
import {
  cellCount,
  contains,
  moved,
  rangeOf,
  selectAll,
  selectionAt,
  type GridSelection,
} from '../../../../src/features/grid/selection.ts';

const extent = { rows: 100, columns: 5, page: 10 };
const at = (row: number, column: number): GridSelection => selectionAt({ row, column });
const press = (from: GridSelection, key: string, shift = false, mod = false): GridSelection | null =>
  moved(from, { key, shift, mod }, extent);

describe('keys move as in a spreadsheet', () => {
  test.each([
    ['ArrowDown', false, [4, 2]],
    ['ArrowUp', false, [2, 2]],
    ['ArrowLeft', false, [3, 1]],
    ['ArrowRight', false, [3, 3]],
    ['PageDown', false, [12, 2]],
    ['PageUp', false, [0, 2]],
    ['Home', false, [3, 0]],
    ['End', false, [3, 4]],
    ['ArrowDown', true, [99, 2]],
    ['ArrowUp', true, [0, 2]],
    ['ArrowRight', true, [3, 4]],
    ['ArrowLeft', true, [3, 0]],
    ['Home', true, [0, 0]],
    ['End', true, [99, 4]],
  ] as const)('%s with Ctrl %s', (key, mod, [row, column]) => {
    expect(press(at(3, 2), key, false, mod)).toEqual(at(row, column));
  });
  test('edges hold', () => {
    expect(press(at(99, 4), 'ArrowDown')).toEqual(at(99, 4));
    expect(press(at(99, 4), 'ArrowRight')).toEqual(at(99, 4));
    expect(press(at(95, 0), 'PageDown')).toEqual(at(99, 0));
  });
  test('above the first row is the header, and nothing above that', () => {
    expect(press(at(0, 1), 'ArrowUp')).toEqual(at(-1, 1));
    expect(press(at(-1, 1), 'ArrowUp')).toEqual(at(-1, 1));
    expect(press(at(-1, 1), 'ArrowDown')).toEqual(at(0, 1));
  });
  test('other keys are left alone', () => {
    expect(press(at(0, 0), 'x')).toBeNull();
    expect(press(at(0, 0), 'Enter')).toBeNull();
  });
});

describe('Shift makes a range', () => {
  test('from where it began, to any side', () => {
    const right = press(at(3, 2), 'ArrowRight', true);
    expect(right).toEqual({ anchor: { row: 3, column: 2 }, head: { row: 3, column: 3 } });
    const up = press(at(3, 2), 'PageUp', true);
    expect(up && rangeOf(up)).toEqual({ top: 0, bottom: 3, left: 2, right: 2 });
  });
  test('the header never becomes part of it', () => {
    expect(press(at(0, 2), 'ArrowUp', true)?.head.row).toBe(0);
  });
});

test('ranges count and contain', () => {
  const range = rangeOf({ anchor: { row: 5, column: 3 }, head: { row: 2, column: 1 } });
  expect(range).toEqual({ top: 2, bottom: 5, left: 1, right: 3 });
  expect(cellCount(range)).toBe(12);
  expect(contains(range, 2, 1)).toBe(true);
  expect(contains(range, 6, 1)).toBe(false);
  expect(cellCount(rangeOf(selectAll(extent)))).toBe(500);
});
