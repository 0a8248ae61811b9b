/** Text of a stranger does not become markup or a script, whatever code it reaches; the page's own ways stay closed to others. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openApp, patience, type App } from '../support/browser.ts';
import { emptyFolder, openFromDisk, singleFileAlone, startBrowser } from '../support/singleFile.ts';

const hostile = '<img src=x onerror="window.broken = true">';

/** What becomes of each way to turn text into something that runs: the name of the error, or `done`. */
const attempts = (page: Page): Promise<Record<string, string>> =>
  page.evaluate((text) => {
    interface Types {
      createPolicy(name: string, rules: object): unknown;
    }
    const { trustedTypes } = window as unknown as { trustedTypes: Types };
    const rules = { createHTML: (given: string) => given, createScriptURL: (given: string) => given };
    const ways: Record<string, () => unknown> = {
      innerHTML: () => (document.createElement('div').innerHTML = text),
      template: () => (document.createElement('template').innerHTML = text),
      unsafe: () => {
        document.createElement('p').setHTMLUnsafe(text);
      },
      parser: () => new DOMParser().parseFromString(text, 'text/html'),
      adjacent: () => {
        document.body.insertAdjacentHTML('beforeend', text);
      },
      script: () => (document.createElement('script').text = 'window.broken = true'),
      address: () => (document.createElement('script').src = 'early.js'),
      worker: () => new Worker('early.js'),
      'another policy': () => trustedTypes.createPolicy('mine', rules),
      'a policy for all': () => trustedTypes.createPolicy('default', rules),
      'the templates’ own': () => trustedTypes.createPolicy('yardstick-templates', rules),
      'the scripts’ own': () => trustedTypes.createPolicy('yardstick-scripts', rules),
    };
    return Object.fromEntries(
      Object.entries(ways).map(([name, way]) => {
        try {
          way();
          return [name, 'done'];
        } catch (error) {
          return [name, (error as Error).name];
        }
      }),
    );
  }, hostile);

const refused = {
  innerHTML: 'TypeError',
  template: 'TypeError',
  unsafe: 'TypeError',
  parser: 'TypeError',
  adjacent: 'TypeError',
  script: 'TypeError',
  address: 'TypeError',
  worker: 'TypeError',
  'another policy': 'TypeError',
  'a policy for all': 'TypeError',
  'the templates’ own': 'TypeError',
  'the scripts’ own': 'TypeError',
};

async function expectClosed(app: App): Promise<void> {
  expect(app.problems).toEqual([]);
  expect(await attempts(app.page)).toEqual(refused);
  expect(await app.page.evaluate(() => 'broken' in window)).toBe(false);
  // What was tried is told as errors.
  app.problems.length = 0;
}

describe('markup and scripts out of text', () => {
  test('are refused in the page, also when everything of it was used', async () => {
    const app = await openApp({ keeps: true });
    await app.ready();
    await app.offlineReady();
    expect(await app.run('select industry_id, count(*) as n from cases group by all')).toBe('done');
    // The picture is read into a document of its own on the way to its page.
    await app.page.locator('[data-view="chart"]').click();
    await app.until('chart', 'data-state', 'ready');
    const saved = app.page.waitForEvent('download', { timeout: patience });
    await app.page.getByRole('button', { name: 'Export', exact: true }).last().click();
    await app.page.getByRole('menuitem', { name: /HTML/ }).click();
    await (await saved).path();
    await app.page.keyboard.press('ControlOrMeta+k');
    await app.page.getByRole('dialog').waitFor();
    await app.page.keyboard.press('Escape');
    await expectClosed(app);
  });

  test('are refused in the single file', async () => {
    const context = await startBrowser(await emptyFolder());
    const { app } = await openFromDisk(context, await singleFileAlone());
    expect(await app.run('select industry_id, count(*) as n from cases group by all')).toBe('done');
    await expectClosed(app);
  });
});
