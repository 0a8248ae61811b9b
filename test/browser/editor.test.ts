import { describe, expect, test } from 'vitest';
import { hold, openApp, openHeld, patience, sharedApp, type App } from '../support/browser.ts';

const content = (app: App): ReturnType<App['at']> => app.at('editor').locator('.cm-content');
const list = (app: App): ReturnType<App['at']> => app.at('editor').locator('.cm-tooltip-autocomplete');

/** The editor's text, line by line. */
const textOf = async (app: App): Promise<string> =>
  (await content(app).locator('.cm-line').allInnerTexts()).join('\n');

/** Waits until what the editor loads after its first paint is there. */
const complete = (app: App): Promise<void> =>
  app.at('editor').locator('.sql-keyword').first().waitFor({ timeout: patience });

const press = async (app: App, ...keys: string[]): Promise<void> => {
  for (const key of keys) await app.page.keyboard.press(key);
};

/** The first option that is offered; polled, since the list follows the typing. */
const offered = (app: App): Promise<string | null> =>
  list(app).locator('li').first().locator('.cm-completionLabel').textContent();

/** Takes the chosen option; a list that has just opened takes nothing yet. */
async function accept(app: App): Promise<void> {
  const before = await textOf(app);
  await expect
    .poll(
      async () => {
        await press(app, 'Tab');
        return textOf(app);
      },
      { timeout: patience },
    )
    .not.toBe(before);
}

describe('typing', () => {
  test('before the engine is there, with an accessible name and a description', async () => {
    const app = await openApp();
    await content(app).waitFor();
    expect(await app.page.getByRole('textbox', { name: 'SQL' }).count()).toBeGreaterThan(0);
    expect(await content(app).getAttribute('aria-describedby')).not.toBeNull();
    await app.type('select 1 as early');
    expect(await textOf(app)).toBe('select 1 as early');
    expect(app.problems).toEqual([]);
  });

  test('Tab indents; Escape, then Tab, leaves', async () => {
    const app = await openApp();
    await app.type('select 1');
    await press(app, 'Home', 'Tab');
    expect(await textOf(app)).toBe('  select 1');
    await press(app, 'Escape', 'Tab');
    await expect.poll(() => content(app).evaluate((e) => e === document.activeElement)).toBe(false);
  });

  test('running the text closes the list that helps to write it', async () => {
    const app = await sharedApp();
    await app.type('select case_id from yardstick.cases order by cas');
    await complete(app);
    await app.page.keyboard.type('e');
    await list(app).waitFor({ timeout: patience });
    await press(app, 'ControlOrMeta+Enter');
    await list(app).waitFor({ state: 'detached', timeout: 5_000 });
    await app.until('result-status', 'data-status', 'failed');
    expect(await list(app).count()).toBe(0);
  });

  test('so does the button, also a list that is only on its way', async () => {
    const app = await sharedApp();
    await app.type('select case_id from yardstick.cases order by cas');
    await complete(app);
    // In one task: nothing has time to open, and the focus stays where it is.
    await app.page.evaluate(() => {
      document.execCommand('insertText', false, 'e');
      document.querySelector<HTMLElement>('[data-testid="run"]')?.click();
    });
    await app.until('result-status', 'data-status', 'failed');
    expect(await list(app).count()).toBe(0);
  });
});

test('the caret blinks without an animation, which would have the browser draw frames all the time', async () => {
  const app = await sharedApp();
  await app.type('select 1');
  const carets = app.at('editor').locator('.cm-cursorLayer');
  const visibility = (): Promise<string> => carets.evaluate((e) => getComputedStyle(e).visibility);
  expect(await visibility()).toBe('visible');
  await expect.poll(visibility, { timeout: patience }).toBe('hidden');
  await app.page.keyboard.press('ArrowLeft');
  expect(await visibility()).toBe('visible');
  await expect.poll(visibility, { timeout: patience }).toBe('hidden');
  await expect.poll(visibility, { timeout: patience }).toBe('visible');
  expect(await app.page.evaluate(() => document.getAnimations().length)).toBe(0);
});

/** The script that draws the page. */
const wholePage = '**/assets/page-*.js';

