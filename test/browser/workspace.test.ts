/** What can be done with saved work beyond opening it, and the workspace as one file; each by the page's own controls. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/workspace/archive.ts';
import { openApp, patience, type App } from '../support/browser.ts';

const item = (app: App, title: string): ReturnType<App['at']> =>
  app.at('saved').locator('.saved-list').getByRole('button', { name: title, exact: true }) as ReturnType<
    App['at']
  >;

/** Titles on screen, in their order. */
const titles = (app: App): Promise<string[]> =>
  app.at('saved').locator('.saved-list .saved-open').allInnerTexts();

const expectTitles = (app: App, wanted: readonly string[]): Promise<void> =>
  expect.poll(() => titles(app), { timeout: patience }).toEqual(wanted);

/** By the list's own elements: while a menu is open, everything else is hidden from roles. */
const expectGone = (app: App, title: string): Promise<void> =>
  expect.poll(() => titles(app), { timeout: patience }).not.toContain(title);

async function saveNew(app: App, title: string, sql: string): Promise<void> {
  await app.at('new-tab').click();
  await app.type(sql);
  await app.page.getByRole('textbox', { name: 'Title of this work' }).fill(title);
  await app.at('save').click();
  await item(app, title).waitFor();
}

async function act(app: App, title: string, action: string): Promise<void> {
  await app.page.getByRole('button', { name: `Actions for ${title}`, exact: true }).click();
  await app.page.getByRole('menuitem', { name: action }).click();
}

async function tag(app: App, title: string, tags: string): Promise<void> {
  await act(app, title, 'Tags');
  await app.page.locator('.saved-edit:focus').waitFor();
  await app.page.keyboard.type(tags);
  await app.page.keyboard.press('Enter');
}

const sql = (app: App): Promise<string> => app.at('editor').locator('.cm-content').innerText();

