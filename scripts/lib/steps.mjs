import { join } from 'node:path';
import { root, tool } from './paths.mjs';
import { unlessFresh } from './fingerprint.mjs';
import { node } from './run.mjs';

/** What `npm run data` reads; tests of the data are no part of it. */
const dataInputs = ['data', 'scripts/data.mjs', 'src/domain', 'package-lock.json'];
const dataOutputs = ['public/data/datapackage.json', 'src/domain/dataset.generated.ts'];
const pageInputs = [
  'LICENSE',
  'LICENSE-DATA',
  'THIRD-PARTY-NOTICES',
  'index.html',
  'public',
  'src',
  'data/views.sql',
  'scripts/lib',
  'scripts/vite',
  'tsconfig.json',
  'vite.config.ts',
  'package-lock.json',
];

/** @param {readonly string[]} args @param {string} failure */
async function mustRun(args, failure) {
  const { code, output } = await node(args);
  if (code !== 0) throw new Error(`${failure}\n${output}`);
}

/**
 * Checks and builds the dataset, unless nothing changed since. Throws with what is wrong in which file.
 * @param {{ anyway?: boolean }} [options]
 */
export async function ensureData(options) {
  const build = () => mustRun([join(root, 'scripts/data.mjs'), 'build'], 'The dataset could not be built.');
  await unlessFresh('data', { inputs: dataInputs, outputs: dataOutputs, ...options }, build);
}

/**
 * Builds the page into dist/, unless nothing changed since.
 * @param {{ anyway?: boolean }} [options]
 */
export async function ensurePage(options) {
  const build = () => mustRun([tool('vite/bin/vite.js'), 'build'], 'The page could not be built.');
  await unlessFresh(
    'page',
    { inputs: pageInputs, outputs: ['dist/index.html', 'dist/sw.js', 'dist/yardstick.html'], ...options },
    build,
  );
}
