/** The service worker's rules, on a page of a few files: each with a real Chromium and a server that is stopped or changed. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offlineFiles } from '../../scripts/vite/offlineFiles.ts';
import type { Site } from '../../scripts/serve.mjs';
import { openApp, patience, type App, type OpenOptions } from '../support/browser.ts';
import { buildSmallSite, copyOf, keptPaths, nextVersion, ownSite, versionMark } from '../support/site.ts';

let built: string;

beforeAll(async () => {
  built = await buildSmallSite();
});

afterAll(() => rm(built, { recursive: true, force: true }));

const pathsOf = async (folder: string): Promise<string[]> =>
  (await offlineFiles(folder)).map(({ path }) => path).sort();

/** The status of an address, asked for by the page; 0 when it can't be had. */
const statusOf = (app: App, path: string): Promise<number> =>
  app.page.evaluate(
    (address) =>
      fetch(address).then(
        ({ status }) => status,
        () => 0,
      ),
    path,
  );

/** The same address again, as on the next day: no page is open in between. */
async function visitAgain(app: App): Promise<void> {
  await app.page.goto('about:blank');
  await app.page.goto(app.baseUrl);
}

async function takeUpdate(app: App): Promise<void> {
  const loaded = app.page.waitForEvent('load', { timeout: patience });
  await app.at('update').click();
  await loaded;
}

async function firstVisit(site: Site, options: OpenOptions = {}): Promise<App> {
  const app = await openApp({ keeps: true, baseUrl: site.url, ...options });
  await app.offlineReady();
  return app;
}

describe('1: installed only when each file is there as the build made it', () => {
  test('every file is kept, and the page is under control at once', async () => {
    const site = await ownSite({ folder: built });
    const app = await firstVisit(site);
    expect(await keptPaths(app.page)).toEqual(await pathsOf(built));
    await site.close();
    await app.context.setOffline(true);
    // Not loaded yet, when the network went.
    expect(await app.page.evaluate(() => (window as unknown as { later(): Promise<string> }).later())).toBe(
      'loaded later',
    );
    for (const path of await pathsOf(built)) expect(await statusOf(app, `./${path}`), path).toBe(200);
    await visitAgain(app);
    await app.offlineReady();
    expect(app.problems).toEqual([]);
  });

  test('it is never "ready" with a file missing, and goes on at the next visit with what is missing alone', async () => {
    const folder = await copyOf(built);
    const lost = join(folder, 'data/cases.parquet');
    const bytes = await readFile(lost);
    await rm(lost);
    const asked: string[] = [];
    const site = await ownSite({ folder, onRequest: (path) => asked.push(path) });
    const app = await openApp({ keeps: true, baseUrl: site.url });
    await app.until('offline', 'data-state', 'failed');
    expect(await app.at('offline').getAttribute('data-states')).not.toContain('ready');
    const others = (await pathsOf(built)).filter((path) => path !== 'data/cases.parquet');
    expect(await keptPaths(app.page)).toEqual(others);

    await writeFile(lost, bytes);
    await app.page.goto('about:blank');
    asked.length = 0;
    await app.page.goto(app.baseUrl);
    await app.offlineReady();
    expect(await keptPaths(app.page)).toEqual(await pathsOf(built));
    expect(asked).toContain('/data/cases.parquet');
    expect(asked).not.toContain('/data/datapackage.json');
  });

  test('it goes on by itself when the network is back', async () => {
    const folder = await copyOf(built);
    const bytes = await readFile(join(folder, 'data/cases.parquet'));
    await rm(join(folder, 'data/cases.parquet'));
    const site = await ownSite({ folder });
    const app = await openApp({ keeps: true, baseUrl: site.url });
    await app.until('offline', 'data-state', 'failed');
    await app.context.setOffline(true);
    await writeFile(join(folder, 'data/cases.parquet'), bytes);
    await app.context.setOffline(false);
    await app.offlineReady();
  });

  test('a file with another content than the build’s is refused', async () => {
    const folder = await copyOf(built);
    await writeFile(join(folder, 'data/cases.parquet'), 'PAR1 of another version');
    const site = await ownSite({ folder });
    const app = await openApp({ keeps: true, baseUrl: site.url });
    await app.until('offline', 'data-state', 'failed');
    expect(await keptPaths(app.page)).not.toContain('data/cases.parquet');
  });

  test('a file that the browser has lost is fetched again, and no other', async () => {
    const asked: string[] = [];
    const site = await ownSite({ folder: built, onRequest: (path) => asked.push(path) });
    const app = await firstVisit(site);
    await app.page.evaluate(async () => {
      const cache = await caches.open('yardstick-files');
      for (const request of await cache.keys()) {
        if (request.url.includes('/data/cases.parquet')) await cache.delete(request);
      }
    });
    await app.page.goto('about:blank');
    asked.length = 0;
    await app.page.goto(app.baseUrl);
    await app.offlineReady();
    expect(await keptPaths(app.page)).toEqual(await pathsOf(built));
    expect(asked.filter((path) => path !== '/sw.js')).toEqual(['/data/cases.parquet']);
  });
});

