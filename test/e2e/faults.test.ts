import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openApp, sharedApp } from '../support/browser.ts';
import { dist } from '../../scripts/lib/paths.mjs';
import { copyOf, ownSite } from '../support/site.ts';

describe('what a person can do wrong, and what can be missing', () => {
  test('a syntax error: a plain sentence, the text stays', async () => {
    const app = await sharedApp();
    expect(await app.run('selec 1')).toBe('failed');
    expect(await app.at('error').innerText()).toMatch(/error/i);
    expect(await app.at('editor').locator('.cm-content').innerText()).toContain('selec 1');
  });

  test('an unknown column: the squiggle stands under it, in Chinese text too, and a fix is offered', async () => {
    const app = await sharedApp();
    expect(await app.run("select '这是中文', metric_idd from metrics")).toBe('failed');
    const mark = app.at('editor').locator('.cm-lintRange-error');
    await mark.first().waitFor();
    expect((await mark.allInnerTexts()).join('')).toBe('metric_idd');
    await app
      .at('error')
      .getByRole('button', { name: /metric_id\b/ })
      .first()
      .click();
    expect(await app.at('editor').locator('.cm-content').innerText()).toContain("'这是中文', metric_id from");
  });

  test.each([
    ['a truncated link', '#w1=eyJhbGciOi', /damaged|cut off/],
    ['a link of another version', '#w99=AAAA', /another version/],
  ])('%s: said plainly, nothing opened', async (_, path, message) => {
    const app = await openApp({ path });
    await app.ready();
    await expect.poll(() => app.at('error').innerText()).toMatch(message);
    expect(await app.at('boot').getAttribute('data-state')).toBe('ready');
  });

  test('a file that is not ours: said plainly, nothing changed', async () => {
    const app = await (await openApp()).ready();
    const before = await app.at('editor').locator('.cm-content').innerText();
    await app.at('files-input').setInputFiles({
      name: 'holiday.png',
      mimeType: 'image/png',
      buffer: Buffer.from([137, 80, 78, 71]),
    });
    await expect.poll(() => app.at('error').innerText()).toMatch(/not a Yardstick file/);
    expect(await app.at('editor').locator('.cm-content').innerText()).toBe(before);
  });

  test('IndexedDB refused: work goes on in memory, and saving says so', async () => {
    const app = await openApp({
      prepare: async (page) => {
        await page.addInitScript(() => {
          Object.defineProperty(window, 'indexedDB', {
            get: () => {
              throw new DOMException('refused', 'SecurityError');
            },
          });
        });
      },
    });
    await app.ready();
    await app.at('save').click();
    await expect.poll(() => app.at('error').first().innerText()).toMatch(/does not let the page store/);
    expect(await app.run('select 1 as still_works')).toBe('done');
  });

  test('no WebAssembly: said plainly, the ready answer can be read', async () => {
    const app = await openApp({
      prepare: async (page) => {
        await page.addInitScript(() => {
          // @ts-expect-error -- a browser without it
          delete window.WebAssembly;
        });
      },
    });
    await expect.poll(() => app.at('error').first().innerText()).toMatch(/WebAssembly/);
    expect(await app.at('first-answer').innerText()).toMatch(/\d/);
  });

  test.each([
    ['an extension', 'extensions/v1.4.3/wasm_eh/json.duckdb_extension.wasm', /extension “json”/],
    ['a data file', 'data/metrics.parquet', /data file “metrics”/],
  ])('%s missing on the server: named, with a button to try again', async (_, path, message) => {
    const folder = await copyOf(dist);
    await rm(join(folder, path));
    const site = await ownSite({ folder });
    const app = await openApp({ baseUrl: site.url });
    await expect.poll(() => app.at('error').first().innerText(), { timeout: 30_000 }).toMatch(message);
    expect(await app.page.getByRole('button', { name: 'Restart the engine' }).count()).toBeGreaterThan(0);
  });
});
