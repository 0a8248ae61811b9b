/** Parts of the page missing, its storage cleared or full, the clock put back: nothing is lost, it is said, and trying again works. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openApp, patience, type App } from '../support/browser.ts';

const sql = (app: App): Promise<string> => app.at('editor').locator('.cm-content').innerText();

const savedTitles = (app: App): Promise<string[]> => app.at('saved').locator('.saved-open').allInnerTexts();

async function save(app: App, title: string): Promise<void> {
  await app.page.getByRole('textbox', { name: 'Title of this work' }).fill(title);
  await app.at('save').click();
  await expect.poll(() => savedTitles(app), { timeout: patience }).toContain(title);
}

describe('a part of the page', () => {
  test('missing or cut off: said, the rest goes on, and a reload brings it and the work', async () => {
    const parts = ['**/assets/HelpDialog-*.js', '**/assets/CatalogPanel-*.js'];
    const app = await openApp({
      prepare: async (page) => {
        await page.route(parts[0] ?? '', (route) => route.abort());
        await page.route(parts[1] ?? '', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'export function CatalogPanel( {' }),
        );
      },
    });
    await app.ready();
    await app.page.keyboard.press('F1');
    const banner = app.at('error').filter({ hasText: 'A part of the page could not be loaded' });
    await banner.waitFor({ timeout: patience });
    await app.page.locator('[data-panel="data"]').click();
    await expect
      .poll(() => app.page.locator('.side').innerText(), { timeout: patience })
      .toMatch(/This part of the page could not be shown/);
    await app.page.locator('[data-panel="gallery"]').click();
    await app.at('gallery').waitFor();
    expect(await app.run("select 'goes on' as note")).toBe('done');
    await app.until('boot', 'data-kept', 'true');

    for (const part of parts) await app.page.unroute(part);
    await banner.getByRole('button', { name: 'Reload' }).click();
    await app.page.locator('[data-panel="data"]').click();
    await app.page
      .getByRole('complementary', { name: 'Data' })
      .getByRole('treeitem')
      .first()
      .waitFor({ timeout: patience });
    await app.page.keyboard.press('F1');
    await app.at('help').waitFor({ timeout: patience });
    expect(await app.at('error').count()).toBe(0);
    expect(await sql(app)).toContain('goes on');
  });
});

describe('the whole page behind its first script', () => {
  test('missing: the ready answer stays and says so; a reload brings the page', async () => {
    const page = '**/assets/page-*.js';
    const app = await openApp({
      prepare: async (given) => {
        await given.route(page, (route) => route.abort());
      },
    });
    const said = app.at('first-answer').getByRole('alert');
    await expect
      .poll(() => said.allInnerTexts(), { timeout: patience })
      .toEqual([
        'A part of the page could not be loaded. Your work is kept; check the connection or the host, then reload the page.',
      ]);
    expect(await app.at('first-answer').innerText()).toMatch(/Reported time savings/);
    await app.page.unroute(page);
    await app.page.reload();
    await app.ready();
    expect(await app.page.locator('[data-part-missing]').count()).toBe(0);
  });
});

/** Clears what browsers clear by themselves when the disk is short. */
async function evict(app: App): Promise<void> {
  const devtools = await app.context.newCDPSession(app.page);
  await devtools.send('Storage.clearDataForOrigin', {
    origin: new URL(app.baseUrl).origin,
    storageTypes: 'indexeddb,cache_storage,service_workers,file_systems',
  });
}

