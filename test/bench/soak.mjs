// npm run soak [-- scale]: drives one page through 5,000 queries, 500 charts and 200 files in and out (times scale), and tells whether
// memory levels out. Not timed: it may run beside other work.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch } from './measure.mjs';

const scale = Number(process.argv[2] ?? 1);
const rounds = 20;
const perRound = {
  queries: Math.ceil((5000 * scale) / rounds),
  charts: Math.ceil((500 * scale) / rounds),
  files: Math.ceil((200 * scale) / rounds),
};

/** What people ask, in turn: shipped tables, wide and long results, mistakes. */
const queries = [
  'SELECT * FROM gains ORDER BY metric_id',
  'SELECT industry_id, count(*) AS n FROM metrics GROUP BY ALL ORDER BY n DESC',
  "SELECT range AS n, 'row ' || range AS t FROM range(20000)",
  'SELECT * FROM cases JOIN metrics USING (case_id)',
  'SELECT nothing FROM nowhere',
  'SUMMARIZE metrics',
  'SELECT list(metric_id) AS metric_ids, dimension FROM gains GROUP BY dimension',
];

/** @typedef {import('playwright-core').Page} Page */

/** Waits for an element; without a handle, which would keep it in memory. @param {Page} page @param {string} selector */
const there = (page, selector) => page.locator(selector).first().waitFor({ state: 'attached' });

/** @param {Page} page @param {string} sql */
async function run(page, sql) {
  const editor = page.locator('[data-testid="editor"] .cm-content');
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(sql);
  await page.locator('[data-testid="run"]').click();
  await there(page, '[data-testid="result-status"]:not([data-status="running"])');
}

/** @param {Page} page @param {number} i */
async function chart(page, i) {
  await run(
    page,
    `SELECT 'g' || (range % ${String(3 + (i % 40))}) AS g, range AS v FROM range(${String(500 + i)})`,
  );
  await there(page, '[data-testid="chart"]:is([data-state="ready"],[data-state="empty"])');
}

/** Brings a file in, asks it, and takes it out again. @param {Page} page @param {number} i */
async function file(page, i) {
  const rows = Array.from({ length: 2000 }, (_, n) => `${String(n)},name ${String(n * i)}`);
  const buffer = Buffer.from(`n,t\n${rows.join('\n')}\n`);
  await page
    .locator('[data-testid="files-input"]')
    .setInputFiles({ name: 'soak.csv', mimeType: 'text/csv', buffer });
  const item = page.locator('[data-testid="files-item"][data-state="ready"]');
  await item.waitFor();
  await run(page, 'SELECT count(*) FROM soak');
  await item.locator('.files-head .button').last().click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await item.waitFor({ state: 'detached' });
}

/** Memory in MB after a collection: the page's JavaScript heap, document nodes, what DuckDB holds. @param {Page} page */
async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (/** @type {string} */ name) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  await run(page, 'SELECT sum(memory_usage_bytes)::BIGINT AS b FROM duckdb_memory()');
  const cell = page.locator('[data-testid="grid"] [role="gridcell"]');
  return {
    heap: of('JSHeapUsedSize') / 1e6,
    nodes: of('Nodes'),
    engine: Number((await cell.first().innerText()).replace(/\D/g, '')) / 1e6,
  };
}

await ensureData();
await ensurePage();
const browser = await launch(await ensureChromium());
const site = await serve({ folder: dist });
/** @type {{ round: number, heap: number, nodes: number, engine: number }[]} */
const rows = [];
try {
  const page = await browser.newPage({ locale: 'en', viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(120_000);
  /** @type {string[]} */
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(site.url);
  await there(page, '[data-testid="boot"][data-state="ready"]');
  await page.locator('[data-panel="files"]').click();
  for (let round = 0; round <= rounds; round++) {
    const now = { round, ...(await memory(page)) };
    rows.push(now);
    console.log(`${String(round)}: heap ${now.heap.toFixed(1)} MB, engine ${now.engine.toFixed(1)} MB`);
    if (round === rounds) break;
    await page.locator('[data-view="table"]').click();
    for (let i = 0; i < perRound.queries; i++) await run(page, queries[i % queries.length] ?? '');
    await page.locator('[data-view="chart"]').click();
    for (let i = 0; i < perRound.charts; i++) await chart(page, i);
    await page.locator('[data-view="table"]').click();
    for (let i = 0; i < perRound.files; i++) await file(page, i + 1);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
} finally {
  await browser.close();
  await site.close();
}

console.log(`\nin each round: ${JSON.stringify(perRound)}\n`);
console.table(
  rows.map(({ heap, engine, ...rest }) => ({
    ...rest,
    'heap MB': heap.toFixed(1),
    'engine MB': engine.toFixed(1),
  })),
);
/** Growth a round over the second half, in MB: what levels out has next to none. @param {'heap' | 'engine'} what */
const slope = (what) => {
  const half = rows.slice(rows.length >> 1);
  return ((half.at(-1)?.[what] ?? NaN) - (half[0]?.[what] ?? NaN)) / (half.length - 1);
};
console.log(
  `growth a round over the second half: heap ${slope('heap').toFixed(2)} MB, engine ${slope('engine').toFixed(2)} MB`,
);
await mkdir(results, { recursive: true });
await writeFile(join(results, 'soak.json'), `${JSON.stringify({ scale, perRound, rows }, null, 2)}\n`);
