import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { encodeLink } from '../../src/share/link.ts';
import { emptyWork } from '../../src/workspace/work.ts';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';
import { nativeDuckDb } from '../support/nativeDuckDb.ts';
import { remoteHost, type RemoteHost } from '../support/remoteHost.ts';

let folder = '';
let native: DuckDBConnection;
let host: RemoteHost;
let large: Buffer;

/** Large enough to be fetched by columns, with Bloom filters, which the engine reads too, beyond what comes with the footer. */
const largeSql = `SELECT range AS id, hash(range)::UBIGINT AS noise, {'x': random(), 'y': [range, range + 1]} AS nested,
  'k' || (range * 7919 % 20000) AS "key, 中文" FROM range(700000)`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yardstick-remote-'));
  native = await nativeDuckDb();
  await native.run(`COPY (${largeSql}) TO '${join(folder, 'large.parquet')}' (ROW_GROUP_SIZE 100000,
    DICTIONARY_SIZE_LIMIT 100000, BLOOM_FILTER_FALSE_POSITIVE_RATIO 0.00001)`);
  large = await readFile(join(folder, 'large.parquet'));
  host = await remoteHost();
});
afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  host.files.clear();
  host.asked.length = 0;
  host.files.set('/data.csv', {
    body: 'city,n\nBeijing,1\n上海,2\n',
    headers: { 'last-modified': 'Sun, 01 Nov 2026 10:00:00 GMT' },
  });
});

const viewport = { width: 1400, height: 900 };

const show = async (app: App): Promise<void> => {
  const button = app.page.locator('[data-panel="files"]');
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await app.at('files').waitFor();
};

/** The page of all tests, with no file in it and no host allowed. */
async function ready(): Promise<App> {
  const app = await sharedApp({ viewport });
  await show(app);
  for (const handle of ['.status-network .button', '.files-problem-close'])
    while ((await app.page.locator(handle).count()) > 0) await app.page.locator(handle).first().click();
  const items = app.page.locator('[data-testid="files-item"]');
  for (let left = await items.count(); left > 0; left -= 1) {
    await items.first().locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect.poll(() => items.count(), { timeout: patience }).toBe(left - 1);
  }
  return app;
}

const item = (app: App, table: string): ReturnType<App['at']> =>
  app.page.locator(`[data-testid="files-item"][data-table="${table}"]`);

async function ask(app: App, url: string): Promise<void> {
  await app.at('files-remote').click();
  await app.at('remote-address').fill(url);
}

/** Enters an address, allows its host, and waits until its table is there. */
async function fetched(app: App, url: string, table: string): Promise<void> {
  await ask(app, url);
  await app.at('remote-allow').click();
  await expect.poll(() => item(app, table).getAttribute('data-state'), { timeout: patience }).toBe('ready');
}

const dialogs = (app: App): Promise<number> => app.page.locator('dialog[open]').count();

async function valueIn(app: App, sql: string): Promise<string> {
  expect(await app.run(sql)).toBe('done');
  await expect.poll(async () => (await app.cells()).length, { timeout: patience }).toBe(1);
  return (await app.cells())[0]?.join(' ') ?? '';
}

