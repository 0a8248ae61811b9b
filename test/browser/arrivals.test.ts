/** What comes into the page from outside, and goes out, by way of the system: opened files, shares, the share sheet. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { dist } from '../../scripts/lib/paths.mjs';
import { toFile } from '../../src/share/file.ts';
import { encodeLink } from '../../src/share/link.ts';
import { toArchive } from '../../src/workspace/archive.ts';
import { emptyWork, type Work } from '../../src/workspace/work.ts';
import { App, openApp, patience, sharedApp } from '../support/browser.ts';
import { ownSite } from '../support/site.ts';

const workOf = (title: string): Work => ({
  ...emptyWork({ version: '1.0.0', hash: 'x' }, title),
  sql: `select '${title} ran' as state`,
});

interface Given {
  readonly name: string;
  readonly text: string;
}

/** A browser that installed the app: files are handed over when the page asks, as handles. */
const installed = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    let take: (launch: { files: unknown[] }) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      // The browser's own has no setter.
      Object.defineProperty(window, 'launchQueue', {
        value: {
          setConsumer: (consumer: typeof take) => {
            take = consumer;
            resolve();
          },
        },
      });
    });
    const launched = async (files: readonly { name: string; text: string }[]): Promise<void> => {
      const handles = files.map(({ name, text }) => ({
        ...{ kind: 'file', name },
        getFile: () =>
          text === 'gone'
            ? Promise.reject(new DOMException('', 'NotFoundError'))
            : Promise.resolve(new File([text], name)),
      }));
      await asked;
      take({ files: handles });
    };
    Object.assign(window, { launched });
  });
};

const launch = (app: App, files: readonly Given[]): Promise<void> =>
  app.page.evaluate(
    (given) => (window as unknown as { launched(f: readonly Given[]): Promise<void> }).launched(given),
    files,
  );

/** Shares with the app as the system does: a POST that opens a page of its own. */
async function share(app: App, fields: Readonly<Record<string, string>>, files: readonly Given[] = []) {
  const page = await app.context.newPage();
  const other = new App(page, app.context, app.baseUrl);
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<textarea name="${name}">${value}</textarea>`,
  );
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${app.baseUrl}share">
      ${inputs.join('')}<input type="file" name="files" multiple><button>Share</button></form>`,
  );
  await page
    .locator('input')
    .setInputFiles(files.map(({ name, text }) => ({ name, mimeType: '', buffer: Buffer.from(text) })));
  await page.locator('button').click();
  await page.waitForURL((url) => url.href.startsWith(app.baseUrl), { timeout: patience });
  return other;
}

/** Addresses of the shares that wait, from the page's own. */
const waiting = (app: App): Promise<string[]> =>
  app.page.evaluate(async () => (await (await caches.open('yardstick-shared')).keys()).map((r) => r.url));

const item = (app: App): ReturnType<App['at']> =>
  app.page.locator('[data-testid="files-item"][data-state="ready"]') as ReturnType<App['at']>;

describe('files opened with the installed app', () => {
  test('works are shown one after the other before they run, data becomes a table, what is gone is said', async () => {
    const app = await openApp({ prepare: installed });
    await launch(app, [
      { name: 'one.yardstick.json', text: toFile(workOf('One')) },
      { name: 'two.yardstick (1).json', text: toFile(workOf('Two')) },
      { name: 'pilot.csv', text: 'a,b\n1,2\n' },
      { name: 'lost.csv', text: 'gone' },
    ]);
    const seen: string[] = [];
    for (let i = 0; i < 3; i++) {
      const shown = app.at('incoming');
      await expect
        .poll(async () => ((await shown.count()) === 1 ? shown.innerText() : ''), { timeout: patience })
        .not.toBe(seen.at(-1) ?? '');
      seen.push(await shown.innerText());
      expect(await app.page.getByRole('dialog').count()).toBe(1);
      await app.page.keyboard.press('Escape');
    }
    await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0);
    expect(seen.sort().map((text) => /lost\.csv|One ran|Two ran/.exec(text)?.[0])).toEqual(
      expect.arrayContaining(['lost.csv', 'One ran', 'Two ran']),
    );
    await app.ready();
    await item(app).waitFor({ timeout: patience });
    expect(await app.run('select a + b as sum from pilot')).toBe('done');
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['3']]);
    // Later, while the page is open.
    await launch(app, [{ name: 'three.yardstick.json', text: toFile(workOf('Three')) }]);
    await app.at('incoming-accept').click();
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['Three ran']]);
    expect(app.problems).toEqual([]);
  });
});

describe('a workspace file', () => {
  test('dropped anywhere shows what it would change, and is taken in', async () => {
    const app = await openApp();
    await app.at('files-input').setInputFiles({
      name: 'all.yardstick-workspace.json',
      mimeType: 'application/json',
      buffer: Buffer.from(toArchive([workOf('From a file')], '2026-01-01T00:00:00.000Z')),
    });
    await app.at('saved-import').getByText('1 new').waitFor();
    await app.page.getByRole('button', { name: 'Merge' }).click();
    await app.at('saved').getByRole('button', { name: 'From a file', exact: true }).waitFor();
  });
});

