// npm run crash [-- tries]: kills the browser in the middle of 200 saves, again and again, and looks what is there afterwards. Not timed.
/* global document, indexedDB, MutationObserver, HTMLInputElement -- parts run in the page */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { ensureChromium, quietFlags } from '../../scripts/lib/chromium.mjs';
import { dist, results } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';

const tries = Number(process.argv[2] ?? 20);
const saves = 200;
/** So large that a write takes its time. */
const sql = `select 'kept' as a -- ${'x'.repeat(100_000)}`;

/**
 * A browser of its own, with all its processes in one group.
 * @param {string} executablePath @param {string} profile
 */
async function start(executablePath, profile) {
  const args = [...quietFlags, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(executablePath, [...args, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let address = '';
  for await (const line of createInterface({ input: child.stderr })) {
    address = /DevTools listening on (ws:\S+)/.exec(line)?.[1] ?? '';
    if (address !== '') break;
  }
  child.stderr.resume();
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0];
  if (!context || child.pid === undefined) throw new Error('no browser');
  const group = -child.pid;
  const kill = async () => {
    process.kill(group, 'SIGKILL');
    await gone;
  };
  return { page: await context.newPage(), kill };
}

/** In the page: saves under one title after the other, and says each when the list shows it. @param {number} count */
async function saveAll(count) {
  const field = document.querySelector('.title-field');
  for (let i = 1; i <= count; i++) {
    const title = `Save ${i}`;
    const listed = () =>
      [...document.querySelectorAll('.saved-open')].some((item) => item.textContent === title);
    const seen = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      const observer = new MutationObserver(() => {
        if (!listed()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    if (field instanceof HTMLInputElement) field.value = title;
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    /** @type {HTMLElement | null} */ (document.querySelector('[data-testid=save]'))?.click();
    await seen;
    console.info(`saved ${i}`);
  }
}

/** In the page: what is stored. */
async function stored() {
  /** @type {(request: IDBRequest) => Promise<any>} */
  const value = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await value(indexedDB.open('yardstick-workspace'));
  const tx = db.transaction(['works', 'heads']);
  const [works, heads] = await Promise.all(
    ['works', 'heads'].map((name) => value(tx.objectStore(name).getAll())),
  );
  db.close();
  return { works, heads };
}

/**
 * What is wrong with what was found, or null.
 * @param {{ works: any[], heads: any[] }} found @param {number} acknowledged @param {readonly string[]} listed
 */
function problem({ works, heads }, acknowledged, listed) {
  const [record] = works;
  if (works.length !== 1 || heads.length !== 1) return `${works.length} works, ${heads.length} heads`;
  const n = Number(/^Save (\d+)$/.exec(record.work.title)?.[1]);
  if (!(n >= acknowledged && n <= acknowledged + 1)) return `${record.work.title} after ${acknowledged}`;
  if (record.work.sql !== sql) return 'the query is another one';
  if (heads[0].head.title !== record.work.title || heads[0].rev !== record.rev)
    return 'the head is of another save';
  return listed.length === 1 && listed[0] === record.work.title ? null : `listed: ${listed.join(', ')}`;
}

/** One try. @param {string} executablePath @param {string} url @param {number} at the save behind which it is killed */
async function attempt(executablePath, url, at) {
  const profile = await mkdtemp(join(tmpdir(), 'yardstick-crash-'));
  try {
    const first = await start(executablePath, profile);
    await first.page.goto(url);
    await first.page.locator('[data-testid=editor] .cm-content').focus();
    await first.page.keyboard.press('ControlOrMeta+a');
    await first.page.keyboard.insertText(sql);
    let acknowledged = 0;
    const reached = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
      first.page.on('console', (message) => {
        const n = Number(/^saved (\d+)$/.exec(message.text())?.[1] ?? 0);
        acknowledged = Math.max(acknowledged, n);
        // Anywhere within the saves that follow.
        if (n === at) setTimeout(resolve, Math.random() * 60);
      });
    });
    const saving = first.page.evaluate(saveAll, saves).catch(() => undefined);
    await reached;
    await first.kill();
    await saving;
    const second = await start(executablePath, profile);
    await second.page.goto(url);
    await second.page.locator('[data-panel=saved]').click();
    await second.page.locator('.saved-open').first().waitFor({ timeout: 60_000 });
    const listed = await second.page.locator('.saved-open').allInnerTexts();
    const found = await second.page.evaluate(stored);
    await second.kill();
    return { acknowledged, found: found.works[0]?.work.title, problem: problem(found, acknowledged, listed) };
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

await ensureData();
await ensurePage();
const executablePath = await ensureChromium();
const site = await serve({ folder: dist });
const outcomes = [];
try {
  for (let i = 0; i < tries; i++) {
    const outcome = await attempt(executablePath, site.url, 5 + Math.floor(Math.random() * (saves - 10)));
    outcomes.push(outcome);
    console.log(
      `${i + 1}: acknowledged ${outcome.acknowledged}, found ${outcome.found}: ${outcome.problem ?? 'kept'}`,
    );
  }
} finally {
  await site.close();
}
const lost = outcomes.filter((outcome) => outcome.problem !== null);
console.log(`${outcomes.length} tries, ${lost.length} with something lost or broken`);
await mkdir(results, { recursive: true });
await writeFile(join(results, 'crash.json'), `${JSON.stringify(outcomes, null, 2)}\n`);
process.exitCode = lost.length > 0 ? 1 : 0;
