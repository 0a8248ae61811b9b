/** What a first visit waits for: nothing but what the first answer needs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dist } from '../../scripts/lib/paths.mjs';
import { hold, openApp, patience } from '../support/browser.ts';

declare global {
  interface Window {
    testLive(): void;
  }
}

/** What can come when the first rows are on screen. */
const later = [
  '**/data/*.json',
  /\/data\/(?!gains\.)\w+\.parquet$/,
  '**/{json,icu}.duckdb_extension.wasm',
  '**/assets/{editorView,extras,ChartPanel,EvidencePanel,CatalogPanel,MenuList,compileSpec,thumbnails,offline}-*.js',
  '**/sw.js',
];

/** The engine's own files: they weigh what they weigh. */
const engine = /^\/(extensions\/|assets\/duckdb-(eh|browser-eh\.worker))/;

test('the first answer is live with everything else held back, and has asked for less than 250 kB beside the engine', async () => {
  const asked = new Set<string>();
  let before: readonly string[] = [];
  const app = await openApp({
    prepare: async (page) => {
      for (const pattern of later) await hold(page, pattern);
      page.on('request', (request) => asked.add(new URL(request.url()).pathname));
      await page.exposeFunction('testLive', () => (before = [...asked].filter((path) => !engine.test(path))));
      await page.addInitScript(() => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector('[data-testid="result-status"][data-live="true"]')) return;
          observer.disconnect();
          window.testLive();
        }).observe(document, { subtree: true, childList: true, attributes: true });
      });
    },
  });
  await expect.poll(() => before.length, { timeout: patience }).toBeGreaterThan(0);
  expect((await app.cells()).length).toBeGreaterThan(5);
  expect(before).toContain('/data/gains.parquet');

  const files = before.map((path) => join(dist, path === '/' ? 'index.html' : path));
  const bytes = files.map((file) => gzipSync(readFileSync(file), { level: 9 }).length);
  expect(bytes.reduce((sum, n) => sum + n, 0)).toBeLessThan(250_000);
});
