import { closeSync, openSync, readSync, realpathSync } from 'node:fs';
import { findProgram } from './programs.mjs';

const program = {
  names: ['firefox', 'firefox-esr'],
  macApps: ['Firefox.app/Contents/MacOS/firefox'],
  windowsPrograms: ['Mozilla Firefox\\firefox.exe'],
};

/** Ubuntu's Firefox, or the script in its place: it sees neither the system's temporary folder nor a profile there. @param {string} path */
function isSnap(path) {
  const real = realpathSync(path);
  if (/\/snap(d|\/|$)/.test(real)) return true;
  const start = Buffer.alloc(4096);
  const file = openSync(real, 'r');
  readSync(file, start);
  closeSync(file);
  return start.toString('latin1', 0, 2) === '#!' && start.includes('/snap/');
}

/**
 * The person's own Firefox; `FIREFOX_PATH` names it first. Null when there is none that a test can use.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | null}
 */
export function findFirefox(env = process.env, platform = process.platform) {
  const found = findProgram(program, env.FIREFOX_PATH, env, platform);
  return found !== null && !isSnap(found) ? found : null;
}
