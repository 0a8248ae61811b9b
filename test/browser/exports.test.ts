import { readFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { tableFromIPC } from 'apache-arrow';
import type { Download } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { nativeDuckDb, textRows } from '../support/nativeDuckDb.ts';
import { patience, sharedApp, type App } from '../support/browser.ts';
import { wasmInNode } from '../support/wasmInNode.ts';

/** Every type that DuckDB has, with a row of nulls between and texts that are easily torn apart. */
const values: Record<string, readonly [string, string]> = {
  BOOLEAN: ['true', 'false'],
  TINYINT: ['-128', '127'],
  SMALLINT: ['-32768', '32767'],
  INTEGER: ['-2147483648', '2147483647'],
  BIGINT: ['9007199254740993', '-9223372036854775807'],
  UTINYINT: ['0', '255'],
  USMALLINT: ['0', '65535'],
  UINTEGER: ['0', '4294967295'],
  UBIGINT: ['0', '18446744073709551615'],
  HUGEINT: ['12345678901234567890123456789', '-1'],
  FLOAT: ['0.1', '-1.5'],
  DOUBLE: ['0.1', '1e300'],
  'DECIMAL(5,1)': ['12.5', '-0.1'],
  'DECIMAL(38,10)': ['1234567890123456789012345678.0123456789', '0'],
  VARCHAR: [`'a,"b"' || chr(10) || '中文 😀'`, `'tab' || chr(9) || ';'''`],
  UUID: [`'00000000-0000-0000-0000-00000000000a'`, `'ffffffff-ffff-ffff-ffff-ffffffffffff'`],
  DATE: [`'2024-02-29'`, `'1969-12-31'`],
  TIME: [`'01:02:03'`, `'23:59:59.999999'`],
  TIMESTAMP: [`'2024-01-01 12:34:56.789'`, `'0001-01-01 00:00:00'`],
  TIMESTAMP_NS: [`'2024-01-01 00:00:00.123456789'`, `'1969-12-31 23:59:59.999999999'`],
  'TIMESTAMP WITH TIME ZONE': [`'2024-01-01 00:00:00+00'`, `'1969-12-31 23:59:59.5+00'`],
  INTERVAL: [`'3 days'`, `'13 months 02:00:00'`],
  "ENUM('x','y z')": [`'y z'`, `'x'`],
  BLOB: [`'\\xAA\\x00b'`, `'x'`],
  'INTEGER[]': ['[1, NULL, 3]', '[]'],
  'DOUBLE[2]': ['[1.5, 2]', '[0, -1]'],
  'STRUCT(a INTEGER, "b c" VARCHAR)': [`{'a': 1, 'b c': 'x, y'}`, `{'a': NULL, 'b c': ''}`],
  'MAP(VARCHAR, INTEGER)': [`MAP {'k': 1, 'a b': NULL}`, 'MAP {}'],
  JSON: [`'{"a":[1,null]}'`, `'[]'`],
};

const row = (pick: (pair: readonly [string, string]) => string): string =>
  Object.entries(values)
    .map(([type, pair], i) => `(${pick(pair)})::${type} AS c${String(i)}`)
    .join(', ');

const everyType = [row(([a]) => a), row(() => 'NULL'), row(([, b]) => b)]
  .map((list) => `SELECT ${list}`)
  .join(' UNION ALL ');

const column = (type: keyof typeof values & string): string =>
  `c${String(Object.keys(values).indexOf(type))}`;

let native: DuckDBConnection;
beforeAll(async () => {
  native = await nativeDuckDb();
}, 60_000);

async function openTable(): Promise<App> {
  const app = await sharedApp({ viewport: { width: 1900, height: 900 } });
  await app.page.locator('[data-view="table"]').click();
  return app;
}

async function choose(app: App, label: string): Promise<void> {
  await app.page.getByRole('button', { name: 'Export the whole result' }).click();
  await app.page.getByRole('menuitem', { name: label, exact: true }).click();
}

/** Where the file of an export was saved. */
async function exported(app: App, label: string): Promise<string> {
  const download = app.page.waitForEvent('download', { timeout: patience });
  await choose(app, label);
  return (await download).path();
}

async function typesOf(sql: string): Promise<string[]> {
  const rows = (await native.runAndReadAll(`DESCRIBE ${sql}`)).getRows();
  return rows.map(([, type]) => String(type));
}

/** What a format has no type for comes back as text, and is the same value again by a CAST. */
const asText = (types: readonly string[]): string =>
  `{${Object.keys(values)
    .map((type, i) => `c${String(i)}: '${(types.includes(type) ? 'VARCHAR' : type).replaceAll("'", "''")}'`)
    .join(', ')}}`;

describe('every type, read back by native DuckDB', () => {
  const delimited = (path: string, delimiter: string): string =>
    `read_csv('${path}', header = true, auto_detect = false, delim = '${delimiter}', quote = '"', escape = '"', columns = ${asText([])})`;
  const json = (path: string, format: string): string =>
    `(SELECT * REPLACE (${column('BLOB')}::BLOB AS ${column('BLOB')}) FROM read_json('${path}', format = '${format}', columns = ${asText(['BLOB'])}))`;

  test.each([
    ['CSV', (path: string) => delimited(path, ',')],
    ['TSV', (path: string) => delimited(path, '\t')],
    ['JSON', (path: string) => json(path, 'array')],
    ['NDJSON', (path: string) => json(path, 'newline_delimited')],
    ['Parquet', (path: string) => `read_parquet('${path}')`],
  ])('%s', async (label, reading) => {
    const app = await openTable();
    expect(await app.run(everyType)).toBe('done');
    const read = `FROM ${reading(await exported(app, label))}`;
    expect(await textRows(native, read)).toEqual(await textRows(native, everyType));
    expect(app.problems).toEqual([]);
  });

  test('Parquet keeps the types that it has', async () => {
    const app = await openTable();
    await app.run(everyType);
    const path = await exported(app, 'Parquet');
    const kept = (await typesOf(everyType)).map((type) =>
      type.startsWith('ENUM') ? 'VARCHAR' : type === 'HUGEINT' ? 'DECIMAL(38,0)' : type.replace('[2]', '[]'),
    );
    expect(await typesOf(`FROM read_parquet('${path}')`)).toEqual(kept);
  });
});

describe('formats that native DuckDB reads by an extension only', () => {
  test('Arrow IPC, by a DuckDB of its own and by Arrow', async () => {
    const app = await openTable();
    await app.run(everyType);
    const bytes = await readFile(await exported(app, 'Arrow IPC'));
    expect(tableFromIPC(bytes).numRows).toBe(3);
    const engine = await wasmInNode({ extensions: ['json', 'icu'] });
    engine.insertArrow(bytes, 'arrived');
    const { values: read } = engine.rows('SELECT CAST(COLUMNS(*) AS VARCHAR) FROM arrived');
    expect(read).toEqual(await textRows(native, everyType));
  });

  test('XLSX', async () => {
    const app = await openTable();
    await app.run(
      `SELECT 1 AS n, 12.5 AS d, 'a<b>&"中文' AS t, DATE '2024-02-29' AS day, true AS yes, NULL AS nothing UNION ALL SELECT -2, 0.1, '', NULL, false, 5`,
    );
    const [sheet] = await readXlsxFile(await exported(app, 'Excel (XLSX)'));
    expect(sheet?.data.slice(0, 2)).toEqual([
      ['n', 'd', 't', 'day', 'yes', 'nothing'],
      [1, 12.5, 'a<b>&"中文', new Date('2024-02-29T00:00:00Z'), true, null],
    ]);
  });
});

describe('a million rows', () => {
  const million = `select range as n, 'row ' || range as t, range / 7 as d, case when range % 5 = 0 then null else range end as m from range(1000000)`;
  const digest = 'count(*)::INTEGER, sum(n)::BIGINT, max(t), count(m)::INTEGER';

  /** Counts the frames that the page draws from now on. */
  const countFrames = (app: App): Promise<void> =>
    app.page.evaluate(() => {
      const state = { drawn: 0, on: true };
      Object.assign(window, { frames: state });
      const tick = (): void => {
        state.drawn++;
        if (state.on) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    });
  const framesDrawn = (app: App): Promise<number> =>
    app.page.evaluate(() => {
      const { frames } = window as unknown as { frames: { drawn: number; on: boolean } };
      frames.on = false;
      return frames.drawn;
    });

  test.each([
    ['CSV', (path: string) => `read_csv('${path}', header = true)`],
    ['Parquet', (path: string) => `read_parquet('${path}')`],
  ])('to %s, while the page goes on answering', async (label, reading) => {
    const app = await openTable();
    await app.run(million);
    await app.until('grid', 'data-rows', '1000000');
    await countFrames(app);
    const download = app.page.waitForEvent('download', { timeout: patience });
    await choose(app, label);
    await app.page.getByRole('progressbar', { name: 'Export under way' }).waitFor();
    const path = await (await download).path();
    expect(await framesDrawn(app)).toBeGreaterThan(10);
    const [expected] = await textRows(native, `SELECT ${digest} FROM (${million})`);
    expect(await textRows(native, `SELECT ${digest} FROM ${reading(path)}`)).toEqual([expected]);
  });

  test.each([
    ['Parquet', ' order by t desc', (path: string) => `read_parquet('${path}')`],
    ['CSV', ' order by t desc', (path: string) => `read_csv('${path}', header = true)`],
    ['Arrow IPC', '', null],
  ])('to %s: says how many rows are through, of how many', async (label, order, reading) => {
    const app = await openTable();
    const sql = million.replace('1000000', '4000000') + order;
    await app.run(sql);
    await app.until('grid', 'data-rows', '4000000');
    // Each share that is shown, as it is shown.
    await app.page.evaluate(() => {
      const shares: number[] = [];
      Object.assign(window, { shares });
      new MutationObserver(() => {
        const bar = document.querySelector<HTMLProgressElement>('.grid-progress progress');
        if (bar && bar.position >= 0 && bar.position !== shares.at(-1)) shares.push(bar.position);
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    const download = app.page.waitForEvent('download', { timeout: patience });
    await choose(app, label);
    await app.page
      .locator('.grid-progress')
      .getByText(/^[\d,]+ of 4,000,000 rows$/)
      .waitFor();
    const path = await (await download).path();
    if (reading) {
      const [expected] = await textRows(native, `SELECT ${digest} FROM (${sql})`);
      expect(await textRows(native, `SELECT ${digest} FROM ${reading(path)}`)).toEqual([expected]);
    }
    const shares = await app.page.evaluate(() => (window as unknown as { shares: number[] }).shares);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeLessThan(0.9);
  });

  test.each(['CSV', 'Parquet'])('to %s, taken back: no file, and the page works on', async (label) => {
    const app = await openTable();
    await app.run(million);
    await app.until('grid', 'data-rows', '1000000');
    const saved: Download[] = [];
    const onDownload = (download: Download): void => void saved.push(download);
    app.page.on('download', onDownload);
    await choose(app, label);
    const progress = app.page.getByRole('progressbar', { name: 'Export under way' });
    await progress.waitFor();
    await app.page.locator('.grid-progress').getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    expect(await app.run('select 42 as answer')).toBe('done');
    await expect.poll(async () => (await app.cells())[0], { timeout: patience }).toEqual(['42']);
    app.page.off('download', onDownload);
    expect(saved).toEqual([]);
    const left =
      "select (select count(*) from glob('files/export-*')) + (select count(*) from duckdb_sequences()) as n";
    await expect
      .poll(async () => (await app.run(left), (await app.cells())[0]), { timeout: patience })
      .toEqual(['0']);
  });

  test('goes on where it was after the device was asleep', async () => {
    const app = await openTable();
    await app.run(million);
    await app.until('grid', 'data-rows', '1000000');
    const devtools = await app.context.newCDPSession(app.page);
    const download = app.page.waitForEvent('download', { timeout: patience });
    await choose(app, 'CSV');
    await app.page.getByRole('progressbar', { name: 'Export under way' }).waitFor();
    // What browsers do to a page in the background when the device sleeps: no timer, no task of it runs.
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.trimEnd().split(/\r?\n/)).toHaveLength(1_000_001);
    expect(await app.run('select 42 as answer')).toBe('done');
  });
});

describe('the citations of exported figures', () => {
  const figures =
    'SELECT metric_id, label_en FROM yardstick.metrics WHERE improvement_factor > 2 ORDER BY metric_id LIMIT 3';

  test('beside a file, as a file of their own', async () => {
    const app = await openTable();
    await app.run(figures);
    const ids = (await app.cells()).map(([id]) => id);
    const saved: Download[] = [];
    app.page.on('download', (download) => void saved.push(download));
    await choose(app, 'CSV');
    await expect.poll(() => saved.length, { timeout: patience }).toBe(2);
    expect(saved[1]?.suggestedFilename()).toMatch(/\.citations\.csv$/);
    const path = (await saved[1]?.path()) ?? '';
    const cited = await textRows(native, `SELECT id, citation FROM read_csv('${path}', header = true)`);
    expect(cited.map(([id]) => id)).toEqual(ids);
    for (const [, citation] of cited) expect(citation).toMatch(/\(\d{4}.*lines? \d+/);
  });

  test('in a workbook, as a sheet', async () => {
    const app = await openTable();
    await app.run(figures);
    const sheets = await readXlsxFile(await exported(app, 'Excel (XLSX)'));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Result', 'Citations']);
    expect(sheets[1]?.data.length).toBe(4);
  });
});
