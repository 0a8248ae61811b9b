import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { patience, sharedApp, type App } from '../support/browser.ts';

/** A fresh question with its result as a chart. */
async function charted(sql: string): Promise<App> {
  const app = await sharedApp();
  await app.run(sql);
  await app.page.getByRole('tab', { name: /^Chart$|^图表$/ }).click();
  return app;
}

/** Opens a side of the chart; a second press would close it. */
async function openSide(app: App, side: string): Promise<void> {
  const button = app.at(side);
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
}

/** Saves the chart by the menu. */
async function saved(app: App, name: RegExp): Promise<Buffer> {
  await app.page.getByRole('button', { name: 'Export', exact: true }).last().click();
  const [file] = await Promise.all([
    app.page.waitForEvent('download', { timeout: patience }),
    app.page.getByRole('menuitem', { name }).click(),
  ]);
  return readFile(await file.path());
}

const marks = (app: App): Promise<string | null> => app.at('chart').getAttribute('data-marks');

/** Resolves when the chart is drawn with so many marks. */
const drawn = (app: App, count: number): Promise<unknown> =>
  app.page.waitForSelector(`[data-testid="chart"][data-state="ready"][data-marks="${String(count)}"]`, {
    state: 'attached',
    timeout: patience,
  });

const grouped = "SELECT 'g' || i % 4 AS team, i AS points FROM range(1, 9) AS r(i)";
const values = `SELECT 'one' AS name, 12.5::DECIMAL(5,1) AS d, 170141183460469231731687303715884105727::HUGEINT AS h`;

