import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { onTestFinished } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import { serve, type Site } from '../../scripts/serve.mjs';
import { csp } from '../../scripts/vite/csp.ts';
import { offline } from '../../scripts/vite/offline.ts';
import { stampServiceWorker } from '../../scripts/vite/offlineFiles.ts';

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'yardstick-'));

/** Builds a page of a few files with the service worker and the policy of the real one; the folder is the caller's to remove. */
export async function buildSmallSite(): Promise<string> {
  const outDir = await newFolder();
  await build({
    configFile: false,
    // The test runner's NODE_ENV would make it a build for development, which has no service worker.
    define: { 'import.meta.env.DEV': 'false' },
    root: join(root, 'test/support/smallSite'),
    base: './',
    logLevel: 'error',
    plugins: [csp(), offline()],
    build: { outDir, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
  });
  return outDir;
}

/** A copy of a built page that a test may change; removed after the test. */
export async function copyOf(built: string): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(built, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  return folder;
}

/** A server of the test's own, that it may stop; ended after the test in any case. */
export async function ownSite(options: Parameters<typeof serve>[0] = {}): Promise<Site> {
  const site = await serve(options);
  onTestFinished(() => site.close());
  return site;
}

/** What tells a page's version in these tests: null for the built page as it is. */
export const versionMark = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('meta[name="test-version"]')?.getAttribute('content') ?? null);

/** Makes of a built folder its next version: a mark, another name and content of the page's own script, another service worker. */
export async function nextVersion(folder: string, mark: string): Promise<void> {
  const index = join(folder, 'index.html');
  const html = await readFile(index, 'utf8');
  const entry = /<script [^>]*type="module"[^>]*src="\.\/(assets\/[^"]+)"/.exec(html)?.[1];
  if (entry === undefined) throw new Error('no entry script in index.html');
  await writeFile(join(folder, entry), `${await readFile(join(folder, entry), 'utf8')}\n// ${mark}\n`);
  const renamed = await renameChunks(join(folder, 'assets'), basename(entry));
  let page = html;
  for (const [from, to] of renamed) page = page.replaceAll(from, to);
  const meta = `<meta name="test-version" content="${mark}">`;
  await writeFile(index, page.replace('<title>', `${meta}<title>`));
  await stampServiceWorker(folder);
}

/** As a build does: a script that has changed gets another name, and so does each that names it. */
async function renameChunks(assets: string, entry: string): Promise<ReadonlyMap<string, string>> {
  const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
  const texts = new Map<string, string>();
  for (const name of scripts) texts.set(name, await readFile(join(assets, name), 'utf8'));
  const renamed = new Map<string, string>();
  const rename = (name: string): void => {
    if (renamed.has(name)) return;
    renamed.set(name, name.replace(/.{4}\.js$/, 'next.js'));
    for (const [other, text] of texts) if (text.includes(name)) rename(other);
  };
  rename(entry);
  for (const [from, to] of renamed) {
    let text = texts.get(from) ?? '';
    for (const [former, next] of renamed) text = text.replaceAll(former, next);
    await rm(join(assets, from));
    await writeFile(join(assets, to), text);
  }
  return renamed;
}

/** Paths of what the service worker keeps, without the versions behind them. */
export const keptPaths = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const cache = await caches.open('yardstick-files');
    const base = new URL('.', document.baseURI).href;
    return (await cache.keys()).map(({ url }) => url.slice(base.length).replace(/\?.*/, '')).sort();
  });
