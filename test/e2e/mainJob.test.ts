import { describe, expect, test } from 'vitest';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';
import { ownSite } from '../support/site.ts';

/**
 * What people come for, as one sequence without a network, then each step on its own: open, cut the network, reload, query, chart, save,
 * reload and find it, send the link, open it in another profile and see the same.
 */
const query = `SELECT source_id, count(*) AS gains
FROM gains
GROUP BY source_id
ORDER BY gains DESC, source_id`;

async function finished(app: App): Promise<void> {
  await app.until('result-status', 'data-status', 'done');
}

async function chartReady(app: App): Promise<number> {
  await app.until('chart', 'data-state', 'ready');
  return Number(await app.at('chart').getAttribute('data-marks'));
}

/** The words of the grid's cells, once the rows are painted. */
async function table(app: App): Promise<string[][]> {
  await expect.poll(async () => (await app.cells()).length, { timeout: patience }).toBeGreaterThan(0);
  return app.cells();
}

async function rename(app: App, title: string): Promise<void> {
  await app.page.getByRole('textbox', { name: 'Title of this work' }).fill(title);
}

const savedItem = (app: App, title: string): ReturnType<App['at']> =>
  app.at('saved').getByText(title).first();

async function openSaved(app: App): Promise<void> {
  if ((await app.at('saved').count()) === 0)
    await app.page.getByRole('button', { name: 'Saved', exact: true }).click();
}

describe('the main job', () => {
  test('from the first visit to a colleague who sees the same, with the network cut', async () => {
    const site = await ownSite();
    const app = await openApp({ keeps: true, baseUrl: site.url });
    await app.ready();
    await app.offlineReady();

    await site.close();
    await app.context.setOffline(true);
    await app.page.reload();
    await app.ready();
    await finished(app);

    expect(await app.run(query)).toBe('done');
    const rows = await table(app);
    expect(rows.length).toBe(5);
    expect(await chartReady(app)).toBeGreaterThan(0);

    await rename(app, 'Gains by document');
    await app.at('save').click();
    await savedItem(app, 'Gains by document').waitFor();

    await app.page.reload();
    await app.ready();
    await openSaved(app);
    await savedItem(app, 'Gains by document').click();
    await finished(app);
    expect(await table(app)).toEqual(rows);

    await expect
      .poll(() => app.at('share-link').getAttribute('href'), { timeout: patience })
      .toContain('#w1=');
    const link = (await app.at('share-link').getAttribute('href')) ?? '';
    expect(app.problems).toEqual([]);
    expect(app.foreign).toEqual([]);

    const again = await ownSite();
    const colleague = await openApp({ baseUrl: again.url, path: new URL(link).hash });
    await colleague.ready();
    await colleague.page.getByRole('button', { name: /Open and run/ }).click();
    await expect.poll(() => colleague.page.title(), { timeout: patience }).toContain('Gains by document');
    await finished(colleague);
    expect(await table(colleague)).toEqual(rows);
    expect(await chartReady(colleague)).toBeGreaterThan(0);
  }, 180_000);

  test('a newcomer finds a question answered, with its chart', async () => {
    const app = await openApp();
    await app.ready();
    await finished(app);
    expect((await table(app)).length).toBeGreaterThan(5);
    expect(await chartReady(app)).toBeGreaterThan(5);
    expect(app.problems).toEqual([]);
  });

  test('a ready question opens from the gallery and is answered', async () => {
    const app = await sharedApp();
    const other = app.page.locator('.side button', { hasText: /vendor/i }).first();
    await other.click();
    await finished(app);
    expect((await table(app)).length).toBeGreaterThan(0);
  });

  test('what was typed and not saved is there after a reload', async () => {
    const app = await openApp();
    await app.ready();
    await app.type("select 'kept over a reload' as note");
    // The tabs are written a moment after the last key.
    await app.until('boot', 'data-kept', 'true');
    await app.page.reload();
    await app.ready();
    expect(await app.at('editor').locator('.cm-content').innerText()).toContain('kept over a reload');
  });

  test('a row opens its citation: figure as printed, document and lines', async () => {
    const app = await sharedApp();
    expect(
      await app.run('select metric_id, figure_text, line_start from metrics order by metric_id limit 3'),
    ).toBe('done');
    await app.page.locator('[data-view="table"]').click();
    await table(app);
    const first = app.at('grid').locator('[role="gridcell"]').first();
    await first.click();
    const rows = await app.cells();
    await expect
      .poll(() => app.at('evidence').innerText(), { timeout: patience })
      .toContain(rows[0]?.[1] ?? 'a figure');
    expect(await app.at('evidence').innerText()).toContain(rows[0]?.[2] ?? 'a line');
  });

  test('in Chinese the interface, the question and the data are Chinese', async () => {
    const app = await openApp({ locale: 'zh-CN' });
    await app.ready();
    await finished(app);
    expect(await app.page.getAttribute('html', 'lang')).toBe('zh-CN');
    expect(await app.at('run').innerText()).toContain('运行');
    await app.at('language').click();
    expect(await app.at('run').innerText()).toContain('Run');
  });

  test('the theme follows the system and can be chosen', async () => {
    const app = await openApp({ colorScheme: 'dark' });
    expect(await app.page.getAttribute('html', 'data-theme')).toBe('dark');
    await app.ready();
    await app.at('theme').click();
    expect(await app.page.getAttribute('html', 'data-theme')).toBe('light');
    await app.page.reload();
    expect(await app.page.getAttribute('html', 'data-theme')).toBe('light');
  });
});
