import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { patience, sharedApp, type App } from '../support/browser.ts';

/** Charts of bars, cells and points, with ids in the result and without. */
const charts = [
  'gains-by-industry-and-dimension',
  'who-measures',
  'functions-by-industry',
  'which-gains-survive',
  'vendors',
  'improvement-by-dimension',
] as const;

async function opened(id: string): Promise<App> {
  const app = await sharedApp({ locale: 'en', viewport: { width: 1500, height: 900 } });
  if ((await app.at('gallery').count()) === 0) await app.page.keyboard.press('Alt+1');
  await app.at('gallery').locator(`[data-question="${id}"]`).click();
  await app.page.waitForSelector(`[data-question="${id}"][aria-current="true"]`, { timeout: patience });
  await app.until('result-status', 'data-status', 'done');
  await app.until('chart', 'data-state', 'ready');
  // The picture is this question's and whole: no longer the one of the query before, and with its documents.
  const title = await app.at('gallery').locator(`[data-question="${id}"] .gallery-title`).innerText();
  const drawn = (part: string) => app.at('chart').locator(`svg.marks .role-title-${part}`);
  const letters = async (part: string): Promise<string> =>
    ((await drawn(part).textContent()) ?? '').replace(/\s/g, '');
  await expect.poll(() => letters('text'), { timeout: patience }).toBe(title.replace(/\s/g, ''));
  await expect.poll(() => letters('subtitle'), { timeout: patience }).toMatch(/^From/);
  return app;
}

/** Clicks the largest bar or cell, else the first point. */
async function clickLargest(app: App): Promise<void> {
  const boxes = await app
    .at('chart')
    .locator('svg.marks .role-mark path')
    .evaluateAll((paths) =>
      paths.map((path) => {
        const { x, y, width, height } = path.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2, area: width * height };
      }),
    );
  const [first] = boxes.sort((a, b) => b.area - a.area);
  if (!first) throw new Error('no marks');
  await app.page.mouse.click(first.x, first.y);
}

/** The lines of the document are on screen: at once where there is one figure, else after its fold is opened. */
async function reachesLines(app: App, open: (fold: Locator) => Promise<void>): Promise<void> {
  const lines = app.at('evidence-lines').first();
  const fold = app.at('evidence').locator('details summary').first();
  await fold.or(lines).first().waitFor({ timeout: patience });
  if ((await lines.count()) === 0) await open(fold);
  await lines.waitFor({ timeout: patience });
  expect(await lines.innerText()).toMatch(/^lines? \d+/);
}

describe('from a mark of a ready chart to the lines of the document', () => {
  it.each(charts)('%s: in two clicks', async (id) => {
    const app = await opened(id);
    await clickLargest(app);
    await reachesLines(app, (fold) => fold.click());
    expect(app.problems).toEqual([]);
  });

  it.each(charts)('%s: by keyboard', async (id) => {
    const app = await opened(id);
    await app.page.locator('.chart-scroller').focus();
    await app.page.keyboard.press('ArrowRight');
    await app.page.keyboard.press('Enter');
    await reachesLines(app, async (fold) => {
      await fold.focus();
      await app.page.keyboard.press('Enter');
    });
    expect(app.problems).toEqual([]);
  });

  it('from a cell of a result by industry: in two clicks', async () => {
    const app = await sharedApp({ locale: 'en', viewport: { width: 1500, height: 900 } });
    await app.run(
      'SELECT industry_en AS industry, count(*) AS n FROM yardstick.gains GROUP BY ALL ORDER BY n DESC',
    );
    await app.at('grid').locator('[role="gridcell"]').first().click();
    await reachesLines(app, (fold) => fold.click());
  });
});
