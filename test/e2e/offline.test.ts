/** The workbench without network: kept whole at the first visit, used without any at the next, updated when asked. */
import { describe, expect, test } from 'vitest';
import { dist } from '../../scripts/lib/paths.mjs';
import { offlineFiles } from '../../scripts/vite/offlineFiles.ts';
import { openApp, patience, type App } from '../support/browser.ts';
import { copyOf, keptPaths, nextVersion, ownSite, versionMark } from '../support/site.ts';

/** The cells that a query leaves on screen. */
const rows = async (app: App, sql: string): Promise<string[][]> => {
  await app.run(sql);
  return app.cells();
};

const expectRows = (app: App, sql: string): ReturnType<typeof expect.poll> =>
  expect.poll(() => rows(app, sql), { timeout: patience });

/** The same address again, as on the next day. */
async function visitAgain(app: App): Promise<void> {
  await app.page.goto('about:blank');
  await app.page.goto(app.baseUrl);
  await app.ready();
}

describe('a first visit', () => {
  test('says "ready for offline use" when every file of the build is kept, engine, extensions and data among them', async () => {
    const app = await openApp({ keeps: true });
    await (await app.ready()).offlineReady();
    const listed = await offlineFiles(dist);
    expect(await keptPaths(app.page)).toEqual(listed.map(({ path }) => path).sort());
    const paths = listed.map(({ path }) => path);
    for (const name of ['parquet', 'json', 'icu']) {
      expect(paths).toContain(`extensions/v1.4.3/wasm_eh/${name}.duckdb_extension.wasm`);
    }
    expect(paths.filter((path) => path.endsWith('.parquet')).length).toBeGreaterThan(5);
    for (const part of [
      /^$/,
      /^assets\/duckdb-eh-.*\.wasm$/,
      /^assets\/.*worker-.*\.js$/,
      /^manifest\.webmanifest$/,
    ]) {
      expect(
        paths.some((path) => part.test(path)),
        String(part),
      ).toBe(true);
    }
    const sizes = await app.page.evaluate(async () => {
      const cache = await caches.open('yardstick-files');
      const blobs = await Promise.all((await cache.matchAll()).map((response) => response.blob()));
      return blobs.map(({ size }) => size).sort((a, b) => a - b);
    });
    expect(sizes).toEqual(listed.map(({ bytes }) => bytes).sort((a, b) => a - b));
    expect(app.foreign).toEqual([]);
    expect(app.problems).toEqual([]);
  });

  test('in a browser without service workers the page says so and works', async () => {
    const app = await openApp({ keeps: false });
    await app.ready();
    await app.until('offline', 'data-state', 'unsupported');
    await expectRows(app, 'select 42 as answer').toEqual([['42']]);
  });
});

describe('a later visit', () => {
  test('under a path of its own, with the server gone and the network cut: Parquet, JSON, time zones and the editor', async () => {
    const site = await ownSite({ base: '/tools/yardstick/' });
    const app = await openApp({ keeps: true, baseUrl: site.url });
    await (await app.ready()).offlineReady();
    await expectRows(app, 'select count(*) > 0 as cases from cases').toEqual([['true']]);
    await site.close();
    await app.context.setOffline(true);
    await visitAgain(app);
    await expectRows(app, 'select count(*) > 0 as cases from cases').toEqual([['true']]);
    const sql = `select json_extract_string('{"a": "b"}', '$.a') as j,
      timezone('Asia/Shanghai', timestamptz '2024-01-01 00:00:00+00')::varchar as z`;
    await expectRows(app, sql).toEqual([['b', '2024-01-01 08:00:00']]);
    await app.until('offline', 'data-state', 'ready');
    expect(app.foreign).toEqual([]);
  });

  test(
    'offers a new version in the status bar, and brings it when it is taken',
    { timeout: 120_000 },
    async () => {
      const next = await copyOf(dist);
      await nextVersion(next, 'next');
      const first = await ownSite();
      const app = await openApp({ keeps: true, baseUrl: first.url });
      await (await app.ready()).offlineReady();
      await first.close();
      const host = await ownSite({ folder: next, port: Number(new URL(first.url).port) });
      await visitAgain(app);
      await app.until('offline', 'data-state', 'update');
      expect(await versionMark(app.page)).toBe(null);

      await host.close();
      await app.context.setOffline(true);
      const loaded = app.page.waitForEvent('load', { timeout: patience });
      await app.at('offline').locator('button').click();
      await loaded;
      await (await app.ready()).offlineReady();
      expect(await versionMark(app.page)).toBe('next');
      await expectRows(app, 'select count(*) > 0 as cases from cases').toEqual([['true']]);
    },
  );
});
