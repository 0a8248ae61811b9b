import { describe, expect, test } from 'vitest';
import { patience, sharedApp } from '../support/browser.ts';

describe('the engine in the page', () => {
  test('an ENUM, alone and nested, shows its words', async () => {
    const app = await sharedApp();
    expect(await app.run("select 'y'::enum('x','y') as e, ['x'::enum('x','y')] as l")).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['y', '[x]']);
  });

  test('a cancelled cross join lets the page answer another query within half a second', async () => {
    const app = await sharedApp();
    await app.type('select sum(a.range*b.range) from range(100000) a, range(100000) b');
    await app.at('run').click();
    await app.until('result-status', 'data-status', 'running');
    await expect.poll(() => app.at('cancel').isEnabled()).toBe(true);
    await app.at('cancel').click();
    await app.until('result-status', 'data-status', 'cancelled');
    expect(await app.run('select 42 as answer')).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['42']);
  });

  test('the rows that the words about a run count are its own', async () => {
    const app = await sharedApp();
    const words = (): Promise<string> => app.at('result-status').innerText();
    await app.run('select 1 as one');
    await app.type('select sum(a.range*b.range) from range(100000) a, range(100000) b');
    await app.at('run').click();
    await expect.poll(words, { timeout: patience }).toMatch(/^Running … [\d.]+ s$/);
    await app.at('cancel').click();
    await app.until('result-status', 'data-status', 'cancelled');
    expect(await words()).toMatch(/^Cancelled after .*, before any row came/);
    await app.type('select range as n from range(400000000)');
    await app.at('run').click();
    await expect.poll(words, { timeout: patience }).toMatch(/^Running … .* rows so far$/);
    await app.at('cancel').click();
    await app.until('result-status', 'data-status', 'cancelled');
    expect(await words()).toMatch(/^Cancelled after .*; the rows that came are kept$/);
  });

  test('several statements run one after the other; an error keeps the rows that were there', async () => {
    const app = await sharedApp();
    await app.type(
      'create table t as select 1 as a; insert into t values (2); select sum(a) as total from t',
    );
    await app.page.keyboard.press('ControlOrMeta+Shift+Enter');
    await app.until('result-status', 'data-status', 'done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['3']);
    await app.type('select 1 as one; select 中文, foo from t');
    await app.page.keyboard.press('ControlOrMeta+Shift+Enter');
    await app.until('result-status', 'data-status', 'failed');
    expect(await app.at('error').innerText()).toContain('中文');
    expect(await app.at('grid').count()).toBe(1);
  });

  test('after a restart the tables and the work are there', async () => {
    const app = await sharedApp();
    await app.page.keyboard.press('ControlOrMeta+k');
    await app.page.keyboard.type('restart');
    await app.page.keyboard.press('Enter');
    await app.until('boot', 'data-state', 'ready');
    expect(await app.run('select count(*) > 0 as ok from metrics')).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['true']);
  });
});
