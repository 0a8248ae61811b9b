import type { Worker } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';

/** A new query with the table alone below the editor. */
async function openTable(): Promise<App> {
  const app = await sharedApp({ permissions: ['clipboard-read', 'clipboard-write'] });
  await app.page.locator('[data-view="table"]').click();
  return app;
}

/** Replaces the text as a person does: by the clipboard, which no text is too long for. */
async function paste(app: App, text: string): Promise<void> {
  await app.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await app.type(' ');
  await app.page.keyboard.press('ControlOrMeta+v');
}

const rowsShown = (app: App): Promise<string | null> => app.at('grid').getAttribute('data-rows');

const firstRow = async (app: App): Promise<string[] | undefined> => (await app.cells())[0];

const shows = (app: App, row: readonly string[]): Promise<void> =>
  expect.poll(() => firstRow(app), { timeout: patience }).toEqual(row);

const runAll = async (app: App, sql: string, status: string): Promise<void> => {
  await app.type(sql);
  await app.page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect
    .poll(() => app.at('result-status').getAttribute('data-status'), { timeout: patience })
    .toBe(status);
};

const headings = (app: App): Promise<string[]> => app.at('grid').locator('.grid-head-text').allInnerTexts();

describe('what people type and paste', () => {
  test('an unterminated string: named as such, the text stays, the next run works', async () => {
    const app = await openTable();
    expect(await app.run("select 'never closed as a from metrics")).toBe('failed');
    expect(await app.at('error').innerText()).toMatch(/has an error[\s\S]*unterminated quoted string/);
    expect(await app.at('editor').locator('.cm-content').innerText()).toContain("'never closed as a");
    await app.page.keyboard.press('End');
    expect(await app.run("select 'closed' as a")).toBe('done');
    await shows(app, ['closed']);
    await app.at('error').waitFor({ state: 'detached' });
  });

  test('10,000 statements pasted: the one at the cursor runs alone, and nothing of the text is lost', async () => {
    const app = await openTable();
    const lines = Array.from({ length: 10_000 }, (_, i) => `select ${String(i + 1)} as n;`).join('\n');
    await paste(app, lines);
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await shows(app, ['10000']);
    await app.page.keyboard.press('ControlOrMeta+Home');
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await shows(app, ['1']);
    await app.page.keyboard.press('ControlOrMeta+End');
    await app.page.keyboard.insertText('select 0 as last');
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await shows(app, ['0']);
  });

  test('one statement of 10,000 lines', async () => {
    const app = await openTable();
    const rows = Array.from({ length: 10_000 }, (_, i) => `  (${String(i)}, 'line ${String(i)}')`);
    await paste(app, `select * from (values\n${rows.join(',\n')}\n) v(n, t)`);
    await app.page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => rowsShown(app), { timeout: patience }).toBe('10000');
  });

  test('no text at all: nothing runs, nothing breaks', async () => {
    const app = await openTable();
    await app.type('  -- only a comment\n');
    await app.at('run').click();
    expect(await app.run('select 1 as n')).toBe('done');
    expect(app.problems).toEqual([]);
  });
});

describe('odd shapes of a result', () => {
  test('2,000 columns of many rows: the last is reached', async () => {
    const app = await openTable();
    const columns = Array.from({ length: 2000 }, (_, i) => `n * ${String(i)} as c${String(i)}`);
    expect(await app.run(`select ${columns.join(', ')} from range(1, 1000) t(n)`)).toBe('done');
    await app.at('grid').focus();
    await app.page.keyboard.press('ControlOrMeta+End');
    await expect
      .poll(() => app.page.locator('[role="gridcell"][id$="-active"]').allInnerTexts(), { timeout: patience })
      .toEqual([String(999 * 1999)]);
  });

  test('repeated and missing names', async () => {
    const app = await openTable();
    expect(await app.run("select 1 as a, 2 as A, 3 as a, unnest(row('x')), 'y' as \" \"")).toBe('done');
    await shows(app, ['1', '2', '3', 'x', 'y']);
    expect(await headings(app)).toEqual(['a', 'A', 'a', 'element1', '']);
  });

  test('a statement without columns says that it is done; the rows before stay', async () => {
    const app = await openTable();
    expect(await app.run('create or replace table no_columns (a integer)')).toBe('done');
    await app.page.getByText('The statement is done; it gives no rows.').waitFor();
    expect(await app.run('select 7 as kept')).toBe('done');
    await shows(app, ['7']);
    expect(await app.run('drop table no_columns')).toBe('done');
    await shows(app, ['7']);
  });
});

