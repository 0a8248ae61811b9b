// npm run bench:growth [-- runs [largest]]: how the time for a scan, a group, a sort, a chart, an export and an import grows with the rows,
// in the page and in DuckDB outside the browser, which is the lower limit.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { cache, dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch, median } from './measure.mjs';
import { ensureFile, nativeDuckDb, timeToEnd, timeToRows } from './native.mjs';
import {
  chartTimes,
  exportResult,
  openFile,
  openWorkbench,
  removeFile,
  run,
  runToRows,
} from './pageSteps.mjs';

const runs = Number(process.argv[2] ?? 5);
const largest = Number(process.argv[3] ?? 10_000_000);
const sizes = [100_000, 1_000_000, 10_000_000].filter((n) => n <= largest);

/** Fewer of the largest, whose files alone take a minute each. @param {number} n */
const runsOf = (n) => (n >= 10_000_000 ? Math.min(runs, 3) : runs);

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('@duckdb/node-api').DuckDBConnection} DuckDBConnection */

/** The rows of a size, the same everywhere. @param {number} n */
const rowsSql = (
  n,
) => `SELECT range AS n, 'row ' || (range % 100000) AS t, (range * 7919 % 100003) / 1000.0 AS v, range % 97 AS k
FROM range(${n})`;

/** Statements whose first rows are waited for; the first column tells one run from another. */
const queries = {
  scan: (/** @type {number} */ mark) => `SELECT ${mark} AS run, * FROM grown`,
  group: (/** @type {number} */ mark) =>
    `SELECT ${mark} AS run, k, count(*) AS c, avg(v) AS mean FROM grown GROUP BY k ORDER BY k`,
  sort: (/** @type {number} */ mark) => `SELECT ${mark} AS run, * FROM grown ORDER BY v DESC, n`,
};

/** @param {number} count @param {(i: number) => Promise<number>} work @returns {Promise<number[]>} */
async function repeat(count, work) {
  const times = [];
  for (let i = 0; i < count; i++) times.push(await work(i));
  return times;
}

/** How DuckDB outside the browser does what an import does: it reads a text once, of Parquet the footer and a row. */
const nativeImport = {
  csv: (/** @type {string} */ path) => `SELECT count(*) FROM read_csv('${path}')`,
  parquet: (/** @type {string} */ path) =>
    `SELECT count(*), (SELECT n FROM read_parquet('${path}') LIMIT 1) FROM read_parquet('${path}')`,
};

/**
 * One size in the page and outside.
 * @param {Page} page @param {DuckDBConnection} native @param {number} n
 */
async function measure(page, native, n) {
  const count = runsOf(n);
  /** @type {{ task: string, rows: number, runs: number, ms: number, nativeMs: number }[]} */
  const measured = [];
  const note = (/** @type {string} */ task, /** @type {number[]} */ own, /** @type {number[]} */ other) => {
    measured.push({ task, rows: n, runs: own.length, ms: median(own), nativeMs: median(other) });
    process.stdout.write('.');
  };
  const table = `CREATE OR REPLACE TABLE grown AS ${rowsSql(n)}`;
  await run(page, table);
  await native.run(table);
  let mark = 1000;
  for (const [task, sql] of Object.entries(queries)) {
    // The first is not counted: it compiles.
    const own = await repeat(count + 1, () => runToRows(page, sql(++mark), String(mark)));
    const other = await repeat(count + 1, () => timeToRows(native, sql(0)));
    note(task, own.slice(1), other.slice(1));
  }
  const chart = await chartTimes(page, { sql: 'SELECT v FROM grown', rule: 'histogram' }, count);
  const alone = await repeat(count, async () => {
    let sum = 0;
    for (const sql of chart.statements) sum += await timeToEnd(native, sql);
    return sum;
  });
  note('histogram as a chart', chart.times, alone);

  await run(page, 'SELECT * FROM grown');
  for (const [label, ending] of /** @type {const} */ ([
    ['CSV', 'csv'],
    ['Parquet', 'parquet'],
  ])) {
    const out = join(cache, `grown-out.${ending}`);
    const options = ending === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
    note(
      `export ${label}`,
      await repeat(count, () => exportResult(page, label)),
      await repeat(count, () => timeToEnd(native, `COPY (SELECT * FROM grown) TO '${out}' (${options})`)),
    );
    const path = join(cache, `grown-${n}.${ending}`);
    await ensureFile(native, path, rowsSql(n));
    const own = await repeat(count, async () => {
      const ms = await openFile(page, path);
      await removeFile(page);
      return ms;
    });
    note(`import ${label}`, own, await repeat(count, () => timeToEnd(native, nativeImport[ending](path))));
  }
  await run(page, 'DROP TABLE grown');
  await native.run('DROP TABLE grown');
  return measured;
}

const executablePath = await ensureChromium();
await ensureData();
await ensurePage();
const native = await nativeDuckDb();
const site = await serve({ folder: dist });
const browser = await launch(executablePath);
try {
  const measured = [];
  for (const n of sizes) {
    // A page of its own for each size: what the engine has once taken of memory, it keeps.
    const page = await browser.newPage({ locale: 'en', viewport: { width: 1400, height: 900 } });
    await openWorkbench(page, site.url);
    measured.push(...(await measure(page, native, n)));
    await page.context().close();
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}`;
  console.log(`\n\nmedians, Chromium ${browser.version()}, native DuckDB with all threads, ${machine}\n`);
  console.table(
    measured.map((row) => ({
      task: row.task,
      rows: row.rows,
      runs: row.runs,
      ms: Math.round(row.ms),
      'native ms': Number(row.nativeMs.toFixed(1)),
      ratio: Number((row.ms / row.nativeMs).toFixed(1)),
    })),
  );
  await mkdir(results, { recursive: true });
  await writeFile(
    join(results, 'bench-growth.json'),
    `${JSON.stringify({ at: new Date().toISOString(), chromium: browser.version(), machine, measured }, null, 2)}\n`,
  );
} finally {
  await browser.close();
  await site.close();
  native.closeSync();
}
