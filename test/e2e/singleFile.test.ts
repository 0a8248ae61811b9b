/** The workbench as one file: opened from disk in an empty folder, without network. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { dist } from '../../scripts/lib/paths.mjs';
import { openApp, patience, type App } from '../support/browser.ts';
import { emptyFolder, openFromDisk, singleFileAlone, startBrowser } from '../support/singleFile.ts';
import { workbookBytes } from '../support/workbookBytes.ts';

const query = `SELECT source_id, count(*) AS gains
FROM gains
GROUP BY source_id
ORDER BY gains DESC, source_id`;

async function table(app: App): Promise<string[][]> {
  await expect.poll(async () => (await app.cells()).length, { timeout: patience }).toBeGreaterThan(0);
  return app.cells();
}

/** Waits for one value in one cell. */
const expectCell = (app: App): ReturnType<typeof expect.poll> =>
  expect.poll(() => app.cells(), { timeout: patience });

async function openSaved(app: App, title: string): Promise<void> {
  if ((await app.at('saved').count()) === 0)
    await app.page.getByRole('button', { name: 'Saved', exact: true }).click();
  await app.at('saved').getByText(title).first().click();
}

/** Saves the whole workbench as one file, with what is chosen in the dialog that is open; its path. */
async function saveWhole(app: App): Promise<string> {
  const [file] = await Promise.all([
    app.page.waitForEvent('download', { timeout: patience }),
    app.at('workbench-save').click(),
  ]);
  const path = join(await emptyFolder(), file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

async function save(app: App, title: string, sql: string): Promise<void> {
  await app.run(sql);
  await app.page.getByRole('textbox', { name: 'Title of this work' }).fill(title);
  await app.at('save').click();
  await app.at('saved').getByText(title).first().waitFor();
}

describe('the whole workbench with chosen work inside', () => {
  test('saved from the hosted page, opened from disk, and saved again by itself without work: the same bytes', async () => {
    const hosted = await openApp({ acceptDownloads: true });
    await hosted.ready();
    await save(hosted, 'Goes along </script>', "select '<b>' as inside");
    await hosted.at('new-tab').click();
    await save(hosted, 'Stays here', 'select 2');
    await hosted.at('share-link').click();
    await hosted.at('share-workbench').click();
    await hosted.at('workbench').getByRole('checkbox', { name: 'Stays here' }).uncheck();
    const path = await saveWhole(hosted);
    expect(hosted.problems).toEqual([]);

    const browser = await startBrowser(await emptyFolder());
    const { app } = await openFromDisk(browser, path);
    await app.at('saved').getByText('Goes along </script>').first().click();
    await expectCell(app).toEqual([['<b>']]);
    expect(await app.at('saved').getByText('Stays here').count()).toBe(0);
    const databases = await app.page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name));
    expect(databases.some((name) => /^yardstick-[0-9a-f]{8}-workspace$/.test(name ?? ''))).toBe(true);
    expect(databases).not.toContain('yardstick-workspace');

    await app.page.reload();
    await app.ready();
    await app.at('offline').getByRole('button').click();
    await app.at('workbench').getByRole('checkbox', { name: 'All saved work' }).uncheck();
    const again = await readFile(await saveWhole(app));
    expect(again.equals(await readFile(join(dist, 'yardstick.html')))).toBe(true);
    expect(app.problems).toEqual([]);
  }, 120_000);

  test('a file that can’t be fetched: the dialog says so', async () => {
    const app = await openApp({ keeps: true });
    await app.ready();
    await app.offlineReady();
    await app.context.setOffline(true);
    await app.at('share-link').click();
    await app.at('share-workbench').click();
    await app.at('workbench-save').click();
    await app.page.getByRole('alert').getByText('could not be fetched').waitFor();
  });
});

