import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { tableToIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';
import { nativeDuckDb } from '../support/nativeDuckDb.ts';
import { oddArrow, oddArrowSql } from '../support/oddArrow.ts';
import { workbookBytes } from '../support/workbookBytes.ts';

let folder = '';
let native: DuckDBConnection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yardstick-files-'));
  native = await nativeDuckDb();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

async function put(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(at(name), content);
  return at(name);
}

async function copy(name: string, sql: string, options = ''): Promise<string> {
  await native.run(`COPY (${sql}) TO '${at(name)}' ${options}`);
  return at(name);
}

const viewport = { width: 1400, height: 900 };

/** A page of its own, for what reaches beyond the list of files. */
const alone = async (): Promise<App> => (await openApp({ viewport })).ready();

/** The page of all tests, with no file in it. */
async function ready(): Promise<App> {
  const app = await sharedApp({ viewport });
  await openPanel(app);
  const items = app.page.locator('[data-testid="files-item"]');
  for (let left = await items.count(); left > 0; left -= 1) {
    await items.first().locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect.poll(() => items.count(), { timeout: patience }).toBe(left - 1);
  }
  const problems = app.page.locator('.files-problem-close');
  while ((await problems.count()) > 0) await problems.first().click();
  return app;
}

/** Shows the list; a second press of the button would close it. */
async function openPanel(app: App): Promise<void> {
  const button = app.page.locator('[data-panel="files"]');
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await app.at('files').waitFor();
}

const item = (app: App, table: string): ReturnType<App['at']> =>
  app.page.locator(`[data-testid="files-item"][data-table="${table}"]`);

const settled = async (app: App): Promise<number> =>
  (await app.page.locator('[data-testid="files-item"]:not([data-state="loading"])').count()) +
  (await app.page.locator('.files-problem').count());

/** Hands files over and waits until each is read, or refused. */
async function add(app: App, ...paths: string[]): Promise<void> {
  const before = await settled(app);
  await app.at('files-input').setInputFiles(paths);
  await expect.poll(() => settled(app), { timeout: patience }).toBe(before + paths.length);
}

const problem = (app: App): Promise<string> => app.page.locator('.files-problem-text').last().innerText();

/** One value that stands for all rows of a relation, whatever their order, and for its columns. */
const digest = (relation: string): string =>
  `SELECT (SELECT md5(coalesce(string_agg(r, chr(10) ORDER BY r), '')) || ' ' || count(*) FROM (SELECT t::VARCHAR AS r FROM ${relation} AS t))
     || ' ' || (SELECT md5(string_agg(column_name || ' ' || column_type, chr(10))) FROM (DESCRIBE SELECT * FROM ${relation})) AS d`;

async function valueIn(app: App, sql: string): Promise<string> {
  expect(await app.run(sql), await failure(app)).toBe('done');
  await expect.poll(async () => (await app.cells()).length, { timeout: patience }).toBe(1);
  return (await app.cells())[0]?.[0] ?? '';
}

const failure = async (app: App): Promise<string> =>
  (await app.page.locator('.editor-part [data-testid="error"]').count()) > 0
    ? app.page.locator('.editor-part [data-testid="error"]').innerText()
    : '';

/** Holds a table of the page against a relation that native DuckDB reads. */
async function expectSame(app: App, table: string, relation: string): Promise<void> {
  const reader = await native.runAndReadAll(digest(relation));
  expect(await valueIn(app, digest(table)), `${table} like ${relation}`).toBe(
    String(reader.getRows()[0]?.[0]),
  );
}

const odd = `SELECT 12.5::DECIMAL(5,1) AS d, 9007199254740993 AS big, 'é中' AS "中文 列", NULL::INTEGER AS n, [1, NULL, 3] AS l,
  {'a': 1, 'b': ['x', NULL]} AS s, MAP {'k': 1} AS m, DATE '2024-02-29' AS day, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS z
  UNION ALL SELECT NULL, NULL, '', 1, NULL, NULL, NULL, NULL, NULL`;

const columns = (n: number): string =>
  `SELECT ${Array.from({ length: n }, (_, i) => `range + ${String(i)} AS c${String(i)}`).join(', ')} FROM range(3)`;

describe('formats, as native DuckDB reads them', () => {
  test('Parquet: nested, decimals, nulls, Chinese headers, 2,000 columns, no rows', async () => {
    const app = await ready();
    await copy('odd.parquet', odd);
    await copy('宽表.parquet', columns(2000));
    await copy('none.parquet', `${odd} LIMIT 0`);
    await add(app, at('odd.parquet'), at('宽表.parquet'), at('none.parquet'));
    await expectSame(app, 'odd', `'${at('odd.parquet')}'`);
    await expectSame(app, '宽表', `'${at('宽表.parquet')}'`);
    await expectSame(app, '"none"', `'${at('none.parquet')}'`);
    expect(app.foreign).toEqual([]);
  });

  test('CSV: BOM, CRLF, quotes, semicolons, tabs, gzip, 2,000 columns, only a header', async () => {
    const app = await ready();
    const files: Record<string, string> = {
      'bom.csv': '\ufeffa,b\r\n1,"x, ""y"""\r\n2,"two\r\nlines"\r\n',
      'semicolon.csv': 'name;数量;day\nA;1;2024-01-31\nB;;2024-02-29\n',
      'tabs.tsv': 'a\tb\n1\t2.5\n3\t\n',
      'header.csv': 'a,b,c\n',
      'one.csv': 'a\n1\n2\n',
      'quoted.csv': '"a b","c"\n"1","x"\n"2",""\n',
    };
    for (const [name, text] of Object.entries(files)) await put(name, text);
    await copy('wide.csv', columns(2000), '(HEADER)');
    await copy('zipped.csv.gz', 'SELECT range AS a FROM range(1000)', '(HEADER)');
    const names = [...Object.keys(files), 'wide.csv', 'zipped.csv.gz'];
    await add(app, ...names.map(at));
    for (const name of names) await expectSame(app, name.replace(/\..*/, ''), `read_csv('${at(name)}')`);
  });

  test('CSV in GB18030, UTF-16 and Windows-1252 is read as what it says', async () => {
    const app = await ready();
    const text = '名称,城市\n张三,北京\n李四,"上海,浦东"\n';
    await put('plain.csv', text);
    // 名称,城市 / 张三,北京 / 李四,"上海,浦东" in GB18030.
    const gb = [
      ...[
        0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb3, 0xc7, 0xca, 0xd0, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xb1, 0xb1,
        0xbe, 0xa9, 0x0a,
      ],
      ...[
        0xc0, 0xee, 0xcb, 0xc4, 0x2c, 0x22, 0xc9, 0xcf, 0xba, 0xa3, 0x2c, 0xc6, 0xd6, 0xb6, 0xab, 0x22, 0x0a,
      ],
    ];
    await put('gb.csv', new Uint8Array(gb));
    await put('wide.csv', Buffer.from(`\ufeff${text}`, 'utf16le'));
    await put('latin.csv', Buffer.from('name,city\nJosé,Zürich\nRenée,Genève\n', 'latin1'));
    await put('latin8.csv', 'name,city\nJosé,Zürich\nRenée,Genève\n');
    await add(app, at('gb.csv'), at('wide.csv'), at('latin.csv'));
    await expectSame(app, 'gb', `'${at('plain.csv')}'`);
    await expectSame(app, 'wide', `'${at('plain.csv')}'`);
    await expectSame(app, 'latin', `'${at('latin8.csv')}'`);
    expect(await item(app, 'gb').innerText()).toContain('GB18030');
  });

  test('ragged rows are filled up, and it is said', async () => {
    const app = await ready();
    await put('ragged.csv', 'a,b,c\n1,2\n3,4,5\n6\n');
    await add(app, at('ragged.csv'));
    await expectSame(app, 'ragged', `read_csv('${at('ragged.csv')}', null_padding = true)`);
    expect(await item(app, 'ragged').locator('[data-notice="padded"]').count()).toBe(1);
  });

  test('JSON: an array, NDJSON, nested, a mark, no objects, gzip', async () => {
    const app = await ready();
    const files: Record<string, string> = {
      'array.json': '[{"a":1,"b":{"c":[1,2]}},{"a":null,"b":{"c":[]},"中文":"x"}]',
      'lines.ndjson': '{"a":1.5,"t":"2024-01-01T00:00:00"}\n{"a":2}\n',
      'values.json': '[1,2,3]',
    };
    for (const [name, text] of Object.entries(files)) await put(name, text);
    await put('marked.json', `\ufeff${files['array.json'] ?? ''}`);
    await copy('packed.json.gz', 'SELECT range AS a FROM range(100)');
    await add(app, ...[...Object.keys(files), 'marked.json', 'packed.json.gz'].map(at));
    await expectSame(app, '"array_file"', `read_json('${at('array.json')}')`);
    await expectSame(app, 'lines', `read_json('${at('lines.ndjson')}')`);
    await expectSame(app, 'values', `read_json('${at('values.json')}')`);
    await expectSame(app, 'marked', `read_json('${at('array.json')}')`);
    await expectSame(app, 'packed', `read_json('${at('packed.json.gz')}')`);
  });

  test('Arrow: a file and a stream', async () => {
    const app = await ready();
    await put('odd.arrow', tableToIPC(oddArrow(), 'file'));
    await put('stream.arrows', tableToIPC(oddArrow(), 'stream'));
    await add(app, at('odd.arrow'), at('stream.arrows'));
    await expectSame(app, 'odd', `(${oddArrowSql})`);
    await expectSame(app, 'stream', `(${oddArrowSql})`);
  });

  test('XLSX: types, dates, a title above the header, formulas, errors', async () => {
    const app = await ready();
    const rows = [
      ['Pilot figures of 2024', null, null, null, null, null],
      ['名称', 'n', 'share', 'day', 'at', 'ok'],
      ['A', 1, 0.5, { day: 45351 }, { day: 45351.5, time: true }, true],
      ['B "q"\nline', 2, { formula: 'C3*2', value: 1 }, { day: 45352 }, { day: 45352.25, time: true }, false],
      ['', 3, { error: '#DIV/0!' }, null, null, null],
      [null, null, null, null, null, null],
      ['\\N', 4, { formula: 'X1', value: null }, null, null, null],
    ] as const;
    await put('book.xlsx', workbookBytes({ Notes: [], 数据: rows }));
    await add(app, at('book.xlsx'));
    await expectSame(
      app,
      'book',
      `(SELECT * FROM (VALUES ('A', 1::BIGINT, 0.5::DOUBLE, DATE '2024-02-29', TIMESTAMP '2024-02-29 12:00:00', true),
        (E'B "q"\\nline', 2, 1, DATE '2024-03-01', TIMESTAMP '2024-03-01 06:00:00', false),
        (NULL, 3, NULL, NULL, NULL, NULL), ('\\N', 4, NULL, NULL, NULL, NULL)) AS v("名称", n, share, day, "at", ok))`,
    );
    const notices = await item(app, 'book').locator('.files-notices').innerText();
    expect(notices).toContain('C5');
    expect(notices).toContain('#DIV/0!');
    expect(notices).toContain('C7');
  });

  test('a large sheet is read although the policy forbids workers of a library’s own making', async () => {
    const app = await ready();
    const rows = Array.from({ length: 20000 }, (_, i) => [`row ${String(i)}`, i, i / 7]);
    await put('large.xlsx', workbookBytes({ Sheet1: [['name', 'n', 'x'], ...rows] }));
    await add(app, at('large.xlsx'));
    await expectSame(
      app,
      'large',
      `(SELECT 'row ' || range AS name, range AS n, range / 7 AS x FROM range(20000))`,
    );
  });

  test('a DuckDB file is attached: tables, views and schemas can be read, nothing written', async () => {
    const app = await ready();
    await native.run(
      `ATTACH '${at('shop.duckdb')}' AS shop; CREATE TABLE shop.orders AS ${odd}; CREATE SCHEMA shop.old;
       CREATE TABLE shop.old.orders AS SELECT 1 AS a; CREATE VIEW shop.late AS SELECT day FROM shop.orders; DETACH shop`,
    );
    await add(app, at('shop.duckdb'));
    await expectSame(app, 'shop.orders', `(${odd})`);
    expect(await valueIn(app, 'SELECT count(*) FROM shop.late')).toBe('2');
    expect(await valueIn(app, 'SELECT a FROM shop.old.orders')).toBe('1');
    expect(await app.run('DELETE FROM shop.orders')).toBe('failed');
    await app.page.locator('[data-panel="data"]').click();
    await expect.poll(() => app.page.locator('.side').innerText(), { timeout: patience }).toMatch(/orders/);
  });
});

describe('files that can’t be read: what is wrong is said, nothing stays behind', () => {
  /** No view, no registration, no database is left of what was refused. */
  async function expectNothingLeft(app: App): Promise<void> {
    expect(await app.page.locator('[data-testid="files-item"]').count()).toBe(0);
    const left = `SELECT (SELECT count(*) FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal)
      + (SELECT count(*) FROM glob('files/own/**')) + (SELECT count(*) FROM duckdb_tables() WHERE database_name = 'scratch' AND table_name LIKE 'own%')`;
    expect(await valueIn(app, left)).toBe('0');
  }

  test('empty, cut off, encrypted, another format, no data at all', async () => {
    const app = await ready();
    const parquet = await readFile(await copy('sound.parquet', odd));
    const cases: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
      ['empty.csv', '', /empty: it has 0 bytes/],
      ['cut.parquet', parquet.subarray(0, parquet.length >> 1), /cut off/],
      ['locked.parquet', Buffer.concat([parquet.subarray(0, -4), Buffer.from('PARE')]), /encrypted/],
      ['locked.xlsx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /encrypted/],
      ['photo.csv', Buffer.from('89504e470d0a1a0a', 'hex'), /holds an image/],
      ['page.json', '<!doctype html><p>Sign in', /holds a web page/],
      ['text.parquet', 'a,b\n1,2\n', /named as Parquet, but it holds plain text/],
      ['cut.arrow', Buffer.from(tableToIPC(oddArrow(), 'stream')).subarray(0, 300), /cut off/],
      ['no.duckdb', Buffer.concat([Buffer.from('12345678DUCK'), Buffer.alloc(5000)]), /damaged|newer/],
      ['broken.xlsx', Buffer.from(workbookBytes({ A: [['a'], [1]] })).subarray(0, 200), /damaged/],
      ['nothing.xlsx', workbookBytes({ A: [] }), /no table/],
    ];
    for (const [name, content, message] of cases) {
      await add(app, await put(name, content));
      expect(await problem(app), name).toMatch(message);
      expect(await problem(app), name).toContain(name);
      await app.page.locator('.files-problem-close').last().click();
      await expect.poll(() => app.page.locator('.files-problem').count()).toBe(0);
    }
    await expectNothingLeft(app);
  });

  test('a file named wrongly can be read as what it is', async () => {
    const app = await ready();
    await put('numbers.csv', await readFile(await copy('numbers.parquet', odd)));
    await add(app, at('numbers.csv'));
    expect(await problem(app)).toMatch(/named as CSV, but it holds Parquet/);
    await app.page.locator('[data-remedy="open_as"]').click();
    await item(app, 'numbers').waitFor();
    await expectSame(app, 'numbers', `'${at('numbers.parquet')}'`);
    expect(await app.page.locator('.files-problem').count()).toBe(0);
  });

  test('CSV with a bad row far down: the row is named; it can be left out, or its column read as text', async () => {
    const app = await ready();
    const lines = Array.from({ length: 100_000 }, (_, i) =>
      i === 90_000 ? 'x,oops' : `${String(i)},v${String(i)}`,
    );
    await put('far.csv', `n,v\n${lines.join('\n')}\n`);
    await add(app, at('far.csv'));
    expect(await problem(app)).toMatch(/Line 90,002 of “far.csv”/);
    await expectNothingLeft(app);
    await app.page.locator('[data-remedy="skip_bad"]').click();
    await expect.poll(() => item(app, 'far').getAttribute('data-state'), { timeout: patience }).toBe('ready');
    expect(await item(app, 'far').innerText()).toContain('99,999 rows');
    expect(await item(app, 'far').locator('[data-notice="skipped"]').innerText()).toContain('90,002');
    await expectSame(app, 'far', `read_csv('${at('far.csv')}', ignore_errors = true)`);
    await app.page.locator('[data-testid="files-item"] .files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Remove' }).click();
    await expectNothingLeft(app);
    await add(app, at('far.csv'));
    await app.page.locator('[data-remedy="column_as_text"]').click();
    await expect.poll(() => item(app, 'far').getAttribute('data-state'), { timeout: patience }).toBe('ready');
    expect(await valueIn(app, "SELECT v FROM far WHERE n = 'x'")).toBe('oops');
  });

  test('NDJSON with a bad record: the record is named; it can be left out', async () => {
    const app = await ready();
    const lines = Array.from({ length: 30_000 }, (_, i) =>
      i === 25_000 ? '{"a":oops}' : `{"a":${String(i)}}`,
    );
    await put('far.ndjson', lines.join('\n'));
    await add(app, at('far.ndjson'));
    expect(await problem(app)).toMatch(/Line 25,001 of “far.ndjson”/);
    await app.page.locator('[data-remedy="skip_bad"]').click();
    await expect.poll(() => item(app, 'far').getAttribute('data-state'), { timeout: patience }).toBe('ready');
    expect(await valueIn(app, 'SELECT count(a) FROM far')).toBe('29999');
  });
});