describe('shared with the installed app', () => {
  test('under a sub-path: kept by the service worker, shown, opened when accepted, and then gone', async () => {
    const site = await ownSite({ folder: dist, base: '/sub/path/' });
    const app = await openApp({ keeps: true, baseUrl: site.url });
    await app.offlineReady();
    // From here on the host has nothing to do with it.
    await app.context.setOffline(true);
    const other = await share(app, { title: 'Figures' }, [
      { name: 'shared.csv', text: 'n\n41\n' },
      { name: 'photo.png', text: 'not a picture' },
      { name: 'work.yardstick.json.txt', text: toFile(workOf('Shared')) },
    ]);
    await other.at('shared').waitFor({ timeout: patience });
    const text = await other.at('shared').innerText();
    expect(text).toMatch(/shared\.csv[^]*photo\.png\s*cannot be opened here[^]*work\.yardstick\.json\.txt/);
    expect(other.page.url()).toBe(site.url);
    expect(await waiting(other)).toEqual([]);
    await other.ready();
    expect(await other.at('files-item').count()).toBe(0);
    expect(await other.axe()).toEqual([]);
    await other.at('shared-accept').click();
    await expect
      .poll(() => other.at('incoming-sql').innerText(), { timeout: patience })
      .toContain('Shared ran');
    await other.at('incoming-dismiss').click();
    await item(other).waitFor({ timeout: patience });
    expect(await other.run('select n + 1 as m from shared')).toBe('done');
    await expect.poll(() => other.cells(), { timeout: patience }).toEqual([['42']]);
    expect([...other.problems, ...other.foreign]).toEqual([]);

    // A text with a link in it: the work, not the text.
    const link = await encodeLink(workOf('By link'));
    const third = await share(app, { text: `Look: ${site.url}${link.ok ? link.value : ''} soon` });
    await expect.poll(() => third.at('incoming-title').innerText(), { timeout: patience }).toBe('By link');
    await third.page.close();

    const nothing = await share(app, { title: 'News', text: 'Nothing to open', url: 'https://example.org/' });
    await expect
      .poll(() => nothing.at('error').first().innerText(), { timeout: patience })
      .toContain('nothing that Yardstick can open');
    await nothing.page.close();

    const useless = await share(app, {}, [{ name: 'photo.png', text: 'x' }]);
    await useless.at('shared').getByRole('alert').waitFor({ timeout: patience });
    expect(await useless.at('shared-accept').count()).toBe(0);
  }, 120_000);

  test('too large, or given away already: said, and nothing is opened', async () => {
    const app = await openApp({ path: '?shared=too_large' });
    await expect.poll(() => app.at('error').first().innerText(), { timeout: patience }).toContain('200 MB');
    expect(app.page.url()).toBe(app.baseUrl);
    await app.page.goto(`${app.baseUrl}?shared=0000`);
    await expect
      .poll(() => app.at('error').first().innerText(), { timeout: patience })
      .toContain('no longer there');
  });
});

describe('the system’s share sheet', () => {
  /** Puts a share sheet in: what was handed to it, and how it ends. */
  const sheet = (app: App, takes: 'links' | 'text' | 'all'): Promise<void> =>
    app.page.evaluate((kind) => {
      const sent: string[] = [];
      Object.assign(window, { sent });
      Object.defineProperty(navigator, 'canShare', {
        configurable: true,
        value: (data: ShareData) => data.files === undefined || kind !== 'links',
      });
      Object.defineProperty(navigator, 'share', {
        configurable: true,
        value: async (data: ShareData) => {
          const [file] = data.files ?? [];
          if (file && kind === 'text' && !file.name.endsWith('.txt'))
            throw new DOMException('', 'NotAllowedError');
          sent.push(file ? `${file.name} ${await file.text()}` : (data.url ?? ''));
        },
      });
    }, takes);
  const sent = (app: App): Promise<string[]> =>
    app.page.evaluate(() => (window as unknown as { sent: string[] }).sent);

  test('no button where there is none; a link, a file, and a file as text where no other is taken', async () => {
    const app = await sharedApp();
    await app.type("select 'sent' as a");
    await app.page.getByRole('textbox', { name: 'Title of this work' }).fill('To send');
    await app.at('share-link').click();
    await expect.poll(() => app.at('share-url').inputValue(), { timeout: patience }).toContain('#w1=');
    expect(await app.at('share-send-link').count()).toBe(0);
    expect(await app.at('share-send-file').count()).toBe(0);
    await app.page.keyboard.press('Escape');

    await sheet(app, 'links');
    await app.at('share-link').click();
    await app.at('share-send-link').click();
    expect(await app.at('share-send-file').count()).toBe(0);
    expect(await sent(app)).toEqual([await app.at('share-url').inputValue()]);
    await app.page.keyboard.press('Escape');

    await sheet(app, 'text');
    await app.at('share-link').click();
    await app.at('share-send-file').click();
    await app.page.getByText('goes as a text file').waitFor();
    await app.at('share-send-file').click();
    await expect
      .poll(async () => (await sent(app))[0])
      .toMatch(/^To-send\.yardstick\.json\.txt [^]*'sent' as a/);
    await app.page.keyboard.press('Escape');

    await sheet(app, 'all');
    await app.at('share-link').click();
    await app.at('share-send-file').click();
    await expect.poll(async () => (await sent(app))[0]).toMatch(/^To-send\.yardstick\.json \{/);
    expect(app.problems).toEqual([]);
  });
});