/** A first visit to a server whose folder is then exchanged for a next version, as a host's is. */
async function visitThenPublish(): Promise<{ app: App; next: string; publish: () => Promise<Site> }> {
  const next = await copyOf(built);
  await writeFile(join(next, 'data/cases.parquet'), 'PAR1 in name only: version two');
  await writeFile(
    join(next, 'data/datapackage.json'),
    '{ "hash": "sha256:fedcba9876543210fedcba9876543210" }',
  );
  await nextVersion(next, 'next');
  const first = await ownSite({ folder: built });
  const app = await firstVisit(first);
  const publish = async (): Promise<Site> => {
    await first.close();
    const site = await ownSite({ folder: next, port: Number(new URL(first.url).port) });
    expect(site.url).toBe(first.url);
    return site;
  };
  return { app, next, publish };
}

describe('2: files of two versions lie side by side and never mix', () => {
  test('a page keeps the version it was built with after another has moved on, and is offered the new one', async () => {
    const { app, publish } = await visitThenPublish();
    const second = await openApp({ baseUrl: app.baseUrl, context: app.context });
    await second.offlineReady();
    await publish();
    await visitAgain(app);
    await app.until('offline', 'data-state', 'update');
    await takeUpdate(app);
    await app.offlineReady();
    expect(await versionMark(app.page)).toBe('next');

    await second.until('offline', 'data-state', 'update');
    expect(await versionMark(second.page)).toBe(null);
    const later = await second.page.evaluate(() =>
      (window as unknown as { later(): Promise<string> }).later(),
    );
    expect(later).toBe('loaded later');
    const textOf = (page: App, version: string): Promise<string> =>
      page.page.evaluate(async (v) => (await fetch(`data/cases.parquet?v=${v}`)).text(), version);
    expect(await textOf(second, '0123456789ab')).toContain('version one');
    expect(await textOf(second, 'fedcba987654')).toContain('version two');

    await takeUpdate(second);
    expect(await versionMark(second.page)).toBe('next');
  });
});

describe('3: the accepted version is served until a page says otherwise', () => {
  test('a new version is fetched as a whole and offered; closing the page does not bring it', async () => {
    const { app, publish } = await visitThenPublish();
    const host = await publish();
    for (let visit = 0; visit < 3; visit++) {
      await visitAgain(app);
      await app.until('offline', 'data-state', 'update');
      expect(await versionMark(app.page)).toBe(null);
    }
    await host.close();
    await app.context.setOffline(true);
    await takeUpdate(app);
    await app.offlineReady();
    expect(await versionMark(app.page)).toBe('next');
    const data = await app.page.evaluate(async () => (await fetch('data/cases.parquet')).text());
    expect(data).toContain('version two');
  });

  test('a new version of which the host has one half only is not taken', async () => {
    const { app, next, publish } = await visitThenPublish();
    await writeFile(join(next, 'data/cases.parquet'), 'PAR1 not yet all');
    await publish();
    await visitAgain(app);
    const state = await app.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch(() => undefined);
      const { installing } = registration;
      if (installing) await new Promise((done) => installing.addEventListener('statechange', done));
      return [registration.active?.state, registration.waiting, installing?.state ?? 'redundant'];
    });
    expect(state).toEqual(['activated', null, 'redundant']);
    await app.until('offline', 'data-state', 'ready');
    expect(await versionMark(app.page)).toBe(null);
  });
});

describe('4: what no version in use needs is dropped', () => {
  test('once a single page is open', async () => {
    const { app, next, publish } = await visitThenPublish();
    const second = await openApp({ baseUrl: app.baseUrl, context: app.context });
    await second.offlineReady();
    await publish();
    await visitAgain(app);
    await app.until('offline', 'data-state', 'update');
    await takeUpdate(app);
    await app.offlineReady();
    const both = [...new Set([...(await pathsOf(built)), ...(await pathsOf(next))])].sort();
    expect([...new Set(await keptPaths(app.page))]).toEqual(both);
    await second.page.close();
    await visitAgain(app);
    await app.offlineReady();
    await expect.poll(() => keptPaths(app.page), { timeout: patience }).toEqual(await pathsOf(next));
  });
});

test('the stand-in for a next version is one: page, script and data differ', async () => {
  const next = await copyOf(built);
  await nextVersion(next, 'next');
  const hashes = new Set((await offlineFiles(built)).map(({ sha256 }) => sha256));
  const changed = (await offlineFiles(next))
    .filter(({ sha256 }) => !hashes.has(sha256))
    .map(({ path }) => path);
  expect(changed).toEqual(expect.arrayContaining(['', expect.stringMatching(/next\.js$/)]));
});
