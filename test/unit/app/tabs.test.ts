// @vitest-environment jsdom
import { createRoot } from 'solid-js';
import { expect, test } from 'vitest';
import type { Runner } from '../../../src/app/run.ts';
import { createTabs, type Tabs } from '../../../src/app/tabs.ts';
import { emptyWork, type Work } from '../../../src/workspace/work.ts';

const work = (id: string): Work => ({ ...emptyWork({ version: '1.0.0', hash: 'x' }, id), id });
const ids = (tabs: Tabs): string[] => tabs.list().map(({ id }) => id);

const opened = (): Tabs =>
  createRoot(() =>
    createTabs({
      first: work('first'),
      makeRunner: () => ({}) as Runner,
      emptyWork: () => work('empty'),
      onChange: () => undefined,
    }),
  );
const lastVisit = { works: [work('a'), work('b')], active: 'b' };

test('the tabs of the last visit take the place of a first one that nobody touched', () => {
  const tabs = opened();
  tabs.replace(lastVisit);
  expect(ids(tabs)).toEqual(['a', 'b']);
  expect(tabs.active().id).toBe('b');
});

test('what was written or opened before they came stays open, and in front', () => {
  const written = opened();
  written.update({ sql: 'select' });
  written.replace(lastVisit);
  expect(ids(written)).toEqual(['a', 'b', 'first']);
  expect(written.active().work().sql).toBe('select');

  const another = opened();
  another.open(work('b'));
  another.replace(lastVisit);
  expect(ids(another)).toEqual(['a', 'b']);
  expect(another.active().id).toBe('b');

  const question = opened();
  question.open(work('question'));
  question.replace(lastVisit);
  expect(ids(question)).toEqual(['a', 'b', 'question']);
  expect(question.active().id).toBe('question');
});
