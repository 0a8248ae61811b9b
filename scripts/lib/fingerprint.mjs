import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { cache, root } from './paths.mjs';

/**
 * Every file under a folder (or the file itself), sorted; nothing when it isn't there.
 * @param {string} path
 * @returns {Promise<string[]>}
 */
export async function filesUnder(path) {
  if (!existsSync(path)) return [];
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * One hash of the names and contents of files; paths from the project's root.
 * @param {readonly string[]} paths files and folders
 * @param {readonly string[]} [except] files
 * @returns {Promise<string>}
 */
export async function fingerprint(paths, except = []) {
  const hash = createHash('sha256').update(process.versions.node);
  const left = new Set(except.map((path) => join(root, path)));
  const files = (await Promise.all(paths.map((path) => filesUnder(join(root, path))))).flat();
  for (const file of files.filter((path) => !left.has(path))) {
    hash.update(`\n${relative(root, file).split(sep).join('/')}\n`);
    hash.update(await readFile(file));
  }
  return hash.digest('hex');
}

/**
 * Runs a step unless its inputs are as they were when it last succeeded and its outputs are there.
 * @param {string} name
 * @param {{ inputs: readonly string[], outputs: readonly string[], anyway?: boolean }} files anyway: run it in any case
 * @param {() => Promise<void>} work throws when it fails
 * @returns {Promise<boolean>} whether it ran
 */
export async function unlessFresh(name, { inputs, outputs, anyway = false }, work) {
  const note = join(cache, `${name}.sha256`);
  const now = await fingerprint(inputs, outputs);
  const before = existsSync(note) ? await readFile(note, 'utf8') : '';
  if (!anyway && before === now && outputs.every((output) => existsSync(join(root, output)))) return false;
  await work();
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, now);
  return true;
}

/**
 * Makes a file unless it is there: of a name that tells its content, it never changes. Whole or not at all, also when two make it at once.
 * @param {string} path
 * @param {() => Promise<Uint8Array>} make
 */
export async function makeOnce(path, make) {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${String(process.pid)}`;
  await writeFile(unfinished, await make());
  await rename(unfinished, path);
}
