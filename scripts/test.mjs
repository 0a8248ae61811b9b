// npm test: installs what is missing, then checks, tests, builds, and tests the built page in a real Chromium. Goes on after a failure
// and ends with `N passed, N failed`. Node's own modules only until the packages are there.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { results, root, tool } from './lib/paths.mjs';
import { nodeProblem } from './lib/node.mjs';

/** @typedef {import('./lib/run.mjs').Outcome} Outcome */
/** @typedef {import('./lib/tally.mjs').Tally} Tally */

const problem = nodeProblem();
if (problem !== null) {
  console.error(`${problem}\n0 passed, 1 failed`);
  process.exit(1);
}

const { checks, runCheck } = await import('./lib/checks.mjs');
const { ensureChromium } = await import('./lib/chromium.mjs');
const { ensureDependencies } = await import('./lib/dependencies.mjs');
const { runJobs } = await import('./lib/jobs.mjs');
const { report } = await import('./lib/report.mjs');
const { node } = await import('./lib/run.mjs');
const { closingLine, sumOf, tallyOfCheck, tallyOfTests } = await import('./lib/tally.mjs');

/** Runs one of Vitest's projects. @param {string} project @param {NodeJS.ProcessEnv} [env] */
const vitest = (project, env = {}) =>
  node(
    [
      tool('vitest/vitest.mjs'),
      ...['run', '--project', project, '--reporter=default', '--reporter=json'],
      `--outputFile.json=${join(results, `${project}.json`)}`,
    ],
    { env: { NO_COLOR: '1', ...env } },
  );

/** @param {string} project */
async function reportOf(project) {
  try {
    return JSON.parse(await readFile(join(results, `${project}.json`), 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} chromium @returns {Promise<Tally>} */
async function testAll(chromium) {
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  /** @type {Promise<void>} */
  let printed = Promise.resolve();
  const onEnd = (/** @type {string} */ name, /** @type {Outcome} */ outcome) => {
    outcomes.set(name, outcome);
    printed = printed.then(() => report(name, outcome));
  };
  const data = { name: 'data build', run: () => node([join(root, 'scripts/build.mjs'), 'data']) };
  const page = {
    name: 'page build',
    after: ['data build'],
    run: () => node([join(root, 'scripts/build.mjs'), 'page']),
  };
  const projects = ['unit', 'data'].map((project) => ({
    name: project,
    after: ['data build'],
    run: () => vitest(project),
  }));
  const still = checks.map((check) => ({
    name: check.name,
    after: ['data build'],
    run: () => runCheck(check),
  }));
  await runJobs([data, page, ...still, ...projects], { lanes: Math.min(4, availableParallelism()), onEnd });
  // Alone: what the browser does is timed.
  await printed;
  console.log('Testing the built page in Chromium …');
  await runJobs([{ name: 'browser', run: () => vitest('browser', { CHROMIUM_PATH: chromium }) }], {
    lanes: 1,
    onEnd,
  });
  await printed;

  const tallies = [];
  for (const [name, { code }] of outcomes) {
    const isTest = ['unit', 'data', 'browser'].includes(name);
    tallies.push(isTest ? tallyOfTests(name, await reportOf(name), code) : tallyOfCheck(name, code));
  }
  return sumOf(tallies);
}

/** @returns {Promise<Tally>} */
async function main() {
  try {
    await ensureDependencies();
    const chromium = await ensureChromium();
    console.log('Checking, testing and building, side by side …');
    await rm(results, { recursive: true, force: true });
    await mkdir(results, { recursive: true });
    return await testAll(chromium);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return tallyOfCheck('preparation', 1);
  }
}

const tally = await main();
if (tally.failed > 0) console.log(`\nFailed:\n${tally.failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${closingLine(tally)}`);
process.exitCode = tally.failed > 0 ? 1 : 0;
