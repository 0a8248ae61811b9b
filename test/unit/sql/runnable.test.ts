import { describe, expect, test } from 'vitest';
import { runnable } from '../../../src/sql/runnable.ts';

const statement = (text: string): { text: string; from: number; to: number } => ({
  text,
  from: 0,
  to: text.length,
});

describe('runnable', () => {
  test('a plain statement runs as it is', () => {
    const ready = runnable(statement('select 1'), {});
    expect([ready.sql, ready.plan, ready.toOriginal(7)]).toEqual(['select 1', false, 7]);
  });
  test('parameters take their values, and positions lead back', () => {
    const text = 'select $industry as a, foo';
    const ready = runnable(statement(text), { industry: 'finance' });
    expect(ready.sql).toBe("select 'finance' as a, foo");
    expect(ready.toOriginal(ready.sql.indexOf('foo'))).toBe(text.indexOf('foo'));
  });
  test('a plan is asked for as JSON, and positions lead back through both', () => {
    const text = 'explain analyze select $n, foo';
    const ready = runnable(statement(text), { n: '1234' });
    expect(ready.plan).toBe(true);
    expect(ready.sql).toMatch(/format json/i);
    expect(ready.toOriginal(ready.sql.indexOf('foo'))).toBe(text.indexOf('foo'));
  });
});
