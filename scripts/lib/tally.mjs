/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} failures what failed, one line each
 */

/**
 * The part of Vitest's JSON report that is counted.
 * @typedef {object} Report
 * @property {readonly { name: string, status: string, message?: string, assertionResults: readonly { status: string, fullName: string }[] }[]} testResults
 */

/**
 * A check counts as one.
 * @param {string} name
 * @param {number} code
 * @returns {Tally}
 */
export const tallyOfCheck = (name, code) =>
  code === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : { passed: 0, failed: 1, skipped: 0, failures: [name] };

/**
 * Counts a test runner's own report. A file that could not be loaded is one failure, and so is a run that ended badly though no test
 * of it failed, left no report, or ran no test.
 * @param {string} name
 * @param {Report | null} report
 * @param {number} code
 * @returns {Tally}
 */
export function tallyOfTests(name, report, code) {
  const tests = (report?.testResults ?? []).flatMap((file) => file.assertionResults);
  const failures = tests
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => `${name}: ${fullName}`);
  for (const file of report?.testResults ?? []) {
    const own = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !own) failures.push(`${name}: ${file.name} could not be run`);
  }
  const passed = tests.filter(({ status }) => status === 'passed').length;
  if (failures.length === 0 && report === null) failures.push(`${name}: no report`);
  else if (failures.length === 0 && code !== 0) failures.push(`${name}: ended with exit code ${code}`);
  else if (failures.length === 0 && passed === 0) failures.push(`${name}: ran no test`);
  const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed').length;
  return { passed, failed: failures.length, skipped, failures };
}

/** @param {Iterable<Tally>} tallies @returns {Tally} */
export function sumOf(tallies) {
  const sum = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) };
  for (const tally of tallies) {
    sum.passed += tally.passed;
    sum.failed += tally.failed;
    sum.skipped += tally.skipped;
    sum.failures.push(...tally.failures);
  }
  return sum;
}

/** The closing line. @param {Tally} tally */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
