import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { findFirefox } from '../../scripts/lib/firefox.mjs';
import { connectBidi, type Bidi } from './bidi.ts';
import { patience } from './browser.ts';

/**
 * A Firefox as people have it, without window and without network, driven by WebDriver BiDi, since Playwright drives only a Firefox of
 * its own. What it stores lies in the profile and outlives it.
 */
export interface Firefox {
  /** Opens a file from disk in a new tab, as by double click, and waits until queries can run. */
  openFromDisk(path: string, hash?: string): Promise<FirefoxPage>;
  /** Quits it as a person does, and waits until it is gone. */
  quit(): Promise<void>;
}

/** A language that does not depend on the machine, and a network that leads nowhere even to what is not told that it is offline. */
const preferences = {
  'intl.accept_languages': 'en',
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
  'network.proxy.allow_hijacking_localhost': true,
};

/** The address that Firefox prints once it listens; what it said when it ended before. */
function listening(firefox: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    firefox.stdout?.on('data', hear);
    firefox.stderr?.on('data', hear);
    firefox.once('error', reject);
    firefox.once('exit', (code) => {
      reject(new Error(`Firefox ended before it listened (${String(code)}):\n${said}`));
    });
  });
}

/** Starts the Firefox of this machine with a profile; ended after the test in any case. */
export async function startFirefox(profile: string): Promise<Firefox> {
  const program = findFirefox();
  if (program === null) throw new Error('No Firefox found');
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile, 'user.js'), lines.join('\n'));
  const flags = ['--headless', '--offline', '--new-instance', '--remote-debugging-port=0'];
  // At home in the profile: it writes nowhere else, and does not mind whose home it is.
  const env = { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' };
  const firefox = spawn(program, [...flags, '--profile', profile, 'about:blank'], { env });
  const gone = new Promise<void>((resolve) => {
    firefox.once('close', () => {
      resolve();
    });
  });
  onTestFinished(async () => {
    firefox.kill('SIGKILL');
    await gone;
  });
  const bidi = await connectBidi(await listening(firefox));
  await bidi.send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
  return {
    openFromDisk: async (path, hash = '') => {
      const { context } = (await bidi.send('browsingContext.create', { type: 'tab' })) as { context: string };
      const page = new FirefoxPage(bidi, context);
      const url = pathToFileURL(path).href + hash;
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
      await page.until('boot', 'data-state', 'ready');
      return page;
    },
    quit: async () => {
      await bidi.send('browser.close');
      await gone;
    },
  };
}

/** The keys of WebDriver (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const keys = { Control: '\uE009', Enter: '\uE007' };

interface LogEntry {
  readonly level: string;
  readonly text: string | null;
  readonly source: { readonly context?: string };
}

/** One tab with the page. */
export class FirefoxPage {
  /** Errors of the console and of scripts, violations of the content security policy among them. */
  readonly problems: string[] = [];
  /** Addresses that were asked for, blobs and data apart. */
  readonly requests: string[] = [];

  constructor(
    private readonly bidi: Bidi,
    private readonly context: string,
  ) {
    bidi.on('log.entryAdded', (params) => {
      const { level, text, source } = params as LogEntry;
      if (level === 'error' && source.context === context) this.problems.push(text ?? '');
    });
    bidi.on('network.beforeRequestSent', (params) => {
      const { url } = (params as { request: { url: string } }).request;
      if (!/^(data|blob|file):/.test(url)) this.requests.push(url);
    });
  }

  /** Calls a function in the page; arguments and result go as JSON. */
  async evaluate<A extends unknown[], R>(
    run: (...args: A) => R | Promise<R>,
    ...args: A
  ): Promise<R | undefined> {
    const answer = (await this.bidi.send('script.callFunction', {
      functionDeclaration: `async (args) => JSON.stringify(await (${run.toString()})(...JSON.parse(args)))`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context: this.context },
      awaitPromise: true,
      userActivation: false,
    })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    const { value } = answer.result ?? {};
    return value === undefined ? undefined : (JSON.parse(value) as R);
  }

  /** The attribute of an element, null where there is none. */
  async attribute(selector: string, name: string): Promise<string | null> {
    const read = (css: string, of: string): string | null =>
      document.querySelector(css)?.getAttribute(of) ?? null;
    return (await this.evaluate(read, selector, name)) ?? null;
  }

  /** The text of an element on screen, empty where there is none. */
  async text(selector: string): Promise<string> {
    const read = (css: string): string => document.querySelector<HTMLElement>(css)?.innerText ?? '';
    return (await this.evaluate(read, selector)) ?? '';
  }

  /** Resolves when the attribute of a handle has the value. */
  async until(testId: string, attribute: string, value: string): Promise<void> {
    const read = (): Promise<string | null> => this.attribute(`[data-testid="${testId}"]`, attribute);
    await expect.poll(read, { timeout: patience }).toBe(value);
  }

  /** The text of the cells on screen, row by row. */
  async cells(): Promise<string[][]> {
    const read = (): string[][] =>
      Array.from(document.querySelectorAll('[data-testid="grid"] [role="row"]'), (row) =>
        Array.from(row.querySelectorAll<HTMLElement>('[role="gridcell"]'), (cell) => cell.innerText),
      ).filter((row) => row.length > 0);
    return (await this.evaluate(read)) ?? [];
  }

  /** Clicks the first element of a selector that has the text, once it lies still and nothing lies over it. */
  async click(selector: string, text = ''): Promise<void> {
    let at: [number, number] | null = null;
    const found = async (): Promise<boolean> => {
      at = (await this.evaluate(middle, selector, text)) ?? null;
      return at !== null;
    };
    await expect.poll(found, { timeout: patience, message: `${selector} ${text} to click` }).toBe(true);
    const [x, y] = at ?? [0, 0];
    const pointer = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.perform({ type: 'pointer', id: 'mouse', actions: pointer });
  }

  /** Types a text where the focus is, key by key. */
  async type(text: string): Promise<void> {
    const strokes = Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.perform({ type: 'key', id: 'keyboard', actions: strokes });
  }

  /** Presses a key with Control held. */
  async control(key: 'a' | 'Enter'): Promise<void> {
    const value = key === 'Enter' ? keys.Enter : key;
    const strokes = [
      { type: 'keyDown', value: keys.Control },
      { type: 'keyDown', value },
      { type: 'keyUp', value },
      { type: 'keyUp', value: keys.Control },
    ];
    await this.perform({ type: 'key', id: 'keyboard', actions: strokes });
  }

  private async perform(source: object): Promise<void> {
    await this.bidi.send('input.performActions', { context: this.context, actions: [source] });
  }
}

/** Runs in the page: the middle of an element, null while it moves or something lies over it. */
async function middle(selector: string, text: string): Promise<[number, number] | null> {
  const element = Array.from(document.querySelectorAll<HTMLElement>(selector)).find((one) =>
    one.innerText.includes(text),
  );
  if (element === undefined) return null;
  element.scrollIntoView({ block: 'nearest' });
  const before = element.getBoundingClientRect();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { x, y, width, height } = element.getBoundingClientRect();
  if (x !== before.x || y !== before.y || width === 0) return null;
  const [atX, atY] = [Math.round(x + width / 2), Math.round(y + height / 2)];
  return element.contains(document.elementFromPoint(atX, atY)) ? [atX, atY] : null;
}
