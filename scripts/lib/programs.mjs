import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The names that a program goes by.
 * @typedef {object} Names
 * @property {readonly string[]} names on the path, without ending
 * @property {readonly string[]} macApps below a folder of applications
 * @property {readonly string[]} windowsPrograms below a folder of programs
 */

/** @param {Names} program @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform @returns {string[]} */
function candidates({ names, macApps, windowsPrograms }, env, platform) {
  const endings = platform === 'win32' ? ['.exe'] : [''];
  const onPath = (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.flatMap((name) => endings.map((ending) => join(folder, name + ending))));
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(env.HOME ? [join(env.HOME, 'Applications')] : [])];
    return [...onPath, ...folders.flatMap((folder) => macApps.map((app) => join(folder, app)))];
  }
  if (platform !== 'win32') return onPath;
  const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
    (f) => f !== undefined,
  );
  return [...onPath, ...folders.flatMap((folder) => windowsPrograms.map((program) => join(folder, program)))];
}

/** @param {string} path */
function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * A program of the person's own: the one that is named, which is then the only one, else the first found. Null when there is none.
 * @param {Names} program
 * @param {string | undefined} named
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string | null}
 */
export function findProgram(program, named, env, platform) {
  if (named) return runnable(named) ? named : null;
  return candidates(program, env, platform).find(runnable) ?? null;
}
