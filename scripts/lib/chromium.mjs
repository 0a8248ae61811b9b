import { existsSync } from 'node:fs';
import { findProgram } from './programs.mjs';
import { run } from './run.mjs';

/** Starts a Chromium without what it does by itself beside the page. */
export const quietFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const macApps = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The person's own Chromium, Chrome or Edge; `CHROMIUM_PATH` names it first. Null when there is none.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | null}
 */
export function findChromium(env = process.env, platform = process.platform) {
  return findProgram({ names, macApps, windowsPrograms }, env.CHROMIUM_PATH, env, platform);
}

const canInstall = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * Finds a Chromium, or installs Debian's where that needs no question (root, apt-get). Throws with what to do otherwise.
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found !== null) return found;
  if (process.env.CHROMIUM_PATH)
    throw new Error(`CHROMIUM_PATH names no program: ${process.env.CHROMIUM_PATH}`);
  if (canInstall()) {
    console.log('Installing Chromium …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env });
    const packages = ['chromium', 'fonts-liberation'];
    const done = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], {
      env,
    });
    const installed = findChromium();
    if (installed !== null) return installed;
    throw new Error(`apt-get install chromium failed:\n${done.output}`);
  }
  throw new Error(
    'The tests drive a real browser and none was found. Install Chromium, Google Chrome or Microsoft Edge, ' +
      'or name one: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}
