import { describe, expect, it } from 'vitest';
import { questions } from '../../src/features/gallery/questions.ts';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';

const first = questions[0];

/** The text that is to be seen, by the page's own style. */
const seen = (app: App): Promise<string> => app.at('first-answer').innerText({ timeout: patience });

describe('the first answer', () => {
  it('can be read without any script, table and chart', async () => {
    const app = await openApp({ javaScriptEnabled: false });
    expect(await seen(app)).toContain(first?.title.en);
    expect(await app.at('first-answer').locator('tbody tr:visible').count()).toBeGreaterThan(5);
    const box = await app.at('first-answer').locator('svg:visible').boundingBox();
    expect(box?.width).toBeGreaterThan(200);
    const fill = await app
      .at('first-answer')
      .locator('svg:visible path[fill^="var("]')
      .first()
      .evaluate((path) => getComputedStyle(path).fill);
    expect(fill).toMatch(/^rgb\(/);
    expect(fill).not.toBe('rgb(0, 0, 0)');
  });

  it('is in the reader’s language', async () => {
    const app = await openApp({
      locale: 'zh-CN',
      prepare: async (page) => {
        await page.route('**/assets/*.js', (route) => route.abort());
      },
    });
    const text = await seen(app);
    expect(text).toContain(first?.title.zh);
    expect(text).not.toContain(first?.title.en);
  });

  it('keeps its picture until the live one is drawn', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const app = await openApp({
      prepare: async (page) => {
        await page.route('**/assets/vegaView-*.js', async (route) => {
          await held;
          await route.continue();
        });
      },
    });
    await app.until('result-status', 'data-live', 'true');
    const picture = app.at('chart').locator('.first-answer-chart svg');
    await picture.waitFor({ timeout: patience });
    release();
    await app.until('chart', 'data-state', 'ready');
    expect(await picture.count()).toBe(0);
  });
});

describe('the gallery', () => {
  it('opens a question with its answer and chart, and marks it', async () => {
    const app = await sharedApp({ locale: 'en' });
    const question = questions.find((q) => q.id === 'corrections');
    await app.at('gallery').locator('[data-question="corrections"]').click();
    await app.page.waitForSelector('[data-question="corrections"][aria-current="true"]', {
      timeout: patience,
    });
    await app.until('chart', 'data-state', 'ready');
    expect(await app.at('editor').innerText()).toContain('yardstick.corrections');
    expect(await app.page.title()).toContain(question?.title.en);
    expect(Number(await app.at('grid').getAttribute('data-rows'))).toBeGreaterThan(300);
    expect(app.problems).toEqual([]);
  });

  it('draws every question, in both languages', { timeout: 240_000 }, async () => {
    for (const locale of ['en', 'zh-CN']) {
      const app = await sharedApp({ locale });
      for (const { id, title } of questions) {
        await app.at('gallery').locator(`[data-question="${id}"]`).click();
        // The chart says what it shows in words, its title first: not the chart of the question before.
        const drawn = app.page
          .locator('[data-testid="chart"][data-state="ready"]:not([data-marks="0"])')
          .filter({ hasText: title[locale === 'en' ? 'en' : 'zh'] });
        await drawn.waitFor({ state: 'attached', timeout: patience });
      }
      expect(app.problems).toEqual([]);
    }
  });

  it('shows a picture of each question, fetched behind the first answer', async () => {
    const fetched: string[] = [];
    const app = await openApp({
      prepare: (page) => {
        page.on('request', (request) => fetched.push(request.url()));
        return Promise.resolve();
      },
    });
    const pictures = app.at('gallery').locator('.gallery-picture:has(path)');
    await expect.poll(() => pictures.count(), { timeout: patience }).toBe(questions.length);
    const at = (name: RegExp): number => fetched.findIndex((url) => name.test(url));
    expect(at(/thumbnails-/)).toBeGreaterThan(at(/gains\.parquet/));
    const fill = pictures.first().locator('path').first();
    expect(await fill.evaluate((path) => getComputedStyle(path).stroke)).toMatch(/^rgb\((?!0, 0, 0)/);
    expect(app.problems).toEqual([]);
  });

  it('is searched by words, and says how many it found', async () => {
    const app = await sharedApp({ locale: 'en' });
    const gallery = app.at('gallery');
    await gallery.getByRole('searchbox').fill('benchmark');
    await expect.poll(() => gallery.locator('[data-question]').count()).toBeLessThan(6);
    expect(await gallery.locator('[data-question="benchmarks"]').count()).toBe(1);
    expect(await gallery.getByRole('status').innerText()).toMatch(/found/);
    await gallery.getByRole('searchbox').fill('nothing has this');
    await expect.poll(() => gallery.locator('[data-question]').count()).toBe(0);
  });
});
