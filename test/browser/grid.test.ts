import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { patience, sharedApp, type App } from '../support/browser.ts';

const everyType = String.raw`select 12.5::decimal(5,1) as a, 9007199254740993::bigint as b, 170141183460469231731687303715884105727::hugeint as c, date '2024-02-29' as d, timestamptz '2024-01-01 00:00:00+00' as e, interval 3 day as f, [1,null,3] as g, {'a':1} as h, '\xAA'::blob as i, null as j`;

const manyRows = (n: number): string =>
  `select range as n, 'row ' || range as t, range / 7 as d, case when range % 5 = 0 then null else range end as m from range(${String(n)})`;

/** A new query, wide enough for a table of ten columns, with the table alone below the editor. */
async function openTable(): Promise<App> {
  const app = await sharedApp({
    viewport: { width: 1900, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await app.page.locator('[data-view="table"]').click();
  return app;
}

/** The text of the cells of a row by its number from 1, in their order. */
async function row(app: App, n: number): Promise<string[]> {
  const cells = app.at('grid').locator(`[role="row"][aria-rowindex="${String(n + 1)}"] [role="gridcell"]`);
  return cells.allInnerTexts();
}

const clipboard = (app: App): Promise<string> => app.page.evaluate(() => navigator.clipboard.readText());

/** Saves the file of an export and reads it. */
async function exported(app: App, label: string): Promise<string> {
  await app.page.getByRole('button', { name: 'Export the whole result' }).click();
  const download = app.page.waitForEvent('download');
  await app.page.getByRole('menuitem', { name: label, exact: true }).click();
  return readFile(await (await download).path(), 'utf8');
}

const active = (app: App): Locator => app.page.locator('[role="gridcell"][id$="-active"]');

async function activeText(app: App, text: string): Promise<void> {
  await expect.poll(() => active(app).allInnerTexts(), { timeout: patience }).toEqual([text]);
}

describe('values', () => {
  test('every type is right on screen and in CSV', async () => {
    const app = await openTable();
    expect(await app.run(everyType)).toBe('done');
    await expect
      .poll(() => row(app, 1))
      .toEqual([
        '12.5',
        '9007199254740993',
        '170141183460469231731687303715884105727',
        '2024-02-29',
        '2024-01-01 00:00:00+00',
        '3 days',
        '[1, NULL, 3]',
        `{'a': 1}`,
        '\\xAA',
        'null',
      ]);
    const csv = await exported(app, 'CSV');
    expect(csv).toBe(
      `a,b,c,d,e,f,g,h,i,j\r\n12.5,9007199254740993,170141183460469231731687303715884105727,2024-02-29,2024-01-01 00:00:00+00,3 days,"[1, NULL, 3]",{'a': 1},\\xAA,\r\n`,
    );
  });
});

describe('any number of rows', () => {
  test('a million rows: the last one is reached by scrolling, by key and by number', async () => {
    const app = await openTable();
    await app.run(manyRows(1_000_000));
    await app.until('grid', 'data-rows', '1000000');
    const grid = app.at('grid');
    await grid.evaluate((e) => {
      e.scrollTop = e.scrollHeight;
    });
    await expect
      .poll(() => row(app, 1_000_000), { timeout: patience })
      .toEqual(
        ['999999', 'row 999999', '142857.0', '999999'].map((v, i) => (i === 2 ? expect.any(String) : v)),
      );
    await grid.focus();
    await app.page.keyboard.press('Control+Home');
    await activeText(app, '0');
    await app.page.keyboard.press('Control+End');
    await activeText(app, '999999');
    const jump = app.page.getByRole('textbox', { name: 'Go to row' });
    await jump.fill('500001');
    await jump.press('Enter');
    await expect.poll(() => row(app, 500_001), { timeout: patience }).toContain('row 500000');
  });

  test('past the height that an element can have, the wheel still moves row by row', async () => {
    const app = await openTable();
    await app.run('select range as n from range(6000000)');
    await app.until('grid', 'data-rows', '6000000');
    const grid = app.at('grid');
    expect(await grid.evaluate((e) => e.scrollHeight)).toBeLessThan(33_554_428);
    await grid.focus();
    await app.page.keyboard.press('Control+End');
    await activeText(app, '5999999');
    const first = (): Promise<number> =>
      grid
        .locator('[role="row"] [role="gridcell"]')
        .evaluateAll((cells) => Math.min(...cells.map((c) => Number(c.textContent))));
    await expect.poll(first).toBeGreaterThan(5_999_000);
    const before = await first();
    const box = await grid.boundingBox();
    await app.page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
    await app.page.mouse.wheel(0, -240);
    await expect.poll(first).toBe(before - 10);
  });

  test('only what is on screen is in the document, of rows and of columns', async () => {
    const app = await openTable();
    const columns = Array.from({ length: 2000 }, (_, i) => `${String(i)} as c${String(i)}`).join(', ');
    await app.run(`select ${columns} from range(1000)`);
    await app.until('grid', 'data-rows', '1000');
    expect(await app.at('grid').getAttribute('aria-colcount')).toBe('2001');
    expect(await app.at('grid').locator('[role="gridcell"]').count()).toBeLessThan(1500);
    await app.at('grid').focus();
    await app.page.keyboard.press('End');
    await activeText(app, '1999');
  });
});

describe('keyboard and clipboard', () => {
  test('one stop for Tab; arrows, Shift and Ctrl as in a spreadsheet; sums in the footer', async () => {
    const app = await openTable();
    await app.run('select range as n, range * 2 as m from range(100)');
    await app.until('grid', 'data-rows', '100');
    await app.at('grid').focus();
    await activeText(app, '0');
    await app.page.keyboard.press('ArrowDown');
    await app.page.keyboard.press('ArrowRight');
    await activeText(app, '2');
    await app.page.keyboard.press('Shift+ArrowDown');
    await app.page.keyboard.press('Shift+ArrowDown');
    const stats = app.at('grid-stats');
    await expect.poll(() => stats.innerText()).toMatch(/3 cells\s*Values 3\s*Sum 12\s*Mean 4/);
    expect(await app.page.locator('[role="gridcell"][aria-selected="true"]').count()).toBe(3);
    await app.page.keyboard.press('Control+a');
    await expect.poll(() => stats.innerText()).toMatch(/200 cells\s*Values 200\s*Sum 14850/);
  });

  test('Ctrl+C copies the selection for a sheet; the menu copies as CSV, Markdown, JSON, INSERT', async () => {
    const app = await openTable();
    await app.run(`select * from (values (1, 'a,b'), (2, null)) v(n, t)`);
    await app.until('grid', 'data-rows', '2');
    await app.at('grid').focus();
    await app.page.keyboard.press('Control+a');
    await app.page.keyboard.press('Control+c');
    await expect.poll(() => clipboard(app)).toBe('1\ta,b\r\n2\t');
    const copyAs = async (label: string): Promise<void> => {
      await app.page.getByRole('button', { name: 'Copy', exact: true }).click();
      await app.page.getByRole('menuitem', { name: label }).click();
    };
    await copyAs('Copy as CSV');
    await expect.poll(() => clipboard(app)).toBe('n,t\r\n1,"a,b"\r\n2,\r\n');
    await copyAs('Copy as Markdown');
    await expect.poll(() => clipboard(app)).toBe('| n | t |\n| ---: | --- |\n| 1 | a,b |\n| 2 |  |\n');
    await copyAs('Copy as JSON');
    await expect.poll(() => clipboard(app)).toBe('[\n{"n":1,"t":"a,b"},\n{"n":2,"t":null}\n]\n');
    await copyAs('Copy as INSERT');
    await expect
      .poll(() => clipboard(app))
      .toContain(`INSERT INTO result VALUES\n  (1, 'a,b'),\n  (2, NULL);`);
  });

  test('Enter opens the cell: a nested value as a tree, a text in full', async () => {
    const app = await openTable();
    await app.run(`select {'name': 'x', 'list': [10, null]} as s, 'line 1' || chr(10) || 'line 2' as t`);
    await app.at('grid').focus();
    await app.page.keyboard.press('Enter');
    const detail = app.at('cell-detail');
    await detail.getByText('struct · 2').waitFor();
    expect(await detail.innerText()).toMatch(/name\s+x[\s\S]*list\s+list · 2[\s\S]*1\s+10[\s\S]*2\s+null/);
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('ArrowRight');
    await app.page.keyboard.press('Enter');
    await expect.poll(() => detail.locator('pre').innerText()).toBe('line 1\nline 2');
  });
});

describe('sort, filter, find', () => {
  test('a click on the header sorts in the engine, by keys and back; the SQL can be taken over', async () => {
    const app = await openTable();
    await app.run(manyRows(1000));
    await app.until('grid', 'data-rows', '1000');
    const header = app.at('grid').getByRole('columnheader', { name: /^m/ });
    await header.locator('.grid-head-name').click();
    await expect.poll(() => row(app, 1)).toContain('row 1');
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    await header.locator('.grid-head-name').click();
    await expect.poll(() => row(app, 1)).toContain('row 999');
    await app.page.getByRole('button', { name: 'Take into the editor' }).click();
    await expect.poll(() => app.at('editor').innerText()).toContain('ORDER BY "m" DESC NULLS LAST');
  });

  test('a filter from the menu of a column, reached by keys alone', async () => {
    const app = await openTable();
    await app.run(manyRows(1000));
    await app.until('grid', 'data-rows', '1000');
    await app.at('grid').focus();
    await app.page.keyboard.press('ArrowUp');
    await app.page.keyboard.press('Alt+ArrowDown');
    const menu = app.page.getByRole('dialog', { name: /^Column n/ });
    await menu.getByRole('combobox').selectOption('>=');
    await menu.getByRole('textbox').fill('990');
    await menu.getByRole('textbox').press('Enter');
    await app.until('grid', 'data-rows', '10');
    await app.page.getByRole('button', { name: 'Clear', exact: true }).click();
    await app.until('grid', 'data-rows', '1000');
  });

  test('a value that is none of the column’s type is refused with a word', async () => {
    const app = await openTable();
    await app.run('select range as n from range(30)');
    await app.until('grid', 'data-rows', '30');
    await app.at('grid').focus();
    await app.page.keyboard.press('ArrowUp');
    await app.page.keyboard.press('Alt+ArrowDown');
    const menu = app.page.getByRole('dialog', { name: /^Column n/ });
    await menu.getByRole('textbox').fill('abc');
    await menu.getByRole('textbox').press('Enter');
    await menu.getByRole('alert').getByText('BIGINT').waitFor();
  });

  test('find goes from row to row', async () => {
    const app = await openTable();
    await app.run(manyRows(100_000));
    await app.until('grid', 'data-rows', '100000');
    const find = app.page.getByRole('searchbox', { name: 'Find in result' });
    await find.fill('row 9999');
    await find.press('Enter');
    await app.page.getByText('1 of 11').waitFor();
    await expect.poll(() => row(app, 10_000)).toContain('row 9999');
    await find.press('Enter');
    await expect.poll(() => row(app, 99_991)).toContain('row 99990');
  });

  test('summaries come after the rows; a click on one filters', async () => {
    const app = await openTable();
    await app.run(`select range as n, case when range < 60 then 'a' else 'b' end as t from range(100)`);
    await app.at('grid').locator('.grid-summary[data-ready="true"]').nth(1).waitFor();
    await app.at('grid').getByRole('button', { name: 'b', exact: true, includeHidden: true }).click();
    await app.until('grid', 'data-rows', '40');
  });
});

describe('from result to result', () => {
  test('the header keeps its height where the next rows have summaries, too', async () => {
    const app = await openTable();
    const grid = app.at('grid');
    const ready = grid.locator('.grid-summary[data-ready="true"]');
    await app.run(manyRows(100));
    await ready.nth(3).waitFor();
    const heights = await grid.evaluateHandle((e) => {
      const seen = [e.style.getPropertyValue('--grid-head')];
      new MutationObserver(() => seen.push(e.style.getPropertyValue('--grid-head'))).observe(e, {
        attributeFilter: ['style'],
      });
      return seen;
    });
    await app.run(manyRows(150));
    await app.until('grid', 'data-rows', '150');
    await ready.nth(3).waitFor();
    expect(new Set(await heights.jsonValue())).toEqual(new Set(['80px']));
    await app.run('select 1 as few');
    await expect.poll(async () => (await heights.jsonValue()).at(-1)).toBe('38px');
    await app.run(manyRows(100));
    await ready.nth(3).waitFor();
    await app.run(manyRows(300_000));
    await app.until('grid', 'data-rows', '300000');
    await expect.poll(async () => (await heights.jsonValue()).at(-1)).toBe('38px');
    expect(await grid.locator('.grid-summary').count()).toBe(0);
  });

  test('the table stays, with the keyboard in it; sort, place and selection go with the former result', async () => {
    const app = await openTable();
    await app.run(manyRows(10_000));
    const grid = app.at('grid');
    await grid.evaluate((e) => e.setAttribute('data-mark', 'first'));
    await grid.locator('.grid-head-name').first().click();
    await grid.locator('.grid-head-name').first().click();
    await expect.poll(() => row(app, 1)).toContain('row 9999');
    await grid.press('ControlOrMeta+End');
    await activeText(app, 'null');
    await app.page.getByRole('searchbox', { name: 'Find in result' }).fill('row 7');

    const wide = Array.from({ length: 60 }, (_, i) => `range * ${String(i)} as column_${String(i)}`).join(
      ', ',
    );
    await app.run(`select 'new ' || range as name, ${wide} from range(5000)`);
    await expect.poll(() => row(app, 1)).toContain('new 0');
    expect(await grid.getAttribute('data-mark')).toBe('first');
    expect(await active(app).count()).toBe(0);
    expect(await app.page.locator('.grid-chips').count()).toBe(0);
    expect(await grid.locator('[aria-selected="true"]').count()).toBe(0);
    expect(await grid.evaluate((e) => e.scrollTop)).toBe(0);

    await grid.evaluate((e) => {
      e.scrollLeft = e.scrollWidth;
    });
    await grid.getByText('column_59', { exact: true }).waitFor();
    await app.type(`select 41 + 1 as answer, ${wide} from range(3)`);
    await grid.focus();
    await app.page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="run"]')?.click());
    await expect.poll(() => row(app, 1)).toContain('42');
    expect(await grid.evaluate((e) => e === document.activeElement)).toBe(true);
    expect(await grid.evaluate((e) => e.scrollLeft)).toBe(0);
    expect((await grid.locator('.grid-head-text').allInnerTexts())[0]).toBe('answer');
    await grid.press('ArrowDown');
    await activeText(app, '42');
  });

  test('a column’s menu and an export go with the result that they are about', async () => {
    const app = await openTable();
    await app.run(manyRows(1_500_000));
    await app.page.getByRole('button', { name: 'Export the whole result' }).click();
    await app.page.getByRole('menuitem', { name: 'JSON', exact: true }).click();
    await app.page.locator('.grid-progress').waitFor();
    await app.run('select 1 as a');
    await app.page.locator('.grid-progress').waitFor({ state: 'detached' });
    await app
      .at('grid')
      .getByRole('button', { name: /^Column a:/, includeHidden: true })
      .click();
    const menu = app.page.getByRole('dialog', { name: /^Column a:/ });
    await menu.waitFor();
    // Not by the pointer, whose press outside closes the menu anyway.
    await app.page.evaluate(() => document.querySelector<HTMLElement>('[data-testid="run"]')?.click());
    await menu.waitFor({ state: 'hidden' });
  });
});

describe('columns', () => {
  test('hide, pin and move by the column menu; resize by pointer', async () => {
    const app = await openTable();
    await app.run('select 1 as a, 2 as b, 3 as c');
    const heads = (): Promise<string[]> => app.at('grid').locator('.grid-head-text').allInnerTexts();
    const act = async (column: string, action: string): Promise<void> => {
      const header = app.at('grid').getByRole('columnheader', { name: new RegExp(`^${column}`) });
      await header.hover();
      await header.getByRole('button', { name: /^Column/ }).click();
      await app.page
        .getByRole('dialog', { name: /^Column/ })
        .getByRole('button', { name: action, exact: true })
        .click();
    };
    await act('c', 'Pin');
    await expect.poll(heads).toEqual(['c', 'a', 'b']);
    await act('a', 'Hide');
    await expect.poll(heads).toEqual(['c', 'b']);
    await app.page.getByRole('button', { name: 'Columns', exact: true }).click();
    await app.page.getByRole('menuitem', { name: 'Show all columns' }).click();
    await expect.poll(heads).toEqual(['c', 'a', 'b']);
    const header = app.at('grid').getByRole('columnheader', { name: /^a/ });
    const width = (): Promise<number> => header.evaluate((e) => e.clientWidth);
    const before = await width();
    const handle = await header.locator('.grid-resize').boundingBox();
    await app.page.mouse.move((handle?.x ?? 0) + 3, (handle?.y ?? 0) + 10);
    await app.page.mouse.down();
    await app.page.mouse.move((handle?.x ?? 0) + 63, (handle?.y ?? 0) + 10);
    await app.page.mouse.up();
    await expect.poll(width).toBe(before + 60);
  });
});

describe('odd results', () => {
  test('no rows: the header and a sentence', async () => {
    const app = await openTable();
    await app.run('select 1 as a, 2 as b where false');
    await app.at('grid').getByText('No rows.').waitFor();
    expect(await app.at('grid').locator('.grid-head-text').allInnerTexts()).toEqual(['a', 'b']);
  });

  test('repeated names sort apart', async () => {
    const app = await openTable();
    await app.run('select range as a, -range as a from range(25)');
    await app.until('grid', 'data-rows', '25');
    await app.at('grid').locator('.grid-head-name').nth(1).click();
    await expect.poll(() => row(app, 1)).toEqual(['24', '-24']);
  });

  test('a cell of 5 MB is shown short, opened, and copied whole', async () => {
    const app = await openTable();
    await app.run(`select repeat('x', 5000000) as t`);
    await expect.poll(async () => (await row(app, 1))[0]?.length).toBe(301);
    await app.at('grid').focus();
    await app.page.keyboard.press('Control+c');
    await expect.poll(async () => (await clipboard(app)).length).toBe(5_000_000);
    await app.page.keyboard.press('Enter');
    await app.at('cell-detail').getByText('5,000,000 characters').waitFor();
  });
});

test('no rule of accessibility is broken, with a view and summaries shown', async () => {
  const app = await openTable();
  await app.run('select range as n, range % 3 as m from range(100)');
  await app.at('grid').locator('.grid-summary[data-ready="true"]').nth(1).waitFor();
  await app.at('grid').locator('.grid-head-name').nth(1).click();
  await app.page.getByRole('button', { name: 'Take into the editor' }).waitFor();
  expect((await app.axe()).filter((violation) => violation.includes('grid'))).toEqual([]);
  expect(app.problems).toEqual([]);
});
