import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { OfflineFile } from '../../src/app/sw/protocol.ts';
import { filesUnder } from '../lib/fingerprint.mjs';

/**
 * What the page never asks for: copies packed for the transport, what is downloaded by choice, and the worker itself. Nor what is of use
 * with a network only, and which browsers load past the service worker.
 */
const leftOut = /(\.(br|gz|map)$)|(^sw\.js$)|(^yardstick\.html$)|(^remote\.html$)/;

const hashedName = /^assets\/.+-[\w-]{8}\.\w+$/;

/** The dataset's hash, which the page puts behind the addresses of its tables, so that two versions never mix. */
async function datasetHash(dist: string): Promise<string | null> {
  const path = join(dist, 'data/datapackage.json');
  if (!existsSync(path)) return null;
  const { hash } = JSON.parse(await readFile(path, 'utf8')) as { hash: string };
  return hash.replace(/^sha256:/, '');
}

/** Every file that the page may ever need, by its address from the page. index.html is the page's own address, ''. */
export async function offlineFiles(dist: string): Promise<OfflineFile[]> {
  const dataset = await datasetHash(dist);
  const paths = (await filesUnder(dist)).map((path) => relative(dist, path).split(sep).join('/'));
  return Promise.all(
    paths
      .filter((path) => !leftOut.test(path))
      .map(async (path): Promise<OfflineFile> => {
        const bytes = await readFile(join(dist, path));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const tag = path.startsWith('data/') && dataset !== null ? dataset : sha256;
        return {
          path: path === 'index.html' ? '' : path,
          version: hashedName.test(path) ? '' : tag.slice(0, 12),
          sha256,
          bytes: bytes.length,
        };
      }),
  );
}

const stamp = 'self.offlineFiles=';

/** Writes the list of files into the built service worker, as its first line: the list changes, so the browser sees a new worker. */
export async function stampServiceWorker(dist: string): Promise<void> {
  const path = join(dist, 'sw.js');
  const code = (await readFile(path, 'utf8')).split('\n');
  if (code[0]?.startsWith(stamp)) code.shift();
  const files = await offlineFiles(dist);
  await writeFile(path, [`${stamp}${JSON.stringify(files)};`, ...code].join('\n'));
}
