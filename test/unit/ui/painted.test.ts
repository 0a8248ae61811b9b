import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { painted } from '../../../src/ui/painted.ts';

let frames: (() => void)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('is after the frame, and after what else waited for that frame', async () => {
  const order: string[] = [];
  const done = painted().then(() => order.push('painted'));
  requestAnimationFrame(() => setTimeout(() => order.push('a key'), 0));
  await vi.runAllTimersAsync();
  expect(order).toEqual([]);
  frames.forEach((frame) => {
    frame();
  });
  await vi.runAllTimersAsync();
  await done;
  expect(order).toEqual(['a key', 'painted']);
});

test('does not wait for a frame where none is drawn', async () => {
  vi.stubGlobal('document', { hidden: true });
  const done = painted();
  await vi.runAllTimersAsync();
  await expect(done).resolves.toBeUndefined();
  expect(frames).toEqual([]);
});