describe('chart', () => {
  it('draws a result by itself, offers others and says why', async () => {
    const app = await charted("SELECT 'g' || i AS team, i * 10 AS points FROM range(1, 6) AS r(i)");
    await drawn(app, 5);
    await expect
      .poll(() => app.page.locator('.chart-why').innerText(), { timeout: patience })
      .toContain('lengths from zero');
    expect(await app.at('chart').locator('svg text').filter({ hasText: 'g3' }).count()).toBe(1);
    await app.page.locator('[data-rule="count_bars"]').click();
    await app.page.waitForSelector('[data-rule="count_bars"][aria-pressed="true"]');
    expect(app.problems).toEqual([]);
  });

  it('shelves change the chart, and the specification shows it', async () => {
    const app = await charted(grouped);
    await app.until('chart', 'data-state', 'ready');
    await openSide(app, 'chart-encodings');
    await app.at('shelf-mark').selectOption('bar');
    await app.at('shelf-y').selectOption('team');
    await app.at('shelf-x').selectOption('*');
    await drawn(app, 4);
    await openSide(app, 'chart-sql');
    expect(await app.page.locator('.chart-sql').innerText()).toContain('GROUP BY ALL');
    await openSide(app, 'chart-spec');
    await expect
      .poll(() => app.at('spec-editor').locator('.cm-content').innerText(), { timeout: patience })
      .toContain('"aggregate": "count"');
    expect(app.problems).toEqual([]);
  });

  it('the specification as text draws; what is wrong with it is said and the last chart stays', async () => {
    const app = await charted(grouped);
    await app.until('chart', 'data-state', 'ready');
    await openSide(app, 'chart-spec');
    const content = app.at('spec-editor').locator('.cm-content');
    const write = async (text: string): Promise<void> => {
      await content.click();
      await app.page.keyboard.press('ControlOrMeta+a');
      await app.page.keyboard.insertText(text);
    };
    await write('{"mark":"bar","encoding":{"x":{"field":"team"},"y":{"aggregate":"count"}}}');
    await drawn(app, 4);
    await write('{"mark":"bar","encoding":{"x":{"field":"nope"}}}');
    await app.until('chart', 'data-state', 'error');
    expect(await app.at('chart-error').innerText()).toContain('nope');
    expect(await app.at('chart').locator('svg').first().isVisible()).toBe(true);
    await write('{"mark":"bar","data":{"url":"https://example.org/a.csv"}}');
    await expect.poll(() => app.at('chart-error').innerText(), { timeout: patience }).toContain('elsewhere');
    await write('{"mark":"bar"');
    await app.page.waitForSelector('.cm-lintRange-error, .cm-lintPoint-error, .cm-lint-marker-error', {
      timeout: patience,
    });
    expect(app.foreign).toEqual([]);
    expect(app.problems).toEqual([]);
  });

  it('hostile specifications reach nothing', async () => {
    const app = await charted(grouped);
    await app.until('chart', 'data-state', 'ready');
    await openSide(app, 'chart-spec');
    const content = app.at('spec-editor').locator('.cm-content');
    await content.click();
    await app.page.keyboard.press('ControlOrMeta+a');
    await app.page.keyboard.insertText(
      '{"mark":{"type":"point","href":"javascript:document.title=1"},"encoding":{"x":{"field":"points"},"y":{"field":"team"},"href":{"value":"https://example.org"}}}',
    );
    await drawn(app, 8);
    expect(await app.at('chart').locator('svg a, [href]').count()).toBe(0);
    await expect
      .poll(() => app.page.locator('.chart-notice').allInnerTexts(), { timeout: patience })
      .toEqual(['Links were taken out of this specification.']);
    expect(app.foreign).toEqual([]);
  });

  it('arrow keys walk through marks with exact values; Enter chooses, Escape lets go', async () => {
    const app = await charted(values);
    await app.until('chart', 'data-state', 'ready');
    await app.page.locator('.chart-scroller').focus();
    await app.page.keyboard.press('ArrowRight');
    await expect
      .poll(() => app.at('chart-said').innerText(), { timeout: patience })
      .toMatch(/12\.5|17014118346046923173168730371588410572/);
    await app.page.keyboard.press('Enter');
    expect(await app.page.locator('.chart-ring[data-kind="chosen"]').count()).toBe(1);
    await app.page.keyboard.press('Escape');
    expect(await app.page.locator('.chart-ring').count()).toBe(0);
  });

  it('the ring lies on the mark', async () => {
    const app = await charted("SELECT 'g' || i AS team, i * 10 AS points FROM range(1, 4) AS r(i)");
    await drawn(app, 3);
    await app.page.locator('.chart-scroller').focus();
    await app.page.keyboard.press('ArrowRight');
    const ring = await app.page.locator('.chart-ring').boundingBox();
    const bars = await app.at('chart').locator('svg .mark-rect.role-mark path').all();
    const boxes = await Promise.all(bars.map((b) => b.boundingBox()));
    const near = boxes.some(
      (b) => b && ring && Math.abs(b.x - ring.x - 3) < 3 && Math.abs(b.y - ring.y - 3) < 3,
    );
    expect(near).toBe(true);
  });

  it('a press counts though the picture is drawn anew before the button comes up', async () => {
    const app = await charted("SELECT 'p' || i AS team, i * 10 AS points FROM range(1, 4) AS r(i)");
    await drawn(app, 3);
    const bar = app.at('chart').locator('svg .mark-rect.role-mark path').last();
    const former = await app.page.$('.chart-holder > div');
    await bar.hover();
    await app.page.mouse.down();
    await app.page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => former?.evaluate((e) => e.isConnected), { timeout: patience }).toBe(false);
    await app.page.mouse.up();
    await app.page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => app.at('chart-said').textContent(), { timeout: patience }).toMatch(/p3/);
  });

  it('marks stay where they are when the documents behind them become known', async () => {
    // The chart alone, before the query whose pictures are compared: another view would be of another size.
    const app = await charted("SELECT 'x' AS dimension, 4 AS n");
    await drawn(app, 1);
    await app.page.evaluate(() => {
      const places: Record<string, number[]> = {};
      Object.assign(window, { places });
      const look = (): void => {
        const line = document.querySelector('.chart-holder .role-title-subtitle')?.textContent ?? '';
        const mark = document.querySelector('.chart-holder .mark-rect.role-mark path');
        if (mark) (places[line] ??= []).push(Math.round(mark.getBoundingClientRect().top));
      };
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    });
    await app.run('SELECT dimension, count(*) AS n FROM yardstick.gains GROUP BY ALL');
    const places = (): Promise<[string, number[]][]> =>
      app.page.evaluate(() =>
        Object.entries((window as unknown as { places: Record<string, number[]> }).places),
      );
    const known = async (): Promise<boolean> => (await places()).some(([line]) => line.startsWith('From '));
    await expect.poll(known, { timeout: patience }).toBe(true);
    // The first drawing with the documents is where the last one without them was, if there was one.
    const all = await places();
    const [line = '', [after = 0] = []] = all.find(([text]) => text.startsWith('From ')) ?? [];
    const rows = line.split('·').at(-1)?.trim() ?? '';
    const [, tops = [after]] = all.find(([text]) => text !== line && text.endsWith(rows)) ?? [];
    const before = tops.at(-1) ?? 0;
    // A line of the source is 15 high; what lies around the chart may move it by a pixel or two.
    expect(Math.abs(after - before)).toBeLessThan(4);
  });

  it('SVG and PNG carry title and source line', async () => {
    const app = await charted("SELECT '制造业' AS industry, 3 AS n_cases UNION ALL SELECT 'b', 4");
    await drawn(app, 2);
    const svg = (await saved(app, /SVG/)).toString('utf8');
    expect(svg).toContain('制造业');
    expect(svg).toMatch(/dataset/i);
    expect(svg).not.toMatch(/var\(--|<script|href="http/);
    const [small, large] = [await saved(app, /PNG, 1×/), await saved(app, /PNG, 4×/)];
    expect(small.subarray(1, 4).toString()).toBe('PNG');
    expect(large.readUInt32BE(16)).toBe(small.readUInt32BE(16) * 4);
  });

  it('the source line names documents and figures, though the query names none, and stays in every picture', async () => {
    const app = await charted('SELECT dimension, count(*) AS n FROM yardstick.gains GROUP BY ALL');
    await app.until('chart', 'data-state', 'ready');
    await expect
      .poll(() => app.at('chart').locator('svg.marks').textContent(), { timeout: patience })
      .toMatch(/\d{3} figures · Yardstick ?dataset/);
    const svg = await saved(app, /SVG/);
    expect(svg.toString('utf8')).toMatch(/From .*CAICT casebook 2023.*Frost &amp; Sullivan 2024/);
    // A title of its own displaces nothing, in the specification either.
    await openSide(app, 'chart-spec');
    await app.at('spec-editor').locator('.cm-content').click();
    await app.page.keyboard.press('ControlOrMeta+a');
    await app.page.keyboard.insertText(
      '{"title":{"text":"Own","subtitle":"sub"},"mark":"bar","encoding":{"y":{"field":"dimension"},"x":{"field":"n"}}}',
    );
    await expect
      .poll(() => app.at('chart').locator('svg.marks').textContent(), { timeout: patience })
      .toContain('Own');
    const spec = JSON.parse((await saved(app, /JSON/)).toString('utf8')) as { title: { subtitle: string[] } };
    expect(spec.title.subtitle[0]).toBe('sub');
    expect(spec.title.subtitle[1]).toMatch(/\d{3} figures · Yardstick ?dataset/);
    expect(app.problems).toEqual([]);
  });

  it('a page of its own: picture, data, SQL and the lines cited, in a browser without scripts', async () => {
    const app = await charted(
      "SELECT label_en AS what, round(improvement_factor, 2) AS factor FROM gains WHERE improvement_factor > 100 OR label_en = '<b>'",
    );
    await app.until('chart', 'data-state', 'ready');
    const count = Number(await marks(app));
    const html = (await saved(app, /Page with data/)).toString('utf8');
    const browser = app.context.browser();
    if (!browser) throw new Error('no browser');
    const alone = await browser.newContext({ javaScriptEnabled: false, offline: true, colorScheme: 'dark' });
    try {
      const page = await alone.newPage();
      const problems: string[] = [];
      page.on('console', (message) => problems.push(message.text()));
      await page.setContent(html);
      expect(await page.locator('svg .role-mark path').count()).toBe(count);
      expect(await page.locator('tbody tr').count()).toBe(count);
      expect(await page.locator('pre').first().innerText()).toContain('improvement_factor > 100');
      expect(await page.locator('ol li').count()).toBeGreaterThanOrEqual(count);
      expect(await page.locator('ol li').first().innerText()).toMatch(/lines? \d+/);
      // Light text on a dark surface, from the page's own style sheet: the policy lets it in.
      expect(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
        'rgb(23, 25, 28)',
      );
      expect(problems).toEqual([]);
    } finally {
      await alone.close();
    }
  });

  it('no rows and nulls are said in words', async () => {
    const app = await charted('SELECT 1 AS a, 2 AS b WHERE false');
    await app.until('chart', 'data-state', 'empty');
    expect(await app.at('chart').innerText()).toContain('no rows');
    expect(await marks(app)).toBe('0');
  });

  it('the table beside it has the same figures; nothing is amiss for assistive technology', async () => {
    const app = await charted(grouped);
    await app.until('chart', 'data-state', 'ready');
    await openSide(app, 'chart-data_table');
    expect(await app.page.locator('.chart-table tbody tr').count()).toBe(8);
    // The window around it has tests of its own.
    const violations = async (): Promise<string[]> => (await app.axe()).filter((v) => /chart|shel/.test(v));
    expect(await violations()).toEqual([]);
    for (const side of ['chart-encodings', 'chart-spec', 'chart-sql']) {
      await openSide(app, side);
      expect(await violations(), side).toEqual([]);
    }
  });
});
