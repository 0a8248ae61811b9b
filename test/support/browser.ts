import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';
import { findChromium, quietFlags } from '../../scripts/lib/chromium.mjs';
import { keepApart, leaveContext, takeContext } from './contexts.ts';

/** How long a state is waited for. Long, since machines differ; a test that passes never waits so long. */
export const patience = 40_000;

export const flags = [
  ...quietFlags,
  // Nothing outside this machine can be reached, whatever a page tries.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** The one Chromium of a test file. */
function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found: npm test installs or names one');
  return chromium.launch({ executablePath, args: flags });
}

let launched: Promise<Browser> | null = null;
const opened = new Set<BrowserContext>();
/** Pages that the tests of a file take in turn, by the options that they were opened with. */
const standing = new Map<string, App>();

afterEach(async ({ task }) => {
  // What a failed test left behind is no ground for the next one.
  if (task.result?.state === 'fail') {
    for (const { context } of standing.values()) opened.add(context);
    opened.forEach(keepApart);
    standing.clear();
  }
  await Promise.all([...opened].map(leaveContext));
  opened.clear();
});

afterAll(async () => {
  standing.clear();
  await (await launched)?.close();
  launched = null;
});

export interface OpenOptions extends BrowserContextOptions {
  /** Another server than the one of all tests. */
  readonly baseUrl?: string;
  /** What follows the page's address: `#…`, `?…`. */
  readonly path?: string;
  /** The context of another page: the same person, a further tab. */
  readonly context?: BrowserContext;
  /**
   * Whether the page is kept for visits without network, as it is for people. Storing 30 MB takes the machine for seconds: only where the
   * test is about it.
   */
  readonly keeps?: boolean;
  /** Called before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** One open page of the app with what a test needs to know of it. */
export class App {
  readonly #context: BrowserContext;

  /** Errors of the console and of scripts, violations of the content security policy among them. */
  readonly problems: string[] = [];
  /** Addresses of other origins that were asked for. */
  readonly foreign: string[] = [];

  constructor(
    readonly page: Page,
    context: BrowserContext,
    readonly baseUrl: string,
  ) {
    this.#context = context;
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.problems.push(String(error)));
    const own = new URL(baseUrl).origin;
    const note = (request: Request): void => {
      const url = request.url();
      if (!/^(data|blob):/.test(url) && new URL(url).origin !== own) this.foreign.push(url);
    };
    context.on('request', note);
    page.on('close', () => context.off('request', note));
  }

  /** The page's profile, for whatever a test does to it: no other test gets it after that. */
  get context(): BrowserContext {
    keepApart(this.#context);
    return this.#context;
  }

  /** An element by its handle. */
  at(testId: string): ReturnType<Page['locator']> {
    return this.page.locator(`[data-testid="${testId}"]`);
  }

  /** Waits until queries can run. */
  async ready(): Promise<this> {
    await this.page.waitForSelector('[data-testid="boot"][data-state="ready"]', {
      state: 'attached',
      timeout: patience,
    });
    return this;
  }

  /** Replaces the text of the editor, as by pasting: nothing is completed or closed in between. */
  async type(text: string): Promise<void> {
    // Going there brings the whole editor.
    await this.at('editor').locator('.editor-plain, .cm-content').focus({ timeout: patience });
    const content = this.at('editor').locator('.cm-content');
    // Not by a click: a list of completions may lie over the text. A dialog that is about to close keeps the focus for a moment.
    const focused = async (): Promise<boolean> => {
      await content.focus();
      return content.evaluate((element) => element === document.activeElement);
    };
    await expect.poll(focused, { timeout: patience }).toBe(true);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.insertText(text);
  }

  /** Runs a text of SQL and waits for its end, `done`, `failed` or `cancelled`, and for the rows of a table that is on screen. */
  async run(sql: string): Promise<string | null> {
    await this.type(sql);
    await this.at('run').click();
    const status = (): Promise<string | null> => this.at('result-status').getAttribute('data-status');
    await expect.poll(status, { timeout: patience, interval: 20 }).not.toBe('running');
    const painted = this.at('grid').locator('.grid-body');
    if (await this.at('grid').isVisible())
      await expect.poll(() => painted.getAttribute('data-painted'), { timeout: patience }).toBe('true');
    return status();
  }

  /** The text of the cells on screen, row by row. */
  async cells(): Promise<string[][]> {
    const rows = await this.at('grid').locator('[role="row"]:has([role="gridcell"])').all();
    return Promise.all(rows.map((row) => row.locator('[role="gridcell"]').allInnerTexts()));
  }

  /** Resolves when the attribute of a handle has the value. */
  async until(testId: string, attribute: string, value: string): Promise<void> {
    await this.page.waitForSelector(`[data-testid="${testId}"][${attribute}="${value}"]`, {
      state: 'attached',
      timeout: patience,
    });
  }

  /** Resolves when the page says that it can be opened without network. */
  offlineReady(): Promise<void> {
    return this.until('offline', 'data-state', 'ready');
  }

  /** Violations of accessibility rules, one line each; axe’s own choice of rules (WCAG A and AA, good practice) unless told otherwise. */
  async axe(options: object = {}): Promise<string[]> {
    // By the debugging protocol: the page itself may neither load nor evaluate it.
    await this.page.evaluate(axeSource);
    const all = { resultTypes: ['violations'], ...options };
    const results: AxeResults = await this.page.evaluate((given) => window.axe.run(document, given), all);
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  }
}

declare global {
  interface Window {
    axe: { run(root: Document, options: object): Promise<AxeResults> };
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The page that the tests of a file share, ready and with a new query open: for tests that leave queries behind and nothing else.
 * The engine is loaded once and not for each of them.
 */
export async function sharedApp(
  options: Pick<OpenOptions, 'viewport' | 'permissions' | 'locale'> = {},
): Promise<App> {
  const key = JSON.stringify(options);
  const known = standing.get(key);
  const app = known ?? (await (await openApp(options)).ready());
  standing.set(key, app);
  opened.delete(app.context);
  await app.page.bringToFront();
  await app.page.keyboard.press('Escape');
  await app.at('new-tab').click();
  app.problems.length = 0;
  app.foreign.length = 0;
  return app;
}

/** Opens the app in a profile with nothing stored (or a further tab of one); closed after the test. */
export async function openApp(options: OpenOptions = {}): Promise<App> {
  const { baseUrl = inject('baseUrl'), path = '', context: given, keeps = false, prepare, ...rest } = options;
  launched ??= launch();
  const browser = await launched;
  const profile = { locale: 'en', ...rest };
  const context =
    given ??
    (await (keeps ? browser.newContext(profile) : takeContext(browser, new URL(baseUrl).origin, profile)));
  opened.add(context);
  const page = await context.newPage();
  const app = new App(page, context, baseUrl);
  await prepare?.(page);
  await page.goto(baseUrl + path);
  return app;
}

/** Answers no request for such a file until told to. */
export async function hold(page: Page, pattern: string | RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route(pattern, (route) => void held.push(route));
  return async () => {
    await page.unroute(pattern);
    await Promise.all(held.map((route) => route.continue().catch(() => undefined)));
  };
}

/** The app with such files held back until `release` is called. */
export async function openHeld(
  pattern: string,
  prepare?: (page: Page) => Promise<void>,
): Promise<{ readonly app: App; release(): Promise<void> }> {
  let release = (): Promise<void> => Promise.resolve();
  const app = await openApp({
    prepare: async (page) => {
      await prepare?.(page);
      release = await hold(page, pattern);
    },
  });
  return { app, release };
}
