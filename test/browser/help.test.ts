import { describe, expect, test } from 'vitest';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';

const tour = (app: App): ReturnType<App['page']['getByRole']> =>
  app.page.getByRole('region', { name: 'Tour' });

describe('the help', () => {
  test('opens by F1, its pages by the arrow keys, in both languages without a violation', async () => {
    const app = await sharedApp();
    await app.page.keyboard.press('F1');
    const dialog = app.page.getByRole('dialog', { name: 'Help' });
    await dialog.waitFor();
    await dialog.getByRole('tab', { name: 'SQL' }).focus();
    for (const page of ['Keys', 'Reading a figure', 'Offline', 'SQL']) {
      await app.page.keyboard.press('ArrowRight');
      await dialog.getByRole('tabpanel', { name: page }).waitFor();
      expect(await app.axe(), page).toEqual([]);
    }
    await app.page.keyboard.press('Escape');
    await app.at('language').click();
    await app.page.getByRole('button', { name: '帮助' }).click();
    const chinese = app.page.getByRole('dialog', { name: '帮助' });
    expect(await chinese.innerText()).toMatch(/中位数与四分位数/);
    await app.page.keyboard.press('Escape');
    await app.at('language').click();
    expect(app.problems).toEqual([]);
  });

  test('lists every key of the commands, from the one list of them', async () => {
    const app = await sharedApp();
    await app.page.keyboard.press('F1');
    const dialog = app.page.getByRole('dialog', { name: 'Help' });
    await dialog.getByRole('tab', { name: 'Keys' }).click();
    const keys = await dialog.getByRole('table', { name: 'Everywhere' }).getByRole('row').allInnerTexts();
    for (const row of [/Ctrl\+Enter\s+Run the statement/, /Ctrl\+K\s+Commands/, /F1\s+Help/])
      expect(keys.join('\n')).toMatch(row);
    await app.page.keyboard.press('Escape');
  });

  test('a statement of the cheat sheet opens as a query of its own and is answered', async () => {
    const app = await sharedApp();
    const before = await app.at('editor').locator('.cm-content').innerText();
    for (const [name, part] of [
      ['Count, and count only some of them', 'FILTER'],
      ['Ask for a value: $name makes a field', '$dimension'],
    ] as const) {
      await app.page.keyboard.press('F1');
      await app.page.getByRole('button', { name: `Open “${name}” in the editor` }).click();
      await expect.poll(() => app.page.title(), { timeout: patience }).toContain(name);
      await expect.poll(() => app.at('editor').locator('.cm-content').innerText()).toContain(part);
      await app.until('result-status', 'data-status', 'done');
      expect(Number(await app.at('result-status').getAttribute('data-rows'))).toBeGreaterThan(0);
    }
    expect(before).not.toContain('FILTER');
  });
});

describe('the tour', () => {
  test('comes when the first answer is there, covers nothing, and is not repeated once gone through', async () => {
    const app = await openApp();
    await app.ready();
    await tour(app).waitFor({ timeout: patience });
    await app.until('chart', 'data-state', 'ready');
    expect(await app.axe()).toEqual([]);
    const [box, answer] = await Promise.all([
      tour(app).boundingBox(),
      app.page.getByRole('region', { name: 'Result' }).boundingBox(),
    ]);
    if (!box || !answer) throw new Error('not on screen');
    expect(box.x + box.width <= answer.x || box.y >= answer.y + answer.height).toBe(true);
    for (const step of ['The query', 'Rows, chart, evidence', 'Keep it, pass it on']) {
      await tour(app).getByRole('button', { name: 'Next' }).click();
      await tour(app).getByRole('heading', { name: step }).waitFor();
    }
    await tour(app).getByRole('button', { name: 'Done' }).click();
    await expect.poll(() => tour(app).count()).toBe(0);
    await app.page.reload();
    await app.ready();
    await app.until('result-status', 'data-status', 'done');
    // Asked for again: it comes, with the focus, and skipping it is enough.
    await app.page.keyboard.press('F1');
    await app.page.getByRole('button', { name: 'Tour: four steps' }).click();
    await tour(app).getByRole('heading', { name: 'Ready questions' }).waitFor();
    await expect.poll(() => app.page.evaluate(() => document.activeElement?.textContent)).toContain('1 of 4');
    expect(await tour(app).count()).toBe(1);
    await tour(app).getByRole('button', { name: 'Skip the tour' }).click();
    await expect.poll(() => tour(app).count()).toBe(0);
  });

  test('skipped at 400 px, it stays away', async () => {
    const app = await openApp({ viewport: { width: 400, height: 800 } });
    await app.ready();
    await tour(app).waitFor({ timeout: patience });
    expect(await app.axe()).toEqual([]);
    await tour(app).getByRole('button', { name: 'Skip the tour' }).click();
    await app.page.reload();
    await app.ready();
    await app.until('result-status', 'data-status', 'done');
    // The next thing that the page would show: the keys are taken, so it has settled.
    await app.page.keyboard.press('F1');
    await app.at('help').waitFor();
    expect(await tour(app).count()).toBe(0);
    const wide = await app.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(400);
  });
});

/** The colour that the page gives to a token. */
const token = (app: App, name: string): Promise<string> =>
  app.page.evaluate(
    (n) => getComputedStyle(document.documentElement).getPropertyValue(`--${n}`).trim(),
    name,
  );

describe('high contrast', () => {
  test('can be chosen beside light and dark, is kept, and reaches the chart', async () => {
    const app = await openApp({ colorScheme: 'dark' });
    await app.ready();
    const theme = app.at('theme');
    for (const choice of ['light', 'dark', 'contrast']) {
      await theme.click();
      await expect.poll(() => theme.getAttribute('data-theme-choice')).toBe(choice);
    }
    expect(await token(app, 'ground')).toBe('#000');
    await app.until('chart', 'data-state', 'ready');
    const ink = app.at('chart').locator('svg .role-title text').first();
    await expect.poll(() => ink.getAttribute('fill'), { timeout: patience }).toBe('#ffffff');
    expect(await app.axe()).toEqual([]);
    await app.page.reload();
    expect(await app.page.getAttribute('html', 'data-contrast')).toBe('high');
  });

  test('follows the system: more contrast, and forced colours', async () => {
    const app = await openApp({ contrast: 'more', colorScheme: 'light' });
    await app.ready();
    expect(await token(app, 'ink')).toBe('#000');
    await app.until('chart', 'data-state', 'ready');
    expect(await app.axe()).toEqual([]);
    await app.page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active' });
    await expect.poll(() => token(app, 'ink')).not.toBe('#000');
    const pressed = app.page.locator('[data-panel="gallery"]');
    expect(await pressed.evaluate((e) => getComputedStyle(e).outlineStyle)).toBe('solid');
  });
});
