// @vitest-environment jsdom
import { createRoot, createSignal } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { createShareLink } from '../../../src/app/shareLink.ts';
import { emptyWork } from '../../../src/workspace/work.ts';

const work = (sql: string): ReturnType<typeof emptyWork> => ({
  ...emptyWork({ version: '1.0.0', hash: 'x' }, 'Title'),
  sql,
});

test('the link to a work is gone as soon as the work changes, and comes again for what it is now', async () => {
  await createRoot(async (dispose) => {
    const [current, setCurrent] = createSignal(work('select 1'));
    const link = createShareLink(current);
    await vi.waitUntil(() => link().includes('#w1='));
    const former = link();
    setCurrent(work('select 2'));
    expect(link()).toBe(location.href);
    await vi.waitUntil(() => link().includes('#w1='));
    expect(link()).not.toBe(former);
    dispose();
  });
});
