/**
 * The page without network: every file kept at the first visit, an update only when asked for, what was cut off made good.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { offlineFiles } from '../../scripts/vite/offlineFiles.ts';
import { dist } from '../../scripts/lib/paths.mjs';
import { serve } from '../../scripts/serve.mjs';
import { openApp, patience, type App } from '../support/browser.ts';
import { copyOfDist, nextVersion, ownSite, versionMark } from '../support/site.ts';

/** Names of what the page keeps, without the versions behind them. */
const keptPaths = (app: App): Promise<string[]> =>
  app.page.evaluate(async () => {
    const cache = await caches.open('yardstick-files');
    const base = new URL('.', document.baseURI).href;
    return (await cache.keys()).map(({ url }) => url.slice(base.length).replace(/\?.*/, '')).sort();
  });

const version = (app: App): Promise<string | null> => versionMark(app.page);

async function rows(app: App, sql: string): Promise<string[][]> {
  await app.run(sql);
  return app.cells();
}

/** The same address again, as on the next day. */
async function visitAgain(app: App): Promise<void> {
  await app.page.goto('about:blank');
  await app.page.goto(app.baseUrl);
}

describe('a first visit', () => {
  test('says "ready for offline use" when each file is kept as the build made it', async () => {
    const app = await openApp();
    await (await app.ready()).offlineReady();
    const listed = await offlineFiles(dist);
    expect(listed.length).toBeGreaterThan(30);
    expect(await keptPaths(app)).toEqual(listed.map(({ path }) => path).sort());
    const sizes = await app.page.evaluate(async () => {
      const cache = await caches.open('yardstick-files');
      const blobs = await Promise.all((await cache.matchAll()).map((response) => response.blob()));
      return blobs.map(({ size }) => size).sort((a, b) => a - b);
    });
    expect(sizes).toEqual(listed.map(({ bytes }) => bytes).sort((a, b) => a - b));
    expect(app.foreign).toEqual([]);
    expect(app.problems).toEqual([]);
  });

  test('names everything that lies in the built folder but packed copies and the service worker itself', async () => {
    const listed = new Set((await offlineFiles(dist)).map(({ path }) => path));
    for (const name of ['parquet', 'json', 'icu']) {
      expect(listed).toContain(`extensions/v1.4.3/wasm_eh/${name}.duckdb_extension.wasm`);
    }
    expect([...listed].filter((path) => path.endsWith('.parquet')).length).toBeGreaterThan(5);
    expect([...listed].some((path) => /^assets\/duckdb-eh-.*\.wasm$/.test(path))).toBe(true);
    expect([...listed].some((path) => /^assets\/duckdb-browser-eh\.worker-.*\.js$/.test(path))).toBe(true);
    for (const path of ['', 'manifest.webmanifest', 'icons/icon-512.png']) expect(listed).toContain(path);
  });

  test('is under control at once: with the network cut, what was not loaded yet still comes', async () => {
    const site = await ownSite();
    const app = await openApp({ baseUrl: site.url });
    await (await app.ready()).offlineReady();
    await site.close();
    await app.context.setOffline(true);
    const listed = await offlineFiles(dist);
    const failed = await app.page.evaluate(
      async (paths) => {
        const answers = await Promise.all(
          paths.map((path) => fetch(new URL(path, document.baseURI)).catch(() => null)),
        );
        return paths.filter((_, i) => answers[i]?.ok !== true);
      },
      listed.map(({ path }) => path),
    );
    expect(failed).toEqual([]);
  });

  test('in a browser without service workers the page says so and works', async () => {
    const app = await openApp({
      prepare: async (page) => {
        await page.addInitScript(() => {
          Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
        });
      },
    });
    await app.ready();
    await app.until('offline', 'data-state', 'unsupported');
    expect(await rows(app, 'select 42 as answer')).toEqual([['42']]);
  });
});