describe('statements that fail', () => {
  test('after others worked: what they did stays, the rest does not run', async () => {
    const app = await openTable();
    await runAll(
      app,
      'create or replace table worked as select 1 as a; insert into worked values (2); insert into worked values (nonsense); insert into worked values (3);',
      'failed',
    );
    expect(await app.at('error').innerText()).toContain('nonsense');
    const mark = app.at('editor').locator('.cm-lintRange-error');
    await mark.first().waitFor({ timeout: patience });
    expect((await mark.allInnerTexts()).join('')).toBe('nonsense');
    expect(await app.run('select list(a order by a) as l from worked')).toBe('done');
    await shows(app, ['[1, 2]']);
  });

  test('out of memory: what to do, and everything is still there', async () => {
    const app = await openTable();
    await runAll(app, "create or replace table small as select 1 as a; set memory_limit = '150MB'", 'done');
    expect(await app.run("select list(repeat('x', 100) || i) from range(30000000) t(i)")).toBe('failed');
    expect(await app.at('error').innerText()).toMatch(
      /ran out of memory[\s\S]*kept; ask for fewer rows or columns, or aggregate first/,
    );
    await runAll(app, 'reset memory_limit; select a from small', 'done');
    await shows(app, ['1']);
  });
});

describe('several queries at once', () => {
  test('a second tab answers while the first still works; each keeps its own state', async () => {
    const app = await openTable();
    const endless = 'select sum(a.range * b.range) as endless from range(1000000) a, range(1000000) b';
    await app.type(endless);
    await app.at('run').click();
    await app.until('result-status', 'data-status', 'running');
    await app.at('new-tab').click();
    expect(await app.run('select 2 as quick')).toBe('done');
    await shows(app, ['2']);
    const tabs = app.page.getByRole('tablist', { name: 'Open queries' }).getByRole('tab');
    await tabs.nth((await tabs.count()) - 2).click();
    expect(await app.at('result-status').getAttribute('data-status')).toBe('running');
    await app.at('cancel').click();
    await app.until('result-status', 'data-status', 'cancelled');
    await tabs.last().click();
    await shows(app, ['2']);
  });
});

describe('a worker that dies in the middle of a query', () => {
  /** The engine's worker; the page may have others. */
  const engineOf = async (app: App): Promise<Worker> => {
    const found = app.page.workers().find((worker) => worker.url().includes('engineWorker'));
    if (!found)
      throw new Error(
        app.page
          .workers()
          .map((w) => w.url())
          .join(),
      );
    return Promise.resolve(found);
  };

  test('says so; one button brings back tables, files and text', async () => {
    const app = await (await openApp()).ready();
    await app.at('files-input').setInputFiles({
      name: 'pilot.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('team,hours\na,3\nb,5\n'),
    });
    // The list names a file before its table is there.
    await expect.poll(() => app.run('select count(*) as n from pilot'), { timeout: patience }).toBe('done');
    await runAll(
      app,
      "create table mine as select * from pilot; insert into mine values ('c', 9); create macro twice(x) as x * 2; set variable least = 4",
      'done',
    );
    await app.at('new-tab').click();
    await app.type('select sum(a.range * b.range) from range(1000000) a, range(1000000) b');
    await app.at('run').click();
    await app.until('result-status', 'data-status', 'running');
    await (
      await engineOf(app)
    ).evaluate(() => {
      setTimeout(() => {
        throw new Error('the worker breaks down');
      });
    });
    await expect
      .poll(() => app.at('error').first().innerText(), { timeout: patience })
      .toMatch(/engine stopped[\s\S]*kept; restart it/i);
    await app.at('error').getByRole('button', { name: 'Restart the engine' }).click();
    await app.ready();
    await app.until('recovery', 'data-state', 'done');
    expect(await app.at('recovery').innerText()).toContain('all 4 of them ran again');
    expect(await app.at('editor').locator('.cm-content').innerText()).toContain('a.range * b.range');
    expect(await app.run('select team, twice(hours) as h from mine order by team')).toBe('done');
    await expect
      .poll(() => app.cells(), { timeout: patience })
      .toEqual([
        ['a', '6'],
        ['b', '10'],
        ['c', '18'],
      ]);
    expect(await app.run('select count(*) as n from pilot')).toBe('done');
    await shows(app, ['2']);
  });

  test('what is asked before all is back waits for it; values of chance are named as other ones', async () => {
    const app = await (await openApp()).ready();
    await app.page.locator('[data-view="table"]').click();
    await runAll(
      app,
      'create table slow as select sum(range) as s from range(30000000); create table chance as select random() as r',
      'done',
    );
    await app.at('new-tab').click();
    await (
      await engineOf(app)
    ).evaluate(() => {
      setTimeout(() => {
        self.close();
      });
    });
    await app.type('select count(*) as n from chance');
    await app.at('error').getByRole('button', { name: 'Restart the engine' }).click();
    // While the engine is still on its way.
    await app.at('run').click();
    await app.until('recovery', 'data-state', 'done');
    expect(await app.at('recovery').innerText()).toMatch(
      /all 2 of them ran again\. One of them asks for chance or the clock \(random\)[\s\S]*create table chance/,
    );
    await app.until('result-status', 'data-status', 'done');
    await shows(app, ['1']);
  });
});
