import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const dist = join(root, 'dist');
export const results = join(root, 'test/results');
/** What is kept between runs and may be thrown away at any time. */
export const cache = join(root, 'node_modules/.cache/yardstick');

/**
 * A tool's script inside node_modules, to be run by this Node itself: works on every system, without a shell in between.
 * @param {string} path
 */
export const tool = (path) => join(root, 'node_modules', path);
