/** Questions about a result that was long in coming are asked of its rows, not of its query once more. */
import { expect, test } from 'vitest';
import { openApp, patience, sharedApp, type App } from '../support/browser.ts';

/** Takes a while, and gives other rows each time. */
const long = `select k, random() as r
from (select range % 5 as k, sum(range) as s from range(80000000) group by 1) order by k`;

const scratchTables = "select count(*) as n from duckdb_tables() where database_name = 'scratch'";

async function sortBy(app: App, column: string): Promise<void> {
  await app
    .at('grid')
    .getByRole('columnheader', { name: new RegExp(`^${column}\\b`) })
    .click();
  await app.until('grid', 'aria-busy', 'false');
}

const numbers = async (app: App): Promise<number[]> => (await app.cells()).map(([, r]) => Number(r));
const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

test('sorting, summaries and chart show the rows on screen, and the copy goes with them', async () => {
  const app = await sharedApp();
  expect(await app.run(long)).toBe('done');
  const came = await numbers(app);
  expect(came).toHaveLength(5);
  await sortBy(app, 'r');
  await expect.poll(() => numbers(app), { timeout: patience }).toEqual(ascending(came));

  expect(await app.run(scratchTables)).toBe('done');
  await expect
    .poll(async () => (await app.run(scratchTables), (await app.cells())[0]), { timeout: patience })
    .toEqual(['0']);
});

test('a copy that went with the engine is not missed', async () => {
  const app = await (await openApp()).ready();
  expect(await app.run(long)).toBe('done');
  const came = await numbers(app);
  await sortBy(app, 'r');
  await expect.poll(() => numbers(app), { timeout: patience }).toEqual(ascending(came));
  await app.page.keyboard.press('ControlOrMeta+k');
  await app.page.keyboard.type('restart');
  await app.page.keyboard.press('Enter');
  await app.ready();
  await sortBy(app, 'k');
  await expect
    .poll(async () => (await app.cells()).map(([k]) => k), { timeout: patience })
    .toEqual(['0', '1', '2', '3', '4']);
  expect(app.problems).toEqual([]);
});
