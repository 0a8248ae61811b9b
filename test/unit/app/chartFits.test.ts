import { expect, test } from 'vitest';
import { chartFits } from '../../../src/app/chartFits.ts';

const spec = {
  mark: 'bar',
  transform: [{ calculate: 'datum.n * 2', as: 'twice' }],
  encoding: { x: { field: 'n', type: 'quantitative' }, y: { field: 'twice' }, tooltip: [{ field: 'name' }] },
} as const;

test('a chart fits a result that has its columns, computed ones aside', () => {
  expect(chartFits(spec, ['n', 'name', 'more'])).toBe(true);
});

test('one missing column is enough not to fit', () => {
  expect(chartFits(spec, ['n'])).toBe(false);
});

test('a chart without fields fits anything; a path into a value is left to the chart', () => {
  expect(chartFits({ mark: 'bar', encoding: { x: { aggregate: 'count' } } }, [])).toBe(true);
  expect(chartFits({ mark: 'bar', encoding: { x: { field: 'a.b' } } }, [])).toBe(true);
});
