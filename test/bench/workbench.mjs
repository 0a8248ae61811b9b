/* global window, document, requestAnimationFrame, MutationObserver, MouseEvent, addEventListener -- much of it runs in the page */
import { median } from './measure.mjs';
import { openWorkbench, ready, run, runToRows, type } from './pageSteps.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * A measure of the open workbench: what it took, and the most that it should take; `to`: what the blank page took; `each`: of what it is
 * the median.
 * @typedef {{ what: string, value: number, unit: string, most: number, to?: number, each?: number[] }} Measure
 * @typedef {{ page: string, blank: string }} Urls
 */

const window1600 = { locale: 'en', viewport: { width: 1600, height: 900 } };

/** @param {import('playwright-core').BrowserContext} context @param {string} url @returns {Promise<Page>} */
async function openBlank(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('[data-result=shipped]', ready);
  return page;
}

/** The same on the blank page. @param {Page} page @param {string} sql @returns {Promise<number>} */
const blankToRows = (page, sql) => page.evaluate((text) => /** @type {any} */ (window).timeToRows(text), sql);

const table = 'create or replace table big as select range as n, range % 97 as k from range(10000000)';
const scan = (/** @type {number} */ i) =>
  `select ${i} as run, k, sum(n) as s, avg(n) as a from big group by k order by k`;
const small = (/** @type {number} */ i) => `select ${i} as run, 42 as answer`;

const counted = 15;

/**
 * The same queries on both pages, in turn, so that what slows the machine down slows both. They are short, and few of them would tell the
 * machine's mood.
 * @param {Page} page @param {Page} blank
 */
async function inTurn(page, blank) {
  await page.bringToFront();
  await run(page, table);
  await blank.bringToFront();
  await blankToRows(blank, table);
  /** @type {Record<'scan' | 'small' | 'blankScan' | 'blankSmall', number[]>} */
  const times = { scan: [], small: [], blankScan: [], blankSmall: [] };
  // The first of each is not counted: it compiles.
  for (let i = 0; i <= counted; i++) {
    // A page in the background draws no frames.
    await page.bringToFront();
    const own = {
      scan: await runToRows(page, scan(1000 + i), String(1000 + i)),
      small: await runToRows(page, small(2000 + i), String(2000 + i)),
    };
    await blank.bringToFront();
    const all = {
      ...own,
      blankScan: await blankToRows(blank, scan(i)),
      blankSmall: await blankToRows(blank, small(i)),
    };
    if (i === 0) continue;
    for (const [name, ms] of Object.entries(all)) times[/** @type {keyof typeof times} */ (name)].push(ms);
  }
  return {
    blankScan: median(times.blankScan),
    blankSmall: median(times.blankSmall),
    scanRatio: median(times.scan) / median(times.blankScan),
    smallMore: median(times.small) - median(times.blankSmall),
  };
}

/**
 * Each time with pages of their own, now the one opened first and now the other: the engine's speed differs by a tenth from page to page,
 * where the same build is opened twice, and stays what it is as long as the page is open.
 * @param {import('playwright-core').Browser} browser
 * @param {Urls} urls
 * @param {number} runs
 * @returns {Promise<Measure[]>}
 */
async function runs10M(browser, urls, runs) {
  /** @type {Awaited<ReturnType<typeof inTurn>>[]} */
  const pairs = [];
  for (let i = 0; i < runs; i++) {
    const context = await browser.newContext(window1600);
    try {
      const early = i % 2 === 0 ? await openBlank(context, urls.blank) : null;
      const page = await context.newPage();
      await openWorkbench(page, urls.page);
      pairs.push(await inTurn(page, early ?? (await openBlank(context, urls.blank))));
    } finally {
      await context.close();
    }
  }
  /** @param {keyof (typeof pairs)[0]} name */
  const all = (name) => pairs.map((pair) => pair[name]);
  return [
    {
      what: 'run → first rows painted, 10-million-row scan, to the blank page',
      value: median(all('scanRatio')),
      unit: '×',
      most: 1.1,
      to: median(all('blankScan')),
      each: all('scanRatio'),
    },
    {
      what: 'small query, beyond the blank page',
      value: median(all('smallMore')),
      unit: 'ms',
      most: 30,
      to: median(all('blankSmall')),
      each: all('smallMore'),
    },
  ];
}