describe('the query field that the build writes into the page', () => {
  const early = (app: App): ReturnType<App['at']> => app.page.locator('textarea.first-query:visible');

  test('takes text and keys before the page is drawn, which goes on with text, cursor, focus and undo, and runs what was asked for', async () => {
    const { app, release } = await openHeld(wholePage);
    await early(app).waitFor();
    expect(await app.axe()).toEqual([]);
    const shipped = await early(app).inputValue();
    await early(app).focus();
    await press(app, 'ControlOrMeta+a');
    await app.page.keyboard.insertText("select 'one' as note;\nselect 'two' as note");
    await press(app, 'ControlOrMeta+Home', 'ControlOrMeta+Enter', 'ArrowRight', 'ArrowRight');
    await release();
    await app.ready();
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['one']]);
    await content(app).waitFor();
    await app.page.keyboard.type('X');
    expect(await textOf(app)).toBe("seXlect 'one' as note;\nselect 'two' as note");
    await press(app, 'ControlOrMeta+z', 'ControlOrMeta+z');
    await expect.poll(() => textOf(app)).toBe(shipped);
    expect(await app.page.locator('.first-query').count()).toBe(0);
    expect(app.problems).toEqual([]);
  });

  test('what is written there stays open beside the tabs of the last visit, and is not run unasked', async () => {
    const app = await openApp();
    await app.run("select 'last visit' as note");
    await app.until('boot', 'data-kept', 'true');
    const release = await hold(app.page, wholePage);
    await app.page.reload();
    await early(app).fill('select nothing fro');
    await release();
    await app.ready();
    await expect.poll(() => app.page.locator('.tab[role="tab"]').count(), { timeout: patience }).toBe(2);
    expect(await textOf(app)).toBe('select nothing fro');
    expect(await app.at('error').count()).toBe(0);
    await app.page.locator('.tab[role="tab"]').first().click();
    await expect.poll(() => textOf(app)).toBe("select 'last visit' as note");
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['last visit']]);
  });
});

/** The script that brings the whole editor. */
const wholeEditor = '**/editorView-*.js';
const plain = (app: App): ReturnType<App['at']> => app.at('editor').locator('textarea');

describe('the plain field that stands in for the editor', () => {
  test('takes text, runs it, and hands text, cursor, focus and undo over', async () => {
    const { app, release } = await openHeld(wholeEditor);
    await plain(app).waitFor();
    expect(await app.page.getByRole('textbox', { name: 'SQL' }).count()).toBe(1);
    expect(await plain(app).getAttribute('aria-describedby')).not.toBeNull();
    const shipped = await plain(app).inputValue();
    await plain(app).focus();
    expect(await plain(app).evaluate((field: HTMLTextAreaElement) => field.selectionEnd)).toBe(0);
    await press(app, 'ControlOrMeta+a');
    await app.page.keyboard.insertText("select 'plain' as note;\nselect 'second' as note");
    await app.ready();
    expect(await app.axe()).toEqual([]);

    // The statement at the cursor, then all of them: the last one's rows are shown.
    await press(app, 'ControlOrMeta+Home', 'ControlOrMeta+Enter');
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['plain']]);
    await press(app, 'ControlOrMeta+Shift+Enter');
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['second']]);

    await press(app, 'Home', 'ArrowRight', 'ArrowRight');
    await release();
    await content(app).waitFor();
    await expect.poll(() => plain(app).count()).toBe(0);
    await app.page.keyboard.type('X');
    expect(await textOf(app)).toBe("seXlect 'plain' as note;\nselect 'second' as note");
    await press(app, 'ControlOrMeta+z');
    expect(await textOf(app)).toBe("select 'plain' as note;\nselect 'second' as note");
    await press(app, 'ControlOrMeta+z');
    await expect.poll(() => textOf(app)).toBe(shipped);
    expect(app.problems).toEqual([]);
  });

  test('follows the tabs, and takes what the page puts in', async () => {
    const { app } = await openHeld(wholeEditor);
    await app.ready();
    await app.at('new-tab').click();
    await expect.poll(() => plain(app).inputValue()).toBe('');
    await plain(app).fill('select 1 as second_tab');
    await app.page.getByRole('tab').first().click();
    await expect.poll(() => plain(app).inputValue()).toContain('yardstick.gains');
    await app.page.getByRole('tab').nth(1).click();
    await expect.poll(() => plain(app).inputValue()).toBe('select 1 as second_tab');
  });

  test('waits for a word that is being put together', async () => {
    const { app, release } = await openHeld(wholeEditor);
    await plain(app).focus();
    await press(app, 'ControlOrMeta+a');
    const method = await app.context.newCDPSession(app.page);
    const loaded = app.page.waitForResponse(wholeEditor);
    await method.send('Input.imeSetComposition', { text: 'shu', selectionStart: 3, selectionEnd: 3 });
    await release();
    await loaded;
    await app.ready();
    expect(await plain(app).inputValue()).toBe('shu');
    await method.send('Input.insertText', { text: '数' });
    await content(app).waitFor();
    await expect.poll(() => textOf(app)).toBe('数');
  });

  test('goes on where the whole editor can not be loaded, and the page says that a part is missing', async () => {
    const app = await openApp({
      prepare: async (page) => void (await page.route(wholeEditor, (route) => route.abort())),
    });
    await app.ready();
    await plain(app).fill("select 'without' as note");
    await app.at('run').click();
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['without']]);
    await expect.poll(() => app.at('error').first().innerText()).toMatch(/part of the page/i);
  });
});

