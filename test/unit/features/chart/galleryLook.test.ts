import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../../scripts/lib/paths.mjs';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { questions } from '../../../../src/features/gallery/questions.ts';
import { listing, pageTheme } from './listing.ts';
import { nativeRows } from './nativeRows.ts';

const folder = join(root, 'test/fixtures/gallery');

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShippedDatabase(join(root, 'public/data'));
});
afterAll(() => {
  connection.closeSync();
});

// What was drawn before lies beside the tests, in words. A wanted change is taken over by `npx vitest run --project unit galleryLook -u`.
describe('each ready question looks as it did, in light and dark', () => {
  it.each(questions)('$id', async (question) => {
    const sql = question.sql('en');
    const { columns } = await nativeRows(connection, sql);
    const text = await listing(question.spec('en'), sql, columns, question.title.en, (s) =>
      nativeRows(connection, s),
    );
    await expect(text).toMatchFileSnapshot(join(folder, `${question.id}.txt`));
  });

  it('none is left of a question that is gone', () => {
    expect(readdirSync(folder).sort()).toEqual(questions.map((q) => `${q.id}.txt`).sort());
  });

  it('the two themes differ in every colour of the palette', () => {
    const [light, dark] = [pageTheme('light'), pageTheme('dark')];
    expect(light.palette.filter((c, i) => c === dark.palette[i])).toEqual([]);
    expect(light.surface).not.toBe(dark.surface);
  });
});
