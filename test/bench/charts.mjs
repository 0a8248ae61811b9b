// npm run bench:charts [-- runs]: a histogram and bars by category over a table of 10 million rows, against the same SQL run by itself
// in the same page; and how many rows cross into the picture.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch, median } from './measure.mjs';
import { chartTimes, openWorkbench, runTimed } from './pageSteps.mjs';

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

/** @param {Page} page @param {{ name: string, sql: string, rule: string }} what */
async function measure(page, { name, sql, rule }) {
  const { times, marks, statements } = await chartTimes(page, { sql, rule }, runs);
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
  await openWorkbench(page, site.url);
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