/** @param {Page} page @returns {Promise<Measure[]>} */
async function scroll(page) {
  await run(
    page,
    `select range as n, 'row ' || range as t, range / 7 as d, case when range % 5 = 0 then null else range end as m from range(1000000)`,
  );
  await page.waitForSelector('[data-testid=grid][data-rows="1000000"]', ready);
  const client = await page.context().newCDPSession(page);
  const heap = async () => {
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
  };
  const before = await heap();
  /** @type {number[]} */
  const frames = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const grid = /** @type {HTMLElement} */ (document.querySelector('[data-testid=grid]'));
        const steps = 400;
        const step = (grid.scrollHeight - grid.clientHeight) / steps;
        /** @type {number[]} */
        const times = [];
        let last = performance.now();
        const tick = (/** @type {number} */ now) => {
          times.push(now - last);
          last = now;
          grid.scrollTop = Math.round(times.length * step);
          if (times.length <= steps) requestAnimationFrame(tick);
          else resolve(times.slice(1));
        };
        requestAnimationFrame(tick);
      }),
  );
  await page.getByText('row 999999', { exact: true }).waitFor({ timeout: 60_000 });
  const sorted = [...frames].sort((a, b) => a - b);
  const after = await heap();
  await client.detach();
  return [
    {
      what: 'scroll through a million rows to the last: 95 % of frames',
      value: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
      unit: 'ms',
      most: 34,
    },
    { what: 'scroll through a million rows: heap growth', value: after - before, unit: 'MB', most: 60 },
  ];
}

/** Milliseconds from a key to a list of options on screen. @param {Page} page @param {string} key @returns {Promise<number>} */
async function keyToList(page, key) {
  await page.evaluate(() => {
    const listed = new Promise((resolve) => {
      let start = Infinity;
      addEventListener('keydown', () => (start = performance.now()), { capture: true, once: true });
      const seen = new MutationObserver(() => {
        if (start === Infinity || document.querySelectorAll('.cm-tooltip-autocomplete li').length < 20)
          return;
        seen.disconnect();
        resolve(performance.now() - start);
      });
      seen.observe(document.body, { childList: true, subtree: true });
    });
    Object.assign(window, { listed });
  });
  await page.keyboard.type(key);
  return page.evaluate(() => /** @type {any} */ (window).listed);
}

/** @param {Page} page @param {number} runs @returns {Promise<Measure[]>} */
async function completions(page, runs) {
  const columns = Array.from({ length: 1000 }, (_, i) => `${i} as wide_${i}`).join(', ');
  await run(page, `create or replace table wide as select ${columns}`);
  await type(page, 'select  from wide join wide w on true');
  await page.keyboard.press('ControlOrMeta+Home');
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
  const list = page.locator('.cm-tooltip-autocomplete');
  // The catalog learns of the table a moment after it was made.
  for (let tries = 0; ; tries++) {
    await page.keyboard.type('w');
    await list.waitFor();
    if ((await list.locator('li').count()) >= 20) break;
    if (tries === 50) throw new Error('the columns of the table never come up');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await page.waitForTimeout(200);
  }
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < runs; i++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await list.waitFor({ state: 'detached' });
    times.push(await keyToList(page, 'w'));
  }
  await page.keyboard.press('Escape');
  await run(page, 'drop table wide');
  return [
    { what: 'key → list of completions, a thousand columns', value: median(times), unit: 'ms', most: 50 },
  ];
}

/** @param {Page} page @param {number} runs @returns {Promise<Measure[]>} */
async function evidence(page, runs) {
  await run(page, 'SELECT metric_id, label_en FROM yardstick.metrics ORDER BY metric_id');
  await page.locator('[data-testid=grid] [role=gridcell]').first().click();
  await page.locator('[data-testid=evidence] article').first().waitFor({ timeout: 60_000 });
  /** @type {number[]} */
  const times = [];
  for (let i = 0; i < runs; i++) {
    times.push(
      await page.evaluate(async (n) => {
        const rows = document.querySelectorAll('[data-testid=grid] [role=row]:has([role=gridcell])');
        const cell = rows[2 + (n % 8)]?.querySelector('[role=gridcell]');
        const id = cell?.textContent ?? '';
        const start = performance.now();
        for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
          cell?.dispatchEvent(new MouseEvent(kind, { bubbles: true, button: 0 }));
        while (!document.querySelector(`[data-testid=evidence] article[data-metric="${id}"]`)) {
          if (performance.now() - start > 5000) return NaN;
          await new Promise(requestAnimationFrame);
        }
        return performance.now() - start;
      }, i),
    );
  }
  return [{ what: 'click on a row → its evidence', value: median(times), unit: 'ms', most: 150 }];
}

/**
 * What an open workbench takes for its work, beside a blank page on the same machine.
 * @param {import('playwright-core').Browser} browser
 * @param {Urls} urls
 * @param {number} runs
 * @returns {Promise<Measure[]>}
 */
export async function measureWorkbench(browser, urls, runs) {
  const context = await browser.newContext(window1600);
  try {
    const page = await context.newPage();
    await openWorkbench(page, urls.page);
    return [
      ...(await evidence(page, runs)),
      ...(await completions(page, runs)),
      ...(await scroll(page)),
      ...(await runs10M(browser, urls, runs)),
    ];
  } finally {
    await context.close();
  }
}
