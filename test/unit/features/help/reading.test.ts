import { describe, expect, it } from 'vitest';
import { factorOf, readingExamples } from '../../../../src/features/help/reading.ts';

describe('the worked examples of the help', () => {
  it('turn the ratio round where less is better, so that each is an improvement', () => {
    const factors = readingExamples.map((example) => Number(factorOf(example).toFixed(2)));
    expect(factors).toEqual([1.43, 1.3, 5, 3, 1.25, 1.5]);
  });
});
