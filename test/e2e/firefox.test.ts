/** The single file in a stock Firefox: opened from disk in an empty folder, without network. */
import { describe, expect, test } from 'vitest';
import { findFirefox } from '../../scripts/lib/firefox.mjs';
import { patience } from '../support/browser.ts';
import { startFirefox, type FirefoxPage } from '../support/firefox.ts';
import { emptyFolder, singleFileAlone } from '../support/singleFile.ts';

const query =
  'select source_id, count(*) as gains from gains group by source_id order by gains desc, source_id';
const title = 'Gains by document';

async function typeQuery(page: FirefoxPage, sql: string): Promise<void> {
  await page.click('[data-testid="editor"] .cm-line');
  await page.control('a');
  await page.type(sql);
  await page.control('Enter');
}

async function name(page: FirefoxPage, work: string): Promise<void> {
  await page.click('.title-field');
  await page.control('a');
  await page.type(work);
}

/** Waits for the rows. */
const expectRows = (page: FirefoxPage): ReturnType<typeof expect.poll> =>
  expect.poll(() => page.cells(), { timeout: patience });

/** The fragment of the share link, once it is made. */
async function linkOf(page: FirefoxPage): Promise<string> {
  const href = (): Promise<string | null> => page.attribute('[data-testid="share-link"]', 'href');
  await expect.poll(href, { timeout: patience }).toContain('#w1=');
  return new URL((await href()) ?? '').hash;
}

const titleOf = (page: FirefoxPage): Promise<string | undefined> => page.evaluate(() => document.title);

async function expectChart(page: FirefoxPage): Promise<void> {
  await page.until('chart', 'data-state', 'ready');
  expect(Number(await page.attribute('[data-testid="chart"]', 'data-marks'))).toBeGreaterThan(0);
}

describe.skipIf(findFirefox() === null)(
  'the single file in Firefox (skipped where none is installed)',
  () => {
    test('from double click to a saved chart, a restart, and a link that opens the same', async () => {
      const [path, profile] = await Promise.all([singleFileAlone(), emptyFolder()]);
      const first = await startFirefox(profile);
      const page = await first.openFromDisk(path);
      expect(await page.evaluate(() => navigator.onLine)).toBe(false);
      await page.until('offline', 'data-state', 'inside');
      await typeQuery(page, query);
      await expect.poll(() => page.text('[data-testid="grid"]'), { timeout: patience }).toContain('gains');
      await expectRows(page).toHaveLength(5);
      await page.until('result-status', 'data-status', 'done');
      const rows = await page.cells();
      await expectChart(page);
      await name(page, title);
      await page.click('[data-testid="save"]');
      await expect.poll(() => page.text('[data-testid="saved"]'), { timeout: patience }).toContain(title);
      expect(page.problems).toEqual([]);
      expect(page.requests).toEqual([]);
      await first.quit();

      const second = await startFirefox(profile);
      const again = await second.openFromDisk(path);
      // Away from the tab that came back by itself.
      await again.click('[data-testid="new-tab"]');
      await expect.poll(() => titleOf(again), { timeout: patience }).not.toContain(title);
      await again.click('[data-panel="saved"]');
      await again.click('[data-testid="saved"] button', title);
      await expect.poll(() => titleOf(again), { timeout: patience }).toContain(title);
      await expectRows(again).toEqual(rows);
      await again.until('result-status', 'data-status', 'done');
      await expectChart(again);
      const link = await linkOf(again);
      expect(again.problems).toEqual([]);
      await second.quit();

      const colleague = await startFirefox(await emptyFolder());
      const other = await colleague.openFromDisk(path, link);
      await expect
        .poll(() => other.text('[data-testid="incoming-title"]'), { timeout: patience })
        .toBe(title);
      expect(await other.text('[data-testid="incoming-sql"]')).toBe(query);
      await other.click('[data-testid="incoming-accept"]');
      await expectRows(other).toEqual(rows);
      await expect.poll(() => titleOf(other), { timeout: patience }).toContain(title);
      await expectChart(other);
      expect([...other.problems, ...other.requests]).toEqual([]);

      // The policy holds here too, and a breach of it would have been seen.
      await other.evaluate(() => {
        const script = document.createElement('script');
        script.append('window.injected = true');
        document.body.append(script);
      });
      expect(await other.evaluate(() => 'injected' in window)).toBe(false);
      await expect
        .poll(() => other.problems.join(), { timeout: patience })
        .toContain('Content-Security-Policy');
    }, 240_000);
  },
);
