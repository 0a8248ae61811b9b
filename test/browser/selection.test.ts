import { describe, expect, it } from 'vitest';
import { patience, sharedApp, type App } from '../support/browser.ts';

const wide = { viewport: { width: 1500, height: 900 } };

/** Twelve teams in three groups of four, as bars beside the table. */
const teams =
  "SELECT 'team ' || lpad(i::VARCHAR, 2, '0') AS team, ['a', 'b', 'c'][1 + i % 3] AS \"group\", i * 10 AS points FROM range(1, 13) AS r(i)";

async function besideTable(sql: string): Promise<App> {
  const app = await sharedApp(wide);
  await app.run(sql);
  await app.page.locator('[data-view="both"]').click();
  await app.until('chart', 'data-state', 'ready');
  return app;
}

const rowCount = (app: App): Promise<string | null> => app.at('grid').getAttribute('data-rows');

const bars = (app: App) => app.at('chart').locator('svg .mark-rect.role-mark path');

/** Draws a rectangle by the mouse, from the middle of one bar to the middle of another. */
async function drag(app: App, from: number, to: number): Promise<void> {
  const boxes = (): Promise<{ x: number; y: number; width: number; height: number }[]> =>
    bars(app).evaluateAll((paths) => paths.map((p) => p.getBoundingClientRect().toJSON()));
  await expect.poll(async () => (await boxes()).length, { timeout: patience }).toBeGreaterThan(to);
  const found = await boxes();
  const [a, b] = [found[from], found[to]];
  if (!a || !b) throw new Error('no bars');
  const { mouse } = app.page;
  await mouse.move(a.x + 2, a.y + a.height / 2);
  await mouse.down();
  await mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 4 });
  await mouse.up();
}

describe('selection in chart and table', () => {
  it('a rectangle in the chart filters the table, and is let go there', async () => {
    const app = await besideTable(teams);
    await drag(app, 2, 5);
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('4');
    expect(await app.page.locator('.chart-ring[data-kind="chosen"]').count()).toBe(1);
    expect(await app.page.locator('.grid-chips').innerText()).toContain('In the chart');
    await app.page
      .locator('.grid-chips')
      .getByRole('button', { name: /^Remove: In the chart/ })
      .click();
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('12');
    expect(await app.page.locator('.chart-ring').count()).toBe(0);
    expect(app.problems).toEqual([]);
  });

  it('a click chooses one mark, another click lets it go; the choice survives another size of the window', async () => {
    const app = await besideTable(teams);
    await bars(app).nth(3).click();
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('1');
    await app.page.setViewportSize({ width: 1440, height: 880 });
    const ring = app.page.locator('.chart-ring[data-kind="chosen"]');
    await expect
      .poll(async () => {
        const [a, b] = await Promise.all([ring.boundingBox(), bars(app).nth(3).boundingBox()]);
        return a && b ? Math.round(Math.abs(a.x + 3 - b.x) + Math.abs(a.y + 3 - b.y)) : null;
      })
      .toBeLessThan(5);
    expect(await rowCount(app)).toBe('1');
    await bars(app).nth(3).click();
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('12');
    await app.page.setViewportSize(wide.viewport);
  });

  it('by keyboard: Shift and arrows choose all in between, Escape lets go', async () => {
    const app = await besideTable(teams);
    await app.page.locator('.chart-scroller').focus();
    await app.page.keyboard.press('Home');
    for (let i = 0; i < 2; i++) await app.page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('3');
    await app.page.keyboard.press('Escape');
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('12');
  });

  it('the table’s filter reaches the chart and holds where the chart stands alone; sorting changes nothing', async () => {
    const app = await besideTable(teams);
    await app.until('chart', 'data-marks', '12');
    await app.at('grid').focus();
    await app.page.keyboard.press('ArrowUp');
    await app.page.keyboard.press('ArrowRight');
    await app.page.keyboard.press('Alt+ArrowDown');
    const menu = app.page.getByRole('dialog', { name: /^Column group/ });
    await menu.getByRole('combobox').selectOption('=');
    await menu.getByRole('textbox').fill('b');
    await menu.getByRole('textbox').press('Enter');
    await app.until('chart', 'data-marks', '4');
    await app.page.locator('[data-view="chart"]').click();
    await app.until('chart', 'data-marks', '4');
    await expect
      .poll(() => app.at('chart').locator('svg.marks').textContent(), { timeout: patience })
      .toContain('filtered');
    await app.page.locator('[data-view="both"]').click();
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('4');
    await app.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await app.until('chart', 'data-marks', '12');
    expect(app.problems).toEqual([]);
  });

  it('a choice lists the evidence behind all its rows, though the query names no figure', async () => {
    const app = await besideTable(
      'SELECT dimension, count(*)::INTEGER AS n FROM yardstick.gains GROUP BY ALL ORDER BY n DESC',
    );
    // The source line is there: the picture stays where it is.
    await expect
      .poll(() => app.at('chart').locator('svg.marks').textContent(), { timeout: patience })
      .toContain('figures');
    await drag(app, 0, 2);
    await expect.poll(() => rowCount(app), { timeout: patience }).toBe('3');
    const n = async (): Promise<number> => {
      const rows = await app.cells();
      return rows.reduce((sum, row) => sum + Number(row.find((text) => /^\d+$/.test(text.trim())) ?? 0), 0);
    };
    await expect
      .poll(async () => `${String(await n())} figures`, { timeout: patience })
      .toBe((await app.at('evidence').locator('h3').first().innerText()).trim());
    expect(app.problems).toEqual([]);
  });
});

