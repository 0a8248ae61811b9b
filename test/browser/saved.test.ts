import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { encodeLink } from '../../src/share/link.ts';
import { toFile } from '../../src/share/file.ts';
import { emptyWork, type Work } from '../../src/workspace/work.ts';
import { openApp, patience, type App } from '../support/browser.ts';

const stranger = (patch: Partial<Work> = {}): Work => ({
  ...emptyWork({ version: '0.0.1', hash: 'x' }, 'From a colleague'),
  note: 'Look at the second row',
  sql: "select 'it ran' as state",
  spec: { mark: 'bar', encoding: { x: { field: 'state' } } },
  ...patch,
});

async function linkOf(work: Work): Promise<string> {
  const link = await encodeLink(work);
  if (!link.ok) throw new Error(link.error.message);
  return link.value;
}

const titleField = (app: App): ReturnType<App['at']> =>
  app.page.getByRole('textbox', { name: 'Title of this work' }) as ReturnType<App['at']>;

async function saveAs(app: App, title: string): Promise<void> {
  await titleField(app).fill(title);
  await app.at('save').click();
  await item(app, title).waitFor();
}

const item = (app: App, title: string): ReturnType<App['at']> =>
  app.at('saved').getByRole('button', { name: title, exact: true }) as ReturnType<App['at']>;

async function openPanel(app: App, name: 'saved' | 'history'): Promise<void> {
  const button = app.page.locator(`[data-panel="${name}"]`);
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await app.at(name).waitFor();
}

async function act(app: App, title: string, action: string): Promise<void> {
  await app.page.getByRole('button', { name: `Actions for ${title}` }).click();
  await app.page.getByRole('menuitem', { name: action }).click();
}

/** The text of the editor. */
const sql = (app: App): Promise<string> => app.at('editor').locator('.cm-content').innerText();

async function titles(app: App): Promise<string[]> {
  return (await app.at('saved').locator('.saved-open').allInnerTexts()).sort();
}

