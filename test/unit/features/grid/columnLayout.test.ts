import { describe, expect, test } from 'vitest';
import {
  initialArrangement,
  layoutOf,
  moveColumn,
  moveTo,
  revealColumn,
  showAll,
  toggleHidden,
  togglePinned,
  visibleColumns,
  withWidth,
  type PlacedColumn,
} from '../../../../src/features/grid/columnLayout.ts';

const hundred = (): number => 100;
const indexes = (columns: readonly { index: number }[]): number[] => columns.map((c) => c.index);

describe('columnLayout', () => {
  test('columns stand side by side in their order', () => {
    const layout = layoutOf(initialArrangement(3), (i) => 100 + i);
    expect(layout.columns.map(({ index, position, left, width }) => [index, position, left, width])).toEqual([
      [0, 0, 0, 100],
      [1, 1, 100, 101],
      [2, 2, 201, 102],
    ]);
    expect(layout.scrollingWidth).toBe(303);
  });
  test('pinned columns come first and have a part of their own', () => {
    const layout = layoutOf(togglePinned(initialArrangement(3), 2), hundred);
    expect(indexes(layout.columns)).toEqual([2, 0, 1]);
    expect(layout.pinned.map((c) => c.left)).toEqual([0]);
    expect(layout.scrolling.map((c) => [c.position, c.left])).toEqual([
      [1, 0],
      [2, 100],
    ]);
  });
  test('hidden columns leave no gap; the last one stays', () => {
    let state = toggleHidden(initialArrangement(2), 0);
    expect(indexes(layoutOf(state, hundred).columns)).toEqual([1]);
    state = toggleHidden(state, 1);
    expect(indexes(layoutOf(state, hundred).columns)).toEqual([1]);
    expect(indexes(layoutOf(showAll(state), hundred).columns)).toEqual([0, 1]);
  });
  test('of 2,000 columns only those on screen are drawn', () => {
    const { scrolling } = layoutOf(initialArrangement(2000), hundred);
    expect(indexes(visibleColumns(scrolling, 0, 250))).toEqual([0, 1, 2]);
    expect(indexes(visibleColumns(scrolling, 100, 100))).toEqual([1]);
    expect(indexes(visibleColumns(scrolling, 199_950, 500))).toEqual([1999]);
    expect(visibleColumns([], 0, 500)).toEqual([]);
  });
  test('moving skips hidden columns and stays in its part', () => {
    const state = toggleHidden(initialArrangement(4), 1);
    expect(indexes(layoutOf(moveColumn(state, 0, 1), hundred).columns)).toEqual([2, 0, 3]);
    expect(moveColumn(state, 0, -1)).toBe(state);
    expect(indexes(layoutOf(moveTo(initialArrangement(4), 3, 0), hundred).columns)).toEqual([3, 0, 1, 2]);
    expect(indexes(layoutOf(moveTo(initialArrangement(4), 0, 3), hundred).columns)).toEqual([1, 2, 3, 0]);
  });
  test('widths are bounded and can be given back', () => {
    const state = withWidth(initialArrangement(1), 0, 3);
    expect(layoutOf(state, hundred).columns[0]?.width).toBe(48);
    expect(layoutOf(withWidth(state, 0, null), hundred).columns[0]?.width).toBe(100);
  });
  test('a column is revealed by the shortest way', () => {
    const { scrolling } = layoutOf(initialArrangement(10), hundred);
    const at = (i: number): PlacedColumn => {
      const column = scrolling[i];
      if (!column) throw new Error('no such column');
      return column;
    };
    expect(revealColumn(at(5), 0, 300)).toBe(300);
    expect(revealColumn(at(1), 250, 300)).toBe(100);
    expect(revealColumn(at(1), 50, 300)).toBe(50);
  });
});