describe('citing a result', () => {
  it('lists documents and figures, and gives the references as text, BibTeX and CSL-JSON', async () => {
    const app = await sharedApp({ ...wide, permissions: ['clipboard-read', 'clipboard-write'] });
    await app.run(
      "SELECT dimension, count(*) AS n FROM yardstick.gains WHERE source_id = 'sullivan-2024' GROUP BY ALL",
    );
    await app.page.keyboard.press('Alt+c');
    await app.until('cite', 'data-state', 'ready');
    const dialog = app.page.getByRole('dialog');
    expect(await dialog.innerText()).toMatch(
      /One document, \d+ figures, \d+ cases\. They were found by following/,
    );
    const text = app.at('cite-text');
    expect(await text.inputValue()).toMatch(/^Frost & Sullivan.*\nYardstick: reported gains/);
    await dialog.getByLabel('Every figure').check();
    const lines = (await text.inputValue()).split('\n');
    await dialog.locator('[data-source="sullivan-2024"] summary').click();
    expect(await dialog.locator('li[data-metric]').count()).toBe(lines.length - 1);
    expect(lines[0]).toMatch(/lines? \d+/);
    await dialog.getByLabel('BibTeX').check();
    expect((await text.inputValue()).match(/@techreport\{sullivan-2024-/g)).toHaveLength(lines.length - 1);
    await dialog.getByLabel('CSL-JSON').check();
    const items = JSON.parse(await text.inputValue()) as { type: string }[];
    expect(items.map((i) => i.type)).toContain('dataset');
    await dialog.getByRole('button', { name: 'Copy' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor({ timeout: patience });
    expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(await text.inputValue());
    const [file] = await Promise.all([
      app.page.waitForEvent('download', { timeout: patience }),
      dialog.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.csl\.json$/);
    expect((await app.axe()).filter((v) => /cite|dialog/.test(v))).toEqual([]);
    expect(app.problems).toEqual([]);
  });

  it('says so where nothing, or no more than the tables, is known', async () => {
    const app = await sharedApp(wide);
    const open = async (sql: string): Promise<string> => {
      await app.run(sql);
      await app.at('cite-result').click();
      await app.until('cite', 'data-state', 'ready');
      const said = await app.at('cite').innerText();
      await app.page.keyboard.press('Escape');
      return said;
    };
    expect(await open('SELECT 42 AS answer')).toContain('rests on no figure');
    expect(await open('SELECT kind FROM metrics EXCEPT SELECT stage FROM cases')).toContain('cases, metrics');
    expect(await open('SELECT category, count(*) AS n FROM risks GROUP BY ALL')).toMatch(
      /documents?, 0 figures/,
    );
    expect(app.problems).toEqual([]);
  });
});
