/**
 * The main job as a screen reader gives it: every step finds its place by role and name alone, in the order in which a person would go.
 *
 * 1. The page: title, one heading of the first level, landmarks with names, a link that skips to the editor.
 * 2. A ready question: a button in the gallery; that it was answered is said by a status.
 * 3. A query of one's own: a text box that tells its keys; how many rows came is said.
 * 4. The rows: a grid with its headers; the arrow keys move, the cell in question is named to the reader.
 * 5. Where a number comes from: the complementary part Evidence, with figure, document and lines.
 * 6. The chart: a tab; the picture has a name and a description in words.
 * 7. Keep and pass on: saved work is a list; the share dialog has a name, and gives the focus back.
 */
import { expect, test } from 'vitest';
import { openApp, patience } from '../support/browser.ts';

test('the main job by roles and names', { timeout: 120_000 }, async () => {
  const { page } = await openApp();
  const said = (text: RegExp): Promise<void> =>
    page.getByRole('status').filter({ hasText: text }).first().waitFor({ timeout: patience });

  await said(/^Engine ready/);
  expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).toEqual(['Yardstick']);
  for (const [role, name] of [
    ['navigation', 'Panels'],
    ['complementary', 'Gallery'],
    ['main', ''],
    ['contentinfo', 'Status'],
  ] as const)
    expect(await page.getByRole(role, name === '' ? {} : { name }).count(), role).toBe(1);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the editor' });
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);

  const gallery = page.getByRole('complementary', { name: 'Gallery' });
  await gallery.getByRole('button', { name: /^Who appears in several documents\?/ }).press('Enter');
  await expect.poll(() => page.title(), { timeout: patience }).toContain('Who appears in several documents?');
  await page
    .getByRole('tab', { name: 'Who appears in several documents?', selected: true })
    .waitFor({ timeout: patience });

  await page.getByRole('button', { name: 'New query' }).press('Enter');
  const editor = page.getByRole('textbox', { name: 'SQL', exact: true });
  await editor.focus();
  const keys = await editor.evaluate((box) =>
    (box.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.innerText)
      .join(' '),
  );
  expect(keys).toMatch(/Ctrl\+Enter runs.*Escape, then Tab/);
  await page.keyboard.insertText('SELECT metric_id, figure_text FROM metrics ORDER BY metric_id LIMIT 4');
  await page.keyboard.press('ControlOrMeta+Enter');
  await said(/^4 rows in/);

  const grid = page.getByRole('grid', { name: 'Result' });
  await grid.getByRole('columnheader', { name: /^figure_text/ }).waitFor({ timeout: patience });
  await grid.focus();
  for (const key of ['ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  const current = (): Promise<string> =>
    grid.evaluate(
      (g) => document.getElementById(g.getAttribute('aria-activedescendant') ?? '')?.innerText ?? '',
    );
  await expect.poll(current, { timeout: patience }).not.toBe('');
  const figure = await current();

  const evidence = page.getByRole('complementary', { name: 'Evidence' });
  await expect.poll(() => evidence.innerText(), { timeout: patience }).toContain(figure);
  expect(await evidence.innerText()).toMatch(/lines? \d+/);

  await page.getByRole('tab', { name: 'Chart' }).press('Enter');
  const picture = page.getByRole('region', { name: 'Result' }).getByRole('tabpanel', { name: 'Chart' });
  await picture.waitFor({ timeout: patience });
  await expect.poll(() => picture.innerText(), { timeout: patience }).toMatch(/marks?\./);

  await page.getByRole('textbox', { name: 'Title of this work' }).fill('Four figures');
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await page
    .getByRole('list', { name: 'Saved work' })
    .getByRole('button', { name: 'Four figures', exact: true })
    .waitFor({ timeout: patience });
  const share = page.getByRole('button', { name: 'Share', exact: true });
  await share.press('Enter');
  await page.getByRole('dialog', { name: /Share/ }).waitFor({ timeout: patience });
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  expect(await share.evaluate((button) => button === document.activeElement)).toBe(true);
});
