import { describe, expect, test } from 'vitest';
import { findRuns, findWorks, headline, parseTags } from '../../../../src/features/saved/find.ts';
import { headOf } from '../../../../src/workspace/work.ts';
import { run, work } from '../../workspace/support.ts';

const works = [
  work({ id: 'a', title: 'Gains in finance', updatedAt: '2026-01-02', createdAt: '2026-01-01' }),
  work({
    id: 'b',
    title: '按行业的时间节省',
    sql: 'select Industry from metrics',
    updatedAt: '2026-01-03',
    createdAt: '2025-01-01',
  }),
  work({
    id: 'c',
    title: 'Case 10',
    note: 'about vendors',
    tags: ['Board'],
    updatedAt: '2026-01-01',
    createdAt: '2026-02-01',
  }),
  work({ id: 'd', title: 'Case 9', updatedAt: '2026-01-01', createdAt: '2026-02-01' }),
];
const ids = (query: string, order: 'updated' | 'created' | 'title' = 'updated'): string =>
  findWorks(works.map(headOf), query, order, 'en')
    .map((w) => w.id)
    .join('');

describe('finding saved work', () => {
  test('every word, in title, note, SQL or tags, whatever its case', () => {
    expect(ids('FINANCE')).toBe('a');
    expect(ids('行业')).toBe('b');
    expect(ids('industry metrics')).toBe('b');
    expect(ids('vendors case')).toBe('c');
    expect(ids('board')).toBe('c');
    expect(ids('finance vendors')).toBe('');
    expect(ids('  ')).toBe('bacd');
  });

  test('order', () => {
    expect(ids('', 'updated')).toBe('bacd');
    expect(ids('', 'created')).toBe('cdab');
    expect(ids('case', 'title')).toBe('dc');
  });

  test('500 works of 100 kB are searched within 100 ms', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      headOf(work({ id: String(i), sql: `select ${String(i)} ${'x'.repeat(100_000)}` })),
    );
    findWorks(many, 'first', 'updated', 'en');
    const start = performance.now();
    expect(findWorks(many, 'select 499', 'updated', 'en')).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(100);
  });

  test('runs, by SQL or message', () => {
    const runs = [run(1), { ...run(2), message: 'Catalog Error: no table' }];
    expect(findRuns(runs, 'SELECT 1').map((r) => r.id)).toEqual(['h1']);
    expect(findRuns(runs, 'catalog').map((r) => r.id)).toEqual(['h2']);
  });

  test('tags as typed', () => {
    expect(parseTags(' a, b，a、 ；c;')).toEqual(['a', 'b', 'c']);
    expect(parseTags(' ')).toEqual([]);
  });

  test('a run is known by its query, not the comment above it', () => {
    expect(headline('-- why\n/* and\n how */\n\n select 1')).toBe('select 1');
    expect(headline('-- only this')).toBe('-- only this');
    expect(headline('select 1 -- why')).toBe('select 1 -- why');
    expect(headline('-'.repeat(100_000)).length).toBe(400);
  });
});
