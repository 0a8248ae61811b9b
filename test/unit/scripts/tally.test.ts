import { describe, expect, test } from 'vitest';
import { closingLine, sumOf, tallyOfCheck, tallyOfTests } from '../../../scripts/lib/tally.mjs';

const file = (...statuses: string[]) => ({
  name: 'a.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, i) => ({ status, fullName: `test ${i}` })),
});

describe('the closing line counts', () => {
  test('tests as the runner’s own report has them, checks as one each', () => {
    const tests = tallyOfTests(
      'unit',
      { testResults: [file('passed', 'passed'), file('failed', 'skipped')] },
      1,
    );
    const sum = sumOf([tests, tallyOfCheck('lint', 0), tallyOfCheck('types', 2)]);
    expect(closingLine(sum)).toBe('3 passed, 2 failed, 1 skipped');
    expect(sum.failures).toEqual(['unit: test 0', 'types']);
  });

  test('nothing about skipped tests when there are none', () => {
    expect(closingLine(tallyOfTests('unit', { testResults: [file('passed')] }, 0))).toBe(
      '1 passed, 0 failed',
    );
  });

  test('a file that could not be loaded as a failure', () => {
    const broken = { name: 'b.test.ts', status: 'failed', assertionResults: [] };
    const tally = tallyOfTests('unit', { testResults: [file('passed'), broken] }, 1);
    expect(closingLine(tally)).toBe('1 passed, 1 failed');
    expect(tally.failures).toEqual(['unit: b.test.ts could not be run']);
  });

  test.each([
    ['no report', null, 1],
    ['ended with exit code 1', { testResults: [file('passed')] }, 1],
    ['ran no test', { testResults: [] }, 0],
    ['ran no test', { testResults: [file('skipped')] }, 0],
  ])('%s as a failure, though no test failed', (words, report, code) => {
    expect(tallyOfTests('browser', report, code).failures).toEqual([`browser: ${words}`]);
  });
});
