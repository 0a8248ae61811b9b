/* global document, HTMLElement, MutationObserver, requestAnimationFrame -- much of it runs in the page */

/** @typedef {import('playwright-core').Page} Page */

/** Long: ten million rows take their time. */
export const ready = { state: /** @type {const} */ ('attached'), timeout: 600_000 };

const status = '[data-testid=result-status]';
const chart = '[data-testid=chart]';

/** Opens the workbench with a new query, when nothing works in the background any more. @param {Page} page @param {string} url */
export async function openWorkbench(page, url) {
  page.setDefaultTimeout(ready.timeout);
  await page.goto(url);
  await page.waitForSelector('[data-testid=offline][data-state=ready]', ready);
  await page.locator('[data-testid=new-tab]').click();
  await page.locator('[data-view=table]').click();
}

/** @param {Page} page @param {string} text */
export async function type(page, text) {
  await page.locator('[data-testid=editor] .cm-content').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

/** Runs a statement and waits for its end. @param {Page} page @param {string} sql */
export async function run(page, sql) {
  await type(page, sql);
  await page.locator('[data-testid=run]').click();
  await page.waitForSelector(`${status}:is([data-status=done], [data-status=failed])`, ready);
  if ((await page.locator(status).getAttribute('data-status')) === 'failed')
    throw new Error(await page.locator('[data-testid=error]').first().innerText());
}

/**
 * Milliseconds from the click on Run to the frame that shows the answer, whose first cell holds `mark`.
 * @param {Page} page @param {string} sql @param {string} mark
 * @returns {Promise<number>}
 */
export async function runToRows(page, sql, mark) {
  await type(page, sql);
  return page.evaluate(
    (wanted) =>
      new Promise((resolve) => {
        const button = /** @type {HTMLElement} */ (document.querySelector('[data-testid=run]'));
        const start = performance.now();
        const seen = new MutationObserver(() => {
          if (document.querySelector('[data-testid=grid] [role=gridcell]')?.textContent !== wanted) return;
          seen.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        seen.observe(document.body, { subtree: true, childList: true, characterData: true });
        button.click();
      }),
    mark,
  );
}

/**
 * Clicks an element and waits, in the page, until another state is drawn.
 * @param {Page} page
 * @param {string} click @param {string} holder @param {string} busy @param {string} done selectors
 * @returns {Promise<number>} milliseconds
 */
export const timed = (page, click, holder, busy, done) =>
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

/** Milliseconds that a run takes. @param {Page} page @param {string} sql */
export async function runTimed(page, sql) {
  await type(page, sql);
  return timed(
    page,
    '[data-testid=run]',
    status,
    `${status}[data-status=running]`,
    `${status}[data-status=done]`,
  );
}

/**
 * Charts a statement by one of the suggestions, again and again, another picture in between, so that each loads its rows anew.
 * @param {Page} page @param {{ sql: string, rule: string }} what @param {number} runs
 * @returns {Promise<{ times: number[], marks: number, statements: string[] }>} and the SQL that the picture's rows come from
 */
export async function chartTimes(page, { sql, rule }, runs) {
  await runTimed(page, sql);
  await page.locator('[data-view=chart]').click();
  const drawn = `${chart}[data-state=ready]`;
  await page.waitForSelector(drawn, ready);
  // A specification of the person's own, so that a click on the suggestion loads its rows anew.
  const shelves = page.locator('[data-testid=shelf-mark]');
  if (!(await shelves.isVisible())) await page.locator('[data-testid=chart-encodings]').click();
  const times = [];
  for (let i = 0; i < runs; i++) {
    await shelves.selectOption(i % 2 === 0 ? 'tick' : 'point');
    await page.waitForSelector(`${chart}[data-state]:not([data-state=rendering])`, ready);
    times.push(await timed(page, `[data-rule="${rule}"]`, chart, `${chart}[data-state=rendering]`, drawn));
  }
  const marks = Number(await page.locator(chart).getAttribute('data-marks'));
  await page.locator('[data-testid=chart-sql]').click();
  const statements = (await page.locator('.chart-sql').innerText()).split(';\n\n');
  await page.locator('[data-testid=chart-sql]').click();
  await page.locator('[data-view=table]').click();
  return { times, marks, statements };
}

/** Brings a file of this machine in and gives the milliseconds until its table is there. @param {Page} page @param {string} path */
export async function openFile(page, path) {
  await page.locator('[data-panel=files]').click();
  const started = performance.now();
  await page.locator('[data-testid=files-input]').setInputFiles(path);
  await page.locator('[data-testid=files-item][data-state=ready]').waitFor();
  return performance.now() - started;
}

/** Takes the one file out again. @param {Page} page */
export async function removeFile(page) {
  const item = page.locator('[data-testid=files-item]');
  await item.locator('.files-head .button').last().click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await item.waitFor({ state: 'detached' });
}

/** Saves the whole result and gives the milliseconds until the file is written. @param {Page} page @param {string} format as the menu names it */
export async function exportResult(page, format) {
  await page.getByRole('button', { name: 'Export the whole result' }).click();
  const item = page.getByRole('menuitem', { name: format, exact: true });
  await item.waitFor();
  const download = page.waitForEvent('download');
  const started = performance.now();
  await item.click();
  await (await download).path();
  const took = performance.now() - started;
  await (await download).delete();
  return took;
}
