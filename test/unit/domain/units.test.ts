import { expect, it } from 'vitest';
import { convert, convertible, toBase, toProportion, type Unit } from '../../../src/domain/units.ts';

const hour: Unit = { id: 'hour', dimension: 'time', factor: 3600 };
const day: Unit = { id: 'day', dimension: 'time', factor: 86400 };
const score: Unit = { id: 'score', dimension: 'score', factor: null };
const percent: Unit = { id: 'percent', dimension: 'ratio', factor: 0.01 };
const point: Unit = { id: 'percentage_point', dimension: 'percentage_point', factor: 1 };

it('amounts convert within a dimension', () => {
  expect(convert(2, day, hour)).toBe(48);
  expect(convert(7, score, score)).toBe(7);
  expect(convert(2, day, percent)).toBeNull();
  expect(convert(2, score, { ...score, id: 'mark' })).toBeNull();
});

it('says whether they convert', () => {
  expect(convertible(day, hour)).toBe(true);
  expect(convertible(score, score)).toBe(true);
  expect(convertible(day, percent)).toBe(false);
  expect(convertible(score, { ...score, id: 'mark' })).toBe(false);
});

it('base units and proportions', () => {
  expect(toBase(2, hour)).toBe(7200);
  expect(toBase(2, score)).toBeNull();
  expect(toProportion(80, percent)).toBe(0.8);
  expect(toProportion(80, point)).toBe(0.8);
  expect(toProportion(80, hour)).toBeNull();
});
