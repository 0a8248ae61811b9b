/** Another page opened from disk, in another folder: what it can reach of the single file's storage, and what it can do with that. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { emptyWork } from '../../src/workspace/work.ts';
import { patience, type App } from '../support/browser.ts';
import { emptyFolder, openFromDisk, singleFileAlone, startBrowser } from '../support/singleFile.ts';

const savedTitles = (app: App): Promise<string[]> => app.at('saved').locator('.saved-open').allInnerTexts();

async function openOther(context: BrowserContext): Promise<Page> {
  const path = join(await emptyFolder(), 'other.html');
  await writeFile(path, '<!doctype html><title>Another page</title><body></body>');
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  return page;
}

/** Tries to get at a file by its address: read it, or look into it where it is open. */
const reached = (page: Page, address: string): Promise<string[]> =>
  page.evaluate(async (url) => {
    const frame = document.createElement('iframe');
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
    });
    frame.src = url;
    document.body.append(frame);
    await loaded;
    const inside = ((): boolean => {
      try {
        return (frame.contentDocument?.documentElement.outerHTML.length ?? 0) > 100;
      } catch {
        return false;
      }
    })();
    frame.remove();
    const asked = (send: () => Promise<unknown>): Promise<boolean> =>
      send().then(
        () => true,
        () => false,
      );
    const request = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const xhr = new XMLHttpRequest();
        xhr.open('GET', url);
        xhr.onload = () => resolve();
        xhr.onerror = () => reject(new Error('refused'));
        xhr.send();
      });
    return [
      inside ? 'frame' : '',
      (await asked(() => fetch(url))) ? 'fetch' : '',
      (await asked(request)) ? 'request' : '',
    ].filter((way) => way !== '');
  }, address);

/** Writes records into a database under this name, as far as it has such a store; makes it where there is none. */
const plant = (page: Page, name: string, records: readonly (readonly [string, object])[]): Promise<void> =>
  page.evaluate(
    async ([database, given]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(database);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('works', { keyPath: 'id' });
          opening.result.createObjectStore('tabs', { keyPath: 'window' });
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error ?? new Error('refused'));
      });
      const tx = db.transaction(['works', 'tabs'], 'readwrite');
      for (const [store, record] of given) tx.objectStore(store).put(record);
      await new Promise((resolve, reject) => {
        tx.oncomplete = resolve;
        tx.onerror = reject;
      });
      db.close();
    },
    [name, records] as const,
  );

test('another page from disk cannot reach the file or its page; by the shared storage it gets no statement run', async () => {
  const [path, profile] = await Promise.all([singleFileAlone(), emptyFolder()]);
  const context = await startBrowser(profile);
  const { app } = await openFromDisk(context, path);
  await app.run("select 'mine' as a");
  await app.page.getByRole('textbox', { name: 'Title of this work' }).fill('Mine');
  await app.at('save').click();
  await app.at('saved').getByText('Mine').first().waitFor();
  await app.until('boot', 'data-kept', 'true');
  await app.page.close();

  const other = await openOther(context);
  expect(await reached(other, pathToFileURL(path).href)).toEqual([]);

  // Names that a page from a server has, or any other program may use: not the single file's.
  const work = {
    ...emptyWork({ version: '1.0.0', hash: 'x' }, 'Planted'),
    sql: 'create table planted as select 1',
  };
  const tabs = { v: 1, window: 'w', at: '2099-01-01T00:00:00.000Z', works: [work], active: work.id };
  await plant(other, 'yardstick-workspace', [['tabs', tabs]]);
  await other.evaluate(() => {
    localStorage.setItem('yardstick-settings', '{"language":"zh","theme":"dark"}');
  });
  const { app: again } = await openFromDisk(context, path);
  expect(await again.at('editor').locator('.cm-content').innerText()).toContain('mine');
  expect(await again.page.evaluate(() => document.documentElement.lang)).toBe('en');
  await again.page.close();

  // What cannot be avoided in Chromium: the storage is one for all pages from disk.
  const names = await other.evaluate(async () => (await indexedDB.databases()).map((db) => db.name));
  expect(names).toContain('yardstick-file-workspace');
  await plant(other, 'yardstick-file-workspace', [
    ['works', { id: 'broken', v: 1, work: '<img src=x onerror=alert(1)>' }],
    ['tabs', tabs],
  ]);
  await other.close();

  const { app: last, requests } = await openFromDisk(context, path);
  await last.page.locator('.tabs, [role=tablist]').first().waitFor();
  await last.page.getByRole('tab', { name: 'Planted' }).first().click();
  await expect
    .poll(() => last.at('editor').locator('.cm-content').innerText(), { timeout: patience })
    .toContain('create table planted');
  // Shown, not run: the tables are looked up in a tab of their own.
  await last.at('new-tab').click();
  expect(await last.run("select count(*) as n from duckdb_tables() where table_name = 'planted'")).toBe(
    'done',
  );
  await expect.poll(() => last.cells(), { timeout: patience }).toEqual([['0']]);
  await last.page.locator('[data-panel="saved"]').click();
  await expect.poll(() => savedTitles(last), { timeout: patience }).toEqual(['Mine']);
  expect(await last.at('saved').innerText()).toContain('One stored record cannot be read');
  expect(last.problems).toEqual([]);
  expect(requests.length).toBe(1);
}, 180_000);
