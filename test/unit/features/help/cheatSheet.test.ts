import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../../scripts/lib/paths.mjs';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { cheatSheet } from '../../../../src/features/help/cheatSheet.ts';
import { runnable } from '../../../../src/sql/runnable.ts';
import { splitStatements } from '../../../../src/sql/statements.ts';

const cases = cheatSheet.flatMap(({ entries }) =>
  entries.flatMap((entry) =>
    (['en', 'zh'] as const).map((language) => ({ entry, language, name: `${entry.id} (${language})` })),
  ),
);

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openShippedDatabase(join(root, 'public/data'));
});

describe('the SQL cheat sheet', () => {
  it('has a name of its own for each statement, in both languages', () => {
    const entries = cheatSheet.flatMap((group) => group.entries);
    expect(entries.length).toBeGreaterThan(12);
    for (const key of ['en', 'zh'] as const)
      expect(new Set(entries.map((entry) => entry.title[key])).size).toBe(entries.length);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
  });

  it.each(cases)(
    '$name is one statement, runs as the page runs it, and gives rows',
    async ({ entry, language }) => {
      const [statement, ...others] = splitStatements(entry.sql(language));
      expect(others).toEqual([]);
      if (!statement) throw new Error('no statement');
      const { sql } = runnable(statement, entry.params ?? {});
      const answer = await database.runAndReadAll(sql);
      expect(answer.currentRowCount).toBeGreaterThan(0);
    },
  );
});
