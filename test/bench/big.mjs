// npm run bench:big [-- rows]: opens a Parquet file of more than a gigabyte in the page, where it lies, and asks it. Tells how much memory
// the page takes over what it takes without the file, and how long each question takes. Linux alone tells the memory.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { cache, dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { launch, median } from './measure.mjs';
import { ensureFile, nativeDuckDb, timeToEnd } from './native.mjs';
import { chartTimes, openFile, openWorkbench, removeFile, run, runToRows } from './pageSteps.mjs';

const rows = Number(process.argv[2] ?? 120_000_000);
const runs = 3;
const most = { bytes: 1e9, megabytes: 500 };

/** Values that do not compress: the file is as large as its rows. */
const rowsSql = `SELECT range AS id, (hash(range) % 1000)::SMALLINT AS k, (hash(range + 7) / 18446744073709551615.0)::DOUBLE AS v
FROM range(${rows})`;

/** What is asked; the first column is a mark, by which the page knows the answer on screen for the new one. */
const questions = [
  { name: 'count', sql: (/** @type {number} */ mark) => `SELECT ${mark} AS run, count(*) AS n FROM big` },
  {
    name: 'one row by its number',
    sql: (/** @type {number} */ mark) => `SELECT ${mark} AS run, * FROM big WHERE id = ${rows - 7}`,
  },
  {
    name: 'filtered aggregate',
    sql: (/** @type {number} */ mark) =>
      `SELECT ${mark} AS run, count(*) AS n, avg(v) AS mean FROM big WHERE k = 17 AND v > 0.5`,
  },
  {
    name: 'group by over all rows',
    sql: (/** @type {number} */ mark) =>
      `SELECT ${mark} AS run, k, count(*) AS n, avg(v) AS mean FROM big GROUP BY k ORDER BY k`,
  },
  {
    name: 'the five largest',
    sql: (/** @type {number} */ mark) => `SELECT ${mark} AS run, * FROM big ORDER BY v DESC LIMIT 5`,
  },
];

/**
 * Memory of the page and its workers in MB: what its processes have to themselves, and their share of what they have in common.
 * @param {import('playwright-core').CDPSession} session of the browser
 */
async function memory(session) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  let kilobytes = 0;
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
    kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? NaN);
  }
  return (kilobytes * 1024) / 1e6;
}

/**
 * The most memory while some work is done, looked at four times a second.
 * @template T
 * @param {import('playwright-core').CDPSession} session
 * @param {() => Promise<T>} work
 */
async function watched(session, work) {
  let peak = 0;
  let looking = Promise.resolve();
  const look = () => {
    looking = looking.then(async () => {
      peak = Math.max(peak, await memory(session));
    });
  };
  const timer = setInterval(look, 250);
  try {
    const value = await work();
    clearInterval(timer);
    look();
    await looking;
    return { value, peak };
  } finally {
    clearInterval(timer);
    await looking.catch(() => undefined);
  }
}

await ensureData();
await ensurePage();
const executablePath = await ensureChromium();
const native = await nativeDuckDb();
const path = join(cache, `big-${rows}.parquet`);
console.log(`writing ${path}, once`);
const bytes = await ensureFile(native, path, rowsSql);
await native.run(`CREATE VIEW big AS FROM read_parquet('${path}')`);

const site = await serve({ folder: dist });
const browser = await launch(executablePath);
/** @type {{ question: string, ms: number, nativeMs: number, peak: number }[]} */
const rowsMeasured = [];
try {
  const session = await browser.newBrowserCDPSession();
  const page = await browser.newPage({ locale: 'en', viewport: { width: 1400, height: 900 } });
  await openWorkbench(page, site.url);
  // What the engine takes by itself, at work.
  await run(page, 'SELECT sum(range) AS s FROM range(10000000)');
  const before = await memory(session);
  const opened = await watched(session, () => openFile(page, path));
  rowsMeasured.push({ question: 'open', ms: opened.value, nativeMs: NaN, peak: opened.peak });
  await run(page, `CREATE VIEW big AS FROM big_${rows}`);
  let mark = 1000;
  for (const { name, sql } of questions) {
    /** @type {number[]} */
    const times = [];
    const { peak } = await watched(session, async () => {
      for (let i = 0; i < runs; i++, mark++) times.push(await runToRows(page, sql(mark), String(mark)));
    });
    const nativeMs = await timeToEnd(native, sql(0));
    rowsMeasured.push({ question: name, ms: median(times), nativeMs, peak });
    process.stdout.write('.');
  }
  const charted = await watched(session, () =>
    chartTimes(page, { sql: 'SELECT v FROM big', rule: 'histogram' }, 1),
  );
  let nativeMs = 0;
  for (const sql of charted.value.statements) nativeMs += await timeToEnd(native, sql);
  rowsMeasured.push({
    ...{ question: 'histogram as a chart', ms: median(charted.value.times) },
    ...{ nativeMs, peak: charted.peak },
  });
  await run(page, 'DROP VIEW big');
  await removeFile(page);
  const after = await memory(session);
  // The chart's result has every row of the file: that the engine keeps it as a table is what it takes, not the file.
  const peak = Math.max(...rowsMeasured.slice(0, -1).map((row) => row.peak));
  console.log(`\n\n${bytes} bytes, ${rows} rows, Chromium ${browser.version()}; medians of ${runs}\n`);
  console.table(
    rowsMeasured.map((row) => ({
      question: row.question,
      ms: Math.round(row.ms),
      'native ms': Math.round(row.nativeMs),
      'MB over the engine': Math.round(row.peak - before),
    })),
  );
  console.log(
    `memory: ${before.toFixed(0)} MB before, at most ${peak.toFixed(0)} MB with the file, ${after.toFixed(0)} MB without it again; ` +
      `over the engine's ${(peak - before).toFixed(0)} MB (at most ${most.megabytes}), the chart with its result of all rows apart`,
  );
  await mkdir(results, { recursive: true });
  await writeFile(
    join(results, 'bench-big.json'),
    `${JSON.stringify({ at: new Date().toISOString(), chromium: browser.version(), bytes, rows, runs, before, peak, after, most, questions: rowsMeasured }, null, 2)}\n`,
  );
  if (bytes < most.bytes) console.log('the file is smaller than a gigabyte: a try, no measurement');
  else if (peak - before > most.megabytes) process.exitCode = 1;
} finally {
  await browser.close();
  await site.close();
  native.closeSync();
}
