// npm run notices: writes THIRD-PARTY-NOTICES from the packages that the built page holds and from what is inside DuckDB and its
// extensions. `--check` only looks whether the file is up to date.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './lib/paths.mjs';

const target = join(root, 'THIRD-PARTY-NOTICES');
const licenses = join(root, 'scripts/extensions/licenses');
const line = '='.repeat(80);

/** @typedef {{ name: string, version: string, license: string, author: string, text: string }} Package */
/** @typedef {{ name: string, copyright: string, license: string, in: string[] }} Library */

/** @param {unknown} person @returns {string} */
const nameOf = (person) =>
  typeof person === 'string' ? person : (/** @type {{ name?: string } | undefined} */ (person)?.name ?? '');

/** @param {string} folder @returns {Promise<string>} */
async function licenseText(folder) {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll('\r\n', '\n').trim()).join('\n\n');
}

/** The packages that the page needs, directly or not, by the lock file. @returns {Promise<Package[]>} */
async function packages() {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const paths = Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !(/** @type {any} */ (entry).dev))
    .map(([path]) => path);
  const read = await Promise.all(
    paths.map(async (path) => {
      const manifest = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8'));
      const { name, version, license, author } = manifest;
      return { name, version, license, author: nameOf(author), text: await licenseText(join(root, path)) };
    }),
  );
  return read.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
}

/**
 * Packages of one author mostly bring one text.
 * @param {readonly Package[]} found
 */
function byText(found) {
  /** @type {Map<string, Package[]>} */
  const groups = new Map();
  for (const entry of found) {
    const text = entry.text || `Licence: ${entry.license}.${entry.author && ` Author: ${entry.author}.`}`;
    groups.set(text, [...(groups.get(text) ?? []), entry]);
  }
  return groups;
}

/** @returns {Promise<string>} */
async function notices() {
  /** @type {Library[]} */
  const libraries = JSON.parse(await readFile(join(licenses, 'libraries.json'), 'utf8'));
  const names = [...new Set(libraries.map(({ license }) => license))].sort();
  const texts = await Promise.all(names.map((name) => readFile(join(licenses, `${name}.txt`), 'utf8')));
  const found = await packages();
  return `${[
    'Third-party notices of Yardstick',
    '',
    'Part 1: packages that the page needs, directly or not. Part 2: what is inside the DuckDB engine (WebAssembly) and its extensions parquet,',
    'json and icu. Part 3: the texts of the licences that part 2 names. Made by `npm run notices`.',
    '',
    `${line}\nPart 1: packages\n${line}`,
    ...[...byText(found)].flatMap(([text, group]) => [
      '',
      ...group.map(({ name, version, license }) => `${name} ${version} (${license})`),
      '',
      text,
      '',
      '-'.repeat(80),
    ]),
    '',
    `${line}\nPart 2: inside DuckDB and its extensions\n${line}`,
    ...libraries.flatMap((library) => [
      '',
      `${library.name} (${library.license}; in ${library.in.join(', ')})`,
      ...library.copyright.split('; ').map((text) => `  ${text}`),
    ]),
    '',
    `${line}\nPart 3: licences\n${line}`,
    ...names.flatMap((name, i) => ['', `--- ${name} ---`, '', (texts[i] ?? '').trim()]),
  ].join('\n')}\n`;
}

const text = await notices();
if (process.argv.includes('--check')) {
  const there = await readFile(target, 'utf8').catch(() => '');
  if (there !== text) {
    console.error('THIRD-PARTY-NOTICES is not up to date: npm run notices');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, text);
}
