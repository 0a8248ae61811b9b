import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import {
  joinSql,
  shippedKeys,
  suggestJoins,
  type JoinSuggestion,
  type KeyValues,
} from '../../../../src/features/files/joinGuide.ts';

let database: DuckDBConnection;
const shipped: KeyValues[] = [];

beforeAll(async () => {
  database = await openShippedDatabase(join(root, 'public/data'));
  for (const key of shippedKeys) {
    const reader = await database.runAndReadAll(
      `SELECT DISTINCT "${key.column}"::VARCHAR FROM yardstick.${key.table} WHERE "${key.column}" IS NOT NULL`,
    );
    shipped.push({ key, values: reader.getRowsJson().map((row) => String(row[0])) });
  }
});

const suggested = (column: string, values: readonly string[]): JoinSuggestion | undefined =>
  suggestJoins('own', [{ column, values }], shipped)[0];

describe('joins with the shipped data', () => {
  it.each<[string, readonly string[], string]>([
    [
      'sector',
      ['Finance', 'HEALTHCARE ', 'Manufacturing', 'Retail', 'Insurance industry', 'Transport and logistics'],
      'industries.name_en',
    ],
    ['行业', ['金融', '制造业', '教育业', '电子商务', '农'], 'industries.name_zh'],
    ['industry_id', ['real_estate', 'software_it'], 'industries.industry_id'],
    ['isic', ['A', 'B', 'C'], 'industries.isic4_section'],
    ['kpi', ['Processing time', 'Accuracy'], 'measures.name_en'],
    ['unit', ['%', '¥'], 'units.symbol'],
  ])('%s is found', (column, values, target) => {
    const join = suggested(column, values);
    expect(join && `${join.key.table}.${join.key.column}`).toBe(target);
    expect(join?.matched).toBe(values.length);
  });

  it('tell what matches nothing', () => {
    expect(suggested('sector', ['Finance', 'Healthcare', 'Underwater basket weaving'])).toMatchObject({
      matched: 2,
      of: 3,
      unmatched: ['Underwater basket weaving'],
    });
  });

  it('are not made of chance: single letters, small numbers, one value in many', () => {
    expect(suggested('grade', ['A', 'B', 'C'])).toBeUndefined();
    expect(suggested('n', ['1', '2', '64', '86'])).toBeUndefined();
    expect(suggested('note', ['Finance', 'b', 'c', 'd', 'e'])).toBeUndefined();
  });

  it('come best first, one for each column', () => {
    const joins = suggestJoins(
      'own',
      [
        { column: 'a', values: ['Finance', 'x'] },
        { column: 'b', values: ['Finance', 'Mining'] },
      ],
      shipped,
    );
    expect(joins.map((j) => j.column)).toEqual(['b', 'a']);
  });

  it.each(shippedKeys.map((key) => [`${key.table}.${key.column}`, key] as const))(
    'the SQL by %s runs and keeps every row',
    async (_, key) => {
      await database.run(`CREATE OR REPLACE TABLE main."own ""table" AS
        SELECT DISTINCT "${key.column}" AS "my key" FROM yardstick.${key.table} UNION ALL SELECT 'nothing such'`);
      const count = async (sql: string): Promise<number> =>
        Number((await database.runAndReadAll(`SELECT count(*) FROM (${sql})`)).getRowsJson()[0]?.[0]);
      const joined = joinSql('own "table', 'my key', key);
      expect(await count(joined)).toBeGreaterThanOrEqual(await count('FROM main."own ""table"'));
      const prefix = key.key.replace(/_id$/, '');
      expect(await count(`FROM (${joined}) WHERE ${prefix}_key IS NOT NULL`)).toBeGreaterThan(0);
    },
  );

  it('the SQL compares as the suggestion did', async () => {
    await database.run(
      "CREATE OR REPLACE TABLE main.pilot AS SELECT * FROM (VALUES ('保险业'), ('制造业 '), ('别的')) AS v(行业)",
    );
    const key = shippedKeys.find((k) => k.table === 'industries' && k.column === 'name_zh');
    if (!key) throw new Error('no such key');
    const reader = await database.runAndReadAll(
      `SELECT industry_key FROM (${joinSql('pilot', '行业', key)}) ORDER BY 1 NULLS LAST`,
    );
    expect(reader.getRowsJson()).toEqual([['finance'], ['manufacturing'], [null]]);
  });
});
