// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { GridModel } from '../../../../src/features/grid/gridModel.ts';
import type { RowSource } from '../../../../src/features/grid/rowSource.ts';
import { createSummaries } from '../../../../src/features/grid/summaries.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** As much of a grid as its summaries ask for. */
const model = {
  columns: [{ name: 'n', type: { kind: 'text' } }],
  names: ['n'],
  wrappable: true,
  viewSql: () => 'select n from t',
  tick: () => 0,
  busy: () => false,
  source: () => ({ complete: true }) as RowSource,
} as unknown as GridModel;

test('rows that are about to go are not summed up, and what was asked about them is taken back', () => {
  const [leaving, setLeaving] = createSignal(true);
  const asked: AbortSignal[] = [];
  const dispose = createRoot((end) => {
    createSummaries({
      model,
      on: () => true,
      leaving,
      visible: () => [0],
      query: (_, signal) => {
        asked.push(signal);
        return new Promise(() => undefined);
      },
    });
    return end;
  });
  vi.advanceTimersByTime(1000);
  expect(asked).toHaveLength(0);
  setLeaving(false);
  vi.advanceTimersByTime(1000);
  expect(asked.map(({ aborted }) => aborted)).toEqual([false]);
  setLeaving(true);
  expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
  dispose();
});
