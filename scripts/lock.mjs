// npm run lock: to be run after `npm install`. Completes package-lock.json with the packages of other systems that npm left out.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missingOptional } from './lib/lockFile.mjs';
import { root } from './lib/paths.mjs';

const path = join(root, 'package-lock.json');
const lock = JSON.parse(await readFile(path, 'utf8'));
const missing = missingOptional(lock.packages);
const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(entries);
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${Object.keys(missing).length} added`);