describe('saved work', () => {
  test('is there after a reload, under its new name, and opens', async () => {
    const app = await openApp();
    await app.type("select 'kept' as a");
    await saveAs(app, 'First');
    await act(app, 'First', 'Rename');
    // By keyboard alone: the field has the focus.
    await app.page.locator('.saved-edit:focus').waitFor();
    await app.page.keyboard.type('Renamed');
    await app.page.keyboard.press('Enter');
    await item(app, 'Renamed').waitFor();
    await app.page.getByRole('button', { name: 'New query' }).click();
    await app.page.reload();
    await openPanel(app, 'saved');
    await item(app, 'Renamed').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain("select 'kept' as a");
  });

  test('undo and redo reach over a save', async () => {
    const app = await openApp();
    await app.type("select 'before' as a");
    await saveAs(app, 'Undone');
    await app.type("select 'after' as a");
    await app.at('save').click();
    await app.at('editor').locator('.cm-content').focus();
    await expect
      .poll(
        async () => {
          await app.page.keyboard.press('ControlOrMeta+z');
          return sql(app);
        },
        { timeout: patience },
      )
      .toContain("'before'");
    await app.page.keyboard.press('ControlOrMeta+y');
    await expect
      .poll(
        async () => {
          await app.page.keyboard.press('ControlOrMeta+y');
          return sql(app);
        },
        { timeout: patience },
      )
      .toContain("'after'");
  });

  test('changed in two browser tabs: both versions are kept', async () => {
    const one = await openApp();
    await one.type("select 'common' as a");
    await saveAs(one, 'Shared');
    const two = await openApp({ context: one.context });
    await openPanel(two, 'saved');
    await item(two, 'Shared').click();
    await expect.poll(() => sql(two)).toContain('common');
    await one.type("select 'of the first' as a");
    await one.at('save').click();
    await two.type("select 'of the second' as a");
    await two.at('save').click();
    await expect.poll(() => titles(two), { timeout: patience }).toEqual(['Shared', 'Shared (copy)']);
    await expect.poll(() => titles(one), { timeout: patience }).toEqual(['Shared', 'Shared (copy)']);
    await item(two, 'Shared (copy)').click();
    await expect.poll(() => sql(two)).toContain('of the first');
    await item(two, 'Shared').click();
    await expect.poll(() => sql(two)).toContain('of the second');
  });

  test('each browser tab keeps its own open queries over a reload', async () => {
    const one = await openApp();
    await one.type("select 'one' as a");
    const two = await openApp({ context: one.context });
    await two.type("select 'two' as a");
    for (const [app, own] of [
      [one, 'one'],
      [two, 'two'],
    ] as const) {
      // Written a moment after the last key: reload until it was.
      await expect
        .poll(
          async () => {
            await app.page.reload();
            await app.at('editor').locator('.cm-content').waitFor();
            return sql(app);
          },
          { timeout: patience, interval: 500 },
        )
        .toContain(`select '${own}' as a`);
    }
  });

  test('goes out as a file and comes back, shown before it runs', async () => {
    const app = await openApp();
    await app.ready();
    await app.type("select 'from the file' as a");
    await saveAs(app, 'On the road');
    const downloading = app.page.waitForEvent('download');
    await act(app, 'On the road', 'Download file');
    const file = await downloading;
    expect(file.suggestedFilename()).toBe('On-the-road.yardstick.json');
    const text = await readFile(await file.path(), 'utf8');
    const other = await openApp();
    await other.ready();
    await openPanel(other, 'saved');
    await other.at('saved-file').setInputFiles({
      name: 'On-the-road.yardstick.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    await expect.poll(() => other.at('incoming-sql').innerText()).toContain('from the file');
    expect(await other.axe()).toEqual([]);
    await other.at('incoming-accept').click();
    await other.at('grid').getByText('from the file').first().waitFor();
    expect(other.problems).toEqual([]);
  });

  test('a damaged file and a foreign one: said plainly, nothing changed', async () => {
    const app = await openApp();
    await app.ready();
    // While something runs, Escape stops it.
    await app.until('result-status', 'data-status', 'done');
    const before = await sql(app);
    await openPanel(app, 'saved');
    for (const [text, message] of [
      [toFile(stranger()).replace('it ran', 'it rans'), /damaged/],
      ['{"a":1}', /not a Yardstick file/],
    ] as const) {
      await app
        .at('saved-file')
        .setInputFiles({ name: 'x.yardstick.json', mimeType: '', buffer: Buffer.from(text) });
      await expect.poll(() => app.at('error').first().innerText()).toMatch(message);
      await app.page.keyboard.press('Escape');
      await expect.poll(() => app.at('error').count()).toBe(0);
    }
    expect(await sql(app)).toBe(before);
    expect(await app.at('saved').getByRole('listitem').count()).toBe(0);
  });
});

describe('links', () => {
  test('the share dialog gives the link, and it holds the work', async () => {
    const app = await openApp();
    await app.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.type("select 'shared' as a");
    await titleField(app).fill('To be shared');
    await app.at('share-link').first().click();
    await expect.poll(() => app.at('share-url').inputValue(), { timeout: patience }).toContain('#w1=');
    expect(await app.axe()).toEqual([]);
    const url = await app.at('share-url').inputValue();
    await app.at('share-copy').click();
    await app.page.getByText('Link copied').waitFor();
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(url);
    const other = await openApp({ path: new URL(url).hash });
    await expect.poll(() => other.at('incoming-title').innerText()).toBe('To be shared');
    expect(await other.at('incoming-sql').innerText()).toBe("select 'shared' as a");
  });

  test('what came is shown; dismissed, nothing has run or changed', async () => {
    const app = await openApp({ path: await linkOf(stranger()) });
    await app.ready();
    await app.at('incoming').waitFor();
    const text = await app.at('incoming').innerText();
    for (const part of [
      'From a colleague',
      'Look at the second row',
      "select 'it ran' as state",
      'its own chart',
      '0.0.1',
    ]) {
      expect(text).toContain(part);
    }
    await app.at('incoming-dismiss').click();
    await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0);
    expect(await sql(app)).not.toContain('it ran');
    await openPanel(app, 'history');
    expect(await app.at('history').innerText()).not.toContain('it ran');
    await openPanel(app, 'saved');
    expect(await app.at('saved').innerText()).not.toContain('From a colleague');
  });

  test('another version of the dataset is named, with what changed since or that it is not known', async () => {
    const open = async (version: string, hash = 'x'): Promise<App> =>
      openApp({
        path: await linkOf(stranger({ dataset: { version, hash } })),
        // The log as a later dataset has it: the shipped one knows a single version yet.
        prepare: async (page) => {
          await page.route('**/data/datapackage.json*', async (route) => {
            const response = await route.fetch();
            const json = (await response.json()) as { changes: object[] };
            const changes = [{ en: 'The first draft.', zh: '初稿。' }];
            json.changes.push({ version: '0.9.0', date: '2026-01-01', changes });
            await route.fulfill({ response, json });
          });
        },
      });
    const older = await open('0.9.0');
    const note = older.at('incoming-dataset');
    await expect.poll(() => note.innerText(), { timeout: patience }).toContain('every case and figure');
    expect(await note.innerText()).toMatch(
      /dataset 0\.9\.0; here it is 1\.0\.0[^]*What changed since 0\.9\.0/,
    );
    expect(await note.innerText()).not.toContain('The first draft');
    expect(await older.axe()).toEqual([]);
    const others = [
      ['0.0.1', /unknown version/],
      ['7.0.0', /newer than anything this page knows/],
      ['1.0.0', /another state of dataset 1\.0\.0[^]*does not tell what differs/],
    ] as const;
    for (const [version, says] of others) {
      await older.page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        await linkOf(stranger({ dataset: { version, hash: 'x' } })),
      );
      await older.at('incoming-dismiss').click();
      await expect.poll(() => older.at('incoming-dataset').innerText(), { timeout: patience }).toMatch(says);
    }
  });

  test('a work too long for a link is offered as a file', async () => {
    const app = await openApp();
    const noise = Array.from({ length: 6000 }, (_, i) => Math.sin(i).toString(36).slice(2, 12)).join(' ');
    await app.type(`-- ${noise}`);
    await app.at('share-link').first().click();
    await app.at('share-no-link').waitFor();
    const downloading = app.page.waitForEvent('download');
    await app.at('share-file').click();
    expect((await downloading).suggestedFilename()).toMatch(/\.yardstick\.json$/);
  });
});

describe('history', () => {
  test('runs are listed, found, taken up again and cleared', async () => {
    const app = await openApp();
    await app.ready();
    await app.until('result-status', 'data-status', 'done');
    expect(await app.run('select 41 + 1 as answer')).toBe('done');
    expect(await app.run('select nothing_like_this from nowhere')).toBe('failed');
    await openPanel(app, 'history');
    const list = app.at('history').getByRole('listitem');
    await expect.poll(() => list.first().innerText()).toMatch(/nothing_like_this[^]*Failed/);
    await app.at('history').getByRole('searchbox').fill('answer');
    await expect.poll(() => list.count()).toBe(1);
    expect(await list.first().innerText()).toMatch(/41 \+ 1[^]*Done[^]*1 row/);
    await list.first().getByRole('button').click();
    await expect.poll(() => sql(app)).toBe('select 41 + 1 as answer');
    await app.at('history').getByRole('searchbox').fill('');
    await app.at('history').getByRole('button', { name: 'Clear', exact: true }).click();
    await app.at('history').getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => list.count()).toBe(0);
    await app.page.reload();
    await openPanel(app, 'history');
    await app.at('history').waitFor();
    expect(await app.at('history').innerText()).not.toContain('nothing_like_this');
  });
});
