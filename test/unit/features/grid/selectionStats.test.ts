import { expect, test } from 'vitest';
import type { ColumnType, Value } from '../../../../src/domain/columnType.ts';
import { createStatsSum } from '../../../../src/features/grid/selectionStats.ts';

const sumOf = (cells: readonly (readonly [ColumnType, Value])[]) => {
  const sum = createStatsSum();
  for (const [type, value] of cells) sum.add(type, value);
  return sum.result();
};
const decimal = (scale: number): ColumnType => ({ kind: 'decimal', precision: 38, scale });
const huge: ColumnType = { kind: 'integer', bits: 128, signed: true };
const double: ColumnType = { kind: 'float', bits: 64 };

test('decimals and integers of any size add up exactly', () => {
  const stats = sumOf([
    [decimal(1), 1n],
    [decimal(2), 25n],
    [huge, 170141183460469231731687303715884105727n],
    [{ kind: 'integer', bits: 32, signed: true }, -1],
  ]);
  expect(stats.sum).toBe('170141183460469231731687303715884105726.35');
  expect(stats.numbers).toBe(4);
});

test('0.1 + 0.2 is 0.3 on screen', () => {
  expect(
    sumOf([
      [double, 0.1],
      [double, 0.2],
    ]),
  ).toMatchObject({ sum: '0.3', mean: 0.15000000000000002 });
});

test('nulls and texts are cells but not numbers', () => {
  const stats = sumOf([
    [double, null],
    [{ kind: 'text' }, 'x'],
    [double, 2],
  ]);
  expect(stats).toEqual({ cells: 3, values: 2, numbers: 1, sum: '2', mean: 2 });
  expect(sumOf([[{ kind: 'text' }, 'x']])).toMatchObject({ sum: null, mean: null });
});
