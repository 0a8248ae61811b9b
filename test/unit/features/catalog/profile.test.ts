import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../../scripts/lib/paths.mjs';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { countSql, previewSql, profileSql } from '../../../../src/features/catalog/profile.ts';

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openShippedDatabase(join(root, 'public/data'));
});
const one = async (sql: string) => (await database.runAndReadAll(sql)).getRowObjectsJson()[0];

describe('profileSql', () => {
  it('counts values, nulls and ends', async () => {
    await database.run(`CREATE TABLE t AS FROM (VALUES (3), (1), (1), (NULL)) AS v("a ""b""")`);
    expect(await one(profileSql('t', 'a "b"'))).toEqual({
      n: 4,
      n_null: 1,
      n_distinct: 2,
      smallest: '1',
      largest: '3',
      top: [
        { text: '1', n: 2 },
        { text: '3', n: 1 },
      ],
    });
  });

  it('has nothing to say of an empty table', async () => {
    await database.run('CREATE TABLE nothing (a INTEGER)');
    expect(await one(profileSql('nothing', 'a'))).toMatchObject({
      n: 0,
      n_null: 0,
      n_distinct: 0,
      top: null,
    });
  });

  it('works for columns of every type, lists included', async () => {
    const columns = await database.runAndReadAll(
      "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'yardstick' AND table_name IN ('metrics', 'cases', 'vendor_scorecard')",
    );
    const rows = columns.getRowsJson() as [string, string][];
    expect(rows.length).toBeGreaterThan(50);
    for (const [table, column] of rows) {
      const profile = await one(profileSql(`yardstick.${table}`, column));
      expect(profile?.['n'], `${table}.${column}`).toBeGreaterThan(0);
    }
  });
});

describe('previewSql and countSql', () => {
  it('give the first rows and the number of all', async () => {
    expect((await database.runAndReadAll(previewSql('yardstick.sources', 2))).currentRowCount).toBe(2);
    expect(await one(countSql('yardstick.sources'))).toEqual({ n: 5 });
  });
});
