/* global window, document, requestAnimationFrame, MutationObserver -- `watch` runs in the page */
import { chromium } from 'playwright-core';
import { quietFlags } from '../../scripts/lib/chromium.mjs';

/**
 * When something is on screen: each selector must match something with a size (`all`: every one of them).
 * @typedef {Readonly<Record<string, { all: readonly string[] }>>} Marks
 */

/**
 * @typedef {object} Visit
 * @property {Record<string, number>} times milliseconds since navigation, by mark
 * @property {string[]} requested paths that were asked for before the last mark
 */

/**
 * Runs in the page before anything else: notes when each mark is first there, at the frame that shows it.
 * @param {Marks} marks
 */
function watch(marks) {
  /** @type {Record<string, number>} */
  const times = {};
  const open = new Map(Object.entries(marks));
  /** @type {() => void} */
  let finish = () => undefined;
  Object.assign(window, { bench: new Promise((done) => (finish = () => done(times))) });
  const there = (/** @type {string} */ selector) =>
    [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);
  const look = () => {
    for (const [name, { all }] of open) {
      if (!all.every(there)) continue;
      open.delete(name);
      // After the frame is drawn: a task behind the next animation frame.
      requestAnimationFrame(() =>
        setTimeout(() => {
          times[name] = performance.now();
          if (Object.keys(times).length === Object.keys(marks).length) finish();
        }),
      );
    }
    if (open.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}

/**
 * @param {import('playwright-core').Page} page
 * @param {() => Promise<unknown>} navigate
 * @returns {Promise<Visit>}
 */
async function visit(page, navigate) {
  /** @type {{ path: string, at: number }[]} */
  const asked = [];
  const note = (/** @type {import('playwright-core').Request} */ request) => {
    asked.push({ path: new URL(request.url()).pathname, at: Date.now() });
  };
  const started = Date.now();
  page.on('request', note);
  await navigate();
  /** @type {Record<string, number>} */
  const times = await page.evaluate(() => /** @type {any} */ (window).bench);
  page.off('request', note);
  const last = started + Math.max(...Object.values(times));
  return { times, requested: [...new Set(asked.filter(({ at }) => at <= last).map(({ path }) => path))] };
}

/**
 * Opens a page in a fresh profile (cold), lets it come to rest, and loads it again (warm).
 * @param {import('playwright-core').Browser} browser
 * @param {{ url: string, marks: Marks, rest?: string }} target rest: a selector to wait for in between
 * @returns {Promise<{ cold: Visit, warm: Visit }>}
 */
export async function coldAndWarm(browser, { url, marks, rest }) {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1400, height: 900 } });
  try {
    await context.addInitScript(watch, marks);
    const page = await context.newPage();
    const cold = await visit(page, () => page.goto(url));
    if (rest !== undefined) await page.waitForSelector(rest, { state: 'attached', timeout: 120_000 });
    const warm = await visit(page, () => page.reload());
    return { cold, warm };
  } finally {
    await context.close();
  }
}

/** @param {string} executablePath */
export const launch = (executablePath) => chromium.launch({ executablePath, args: quietFlags });

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}
