/**
 * @template T
 * @typedef {object} Job
 * @property {string} name
 * @property {readonly string[]} [after] names of jobs that must have ended before, well or not
 * @property {() => Promise<T>} run must not reject
 */

/**
 * Runs jobs side by side, so many at a time, in their order as far as what they wait for allows.
 * @template T
 * @param {readonly Job<T>[]} jobs
 * @param {{ lanes: number, onEnd?: (name: string, result: T) => void }} options
 * @returns {Promise<Map<string, T>>} by name, in the order of the jobs
 */
export async function runJobs(jobs, { lanes, onEnd }) {
  /** @type {Map<string, T>} */
  const ended = new Map();
  const waiting = [...jobs];
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  while (waiting.length + running.size > 0) {
    const at = waiting.findIndex(({ after = [] }) => after.every((name) => ended.has(name)));
    const job = running.size < lanes ? waiting.splice(at, at < 0 ? 0 : 1)[0] : undefined;
    if (job === undefined) {
      if (running.size === 0)
        throw new Error(`nothing to wait for: ${waiting.map(({ name }) => name).join(', ')}`);
      await Promise.race(running);
      continue;
    }
    const work = job.run().then((result) => {
      ended.set(job.name, result);
      onEnd?.(job.name, result);
      running.delete(work);
    });
    running.add(work);
  }
  return new Map(jobs.map(({ name }) => [name, /** @type {T} */ (ended.get(name))]));
}
