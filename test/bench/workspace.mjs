// npm run bench:workspace [-- runs]: 500 saved works, 50 MB of them: how long the list and the search take, and what they add to a start.
/* global document, requestAnimationFrame, MutationObserver, indexedDB, HTMLInputElement -- parts run in the page */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch, median } from './measure.mjs';

const runs = Number(process.argv[2] ?? 5);
const count = 500;
const bytesEach = 100_000;
const most = { 'click on Saved → list painted': 200, 'key in the search → found works painted': 100 };

/** @typedef {import('playwright-core').Page} Page */

/**
 * In the page: puts works into the database as an older page may have left them; each a query of 4 kB and a chart.
 * @param {{ count: number, bytesEach: number }} how
 */
async function fill({ count, bytesEach }) {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('yardstick-workspace');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const words = ['revenue', 'hours', 'claims', 'invoices', 'tickets', '客服', '审批', 'drafts'];
  const tx = db.transaction('works', 'readwrite');
  for (let i = 0; i < count; i++) {
    const id = `bench-${i}`;
    const at = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
    const sql = `-- work ${i}\n${Array.from({ length: 80 }, (_, n) => `select '${words[(i + n) % words.length]} ${i * n}' as c${n}`).join(' union all\n')}`;
    const values = Array.from({ length: Math.ceil((bytesEach - sql.length) / 40) }, (_, n) => ({
      x: n * i,
      y: `label ${i} of ${n}`.padEnd(20, '.'),
    }));
    const spec = { mark: 'bar', layer: [{ data: { values } }] };
    const dataset = { version: '1.0.0', hash: 'x' };
    const work = {
      id,
      title: `Work ${i}`,
      note: i % 3 === 0 ? 'A note' : '',
      sql,
      params: {},
      spec,
      tags: [`tag${i % 7}`],
      dataset,
      createdAt: at,
      updatedAt: at,
    };
    tx.objectStore('works').put({ v: 1, id, rev: id, writer: 'bench', trashedAt: null, work });
  }
  await new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onerror = () => reject(tx.error);
  });
  db.close();
}

/**
 * In the page: opens the list, or searches it, and counts the milliseconds to the frame that shows what was found.
 * @param {string | null} query null opens the list
 * @returns {Promise<{ ms: number, count: string }>}
 */
function timed(query) {
  const said = () =>
    document.querySelector('[data-testid=saved] :is(.saved-count, .saved-empty)')?.textContent ?? '';
  return new Promise((resolve) => {
    const [started, before] = [performance.now(), said()];
    const seen = new MutationObserver(() => {
      if (said() === before) return;
      seen.disconnect();
      const done = () => resolve({ ms: performance.now() - started, count: said() });
      requestAnimationFrame(() => setTimeout(done));
    });
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    if (query === null) {
      /** @type {HTMLElement | null} */ (document.querySelector('[data-panel=saved]'))?.click();
      return;
    }
    const field = document.querySelector('.saved-search');
    if (field instanceof HTMLInputElement) field.value = query;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

await ensureData();
await ensurePage();
const browser = await launch(await ensureChromium());
const site = await serve({ folder: dist });
/** @type {Record<string, number[]>} */
const times = {};
const note = (/** @type {string} */ name, /** @type {number} */ ms) => (times[name] ??= []).push(ms);
const ready = (/** @type {Page} */ page) =>
  page.waitForSelector('[data-testid=boot][data-state=ready]', { state: 'attached', timeout: 120_000 });
try {
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext({ locale: 'en', viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    await page.goto(site.url);
    await ready(page);
    await page.waitForSelector('[data-testid=offline][data-state=ready]', { timeout: 120_000 });
    const visit = async () => {
      const started = Date.now();
      await page.reload();
      await ready(page);
      await page.waitForSelector('[data-testid=result-status][data-status=done]', { timeout: 120_000 });
      return Date.now() - started;
    };
    note('start without saved works', await visit());
    note('click on Saved, nothing there', (await page.evaluate(timed, null)).ms);
    await page.evaluate(fill, { count, bytesEach });
    note('first start with them', await visit());
    // An older page has left no heads: they are made now, once.
    await page.locator('[data-panel=saved]').click();
    await page.locator('[data-testid=saved] .saved-count').waitFor({ timeout: 120_000 });
    await page.waitForTimeout(3000);
    note('start with them', await visit());
    await page.waitForTimeout(2000);
    const opened = await page.evaluate(timed, null);
    const found = await page.evaluate(timed, 'tag3 note 审批');
    if (opened.count !== `${count} works` || !found.count.endsWith(`of ${count}`))
      throw new Error(`${opened.count}; ${found.count}`);
    note('click on Saved → list painted', opened.ms);
    note('key in the search → found works painted', found.ms);
    await context.close();
    process.stdout.write('.');
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(`\n\nmedians of ${runs} runs, ${count} works of ${bytesEach} bytes, ms\n`);
const rows = Object.entries(times).map(([what, values]) => ({
  what,
  ms: Math.round(median(values)),
  'at most': most[/** @type {keyof typeof most} */ (what)] ?? '',
}));
console.table(rows);
await mkdir(results, { recursive: true });
await writeFile(
  join(results, 'bench-workspace.json'),
  `${JSON.stringify({ at: new Date().toISOString(), runs, count, bytesEach, times }, null, 2)}\n`,
);