describe('the list of one’s own files', () => {
  const menu = async (app: App, table: string, name: string): Promise<void> => {
    await item(app, table).locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name }).click();
  };

  test('many at once get names of their own, none of a shipped table', async () => {
    const app = await ready();
    await mkdir(at('more'), { recursive: true });
    await put('metrics.csv', 'a\n1\n');
    await put('more/metrics.csv', 'b\n2\n');
    await add(app, at('metrics.csv'), at('more/metrics.csv'));
    expect(await valueIn(app, 'SELECT b FROM metrics_3')).toBe('2');
    expect(await valueIn(app, 'SELECT count(*) > 100 FROM metrics')).toBe('true');
  });

  test('shows columns, types and rows; is renamed, queried, removed', async () => {
    const app = await ready();
    await put('城市 data.csv', '城市,n\n北京,1\n上海,2\n');
    await add(app, at('城市 data.csv'));
    await item(app, '城市_data').locator('.files-toggle').click();
    await expect
      .poll(() => item(app, '城市_data').locator('.files-preview tbody').innerText())
      .toContain('上海');
    expect(await item(app, '城市_data').locator('.files-columns').innerText()).toMatch(/n\s+BIGINT/);
    await menu(app, '城市_data', 'Rename');
    await app.page.locator('.files-rename').fill('Cities of 2024');
    await app.page.keyboard.press('Enter');
    await item(app, 'cities_of_2024').waitFor();
    expect(await valueIn(app, 'SELECT sum(n) FROM cities_of_2024')).toBe('3');
    expect(await app.run('FROM 城市_data')).toBe('failed');
    await menu(app, 'cities_of_2024', 'Rename');
    await app.page.locator('.files-rename').fill('metrics');
    await app.page.keyboard.press('Enter');
    await expect
      .poll(() => item(app, 'cities_of_2024').locator('.notice').innerText())
      .toMatch(/already a table/);
    await item(app, 'cities_of_2024').locator('.files-name').click();
    await app.until('result-status', 'data-status', 'done');
    await expect.poll(() => app.at('grid').getAttribute('data-rows')).toBe('2');
    await menu(app, 'cities_of_2024', 'Remove');
    await expect.poll(() => app.page.locator('[data-testid="files-item"]').count()).toBe(0);
    expect(await app.run('FROM cities_of_2024')).toBe('failed');
  });

  test('how a CSV is read can be set, with a preview that follows', async () => {
    const app = await ready();
    await put('odd.csv', 'comment\nid|preis|wann\n007|1,5|-\n008|2,25|2024-02-29\n');
    await add(app, at('odd.csv'));
    await menu(app, 'odd', 'Reading options');
    const field = (name: string): ReturnType<App['at']> => app.page.locator(`[data-field="${name}"]`);
    const preview = app.page.locator('dialog [data-testid="files-preview"]');
    await field('delimiter').selectOption({ label: 'Vertical bar |' });
    await field('skip-lines').fill('1');
    await field('skip-lines').press('Tab');
    await field('null-text').fill('-');
    await field('null-text').press('Tab');
    await field('decimal-comma').check();
    await expect
      .poll(() => preview.innerText(), { timeout: patience })
      .toMatch(/id[^]*preis[^]*wann[^]*1\.5[^]*null/);
    await app.page.getByLabel('Type of id').selectOption('VARCHAR');
    await expect.poll(() => preview.innerText(), { timeout: patience }).toContain('007');
    await app.at('files-apply').click();
    await expect.poll(() => app.page.locator('dialog[open]').count(), { timeout: patience }).toBe(0);
    expect(
      await valueIn(app, "SELECT id || ' ' || preis || ' ' || wann FROM odd WHERE wann IS NOT NULL"),
    ).toBe('008 2.25 2024-02-29');
  });

  test('another sheet of a workbook can be chosen', async () => {
    const app = await ready();
    await put('two.xlsx', workbookBytes({ First: [['a'], [1]], Second: [['note'], ['b'], [2]] }));
    await add(app, at('two.xlsx'));
    await menu(app, 'two', 'Reading options');
    await app.page.locator('[data-field="sheet"]').selectOption('Second');
    await expect
      .poll(() => app.page.locator('[data-field="sheet"]').inputValue(), { timeout: patience })
      .toBe('Second');
    await app.page.locator('[data-field="header-row"]').selectOption('2');
    await expect
      .poll(() => app.page.locator('dialog th').first().innerText(), { timeout: patience })
      .toBe('b');
    await app.at('files-apply').click();
    await expect.poll(() => app.page.locator('dialog[open]').count(), { timeout: patience }).toBe(0);
    expect(await valueIn(app, 'SELECT b FROM two')).toBe('2');
  });

  test('a range of a sheet can be chosen; what is none is refused with a word', async () => {
    const app = await ready();
    const rows = [
      ['Plan', null, null, null, 'spare'],
      [null, 'team', 'n', null, 'x'],
      [null, 'A', 1, null, 'x'],
      [null, 'B', 2, null, 'x'],
      [null, 'Sum', 3, null, 'x'],
    ];
    await put('range.xlsx', workbookBytes({ Sheet: rows }));
    await add(app, at('range.xlsx'));
    await menu(app, 'range', 'Reading options');
    const range = app.page.locator('[data-field="range"]');
    await range.fill('2 to 4');
    await range.press('Tab');
    await app.page.locator('dialog [role="alert"]').getByText('B3:F20').waitFor();
    await range.fill('b2:c4');
    await range.press('Tab');
    const heads = app.page.locator('dialog th');
    await expect.poll(() => heads.allInnerTexts(), { timeout: patience }).toEqual(['team', 'n']);
    await app.at('files-apply').click();
    await expect.poll(() => app.page.locator('dialog[open]').count(), { timeout: patience }).toBe(0);
    expect(await valueIn(app, "SELECT string_agg(team || n, ' ') FROM range")).toBe('A1 B2');
  });

  test('Parquet parts of the same columns become one table', async () => {
    const app = await ready();
    for (const n of [0, 1, 2])
      await copy(`part-${String(n)}.parquet`, `SELECT range + ${String(n * 10)} AS a FROM range(10)`);
    await add(app, ...[0, 1, 2].map((n) => at(`part-${String(n)}.parquet`)));
    await app.at('files-combine').click();
    await expect
      .poll(() => app.page.locator('[data-testid="files-item"]').count(), { timeout: patience })
      .toBe(1);
    const [table] = await app.page.locator('.files-name').allInnerTexts();
    expect(await valueIn(app, `SELECT count(*) || ' ' || sum(a) FROM ${table ?? ''}`)).toBe('30 435');
  });

  test('a file that changed on disk says so, and can be chosen again', async () => {
    const app = await alone();
    await app.page.evaluate(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
    await put('moving.csv', 'a\n1\n');
    await add(app, at('moving.csv'));
    await appendFile(at('moving.csv'), '2\n3\n');
    expect(await app.run('SELECT sum(a) FROM moving')).toBe('failed');
    expect(await failure(app)).toMatch(/changed, moved or deleted on disk/);
    await app.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect
      .poll(() => item(app, 'moving').getAttribute('data-state'), { timeout: patience })
      .toBe('changed');
    const chooser = app.page.waitForEvent('filechooser');
    await item(app, 'moving').locator('.files-state button').click();
    await (await chooser).setFiles(at('moving.csv'));
    await expect
      .poll(() => item(app, 'moving').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    expect(await valueIn(app, 'SELECT sum(a) FROM moving')).toBe('6');
  });

  test('after a restart of the engine every format is back', async () => {
    const app = await alone();
    await copy('p.parquet', 'SELECT 1 AS a');
    await put('c.csv', 'a\n2\n');
    await put('r.arrow', tableToIPC(oddArrow(), 'stream'));
    await put('x.xlsx', workbookBytes({ A: [['a'], [4]] }));
    await native.run(`ATTACH '${at('d.duckdb')}' AS d; CREATE TABLE d.t AS SELECT 5 AS a; DETACH d`);
    await add(app, ...['p.parquet', 'c.csv', 'r.arrow', 'x.xlsx', 'd.duckdb'].map(at));
    const all = `SELECT concat_ws(' ', (SELECT a FROM p), (SELECT a FROM c), (SELECT max(i) FROM r), (SELECT a FROM x), (SELECT a FROM d.t)) AS v`;
    expect(await valueIn(app, all)).toBe('1 2 1 4 5');
    await app.page.keyboard.press('ControlOrMeta+k');
    await app.page.keyboard.type('restart');
    await app.page.keyboard.press('Enter');
    await app.page.waitForSelector('[data-testid="boot"]:not([data-state="ready"])', { state: 'attached' });
    await app.ready();
    await expect.poll(() => app.run(all), { timeout: patience }).toBe('done');
    expect(await valueIn(app, all)).toBe('1 2 1 4 5');
  });
});

