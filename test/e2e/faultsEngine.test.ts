/** The engine ended, and its files missing, cut off, changed or slow: nothing is lost, it is said, and trying again works. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dist } from '../../scripts/lib/paths.mjs';
import { openApp, openHeld, patience, type App } from '../support/browser.ts';
import { copyOf, ownSite } from '../support/site.ts';

declare global {
  interface Window {
    testWorkers: Worker[];
  }
}

/** Keeps hold of the page's workers, so that a test can end them: the page itself hears nothing of it. */
const catchWorkers = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.testWorkers = [];
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        window.testWorkers.push(this);
      }
    };
  });
};

const endWorkers = (app: App): Promise<void> =>
  app.page.evaluate(() => {
    for (const worker of window.testWorkers.splice(0)) worker.terminate();
  });

const notice = (app: App): Promise<string> => app.at('error').first().innerText({ timeout: patience });

async function restart(app: App): Promise<void> {
  await app.page.getByRole('button', { name: 'Restart the engine' }).first().click();
  await app.ready();
}

async function expectRows(app: App, sql: string, rows: string[][]): Promise<void> {
  expect(await app.run(sql)).toBe('done');
  await expect.poll(() => app.cells(), { timeout: patience }).toEqual(rows);
}

describe('the engine is ended', () => {
  test('in the middle of a query and at rest: said at once, and a restart brings back tables, files and work', async () => {
    const app = await openApp({ prepare: catchWorkers });
    await app.ready();
    await app.at('files-input').setInputFiles({
      name: 'pilots.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a,b\n1,x\n2,y\n'),
    });
    await app.page.locator('[data-testid="files-item"][data-state="ready"]').waitFor({ timeout: patience });
    await expectRows(app, 'select count(*) as n from pilots', [['2']]);

    await app.type('select sum(a.range * b.range) from range(1000000) a, range(1000000) b');
    await app.at('run').click();
    await app.until('result-status', 'data-status', 'running');
    await endWorkers(app);
    await app.until('result-status', 'data-status', 'failed');
    expect(await notice(app)).toMatch(/engine stopped.*are kept/i);
    expect(await app.at('editor').innerText()).toContain('range(1000000)');
    await restart(app);
    await expectRows(app, 'select count(*) as n from pilots', [['2']]);
    await expectRows(app, 'select count(*) > 0 as ok from metrics', [['true']]);

    // Nothing runs: the page says so all the same, before the next query fails.
    await endWorkers(app);
    expect(await notice(app)).toMatch(/engine stopped/i);
    await restart(app);
    await expectRows(app, 'select count(*) as n from pilots', [['2']]);
    await expect.poll(() => app.at('error').count()).toBe(0);
  });

  test.each([
    ['while it is fetched', '**/duckdb-eh*.wasm'],
    ['while its extensions are fetched', '**/json.duckdb_extension.wasm'],
    ['while the first of the data is fetched', '**/gains.parquet'],
    ['while the rest of the data is fetched', '**/metrics.parquet'],
  ])('%s: the page can be used, says so, and a restart works', async (_, pattern) => {
    const { app, release } = await openHeld(pattern, catchWorkers);
    // A slow host: typing and saving do not wait for it.
    await app.type("select 'typed early' as note");
    await app.at('save').click();
    await app.at('saved').waitFor();
    await expect
      .poll(
        () =>
          app.page
            .evaluate(() => navigator.locks.query())
            .then(({ held }) => held?.some((lock) => lock.name?.startsWith('yardstick-engine') === true)),
        { timeout: patience },
      )
      .toBe(true);
    await endWorkers(app);
    expect(await notice(app)).toMatch(/engine stopped/i);
    await release();
    await restart(app);
    expect(await app.at('editor').innerText()).toContain('typed early');
    await expectRows(app, "select count(*) > 0 as ok, json_valid('{}') as j from metrics", [
      ['true', 'true'],
    ]);
  });
});

test('ended before it could say that it lives: after a while the page offers to start it anew', async () => {
  const { app, release } = await openHeld('**/engineWorker*.js', async (page) => {
    await page.clock.install();
    await catchWorkers(page);
  });
  await app.type("select 'typed early' as note");
  await endWorkers(app);
  const restartOffered = app.page.getByRole('button', { name: 'Restart the engine' });
  await app.page.clock.runFor(15_000);
  expect(await restartOffered.count()).toBe(0);
  await app.page.clock.runFor(10_000);
  await expect.poll(() => app.at('status-engine').innerText()).toMatch(/takes long.*your work is kept/);
  await release();
  await app.page.clock.resume();
  await restart(app);
  expect(await restartOffered.count()).toBe(0);
  await expectRows(app, "select 'typed early' as note", [['typed early']]);
});

/** The path in the built page of the one file that a pattern names. */
function pathOf(folder: string, pattern: RegExp): string {
  const found = readdirSync(dist, { recursive: true, encoding: 'utf8' }).find((path) => pattern.test(path));
  if (found === undefined) throw new Error(`no file ${String(pattern)}`);
  return join(folder, found);
}

const cut = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length / 2));
/** As long as before, so that only reading it tells. */
const changed = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  copy.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 400);
  return copy;
};

const engineFile = /assets\/duckdb-eh[^/]*\.wasm$/;
const faults: readonly (readonly [string, RegExp, ((bytes: Buffer) => Buffer) | null, RegExp])[] = [
  ['the engine missing', engineFile, null, /file of the engine could not be loaded/],
  ['an extension cut off', /parquet\.duckdb_extension\.wasm$/, cut, /extension “parquet”/],
  ['a data file missing', /data\/metrics\.parquet$/, null, /data file “metrics”/],
  ['a data file cut off', /data\/cases\.parquet$/, cut, /data file “cases” is damaged/],
  ['a data file changed', /data\/metrics\.parquet$/, changed, /data file “metrics” is damaged/],
];

test(
  'files of the engine and the data missing, cut off or changed: named, and used again as soon as they are mended',
  { timeout: 240_000 },
  async () => {
    const folder = await copyOf(dist);
    const site = await ownSite({ folder });
    const wasm = pathOf(folder, engineFile);
    const whole = await readFile(wasm);
    await writeFile(wasm, changed(whole));
    const app = await openApp({ baseUrl: site.url });
    // At the first visit: the browser keeps a changed engine for a year unless the page asks anew.
    expect(await notice(app)).toMatch(/file of the engine could not be loaded/);
    expect(await app.at('first-answer').innerText()).toMatch(/\d/);
    await app.type("select 'kept' as note");
    await writeFile(wasm, whole);
    await restart(app);
    await expectRows(app, 'select count(*) > 0 as ok from metrics', [['true']]);

    for (const [name, pattern, breakIt, message] of faults) {
      const path = pathOf(folder, pattern);
      const bytes = await readFile(path);
      if (breakIt) await writeFile(path, breakIt(bytes));
      else await rm(path);
      await app.page.keyboard.press('ControlOrMeta+k');
      await app.page.keyboard.type('restart');
      await app.page.keyboard.press('Enter');
      await expect.poll(() => notice(app), { timeout: patience, message: name }).toMatch(message);
      await writeFile(path, bytes);
      await restart(app);
      await expectRows(app, 'select count(*) > 0 as ok from cases', [['true']]);
    }
  },
);