describe('with the engine', () => {
  let app: App;

  const ready = async (sql: string): Promise<void> => {
    app = await sharedApp();
    await app.type(sql);
    await complete(app);
  };

  test('the statement at the cursor runs, and is marked', async () => {
    await ready('select 1 as first;\nselect 2 as second');
    await press(app, 'ControlOrMeta+Home');
    expect(await content(app).locator('.cm-current-statement').allInnerTexts()).toEqual([
      'select 1 as first;',
    ]);
    await press(app, 'ControlOrMeta+Enter');
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['1']]);
    await press(app, 'ControlOrMeta+Shift+Enter');
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['2']]);
  });

  test('an error underlines its word, after Chinese too, and one click mends it', async () => {
    await ready("select '中文', improvment_factor from metrics");
    await press(app, 'ControlOrMeta+Enter');
    const mark = content(app).locator('.cm-lintRange-error');
    await mark.waitFor({ timeout: patience });
    expect(await mark.innerText()).toBe('improvment_factor');
    await app.at('error').getByRole('button', { name: 'Replace with improvement_factor' }).click();
    await expect.poll(() => textOf(app)).toBe("select '中文', improvement_factor from metrics");
    await press(app, 'ControlOrMeta+Enter');
    await app.at('error').waitFor({ state: 'detached', timeout: patience });
  });

  test('completions: a table, a column by alias, a value of it', async () => {
    await ready('select 1 ');
    await app.page.keyboard.type('from industr');
    await expect.poll(() => offered(app), { timeout: patience }).toBe('industries');
    await accept(app);
    await app.page.keyboard.type(' i where i.industry_i');
    await expect.poll(() => offered(app), { timeout: patience }).toBe('industry_id');
    await accept(app);
    await app.page.keyboard.type(" = 'fin");
    await expect.poll(() => offered(app), { timeout: patience }).toBe('finance');
    await accept(app);
    expect(await textOf(app)).toBe("select 1 from industries i where i.industry_id = 'finance'");
  });

  test('a name is explained under the pointer', async () => {
    await ready('select lnrr from metrics');
    await content(app)
      .getByText('metrics')
      .hover({ position: { x: 170, y: 8 } });
    const info = app.at('editor').locator('.cm-info');
    await info.waitFor({ timeout: patience });
    expect(await info.innerText()).toMatch(/lnrr|metrics/);
  });

  test('a table is described in words while it is chosen', async () => {
    await ready('select 1 ');
    await app.page.keyboard.type('from cases');
    await expect.poll(() => offered(app), { timeout: patience }).toBe('cases');
    await app.at('editor').getByText('A system applied to something by an organisation.').waitFor();
  });

  test('a pattern is filled in place by place', async () => {
    await ready('select 1;\n');
    await app.page.keyboard.type('sel');
    await list(app).getByText('select from where').click({ timeout: patience });
    await expect.poll(() => textOf(app)).toBe('select 1;\nSELECT columns\nFROM table\nWHERE condition');
    await app.page.keyboard.insertText('7');
    await press(app, 'Tab');
    await app.page.keyboard.insertText('cases');
    await expect.poll(() => textOf(app)).toBe('select 1;\nSELECT 7\nFROM cases\nWHERE condition');
  });

  test('a parameter knows the type of the column that it is compared with', async () => {
    await ready('select count(*) as n from metrics where value > $least and source_id = $doc');
    const field = (name: string): ReturnType<App['at']> =>
      app.at('parameters').getByLabel(name, { exact: true });
    await expect.poll(() => field('$least').getAttribute('title'), { timeout: patience }).toBe('number');
    expect(await field('$doc').getAttribute('title')).toBe('text');
    await field('$least').fill('0');
    // A number to the eye, a text to the engine: compared as a number, no document’s id could be read.
    await field('$doc').fill('2024');
    await press(app, 'Enter');
    await expect.poll(() => app.cells(), { timeout: patience }).toEqual([['0']]);
  });

  test('find, in the chosen language', async () => {
    await ready('select 1, 11');
    await press(app, 'ControlOrMeta+f');
    const find = app.at('editor').getByRole('textbox', { name: 'Find' });
    await find.click();
    await app.page.keyboard.type('1');
    await expect.poll(() => content(app).locator('.cm-searchMatch').count()).toBe(3);
    expect(app.problems).toEqual([]);
  });
});