describe('a later visit', () => {
  test('works with the server gone and the network cut: Parquet, JSON, time zones and the editor', async () => {
    const site = await ownSite();
    const app = await openApp({ baseUrl: site.url });
    await (await app.ready()).offlineReady();
    const online = await rows(app, 'select count(*) as cases from cases');
    await site.close();
    await app.context.setOffline(true);
    await visitAgain(app);
    await app.ready();
    await expect.poll(() => rows(app, 'select count(*) as cases from cases')).toEqual(online);
    const sql = `select json_extract_string('{"a": "b"}', '$.a') as j,
      timezone('Asia/Shanghai', timestamptz '2024-01-01 00:00:00+00')::varchar as z`;
    await expect.poll(() => rows(app, sql)).toEqual([['b', '2024-01-01 08:00:00']]);
    await app.until('offline', 'data-state', 'ready');
  });

  test('works under a path of its own', async () => {
    const site = await ownSite({ base: '/tools/yardstick/' });
    const app = await openApp({ baseUrl: site.url });
    await (await app.ready()).offlineReady();
    await site.close();
    await app.context.setOffline(true);
    await visitAgain(app);
    await app.ready();
    await expect.poll(() => rows(app, 'select 6 * 7 as answer')).toEqual([['42']]);
  });

  test('fetches again a file that the browser has lost, and no other', async () => {
    const asked: string[] = [];
    const site = await ownSite({ onRequest: (path) => asked.push(path) });
    const app = await openApp({ baseUrl: site.url });
    await (await app.ready()).offlineReady();
    await app.page.evaluate(async () => {
      const cache = await caches.open('yardstick-files');
      for (const request of await cache.keys())
        if (request.url.includes('/data/cases.parquet')) await cache.delete(request);
    });
    asked.length = 0;
    await visitAgain(app);
    await (await app.ready()).offlineReady();
    expect(await keptPaths(app)).toContain('data/cases.parquet');
    const others = asked.filter((path) => !/^\/(sw\.js|data\/cases\.parquet)/.test(path));
    expect(others).toEqual([]);
  });
});

describe('an installation that is cut off', () => {
  test('is never "ready", and is made good at the next visit without fetching again what is there', async () => {
    const folder = await copyOfDist();
    const lost = join(folder, 'data/cases.parquet');
    const bytes = await readFile(lost);
    const asked: string[] = [];
    const site = await ownSite({ folder, onRequest: (path) => asked.push(path) });
    const app = await openApp({
      baseUrl: site.url,
      // The page itself gets the file; the service worker, which asks later, does not.
      prepare: (page) => {
        const lose = (request: Request): void => {
          if (!request.url().includes('cases.parquet')) return;
          page.off('requestfinished', lose);
          void rm(lost);
        };
        page.on('requestfinished', lose);
        return Promise.resolve();
      },
    });
    await app.ready();
    await app.until('offline', 'data-state', 'failed');
    expect(await keptPaths(app)).not.toContain('data/cases.parquet');

    await writeFile(lost, bytes);
    asked.length = 0;
    await visitAgain(app);
    await (await app.ready()).offlineReady();
    expect(await keptPaths(app)).toEqual((await offlineFiles(folder)).map(({ path }) => path).sort());
    expect(asked.filter((path) => path.startsWith('/icons/icon-512'))).toEqual([]);
  });

  test('a file that is not the one of the build is refused', async () => {
    const folder = await copyOfDist();
    await writeFile(join(folder, 'icons/icon-512.png'), 'half of a new version');
    const site = await ownSite({ folder });
    const app = await openApp({ baseUrl: site.url });
    await app.ready();
    await app.until('offline', 'data-state', 'failed');
    expect(await keptPaths(app)).not.toContain('icons/icon-512.png');
  });
});