describe('the storage', () => {
  test('cleared by the browser between two visits: said once, with how many works are gone; new ones are kept', async () => {
    const app = await openApp({ keeps: true });
    await app.ready();
    await save(app, 'Will be gone');
    await app.offlineReady();
    await app.page.goto('about:blank');
    await evict(app);
    await app.page.goto(app.baseUrl);
    await app.ready();
    await expect
      .poll(() => app.at('error').first().innerText(), { timeout: patience })
      .toMatch(/cleared its storage: one saved work is no longer there/);
    // Kept anew, for the page too: a later visit needs no network, and nothing is said again.
    await app.offlineReady();
    await save(app, 'Stays');
    await app.page.reload();
    await app.ready();
    await app.page.locator('[data-panel="saved"]').click();
    await expect.poll(() => savedTitles(app), { timeout: patience }).toEqual(['Stays']);
    expect(await app.at('error').count()).toBe(0);
  });

  test('works that a person removed are not missed', async () => {
    const app = await openApp();
    await save(app, 'Not wanted');
    await app.page.getByRole('button', { name: 'Actions for Not wanted' }).click();
    await app.page.getByRole('menuitem', { name: 'Delete' }).click();
    await app.at('saved').getByText('Trash (1)').click();
    await app.at('saved').getByRole('button', { name: 'Empty the trash' }).click();
    await app.at('saved').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect
      .poll(() =>
        app
          .at('saved')
          .getByText(/Trash \(/)
          .count(),
      )
      .toBe(0);
    await app.page.reload();
    await app.page.locator('[data-panel="saved"]').click();
    await app.at('saved').waitFor();
    await app.ready();
    expect(await app.at('error').count()).toBe(0);
  });

  test('full: said, with the work to download; once there is room again, everything is kept', async () => {
    const app = await openApp({
      prepare: async (page) => {
        await page.addInitScript(() => {
          const put = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function (...given) {
            if (document.documentElement.dataset['full'] === 'yes')
              throw new DOMException('no room', 'QuotaExceededError');
            return put.apply(this, given);
          };
        });
      },
    });
    await app.ready();
    const full = (yes: boolean): Promise<void> =>
      app.page.evaluate(
        (value) => {
          document.documentElement.dataset['full'] = value;
        },
        yes ? 'yes' : 'no',
      );
    await full(true);
    await app.type("select 'no room' as note");
    const banner = app.at('error').filter({ hasText: 'storage is full' });
    await banner.waitFor({ timeout: patience });
    const downloading = app.page.waitForEvent('download');
    await banner.getByRole('button', { name: 'Download this work' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/\.yardstick\.json$/);
    expect(await app.run("select 'still works' as note")).toBe('done');
    await full(false);
    await app.type("select 'room again' as note");
    await expect.poll(() => banner.count(), { timeout: patience }).toBe(0);
    await app.until('boot', 'data-kept', 'true');
    await app.page.reload();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('room again');
  });
});

/** Puts the page's clock back by some days. */
const clockBack = async (page: Page, days: number): Promise<void> => {
  await page.addInitScript((milliseconds) => {
    const Real = Date;
    const now = (): number => Real.now() - milliseconds;
    window.Date = new Proxy(Real, {
      construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given) as object,
      get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
    });
  }, days * 86_400_000);
};

test('the clock put back between two visits: the latest version is kept, without a copy', async () => {
  const first = await openApp();
  await first.type("select 'of today' as note");
  await save(first, 'Moved');
  await first.until('boot', 'data-kept', 'true');
  await first.page.close();

  const second = await openApp({ context: first.context, prepare: (page) => clockBack(page, 3) });
  await expect.poll(() => sql(second), { timeout: patience }).toContain('of today');
  expect(await second.page.evaluate(() => Date.now())).toBeLessThan(Date.now() - 86_400_000);
  await second.type("select 'of three days ago' as note");
  await second.at('save').click();
  await expect.poll(() => savedTitles(second), { timeout: patience }).toEqual(['Moved']);
  await second.until('boot', 'data-kept', 'true');
  await second.page.close();

  const third = await openApp({ context: first.context });
  await expect.poll(() => sql(third), { timeout: patience }).toContain('of three days ago');
  await third.page.locator('[data-panel="saved"]').click();
  await expect.poll(() => savedTitles(third), { timeout: patience }).toEqual(['Moved']);
  await third.at('saved').getByRole('button', { name: 'Moved', exact: true }).click();
  await expect.poll(() => sql(third)).toContain('of three days ago');
});
