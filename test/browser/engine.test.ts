import { describe, expect, test } from 'vitest';
import { openApp, patience } from '../support/browser.ts';

/** Row and column of the grid that hold a text. */
const odd = `select 12.5::decimal(5,1), 9007199254740993::bigint, 170141183460469231731687303715884105727::hugeint, date '2024-02-29',
  timestamptz '2024-01-01 00:00:00+00', interval 3 day, [1,null,3], {'a':1}, '\\xAA'::blob, null`;

describe('the engine in the page', () => {
  test('every type shows right in the grid', async () => {
    const app = await openApp({ viewport: { width: 2600, height: 900 } });
    await app.ready();
    await app.page.locator('[data-view="table"]').click();
    expect(await app.run(odd)).toBe('done');
    await expect.poll(async () => (await app.cells()).length, { timeout: patience }).toBe(1);
    const [row = []] = await app.cells();
    expect(row.slice(0, 9)).toEqual([
      '12.5',
      '9007199254740993',
      '170141183460469231731687303715884105727',
      '2024-02-29',
      '2024-01-01 00:00:00+00',
      '3 days',
      '[1, NULL, 3]',
      "{'a': 1}",
      '\\xAA',
    ]);
    expect(row[9]).toMatch(/^(null|NULL|∅)$/);
  });

  test('an ENUM, alone and nested, shows its words', async () => {
    const app = await openApp();
    await app.ready();
    expect(await app.run("select 'y'::enum('x','y') as e, ['x'::enum('x','y')] as l")).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['y', '[x]']);
  });

  test('a cancelled cross join lets the page answer another query within half a second', async () => {
    const app = await openApp();
    await app.ready();
    await app.until('result-status', 'data-status', 'done');
    await app.type('select sum(a.range*b.range) from range(100000) a, range(100000) b');
    await app.at('run').click();
    await app.until('result-status', 'data-status', 'running');
    await expect.poll(() => app.at('cancel').isEnabled()).toBe(true);
    await app.at('cancel').click();
    await app.until('result-status', 'data-status', 'cancelled');
    expect(await app.run('select 42 as answer')).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['42']);
  });

  test('several statements run one after the other; an error keeps the rows that were there', async () => {
    const app = await openApp();
    await app.ready();
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
    const app = await openApp();
    await app.ready();
    await app.page.keyboard.press('ControlOrMeta+k');
    await app.page.keyboard.type('restart');
    await app.page.keyboard.press('Enter');
    await app.until('boot', 'data-state', 'ready');
    expect(await app.run('select count(*) > 0 as ok from metrics')).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['true']);
  });
});