describe('the single file', () => {
  test('from double click to a saved chart, a restart, and a link that opens the same', async () => {
    const [path, profile] = await Promise.all([singleFileAlone(), emptyFolder()]);
    const first = await startBrowser(profile);
    const { app, requests } = await openFromDisk(first, path);
    await app.until('offline', 'data-state', 'inside');
    expect(await app.run(query)).toBe('done');
    const rows = await table(app);
    expect(rows.length).toBe(5);
    await app.until('chart', 'data-state', 'ready');
    expect(Number(await app.at('chart').getAttribute('data-marks'))).toBeGreaterThan(0);
    await app.page.getByRole('textbox', { name: 'Title of this work' }).fill('Gains by document');
    await app.at('save').click();
    await app.at('saved').getByText('Gains by document').first().waitFor();
    expect(app.problems).toEqual([]);
    expect(requests).toEqual([pathToFileURL(path).href]);
    await first.close();

    const second = await startBrowser(profile);
    const { app: again } = await openFromDisk(second, path);
    await openSaved(again, 'Gains by document');
    await again.until('result-status', 'data-status', 'done');
    await expectCell(again).toEqual(rows);
    await expect
      .poll(() => again.at('share-link').getAttribute('href'), { timeout: patience })
      .toContain('#w1=');
    const link = (await again.at('share-link').getAttribute('href')) ?? '';
    await second.close();

    const colleague = await startBrowser(await emptyFolder());
    const { app: other } = await openFromDisk(colleague, path, { hash: new URL(link).hash });
    await other.page.getByRole('button', { name: /Open and run/ }).click();
    await expect.poll(() => other.page.title(), { timeout: patience }).toContain('Gains by document');
    await expectCell(other).toEqual(rows);
    expect(other.problems).toEqual([]);
  }, 180_000);

  test('all that is loaded later is inside: JSON, time zones, workbooks, the formatter, Parquet written', async () => {
    const context = await startBrowser(await emptyFolder());
    const { app, requests } = await openFromDisk(context, await singleFileAlone());
    const sql = `select json_extract_string('{"a": "b"}', '$.a') as j,
      timezone('Asia/Shanghai', timestamptz '2024-01-01 00:00:00+00')::varchar as z`;
    expect(await app.run(sql)).toBe('done');
    await expectCell(app).toEqual([['b', '2024-01-01 08:00:00']]);
    const readers: string[] = [];
    app.page.on('worker', (worker) => readers.push(worker.url()));
    await app.at('files-input').setInputFiles({
      name: 'book.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(
        workbookBytes({
          Sheet1: [
            ['a', 'b'],
            [1, 2],
          ],
        }),
      ),
    });
    await app.page
      .locator('[data-testid="files-item"]:not([data-state="loading"])')
      .waitFor({ timeout: patience });
    // The workbook is read by a worker of its own.
    expect(readers.length).toBe(1);
    expect(await app.run('select a + b as sum from book')).toBe('done');
    await expectCell(app).toEqual([['3']]);
    await app.type('select 1 as a,2 as b');
    await app.page.keyboard.press('Alt+Shift+F');
    await expect.poll(() => app.at('editor').innerText(), { timeout: patience }).toMatch(/1 AS a,\s*2 AS b/i);
    const saved = app.page.waitForEvent('download');
    await app.page.getByRole('button', { name: 'Export the whole result' }).first().click();
    await app.page.getByRole('menuitem', { name: 'Parquet' }).click();
    expect((await readFile(await (await saved).path())).subarray(0, 4).toString()).toBe('PAR1');
    expect(app.problems).toEqual([]);
    expect(requests.length).toBe(1);
  }, 120_000);

  test('its policy lets it reach nothing, and run nothing that it did not bring', async () => {
    const html = await readFile(join(dist, 'yardstick.html'), 'utf8');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/'unsafe-|https?:|\*|file:/);

    const context = await startBrowser(await emptyFolder());
    const { app } = await openFromDisk(context, await singleFileAlone());
    const reached = await app.page.evaluate(async () => {
      const tries = ['http://127.0.0.1:9/x', 'yardstick.html', 'data:text/plain,x'].map((url) =>
        fetch(url).then(
          () => url,
          () => null,
        ),
      );
      const script = document.createElement('script');
      // Not by `textContent`, which already refuses text.
      script.append('window.injected = true');
      document.body.append(script);
      return [...(await Promise.all(tries)), 'injected' in window ? 'script' : null].filter(
        (x) => x !== null,
      );
    });
    expect(reached).toEqual([]);
    expect(app.foreign).toEqual([]);
    await app.page.locator('[data-panel="files"]').click();
    await app
      .at('files')
      .getByText(/nothing can be fetched from an address/)
      .waitFor();
    expect(await app.at('files-remote').isDisabled()).toBe(true);
  }, 60_000);
});
