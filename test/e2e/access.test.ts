import { describe, expect, test } from 'vitest';
import { openApp, type OpenOptions } from '../support/browser.ts';

const windows: readonly (readonly [string, OpenOptions])[] = [
  ['light, English', { viewport: { width: 1400, height: 900 } }],
  ['dark, Chinese', { viewport: { width: 1400, height: 900 }, colorScheme: 'dark', locale: 'zh-CN' }],
  ['400 px wide', { viewport: { width: 400, height: 800 } }],
];

describe('access', () => {
  test.each(windows)('axe finds nothing: %s', async (_, options) => {
    const app = await openApp(options);
    await app.ready();
    await app.until('result-status', 'data-status', 'done');
    expect(await app.axe()).toEqual([]);
    for (const panel of ['data', 'files', 'saved', 'history']) {
      await app.page.locator(`[data-panel="${panel}"]`).click();
      await app.page.locator('.side').waitFor();
      expect(await app.axe(), panel).toEqual([]);
    }
  });

  test('the main job by keyboard alone: type, run, reach the rows, save, share', async () => {
    const app = await openApp();
    await app.ready();
    await app.until('result-status', 'data-status', 'done');
    await app.page.keyboard.press('Alt+e');
    await app.page.keyboard.press('ControlOrMeta+a');
    await app.page.keyboard.insertText('select source_id, title_en from sources order by source_id');
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await app.until('grid', 'data-rows', '5');
    await app.page.keyboard.press('ControlOrMeta+s');
    await app.at('saved').waitFor();
    await app.page.keyboard.press('ControlOrMeta+Shift+s');
    await app.page.getByRole('dialog').waitFor();
    await app.page.keyboard.press('Escape');
    await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0);
  });
});
