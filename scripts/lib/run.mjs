import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 1 when the command could not be started or was ended by a signal
 * @property {string} output what it printed, both streams as they came
 * @property {number} seconds
 */

/**
 * Runs a command and waits for its end; never throws.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: NodeJS.ProcessEnv, shell?: boolean }} [options] show: print as it comes, too
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { show = false, env = {}, shell = false } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const end = (/** @type {number} */ code) =>
      resolve({ code, output, seconds: (performance.now() - started) / 1000 });
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/**
 * Runs a script of Node's with this Node.
 * @param {readonly string[]} args
 * @param {{ show?: boolean, env?: NodeJS.ProcessEnv }} [options]
 */
export const node = (args, options) => run(process.execPath, args, options);