async function download(app: App): Promise<string> {
  const [file] = await Promise.all([
    app.page.waitForEvent('download'),
    app.page.getByRole('button', { name: 'Download all' }).click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

const importing = (app: App): ReturnType<App['at']> => app.at('saved-import');

/** Opens a workspace file by the panel's picker; what the preview says, line by line. */
async function preview(app: App, text: string): Promise<string[]> {
  await app.at('saved-file').setInputFiles({
    name: 'all.yardstick-workspace.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  const lines = importing(app).getByRole('listitem');
  await lines.first().waitFor();
  return lines.allInnerTexts();
}

describe('saved work', () => {
  test('tags, search, order, a duplicate, the trash and back: each by the panel, all of it there after a reload', async () => {
    const app = await openApp();
    await saveNew(app, 'Beta', "select 'needle' as b");
    await saveNew(app, 'Alpha', "select 'a' as a");
    await expectTitles(app, ['Alpha', 'Beta']);

    await tag(app, 'Beta', 'board, 季度');
    await app.page.getByRole('button', { name: 'Show work tagged 季度' }).click();
    await expectTitles(app, ['Beta']);
    const search = app.at('saved').getByRole('searchbox');
    await search.fill('NEEDLE board');
    await expectTitles(app, ['Beta']);
    await search.fill('no such thing');
    await expectTitles(app, []);
    await search.fill('');
    // Tags are a change too: the latest stands first.
    await expectTitles(app, ['Beta', 'Alpha']);
    const order = app.at('saved').getByRole('combobox', { name: 'Sort by' });
    await order.selectOption('title');
    await expectTitles(app, ['Alpha', 'Beta']);
    await order.selectOption('created');
    await expectTitles(app, ['Alpha', 'Beta']);

    await act(app, 'Beta', 'Duplicate');
    await order.selectOption('title');
    await expectTitles(app, ['Alpha', 'Beta', 'Beta (copy)']);
    await item(app, 'Beta (copy)').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('needle');
    // A work of its own: the original keeps its query.
    await app.type("select 'changed' as c");
    await app.at('save').click();
    await item(app, 'Beta').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('needle');

    await act(app, 'Beta', 'Delete');
    await expectTitles(app, ['Alpha', 'Beta (copy)']);
    await app.at('saved-removal').getByRole('button', { name: 'Undo' }).click();
    await expectTitles(app, ['Alpha', 'Beta', 'Beta (copy)']);
    for (const title of ['Beta', 'Alpha']) {
      await act(app, title, 'Delete');
      await expectGone(app, title);
    }
    await app.page.reload();
    await app.page.locator('[data-panel="saved"]').click();
    await expectTitles(app, ['Beta (copy)']);
    await app.page.getByText('Trash (2)').click();
    await app.page.getByRole('button', { name: 'Restore Beta' }).click();
    await expect
      .poll(async () => (await titles(app)).sort(), { timeout: patience })
      .toEqual(['Beta', 'Beta (copy)']);
    await app.page.getByRole('button', { name: 'Show work tagged board' }).first().waitFor();
    await app.page.getByRole('button', { name: 'Empty the trash' }).click();
    await app.at('saved').getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => app.page.getByText('Trash (').count(), { timeout: patience }).toBe(0);
    await item(app, 'Beta').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('needle');
    expect(app.problems).toEqual([]);
  });
});

describe('the workspace as one file', () => {
  test('what an import changes is said before; merge keeps both versions, replace puts the rest into the trash', async () => {
    const app = await openApp();
    await saveNew(app, 'Same', "select 'same' as a");
    await saveNew(app, 'Changed', "select 'as in the file' as a");
    await saveNew(app, 'Removed later', "select 'removed' as a");
    const text = await download(app);
    const read = await readArchive(new Blob([text]));
    expect(read.ok && read.value?.map((work) => work.title).sort()).toEqual([
      'Changed',
      'Removed later',
      'Same',
    ]);

    await item(app, 'Changed').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('as in the file');
    await app.type("select 'as it is here' as a");
    await app.at('save').click();
    await act(app, 'Removed later', 'Delete');
    await expectGone(app, 'Removed later');
    await app.page.getByText('Trash (1)').click();
    await app.page.getByRole('button', { name: 'Empty the trash' }).click();
    await app.at('saved').getByRole('button', { name: 'Delete', exact: true }).click();
    await saveNew(app, 'Only here', "select 'here' as a");
    await expect
      .poll(async () => (await titles(app)).sort(), { timeout: patience })
      .toEqual(['Changed', 'Only here', 'Same']);

    const says = ['1 new', '1 differ from yours; both versions are kept', '1 are here already'];
    const gone = '1 of yours are not in the file; with “Replace” they go to the trash';
    expect(await preview(app, text)).toEqual([...says, gone]);
    expect(await app.axe()).toEqual([]);
    // Looked at and left: nothing has changed.
    await app.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await importing(app).waitFor({ state: 'detached' });
    expect((await titles(app)).sort()).toEqual(['Changed', 'Only here', 'Same']);

    await preview(app, text);
    await app.page.getByRole('button', { name: 'Merge' }).click();
    const merged = ['Changed', 'Changed (copy)', 'Only here', 'Removed later', 'Same'];
    await expect.poll(async () => (await titles(app)).sort(), { timeout: patience }).toEqual(merged);
    // The newer version keeps its place.
    await item(app, 'Changed').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('as it is here');
    await item(app, 'Changed (copy)').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('as in the file');

    await preview(app, text);
    await app.page.getByRole('button', { name: 'Replace' }).click();
    await expect
      .poll(async () => (await titles(app)).sort(), { timeout: patience })
      .toEqual(['Changed', 'Removed later', 'Same']);
    await item(app, 'Changed').click();
    await expect.poll(() => sql(app), { timeout: patience }).toContain('as in the file');
    await app.page.getByText('Trash (3)').waitFor();
    // The same again has nothing to do.
    expect(await preview(app, text)).toEqual(['3 are here already']);
    expect(await app.page.getByRole('button', { name: 'Replace' }).count()).toBe(0);
    expect(app.problems).toEqual([]);
  }, 120_000);
});
