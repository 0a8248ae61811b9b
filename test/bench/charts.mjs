// npm run bench:charts [-- runs]: a histogram and bars by category over a table of 10 million rows, against the same SQL run by itself
// in the same page; and how many rows cross into the picture.
/* global document, HTMLElement, MutationObserver, requestAnimationFrame -- `timed` runs in the page */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch, median } from './measure.mjs';

const runs = Number(process.argv[2] ?? 5);
const most = { ratio: 1.3, marks: 5000 };

const table = `CREATE OR REPLACE TABLE big AS
SELECT ((i * 7919) % 100003) / 1000.0 AS v, 'group ' || ((i * 31) % 20) AS g FROM range(10000000) AS r(i)`;

/** What is charted, by which suggestion; another suggestion stands in between, so that each run loads anew. */
const charts = [
  { name: 'histogram', sql: 'SELECT v FROM big', rule: 'histogram' },
  { name: 'bars by category', sql: 'SELECT g FROM big', rule: 'count_bars' },
];

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} sql */
async function type(page, sql) {
  await page.locator('[data-testid="editor"] .cm-content').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
}

/**
 * Clicks an element and waits, in the page, until another state is drawn.
 * @param {Page} page
 * @param {string} click @param {string} holder @param {string} busy @param {string} done selectors
 * @returns {Promise<number>} milliseconds
 */
const timed = (page, click, holder, busy, done) =>
  page.evaluate(
    ([clicked = '', held = '', working = '', ended = '']) =>
      new Promise((resolve) => {
        let begun = false;
        const started = performance.now();
        const look = () => {
          begun ||= document.querySelector(working) !== null;
          if (!begun || document.querySelector(ended) === null) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
        };
        const observer = new MutationObserver(look);
        const target = document.querySelector(held);
        if (target) observer.observe(target, { attributes: true });
        const button = document.querySelector(clicked);
        if (button instanceof HTMLElement) button.click();
      }),
    [click, holder, busy, done],
  );

const status = '[data-testid="result-status"]';
const chart = '[data-testid="chart"]';

/** @param {Page} page @param {string} sql */
async function runTimed(page, sql) {
  await type(page, sql);
  return timed(
    page,
    '[data-testid="run"]',
    status,
    `${status}[data-status="running"]`,
    `${status}[data-status="done"]`,
  );
}

/** @param {Page} page @param {{ name: string, sql: string, rule: string }} what */
async function measure(page, { name, sql, rule }) {
  await runTimed(page, sql);
  await page.locator('[data-view="chart"]').click();
  const ready = `${chart}[data-state="ready"]`;
  await page.waitForSelector(ready, { state: 'attached' });
  // A specification of the person's own, so that a click on the suggestion loads its rows anew.
  await page.locator('[data-testid="chart-encodings"]').click();
  const times = [];
  for (let i = 0; i < runs; i++) {
    await page.locator('[data-testid="shelf-mark"]').selectOption(i % 2 === 0 ? 'tick' : 'point');
    await page.waitForSelector(`${chart}[data-state]:not([data-state="rendering"])`, { state: 'attached' });
    times.push(await timed(page, `[data-rule="${rule}"]`, chart, `${chart}[data-state="rendering"]`, ready));
  }
  const marks = Number(await page.locator(chart).getAttribute('data-marks'));
  await page.locator('[data-testid="chart-sql"]').click();
  const statements = (await page.locator('.chart-sql').innerText()).split(';\n\n');
  await page.locator('[data-testid="chart-sql"]').click();
  await page.locator('[data-view="table"]').click();
  const alone = [];
  for (let i = 0; i < runs; i++) {
    let sum = 0;
    for (const statement of statements) sum += await runTimed(page, statement);
    alone.push(sum);
  }
  const [own, other] = [median(times), median(alone)];
  return {
    chart: name,
    ms: Math.round(own),
    'SQL alone, ms': Math.round(other),
    ratio: Number((own / other).toFixed(2)),
    marks,
  };
}

const executablePath = await ensureChromium();
await ensureData();
await ensurePage();
const site = await serve({ folder: dist });
const browser = await launch(executablePath);
try {
  const page = await browser.newPage({ locale: 'en', viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.goto(site.url);
  await page.waitForSelector('[data-testid="offline"][data-state="ready"]', { state: 'attached' });
  await page.locator('[data-testid="new-tab"]').click();
  await runTimed(page, table);
  const rows = [];
  for (const what of charts) rows.push(await measure(page, what));
  console.log(`medians of ${runs} runs over 10 million rows, Chromium ${browser.version()}`);
  console.table(rows);
  console.log(`at most ${most.ratio} × the SQL alone, at most ${most.marks} marks`);
  await mkdir(results, { recursive: true });
  await writeFile(join(results, 'bench-charts.json'), `${JSON.stringify({ runs, most, rows }, null, 2)}\n`);
  if (rows.some((row) => row.ratio > most.ratio || row.marks > most.marks)) process.exitCode = 1;
} finally {
  await browser.close();
  await site.close();
}
