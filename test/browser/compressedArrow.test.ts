import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import { patience, sharedApp, type App } from '../support/browser.ts';
import { nativeDuckDb } from '../support/nativeDuckDb.ts';

const fixture = (name: string): string => join(root, 'test/fixtures/files', name);

const sql = `SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE i // 40 END::INTEGER AS i,
    ((i // 100) * 9007199254740993::HUGEINT % (2::HUGEINT ** 62)::HUGEINT)::BIGINT AS big,
    'line ' || (i * 7919 % 50) || ' of 中文' AS text, ['a', 'b', 'c'][i % 3 + 1] AS word, i % 2 = 0 AS yes,
    DATE '2024-01-01' + (i % 366)::INTEGER AS day,
    CASE WHEN i % 4 = 0 THEN []::INTEGER[] ELSE [i % 5, NULL]::INTEGER[] END AS list,
    CASE WHEN i % 11 = 0 THEN NULL ELSE {'a': (i % 3)::INTEGER} END AS pair
  FROM range(12000) AS r(i)`;

const digest = (relation: string): string =>
  `SELECT md5(string_agg(r, chr(10) ORDER BY r)) || ' ' || count(*) FROM (SELECT t::VARCHAR AS r FROM ${relation} AS t)`;

async function ready(): Promise<App> {
  const app = await sharedApp();
  const button = app.page.locator('[data-panel="files"]');
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await app.at('files').waitFor();
  const problems = app.page.locator('.files-problem-close');
  while ((await problems.count()) > 0) await problems.first().click();
  return app;
}

const problem = (app: App): ReturnType<typeof expect.poll> =>
  expect.poll(() => app.page.locator('.files-problem-text').allInnerTexts(), { timeout: patience });

describe('Arrow with compressed buffers, as native DuckDB computes the same rows', () => {
  test.each([
    ['lz4.arrow', 'lz4', ''],
    ['zstd.arrow', 'zstd', ''],
    ['lz4.arrows', 'lz4_2', ' LIMIT 900'],
    ['zstd.arrows', 'zstd_2', ' LIMIT 900'],
  ])('%s', async (name, table, limit) => {
    const app = await ready();
    const item = app.page.locator(`[data-testid="files-item"][data-state="ready"] .files-filename`);
    await app.at('files-input').setInputFiles(fixture(name));
    await expect.poll(() => item.allInnerTexts(), { timeout: patience }).toContain(name);
    const native = await nativeDuckDb();
    const reader = await native.runAndReadAll(digest(`(${sql}${limit})`));
    expect(await app.run(digest(table))).toBe('done');
    await expect
      .poll(async () => (await app.cells())[0]?.[0], { timeout: patience })
      .toBe(String(reader.getRows()[0]?.[0]));
  });

  test('one that is cut off, or damaged inside, is refused', async () => {
    const app = await ready();
    const bytes = await readFile(fixture('lz4.arrow'));
    const give = (name: string, buffer: Buffer): Promise<void> =>
      app.at('files-input').setInputFiles({ name, mimeType: '', buffer });
    await give('cut.arrow', bytes.subarray(0, bytes.length >> 1));
    await problem(app).toEqual([expect.stringMatching(/“cut.arrow” is cut off/)]);
    await app.page.locator('.files-problem-close').click();
    const spoilt = Buffer.from(bytes);
    // The magic number of each frame.
    for (let at = 0; (at = spoilt.indexOf('04224d18', at, 'hex')) >= 0; at += 4) spoilt[at] = 0;
    await give('spoilt.arrow', spoilt);
    await problem(app).toEqual([expect.stringMatching(/“spoilt.arrow” is damaged/)]);
    expect(await app.page.locator('[data-table="cut"], [data-table="spoilt"]').count()).toBe(0);
  });
});

test('Parquet with an encrypted column is said to be encrypted, though its footer can be read', async () => {
  const app = await ready();
  await app.at('files-input').setInputFiles(fixture('encryptedColumn.parquet'));
  await problem(app).toEqual([expect.stringMatching(/“encryptedColumn.parquet” is encrypted/)]);
});
