import { describe, expect, test } from 'vitest';
import { topOfLeaves } from '../../../../../src/features/files/remote/parquetParts.ts';
import {
  mergeRanges,
  sparseFile,
  withoutRanges,
} from '../../../../../src/features/files/remote/sparseFile.ts';

const kB = 1024;

describe('parts of a file', () => {
  test('ranges that overlap or nearly touch become one', () => {
    const far = { from: 900 * kB, to: 901 * kB };
    expect(
      mergeRanges([far, { from: 20, to: 30 }, { from: 0, to: 25 }, { from: 40 * kB, to: 41 * kB }]),
    ).toEqual([{ from: 0, to: 41 * kB }, far]);
    expect(
      mergeRanges([
        { from: 0, to: 100 },
        { from: 10, to: 20 },
      ]),
    ).toEqual([{ from: 0, to: 100 }]);
  });

  test('what is known is not wanted again', () => {
    const known = [
      { from: 0, to: 3 },
      { from: 10, to: 19 },
    ];
    expect(withoutRanges({ from: 0, to: 30 }, known)).toEqual([
      { from: 4, to: 9 },
      { from: 20, to: 30 },
    ]);
    expect(withoutRanges({ from: 12, to: 15 }, known)).toEqual([]);
    expect(withoutRanges({ from: 4, to: 9 }, known)).toEqual([{ from: 4, to: 9 }]);
  });

  test('a file of pieces has each at its place, and zeros between', async () => {
    const size = 40 * kB * kB;
    const at = 33 * kB * kB + 5;
    const file = sparseFile('x.parquet', size, [
      { at: 0, body: new Blob(['PAR1']) },
      { at, body: new Blob(['middle']) },
      { at: size - 4, body: new Blob(['PAR1']) },
    ]);
    expect(file.size).toBe(size);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(at - 1, at + 7).toString()).toBe('\0middle\0');
    expect(bytes.subarray(-5).toString()).toBe('\0PAR1');
    expect(bytes.filter((b) => b !== 0).length).toBe(14);
  });

  test('the leaves of a nested schema belong to the columns at the top', () => {
    // a, l (list (element)), s (x, y (z)), k
    const children = [4, null, 1, 1, null, 2, null, 1, null, null];
    expect(topOfLeaves(children.map((n) => ({ children: n })))).toEqual([0, 1, 2, 2, 3]);
    expect(topOfLeaves([{ children: 1 }, { children: 0 }])).toEqual([0]);
  });
});