describe('a new version', () => {
  /** A server whose folder can be changed for another version while it runs, as a host's does. */
  async function updatable(): Promise<{
    app: App;
    next: string;
    publish: () => Promise<void>;
    close: () => Promise<void>;
  }> {
    const next = await copyOfDist();
    await nextVersion(next, 'next');
    const first = await ownSite();
    const app = await openApp({ baseUrl: first.url });
    await (await app.ready()).offlineReady();
    let now = first;
    return {
      app,
      next,
      publish: async () => {
        await now.close();
        now = await ownSite({ folder: next, port: Number(new URL(first.url).port) });
        expect(now.url).toBe(first.url);
      },
      close: () => now.close(),
    };
  }

  test('is offered, not forced; when taken it is whole, also without network', async () => {
    const { app, publish, close } = await updatable();
    await publish();
    await visitAgain(app);
    await app.ready();
    await app.until('offline', 'data-state', 'update');
    expect(await version(app)).toBe(null);
    // Still the former one, as often as it is opened.
    await visitAgain(app);
    await app.ready();
    expect(await version(app)).toBe(null);
    await app.until('offline', 'data-state', 'update');

    await close();
    await app.context.setOffline(true);
    const reloaded = app.page.waitForEvent('load', { timeout: patience });
    await app.at('offline').locator('button').click();
    await reloaded;
    await app.ready();
    expect(await version(app)).toBe('next');
    await app.offlineReady();
    expect(app.foreign).toEqual([]);
  });

  test('leaves a second open page with the version it was built with, and then offers it', async () => {
    const { app, publish } = await updatable();
    const second = await openApp({ baseUrl: app.baseUrl, context: app.context });
    await (await second.ready()).offlineReady();
    const entry = await second.page.locator('script[type="module"]').getAttribute('src');
    await publish();
    await visitAgain(app);
    await app.ready();
    await app.until('offline', 'data-state', 'update');
    const reloaded = app.page.waitForEvent('load', { timeout: patience });
    await app.at('offline').locator('button').click();
    await reloaded;
    await (await app.ready()).offlineReady();

    await second.until('offline', 'data-state', 'update');
    expect(await version(second)).toBe(null);
    const own = await second.page.evaluate(async (path) => (await fetch(path)).status, entry ?? '');
    expect(own).toBe(200);
    const again = second.page.waitForEvent('load', { timeout: patience });
    await second.at('offline').locator('button').click();
    await again;
    expect(await version(second)).toBe('next');
  });

  test('drops what only the former one needed, once no other page is open', async () => {
    const { app, next, publish } = await updatable();
    await publish();
    await visitAgain(app);
    await app.ready();
    await app.until('offline', 'data-state', 'update');
    const reloaded = app.page.waitForEvent('load', { timeout: patience });
    await app.at('offline').locator('button').click();
    await reloaded;
    await (await app.ready()).offlineReady();
    const wanted = (await offlineFiles(next)).map(({ path }) => path).sort();
    await expect.poll(() => keptPaths(app), { timeout: patience }).toEqual(wanted);
  });

  test('of which the host has one half only is not taken: the former one goes on', async () => {
    const { app, next, publish } = await updatable();
    const entry = (await offlineFiles(next)).find(({ path }) => path.endsWith('-nextvers.js'));
    await writeFile(join(next, entry?.path ?? ''), '// not the whole of it');
    await publish();
    await visitAgain(app);
    await (await app.ready()).offlineReady();
    const gaveUp = app.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const installing = registration.installing;
      if (installing) await new Promise((done) => (installing.onstatechange = done));
      return [registration.active?.state, registration.waiting, installing?.state ?? 'redundant'];
    });
    expect(await gaveUp).toEqual(['activated', null, 'redundant']);
    expect(await version(app)).toBe(null);
    await app.until('offline', 'data-state', 'ready');
  });
});

test('the stand-in for a next version is one: its files differ from those of this', async () => {
  const next = await copyOfDist();
  await nextVersion(next, 'next');
  const [before, after] = [await offlineFiles(dist), await offlineFiles(next)];
  expect(after.filter(({ sha256 }) => !before.some((file) => file.sha256 === sha256)).length).toBeGreaterThan(
    1,
  );
  const site = await serve({ folder: next });
  await site.close();
});
