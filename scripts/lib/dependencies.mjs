import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { node, run } from './run.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, peer?: boolean, os?: string[], cpu?: string[], link?: boolean }} Locked
 */

/** @param {string} path @returns {Promise<Record<string, Locked> | null>} */
async function packagesIn(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return null;
  }
}

/**
 * Whether what is installed is what the lock file names. Optional packages may be missing: they are those of other systems.
 * @param {Record<string, Locked>} locked
 * @param {Record<string, Locked> | null} installed as npm notes it in `node_modules/.package-lock.json`
 */
export function upToDate(locked, installed) {
  if (installed === null) return false;
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Installs what the lock file names, when it isn't there. Throws with npm's own words when that fails. */
export async function ensureDependencies() {
  const locked = await packagesIn(join(root, 'package-lock.json'));
  if (locked === null) throw new Error('package-lock.json is missing or damaged.');
  if (upToDate(locked, await packagesIn(join(root, 'node_modules/.package-lock.json')))) return;
  console.log('Installing the packages of package-lock.json …');
  const { npm_execpath: npm } = process.env;
  // `npm` is a script of Node's; run by name it needs a shell on Windows.
  const viaNpm = npm !== undefined && /npm-cli\.c?js$/.test(npm);
  const done = viaNpm
    ? await node([npm, 'ci'])
    : await run('npm', ['ci'], { shell: process.platform === 'win32' });
  if (done.code !== 0) throw new Error(`npm ci failed:\n${done.output}`);
}