describe('ways in', () => {
  /** Drops files on the window as a person would, without their paths: a browser gives none to a script. */
  const drop = async (app: App, files: Readonly<Record<string, string>>): Promise<void> => {
    await app.page.evaluate((given) => {
      const transfer = new DataTransfer();
      for (const [name, text] of Object.entries(given)) transfer.items.add(new File([text], name));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
    }, files);
  };

  test('files dropped anywhere', async () => {
    const app = await ready();
    await drop(app, { 'a.csv': 'x\n1\n', 'b.json': '[{"x":2}]' });
    await expect.poll(() => settled(app), { timeout: patience }).toBe(2);
    expect(await valueIn(app, 'SELECT a.x + b.x FROM a, b')).toBe('3');
    expect(await app.at('drop-zone').count()).toBe(0);
  });

  test('a table pasted from a sheet', async () => {
    const app = await ready();
    await openPanel(app);
    await app.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'city\tn\nBerlin\t1\nParis\t2');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await expect.poll(() => settled(app), { timeout: patience }).toBe(1);
    expect(await valueIn(app, 'SELECT sum(n) FROM pasted')).toBe('3');
  });
});

describe('kept for the next visit', () => {
  test('a copy is listed as not loaded yet, comes back with one click, and goes when it is no longer wanted', async () => {
    const app = await alone();
    await put('kept.csv', 'a;b\n1;x\n2;y\n');
    await add(app, at('kept.csv'));
    await item(app, 'kept').locator('.files-toggle').click();
    await app.at('files-keep').click();
    await expect.poll(() => item(app, 'kept').innerText(), { timeout: patience }).toContain('A copy is kept');
    await rm(at('kept.csv'));
    const again = await openApp({ context: app.context });
    await again.ready();
    await openPanel(again);
    await expect
      .poll(() => item(again, 'kept').getAttribute('data-state'), { timeout: patience })
      .toBe('stored');
    expect(await again.run('FROM kept')).toBe('failed');
    await again.at('files-load').click();
    await expect
      .poll(() => item(again, 'kept').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    expect(await valueIn(again, 'SELECT sum(a) FROM kept')).toBe('3');
    await item(again, 'kept').locator('.files-toggle').click();
    await again.at('files-keep').click();
    await expect
      .poll(() => item(again, 'kept').innerText(), { timeout: patience })
      .not.toContain('A copy is kept');
    const third = await openApp({ context: app.context });
    await third.ready();
    await openPanel(third);
    await expect.poll(() => third.at('files').innerText()).toContain('No files of your own yet');
  });
});

describe('files that the browser gives a handle of', () => {
  /** Puts a file where its handle stays valid, and has the picker choose it. */
  const choose = (app: App, name: string, text: string): Promise<void> =>
    app.page.evaluate(
      async ([fileName = '', content = '']) => {
        const root = await navigator.storage.getDirectory();
        const handle = await root.getFileHandle(fileName, { create: true });
        const writable = await handle.createWritable();
        await writable.write(content);
        await writable.close();
        Object.assign(window, { showOpenFilePicker: () => Promise.resolve([handle]) });
      },
      [name, text],
    );

  test('are read again as they are now, and remembered without a copy', async () => {
    const app = await alone();
    await openPanel(app);
    await choose(app, 'growing.csv', 'a\n1\n');
    await app.page.getByRole('button', { name: 'Add files' }).click();
    await expect.poll(() => settled(app), { timeout: patience }).toBe(1);
    await item(app, 'growing').locator('.files-toggle').click();
    await app.at('files-keep').click();
    await expect
      .poll(() => item(app, 'growing').innerText(), { timeout: patience })
      .toContain('Nothing is copied');
    await choose(app, 'growing.csv', 'a\n1\n2\n');
    await app.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect
      .poll(() => item(app, 'growing').getAttribute('data-state'), { timeout: patience })
      .toBe('changed');
    await item(app, 'growing').locator('.files-state button').click();
    await expect
      .poll(() => item(app, 'growing').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    expect(await valueIn(app, 'SELECT sum(a) FROM growing')).toBe('3');
    const again = await openApp({ context: app.context });
    await again.ready();
    await openPanel(again);
    await again.at('files-load').click({ timeout: patience });
    await expect
      .poll(() => item(again, 'growing').getAttribute('data-state'), { timeout: patience })
      .toBe('ready');
    expect(await valueIn(again, 'SELECT sum(a) FROM growing')).toBe('3');
  });
});

describe('beside the shipped data', () => {
  const pilot = 'project,sector,KPI,before,after\nClaims,金融,处理时间,120,45\nCode,教育,处理时间,60,20\n';

  test('columns that match are suggested, with a join that runs', async () => {
    const app = await ready();
    await put('pilot.csv', pilot);
    await add(app, at('pilot.csv'));
    await item(app, 'pilot').locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Match with' }).click();
    const join = app.page.locator('.files-join').filter({ hasText: 'sector' });
    await join.waitFor({ timeout: patience });
    const sql = await join.locator('.files-sql').innerText();
    await join.getByRole('button', { name: 'Query' }).click();
    await app.until('result-status', 'data-status', 'done');
    await expect.poll(() => app.at('grid').getAttribute('data-rows'), { timeout: patience }).toBe('2');
    const keys = `SELECT string_agg(industry_key, ' ' ORDER BY industry_key) FROM (${sql})`;
    expect(await valueIn(app, keys)).toBe('education finance');
  });

  test('own results become gains, stand among the published ones when asked for, and go again', async () => {
    const app = await alone();
    await put('pilot.csv', pilot);
    await add(app, at('pilot.csv'));
    const published = Number(await valueIn(app, 'SELECT count(*) FROM gains'));
    await item(app, 'pilot').locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Use as own gains' }).click();
    await expect
      .poll(() => app.page.locator('dialog [data-testid="files-preview"]').innerText(), { timeout: patience })
      .toContain('2.667');
    await app.at('files-apply').click();
    await app.at('files-gains-shown').waitFor({ timeout: patience });
    expect(
      await valueIn(
        app,
        "SELECT string_agg(round(improvement_factor, 3)::VARCHAR, ' ' ORDER BY metric_id) FROM own_gains",
      ),
    ).toBe('2.667 3.0');
    expect(await valueIn(app, 'SELECT count(*) FROM gains')).toBe(String(published));
    await app.at('files-gains-shown').locator('input').check();
    await expect
      .poll(() => valueIn(app, "SELECT count(*) FROM yardstick.gains WHERE source_id = 'own'"), {
        timeout: patience,
      })
      .toBe('2');
    await item(app, 'pilot').locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect
      .poll(() => valueIn(app, 'SELECT count(*) FROM gains'), { timeout: patience })
      .toBe(String(published));
  });

  test('the panel and its dialogs break no rule of accessibility', async () => {
    const app = await ready();
    await put('pilot.csv', pilot);
    await put('bad.parquet', 'no');
    await add(app, at('pilot.csv'), at('bad.parquet'));
    await item(app, 'pilot').locator('.files-toggle').click();
    await app.page.locator('.files-preview').waitFor({ timeout: patience });
    expect((await app.axe()).filter((line) => line.includes('files'))).toEqual([]);
    await item(app, 'pilot').locator('.files-head .button').last().click();
    await app.page.getByRole('menuitem', { name: 'Reading options' }).click();
    await app.page.locator('dialog .files-preview').waitFor({ timeout: patience });
    expect((await app.axe()).filter((line) => line.includes('files'))).toEqual([]);
  });
});
