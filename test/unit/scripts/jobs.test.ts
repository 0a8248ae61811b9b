import { expect, test } from 'vitest';
import { runJobs } from '../../../scripts/lib/jobs.mjs';

/** A job whose end the test decides. */
function held(name: string, log: string[], after: string[] = []) {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  const run = async (): Promise<string> => {
    log.push(`${name} starts`);
    await done;
    log.push(`${name} ends`);
    return name.toUpperCase();
  };
  return { job: { name, after, run }, end };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('jobs run so many at a time, and after what they wait for', async () => {
  const log: string[] = [];
  const [a, b, c] = [held('a', log), held('b', log, ['a']), held('c', log)];
  const all = runJobs([a.job, b.job, c.job], { lanes: 2 });
  await settle();
  expect(log).toEqual(['a starts', 'c starts']);
  a.end();
  await settle();
  expect(log).toEqual(['a starts', 'c starts', 'a ends', 'b starts']);
  c.end();
  b.end();
  expect([...(await all)]).toEqual([
    ['a', 'A'],
    ['b', 'B'],
    ['c', 'C'],
  ]);
});

test('jobs that wait for what never comes are named', async () => {
  const { job } = held('a', [], ['nobody']);
  await expect(runJobs([job], { lanes: 2 })).rejects.toThrow('nothing to wait for: a');
});
