import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { dist } from '../../scripts/lib/paths.mjs';
import { serve, type Site } from '../../scripts/serve.mjs';
import { stampServiceWorker } from '../../scripts/vite/offlineFiles.ts';

/** A copy of the built page that a test may change; removed after the test. */
export async function copyOfDist(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(dist, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  return folder;
}

/** A server of the test's own, that it may stop; ended after the test in any case. */
export async function ownSite(options: Parameters<typeof serve>[0] = {}): Promise<Site> {
  const site = await serve(options);
  onTestFinished(() => site.close());
  return site;
}

/** Changes one text file of a built folder. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${path}`);
  await writeFile(path, after);
}

/** What tells a page's version in these tests: null for the built page as it is. */
export const versionMark = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('meta[name="test-version"]')?.getAttribute('content') ?? null);

/** Makes of a built folder its next version: a mark, another name and content of the page's own script, another service worker. */
export async function nextVersion(folder: string, mark: string): Promise<void> {
  const index = join(folder, 'index.html');
  const html = await readFile(index, 'utf8');
  const entry = /<script type="module"[^>]*src="\.\/(assets\/[^"]+)"/.exec(html)?.[1];
  if (entry === undefined) throw new Error('no entry script in index.html');
  const renamed = entry.replace(/-[\w-]{8}\.js$/, '-nextvers.js');
  const code = await readFile(join(folder, entry), 'utf8');
  await rm(join(folder, entry));
  await writeFile(join(folder, renamed), `${code}\n// ${mark}\n`);
  // Chunks name the entry that they share code with.
  const [from = '', to = ''] = [entry, renamed].map((path) => path.replace('assets/', ''));
  for (const name of await readdir(join(folder, 'assets'))) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, 'assets', name);
    const text = await readFile(path, 'utf8');
    if (text.includes(from)) await writeFile(path, text.replaceAll(from, to));
  }
  await edit(index, (text) =>
    text.replaceAll(entry, renamed).replace('<title>', `<meta name="test-version" content="${mark}"><title>`),
  );
  await stampServiceWorker(folder);
}
