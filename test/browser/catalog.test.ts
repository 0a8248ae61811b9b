import { describe, expect, it } from 'vitest';
import { patience, sharedApp, type App } from '../support/browser.ts';

async function openCatalog(): Promise<App> {
  const app = await sharedApp();
  const tab = app.page.locator('[data-panel="data"]');
  // A second click would close the panel.
  if ((await app.at('catalog').count()) === 0) await tab.click();
  await app.at('catalog').getByRole('searchbox').fill('');
  await app.at('catalog').getByRole('treeitem').first().waitFor({ timeout: patience });
  return app;
}

const focused = (app: App): Promise<string | undefined> =>
  app.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['name']);

describe('the catalog', () => {
  it('lists the tables and views with their rows', async () => {
    const app = await openCatalog();
    const names = await app
      .at('catalog')
      .getByRole('treeitem')
      .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['name']));
    expect(names).toEqual(expect.arrayContaining(['metrics', 'cases', 'gains', 'citations']));
    expect(await app.at('catalog').locator('[data-name="sources"]').innerText()).toContain('5');
  });

  it('is walked, opened and inserted from by keyboard alone', async () => {
    const app = await openCatalog();
    await app.type('SELECT ');
    await app.at('catalog').locator('[role="treeitem"][tabindex="0"]').focus();
    await app.page.keyboard.press('Home');
    expect(await focused(app)).toBe('sources');
    await app.page.keyboard.press('ArrowRight');
    await app.page.keyboard.press('ArrowRight');
    expect(await focused(app)).toBe('source_id');
    await app.page.keyboard.press('Enter');
    await expect
      .poll(() => app.at('editor').locator('.cm-content').innerText())
      .toContain('SELECT source_id');
    await app.at('catalog').locator('[role="treeitem"][tabindex="0"]').focus();
    await app.page.keyboard.press('ArrowLeft');
    expect(await focused(app)).toBe('sources');
    await app.page.keyboard.press('ArrowLeft');
    expect(await app.at('catalog').locator('[data-name="sources"]').getAttribute('aria-expanded')).toBe(
      'false',
    );
  });

  it('explains the chosen table, previews it and queries it', async () => {
    const app = await openCatalog();
    await app.at('catalog').locator('[data-name="metrics"]').click();
    const details = app.at('catalog').getByRole('region', { name: 'Details' });
    await details.locator('.catalog-preview td').first().waitFor({ timeout: patience });
    expect(await details.innerText()).toContain('A figure as a document states it.');
    expect(await details.innerText()).toContain('case_id → cases');
    await details.getByRole('button', { name: 'Query this table' }).click();
    await expect
      .poll(() => app.at('editor').locator('.cm-content').innerText())
      .toContain('FROM yardstick.metrics');
    await expect
      .poll(async () => Number(await app.at('grid').getAttribute('data-rows')), { timeout: patience })
      .toBeGreaterThan(800);
  });

  it('shows how a column is filled', async () => {
    const app = await openCatalog();
    await app.at('catalog').getByRole('searchbox').fill('evidence_grade');
    await app.at('catalog').locator('[data-name="evidence_grade"]').first().click();
    const top = app.at('catalog').locator('.catalog-top button');
    await top.first().waitFor({ timeout: patience });
    expect(await top.first().innerText()).toContain('No information');
  });

  it('draws how the tables hang together, as a list that leads to each of them', async () => {
    const app = await openCatalog();
    await app.page.getByRole('button', { name: 'How the tables hang together' }).click();
    const list = app.page.getByRole('list', { name: 'How the tables hang together' });
    await list.waitFor({ timeout: patience });
    const cases = list.getByRole('button', { name: 'cases Cases refers to' });
    expect(await cases.getAttribute('data-name')).toBe('cases');
    expect(await app.at('diagram').locator('path').count()).toBeGreaterThan(20);
    await cases.focus();
    // Three that it refers to, five that refer to it.
    await expect.poll(() => app.at('diagram').locator('path.diagram-near').count()).toBe(8);
    expect((await app.axe()).filter((violation) => violation.includes('diagram'))).toEqual([]);
    await app.page.keyboard.press('Enter');
    await list.waitFor({ state: 'detached' });
    expect(await focused(app)).toBe('cases');
  });

  it('lists a table of one’s own first', async () => {
    const app = await openCatalog();
    expect(await app.run('CREATE TABLE my_pilot AS SELECT 1 AS gain')).toBe('done');
    const own = app.at('catalog').locator('[data-name="my_pilot"]');
    await own.waitFor({ timeout: patience });
    const names = await app
      .at('catalog')
      .getByRole('treeitem')
      .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['name']));
    expect(names[0]).toBe('my_pilot');
  });

  it('breaks no rule of accessibility', async () => {
    const app = await openCatalog();
    await app.at('catalog').locator('[data-name="metrics"]').click();
    await app.at('catalog').locator('.catalog-preview td').first().waitFor({ timeout: patience });
    expect((await app.axe()).filter((line) => line.includes('catalog'))).toEqual([]);
  });
});