describe('a file from an address', () => {
  test('is asked for only when its host has been allowed; what the host will see is said before', async () => {
    const app = await ready();
    await ask(app, `${host.origin}/data.csv?key=secret#part`);
    const said = await app.at('remote-ask').innerText();
    expect(said).toContain(new URL(host.origin).host);
    expect(said).toMatch(/IP address, the time, the address of the file, and which bytes/);
    expect(said).toMatch(/does not see your queries/);
    // Return after the address is no permission.
    await app.page.keyboard.press('Enter');
    expect(await app.at('remote-allow').evaluate((b) => b === document.activeElement)).toBe(true);
    expect(await app.page.locator('iframe').count()).toBe(0);
    expect(host.asked).toEqual([]);
    await app.page.keyboard.press('Enter');
    await expect
      .poll(() => item(app, 'data').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    expect(await valueIn(app, "SELECT n FROM data WHERE city = '上海'")).toBe('2');
    expect(host.asked.map(({ path }) => path)).toEqual(['/data.csv']);
    const headers = host.latest();
    expect(headers.origin).toBe('null');
    expect(headers.referer).toBeUndefined();
    expect(headers.cookie).toBeUndefined();
    expect(app.problems).toEqual([]);
  });

  test('is joined with the shipped tables, and names where it comes from', async () => {
    const app = await ready();
    await fetched(app, `${host.origin}/data.csv`, 'data');
    expect(await valueIn(app, 'SELECT count(DISTINCT n) FROM data, cases')).toBe('2');
    expect(await item(app, 'data').locator('[data-testid="files-origin"]').innerText()).toMatch(
      /from 127\.0\.0\.1:\d+, .*20\d\d/,
    );
    await item(app, 'data').locator('.files-toggle').click();
    const facts = await item(app, 'data').locator('.files-origin').innerText();
    expect(facts).toContain(`${host.origin}/data.csv`);
    expect(facts).toMatch(/Last changed\s+1 Nov 2026/);
  });

  test('is fetched again on demand, and not by itself', async () => {
    const app = await ready();
    await fetched(app, `${host.origin}/data.csv`, 'data');
    host.files.set('/data.csv', { body: 'city,n\nXi’an,5\n' });
    expect(await valueIn(app, 'SELECT sum(n) FROM data')).toBe('3');
    expect(host.asked.length).toBe(1);
    await item(app, 'data').locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Read again' }).click();
    // Allowed already: the line end is enough.
    await app.at('remote-address').press('Enter');
    await expect.poll(() => item(app, 'data').innerText(), { timeout: patience }).toContain('1 row');
    expect(await valueIn(app, 'SELECT sum(n) FROM data')).toBe('5');
    expect(host.asked.length).toBe(2);
  });

  test('what can’t be read as a table is refused as a file of one’s own is', async () => {
    const app = await ready();
    host.files.set('/login', { body: '<!doctype html><p>Sign in' });
    await ask(app, `${host.origin}/login`);
    await app.at('remote-allow').click();
    await expect
      .poll(() => app.page.locator('.files-problem-text').allInnerTexts(), { timeout: patience })
      .toEqual([expect.stringMatching(/“login” holds a web page/)]);
    expect(await app.page.locator('[data-testid="files-item"]').count()).toBe(0);
  });
});

describe('a large Parquet file', () => {
  const url = (): string => `${host.origin}/large.parquet`;
  const digest = (relation: string, columns: string): string =>
    `SELECT md5(string_agg(r, ',' ORDER BY r)) FROM (SELECT t::VARCHAR AS r FROM (SELECT ${columns} FROM ${relation}) AS t)`;

  test('is fetched by columns: only their bytes, with the values that native DuckDB reads', async () => {
    const app = await ready();
    host.files.set('/large.parquet', { body: large, parts: true, headers: { etag: '"1"' } });
    await ask(app, url());
    await app.at('remote-allow').click();
    await app.page.locator('[data-column="noise"]').waitFor();
    expect(await app.page.locator('.remote-columns').innerText()).toMatch(/700,000 rows/);
    await app.page.locator('[data-column="noise"]').uncheck();
    await app.page.locator('[data-column="id"]').uncheck();
    await app.at('remote-columns-fetch').click();
    await expect
      .poll(() => item(app, 'large').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    const ranges = host.asked.flatMap(({ range }) =>
      range === null ? [] : [range.split(/[=-]/).map(Number)],
    );
    const bytes = ranges.reduce((sum, [, from = 0, to = 0]) => sum + to - from + 1, 0);
    expect(ranges.length).toBeGreaterThan(2);
    expect(bytes).toBeLessThan(large.length * 0.8);
    const columns = 'nested, "key, 中文"';
    const reader = await native.runAndReadAll(digest(`'${join(folder, 'large.parquet')}'`, columns));
    expect(await valueIn(app, digest('large', columns))).toBe(String(reader.getRows()[0]?.[0]));
    // The engine leaves out row groups by their Bloom filters.
    expect(await valueIn(app, `SELECT count(*) FROM large WHERE "key, 中文" = 'k77'`)).toBe('35');
    expect(await app.run('SELECT noise FROM large')).toBe('failed');
    await item(app, 'large').locator('.files-toggle').click();
    expect(await item(app, 'large').innerText()).toMatch(/2 of its columns were fetched/);
    expect(await item(app, 'large').locator('[data-testid="files-keep"]').count()).toBe(0);
  });

  test.each([false, 'shut'] as const)('comes whole from a host that gives no parts (%s)', async (parts) => {
    const app = await ready();
    host.files.set('/large.parquet', { body: large, parts });
    await fetched(app, url(), 'large');
    expect(await valueIn(app, 'SELECT count(noise) FROM large')).toBe('700000');
  });

  test('that changes meanwhile is given up', async () => {
    const app = await ready();
    const file = { body: large, parts: true, headers: { 'last-modified': 'Sun, 01 Nov 2026 10:00:00 GMT' } };
    host.files.set('/large.parquet', file);
    await ask(app, url());
    await app.at('remote-allow').click();
    await app.page.locator('[data-column="id"]').waitFor();
    const headers = { 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' };
    host.files.set('/large.parquet', { ...file, headers });
    await app.at('remote-columns-fetch').click();
    await app.until('remote-error', 'data-kind', 'remote_changed');
    expect(await app.page.locator('[data-testid="files-item"]').count()).toBe(0);
  });
});

describe('what goes wrong is told apart', () => {
  test.each([
    ['no such file', '/missing.csv', null, 'remote_status'],
    ['web pages may not read it', '/closed.csv', { body: 'a\n1\n', open: false }, 'remote_refused'],
    ['it breaks off', '/cut.csv', { body: 'a\n1\n2\n3\n', cutAt: 5 }, 'remote_lost'],
  ] as const)('%s', async (_, path, file, kind) => {
    const app = await ready();
    if (file) host.files.set(path, file);
    await ask(app, host.origin + path);
    await app.at('remote-allow').click();
    await app.until('remote-error', 'data-kind', kind);
    expect(await app.at('remote-error').innerText()).toContain('Nothing was added');
    await app.page.keyboard.press('Escape');
    expect(await app.page.locator('[data-testid="files-item"], .files-problem').count()).toBe(0);
  });

  test('no host there', async () => {
    const app = await ready();
    const gone = await remoteHost();
    await gone.close();
    await ask(app, `${gone.origin}/data.csv`);
    await app.at('remote-allow').click();
    await app.until('remote-error', 'data-kind', 'remote_unreachable');
  });

  test('an address that is none, or holds a password', async () => {
    const app = await ready();
    for (const text of ['data.csv', 'ftp://example.org/x.csv', 'https://me:secret@example.org/x.csv']) {
      await ask(app, text);
      await app.page.keyboard.press('Enter');
      await app.until('remote-error', 'data-kind', 'remote_address');
      expect(await app.at('remote-allow').isDisabled()).toBe(true);
      await app.page.keyboard.press('Escape');
    }
    expect(await app.page.locator('iframe').count()).toBe(0);
  });
});

describe('nothing but the allowed host is reached', () => {
  test('a redirect to another host is refused and said; one on the same host is followed', async () => {
    const app = await ready();
    host.files.set('/away.csv', { body: '', to: `${host.otherOrigin}/data.csv` });
    host.files.set('/here.csv', { body: '', to: '/data.csv' });
    await ask(app, `${host.origin}/away.csv`);
    await app.at('remote-allow').click();
    await app.until('remote-error', 'data-kind', 'remote_redirect');
    expect(host.asked.every(({ path }) => path === '/away.csv')).toBe(true);
    await app.at('remote-address').fill(`${host.origin}/here.csv`);
    await app.at('remote-allow').click();
    await expect
      .poll(() => item(app, 'here').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    expect(host.asked.every((asked) => host.origin.endsWith(asked.host))).toBe(true);
  });

  test('neither the page, nor a query, nor the enclosed document itself', async () => {
    const app = await ready();
    await fetched(app, `${host.origin}/data.csv`, 'data');
    host.asked.length = 0;
    const from = (origin: string): Promise<string> =>
      app.page.evaluate(
        (url) =>
          fetch(url).then(
            () => 'reached',
            () => 'refused',
          ),
        `${origin}/data.csv`,
      );
    expect(await from(host.origin)).toBe('refused');
    for (const origin of [host.origin, host.otherOrigin])
      expect(await app.run(`SELECT * FROM read_csv('${origin}/data.csv')`)).toBe('failed');
    const [frame] = app.page.frames().filter((f) => f.url().includes('remote.html'));
    if (!frame) throw new Error('no frame');
    const inside = (url: string): Promise<string> =>
      frame.evaluate(
        (target) =>
          fetch(target).then(
            () => 'reached',
            () => 'refused',
          ),
        url,
      );
    expect(await inside(`${host.otherOrigin}/data.csv`)).toBe('refused');
    expect(await inside(`${app.baseUrl}data/datapackage.json`)).toBe('refused');
    expect(host.asked).toEqual([]);
    expect(await inside(`${host.origin}/data.csv`)).toBe('reached');
    // It has no part in the page: no origin, no storage, no document of the page's.
    expect(await frame.evaluate(() => self.origin)).toBe('null');
    expect(
      await frame.evaluate(() => {
        try {
          return parent.document.title;
        } catch {
          return 'shut';
        }
      }),
    ).toBe('shut');
  });

  test('the document that is opened with anything but a host reaches none', async () => {
    const app = await ready();
    const page = await app.context.newPage();
    for (const hash of ['', '#*', '#https:', `#${encodeURIComponent(`${host.origin} *`)}`, '#%E0']) {
      await page.goto('about:blank');
      await page.goto(`${app.baseUrl}remote.html${hash}`);
      const reached = (url: string): Promise<boolean> =>
        page.evaluate(
          (target) =>
            fetch(target).then(
              () => true,
              () => false,
            ),
          url,
        );
      expect(await reached(`${host.origin}/data.csv`), hash).toBe(false);
    }
    await page.close();
    expect(host.asked).toEqual([]);
  });
});

describe('the permission', () => {
  test('shows as long as it lasts, and one click ends it: what is under way stops, nothing more is fetched', async () => {
    const app = await ready();
    host.files.set('/slow.csv', { body: 'a\n1\n2\n3\n', stopAt: 5 });
    await ask(app, `${host.origin}/slow.csv`);
    await app.at('remote-allow').click();
    await expect.poll(() => app.at('remote-host').innerText(), { timeout: patience }).toContain('127.0.0.1');
    await expect.poll(() => host.asked.length, { timeout: patience }).toBe(1);
    // The dialog lies over the bar; a script's click stands for what assistive technology can do.
    await app.page.locator('.status-network .button').evaluate((b: HTMLButtonElement) => {
      b.click();
    });
    await app.until('remote-error', 'data-kind', 'remote_off');
    expect(await app.page.locator('iframe').count()).toBe(0);
    expect(await app.at('remote-host').count()).toBe(0);
    // Asked for again: the page has to be told anew.
    expect(await app.at('remote-ask').count()).toBe(1);
    await app.at('remote-address').press('Enter');
    expect(host.asked.length).toBe(1);
  });

  test('can be taken back by keyboard, and leaves the table there', async () => {
    const app = await ready();
    await fetched(app, `${host.origin}/data.csv`, 'data');
    await app.page.getByRole('button', { name: /Turn off the network to 127/ }).focus();
    await app.page.keyboard.press('Enter');
    await expect.poll(() => app.at('remote-host').count()).toBe(0);
    expect(await valueIn(app, 'SELECT sum(n) FROM data')).toBe('3');
    expect(host.asked.length).toBe(1);
  });

  test('cancelling leaves nothing behind', async () => {
    const app = await ready();
    host.files.set('/slow.csv', { body: 'a\n1\n2\n3\n', stopAt: 5 });
    await ask(app, `${host.origin}/slow.csv`);
    await app.at('remote-allow').click();
    await expect.poll(() => host.asked.length, { timeout: patience }).toBe(1);
    await app.page.getByRole('button', { name: 'Cancel' }).last().click();
    await app.at('remote-address').waitFor();
    await app.page.keyboard.press('Escape');
    await expect.poll(() => dialogs(app)).toBe(0);
    expect(await app.page.locator('[data-testid="files-item"], .files-problem').count()).toBe(0);
  });

  test('ends with a reload; no link and no kept file brings it back', async () => {
    const app = await (await openApp({ viewport })).ready();
    await show(app);
    await fetched(app, `${host.origin}/data.csv?key=secret`, 'data');
    await item(app, 'data').locator('.files-toggle').click();
    await app.at('files-keep').check();
    await expect.poll(() => item(app, 'data').innerText(), { timeout: patience }).toContain('A copy is kept');
    const work = { ...emptyWork({ version: '1.0.0', hash: 'x' }, 'From a stranger') };
    const link = await encodeLink({ ...work, sql: `SELECT * FROM read_csv('${host.origin}/data.csv')` });
    if (!link.ok) throw new Error(link.error.message);
    await app.page.goto('about:blank');
    await app.page.goto(app.baseUrl + link.value);
    await app.ready();
    await app.page.getByRole('button', { name: /Open and run/ }).click();
    await app.until('result-status', 'data-status', 'failed');
    expect(await app.at('remote-host').count()).toBe(0);
    expect(await app.page.locator('iframe').count()).toBe(0);
    await show(app);
    await app.at('files-load').click();
    await expect
      .poll(() => item(app, 'data').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    // The table is there from the copy; of the address, what followed the ? is not kept.
    expect(await valueIn(app, 'SELECT sum(n) FROM data')).toBe('3');
    await item(app, 'data').locator('.files-toggle').click();
    expect(await item(app, 'data').innerText()).toContain(`${host.origin}/data.csv`);
    expect(await item(app, 'data').innerText()).not.toContain('secret');
    expect(host.asked.length).toBe(1);
  });
});

describe('for everyone', () => {
  test('no violation of accessibility rules, in both languages, at every step', async () => {
    const app = await ready();
    host.files.set('/large.parquet', { body: large, parts: true });
    for (const words of ['Allow 127.0.0.1', '允许 127.0.0.1']) {
      await ask(app, `${host.origin}/large.parquet`);
      expect(await app.axe()).toEqual([]);
      expect(await app.at('remote-allow').innerText()).toContain(words);
      await app.at('remote-allow').click();
      await app.page.locator('[data-column="id"]').waitFor();
      expect(await app.axe()).toEqual([]);
      await app.page.keyboard.press('Escape');
      expect(await app.axe()).toEqual([]);
      await app.page.locator('.status-network .button').click();
      await app.at('language').click();
    }
  });
});
