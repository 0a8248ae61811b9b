import { describe, expect, test } from 'vitest';
import {
  heightLimit,
  isExact,
  revealRow,
  rowHeight,
  spacerHeight,
  toPhysical,
  toVirtual,
  visibleRows,
} from '../../../../src/features/grid/geometry.ts';

const viewport = 480;
const sizes = [0, 1, 19, 20, 21, 1000, 499_999, 500_000, 500_001, 1_390_000, 10_000_000, 4_000_000_000];

describe('G1 no element is taller than browsers allow', () => {
  test.each(sizes)('%d rows', (rows) => {
    expect(spacerHeight(rows)).toBeLessThanOrEqual(heightLimit);
    expect(heightLimit).toBeLessThan(17_895_697);
  });
});

describe('G2 the first and the last row of any result can be reached', () => {
  test.each(sizes.filter((n) => n > 0))('%d rows', (rows) => {
    const end = Math.max(0, spacerHeight(rows) - viewport);
    expect(visibleRows(toVirtual(0, rows, viewport), rows, viewport).first).toBe(0);
    const top = toVirtual(end, rows, viewport);
    expect(visibleRows(top, rows, viewport).end).toBe(rows);
    // The last row is wholly on screen.
    expect(rows * rowHeight - top).toBeLessThanOrEqual(Math.max(viewport, rows * rowHeight));
  });
});

describe('G3 place and scroll position turn into each other', () => {
  test.each(sizes.filter((n) => n > 20))('%d rows', (rows) => {
    const full = rows * rowHeight - viewport;
    for (const share of [0, 0.001, 0.5, 0.999, 1]) {
      const top = full * share;
      expect(toVirtual(toPhysical(top, rows, viewport), rows, viewport)).toBeCloseTo(top, 3);
    }
  });
  test('below the limit they are the same', () => {
    expect(isExact(500_000)).toBe(true);
    expect(toVirtual(123.5, 500_000, viewport)).toBe(123.5);
    expect(isExact(500_001)).toBe(false);
  });
});

test('G4 a place outside the rows is brought back', () => {
  expect(toVirtual(-5, 100, viewport)).toBe(0);
  expect(toVirtual(1e9, 100, viewport)).toBe(100 * rowHeight - viewport);
  expect(toVirtual(50, 3, viewport)).toBe(0);
});

test('G5 rows of which a pixel is visible are drawn', () => {
  expect(visibleRows(0, 100, 48)).toEqual({ first: 0, end: 2 });
  expect(visibleRows(1, 100, 48)).toEqual({ first: 0, end: 3 });
  expect(visibleRows(24, 100, 48)).toEqual({ first: 1, end: 3 });
  expect(visibleRows(0, 0, 48)).toEqual({ first: 0, end: 0 });
});

test('G6 revealing moves as little as needed', () => {
  expect(revealRow(5, 0, viewport)).toBe(0);
  expect(revealRow(20, 0, viewport)).toBe(24);
  expect(revealRow(3, 240, viewport)).toBe(72);
});
