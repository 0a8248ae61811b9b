import { describe, expect, it } from 'vitest';
import { patience, sharedApp, type App } from '../support/browser.ts';

/** Runs a query and chooses the first row of its result. */
async function choose(sql: string, options: { readonly locale?: string } = {}): Promise<App> {
  const app = await sharedApp({
    viewport: { width: 1500, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  expect(await app.run(sql)).toBe('done');
  await app.at('grid').locator('[role="gridcell"]').first().click();
  return app;
}

const oneFigure =
  "SELECT label_en, metric_id FROM yardstick.metrics WHERE metric_id = 'sullivan-2024-03-m07'";

describe('evidence of a row', () => {
  it('E1 shows the figure as printed, its effect, and the lines of the document', async () => {
    const app = await choose(oneFigure);
    const panel = app.at('evidence');
    await panel.locator('[data-metric="sullivan-2024-03-m07"]').first().waitFor({ timeout: patience });
    expect(await app.at('evidence-printed').innerText()).toBe('by 20%');
    expect(await app.at('evidence-improvement').innerText()).toBe('×1.25');
    expect(await app.at('evidence-lines').innerText()).toBe('line 736');
    expect(await panel.innerText()).toContain(
      'Best Practices of Generative AI Across Industries in China by 2024',
    );
    expect(await panel.innerText()).toContain('D1 Baseline stated');
    expect(app.problems).toEqual([]);
  });

  it('E2 gives the reference as text, BibTeX and CSL-JSON', async () => {
    const app = await choose(oneFigure);
    const field = app.at('citation');
    await field.waitFor({ timeout: patience });
    expect(await field.inputValue()).toMatch(/^Frost & Sullivan.*line 736\.$/);
    await app.at('evidence').getByLabel('BibTeX').check();
    expect(await field.inputValue()).toContain('@techreport{sullivan-2024-03-m07,');
    await app.at('evidence').getByLabel('CSL-JSON').check();
    expect(JSON.parse(await field.inputValue())).toMatchObject([{ type: 'report' }]);
  });

  it('E3 copies the reference', async () => {
    const app = await choose(oneFigure);
    await app.at('evidence').getByRole('button', { name: 'Copy' }).click({ timeout: patience });
    await app.at('evidence').getByRole('button', { name: 'Copied' }).waitFor({ timeout: patience });
    const copied = await app.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await app.at('citation').inputValue());
  });

  it('E4 never shows a bound as a point', async () => {
    const app = await choose(
      "SELECT metric_id FROM yardstick.gains WHERE censoring = 'lower_bound' ORDER BY metric_id LIMIT 1",
    );
    await app.at('evidence-improvement').waitFor({ timeout: patience });
    expect(await app.at('evidence-improvement').innerText()).toMatch(/^at least ×/);
  });

  it('E5 goes on to another figure of the case and back', async () => {
    const app = await choose(oneFigure);
    const panel = app.at('evidence');
    await panel.locator('button[data-metric="sullivan-2024-03-m06"]').click({ timeout: patience });
    await panel.locator('article[data-metric="sullivan-2024-03-m06"]').waitFor({ timeout: patience });
    expect(await app.at('evidence-printed').innerText()).toBe('99.6%');
    await panel.getByRole('button', { name: 'Back to the row' }).click();
    expect(await app.at('evidence-printed').innerText()).toBe('by 20%');
  });

  it('E6 lists every figure of a row that names several', async () => {
    const app = await choose(
      "SELECT industry_id, list(metric_id ORDER BY metric_id) AS metric_ids FROM yardstick.gains WHERE industry_id = 'healthcare' GROUP BY 1",
    );
    const folds = app.at('evidence').locator('details');
    await folds.first().waitFor({ timeout: patience });
    const n = await folds.count();
    expect(n).toBeGreaterThan(3);
    expect(await app.at('evidence').locator('h3').first().innerText()).toBe(`${String(n)} figures`);
    await folds.first().locator('summary').click();
    await folds.first().locator('article').waitFor({ timeout: patience });
  });

  it('E7 shows a case by its id, in Chinese where the page is', async () => {
    const app = await choose("SELECT case_id FROM yardstick.cases WHERE case_id = 'caict-2023-04'", {
      locale: 'zh-CN',
    });
    await app.at('evidence').locator('[data-case="caict-2023-04"]').waitFor({ timeout: patience });
    expect(await app.at('evidence').innerText()).toContain('面向供应链产业的言犀基础大模型');
    expect(await app.at('citation').inputValue()).toContain('第 477–579 行');
  });

  it('E8 says so where a row rests on nothing, and where an id is not there', async () => {
    const app = await choose('SELECT 42 AS answer');
    await expect.poll(() => app.at('evidence').innerText()).toContain('rests on no figure');
    expect(await app.run("SELECT 'x''; DROP' AS metric_id")).toBe('done');
    await app.at('grid').locator('[role="gridcell"]').first().click();
    await expect
      .poll(() => app.at('evidence').innerText())
      .toContain("no figure or case with the id x'; DROP");
    expect(app.problems).toEqual([]);
  });

  it('E9 breaks no rule of accessibility', async () => {
    const app = await choose(oneFigure);
    await app.at('evidence').locator('article').waitFor({ timeout: patience });
    expect((await app.axe()).filter((line) => line.includes('evidence'))).toEqual([]);
  });

  it('E10 follows a group to its figures, though the query names none', async () => {
    const app = await choose(
      "SELECT industry_en AS industry, count(*) AS n FROM yardstick.gains WHERE industry_id = 'healthcare' GROUP BY ALL",
    );
    await app.at('lineage').waitFor({ timeout: patience });
    const [cells] = await app.cells();
    const n = cells?.find((text) => /^\d+$/.test(text.trim()));
    expect(await app.at('lineage').innerText()).toContain(`${n ?? '?'} figures`);
    const folds = app.at('evidence').locator('details');
    expect(await folds.count()).toBe(Number(n));
    await folds.first().locator('summary').click();
    await app.at('evidence-lines').first().waitFor({ timeout: patience });
    expect(app.problems).toEqual([]);
  });

  it('E11 follows through the views of the dataset', async () => {
    const app = await choose(
      "SELECT vendor_en, n_gains FROM vendor_scorecard WHERE organization_id = 'sensetime'",
    );
    await app.at('lineage').waitFor({ timeout: patience });
    expect(await app.at('lineage').innerText()).toMatch(/Computed from \d+ figures and \d+ cases/);
    expect(await app.at('evidence').locator('details').count()).toBeGreaterThan(5);
  });

  it('E12 names what can’t be followed, and the tables that were read', async () => {
    const app = await choose('SELECT kind FROM metrics EXCEPT SELECT stage FROM cases ORDER BY 1');
    await app.at('lineage').waitFor({ timeout: patience });
    expect(await app.at('lineage').innerText()).toContain('EXCEPT');
    expect(await app.at('lineage').innerText()).toContain('cases, metrics');
  });
});

describe('the page on the dataset', () => {
  it.each([
    ['en', 'Changes', 'First version'],
    ['zh-CN', '变更', '首个版本'],
  ])('has every page in %s, the changes of each version among them', async (locale, tab, words) => {
    const app = await sharedApp({ locale, viewport: { width: 1500, height: 900 } });
    await app.page.keyboard.press('Alt+2');
    await app.page.locator('.side-about').click();
    const dialog = app.page.getByRole('dialog');
    const tabs = dialog.getByRole('tab');
    await expect.poll(() => tabs.count(), { timeout: patience }).toBe(7);
    for (const one of await tabs.all()) {
      await one.click();
      await expect
        .poll(async () => (await dialog.getByRole('tabpanel').innerText()).length, { timeout: patience })
        .toBeGreaterThan(80);
    }
    await dialog.getByRole('tab', { name: tab, exact: true }).click();
    await expect.poll(() => dialog.getByRole('tabpanel').innerText(), { timeout: patience }).toContain(words);
    expect(app.problems).toEqual([]);
  });
});
