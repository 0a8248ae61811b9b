import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { castForArrow, castForParquet, type DescribedColumn } from '../../../src/engine/exportCasts.ts';
import { nativeDuckDb, textRows } from '../../support/nativeDuckDb.ts';

let native: DuckDBConnection;
beforeAll(async () => {
  native = await nativeDuckDb();
}, 60_000);

async function described(sql: string): Promise<DescribedColumn[]> {
  const rows = (await native.runAndReadAll(`DESCRIBE ${sql}`)).getRows();
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

describe('castForArrow', () => {
  test('ENUMs become text, alone and inside other types; the rest stays', async () => {
    const sql = `SELECT 'y'::ENUM('x','y') AS e, ['it''s'::ENUM('it''s')] AS l, {'e': 'x'::ENUM('x')} AS s, 1 AS n -- end`;
    const cast = castForArrow(sql, await described(sql));
    expect((await described(cast)).map((c) => c.type)).toEqual([
      'VARCHAR',
      'VARCHAR[]',
      'STRUCT(e VARCHAR)',
      'INTEGER',
    ]);
    expect(await textRows(native, cast)).toEqual(await textRows(native, sql));
  });
  test('a query without any is left alone', async () => {
    const sql = 'SELECT 1 AS n';
    expect(castForArrow(sql, await described(sql))).toBe(sql);
  });
  test('repeated names are told apart', async () => {
    const sql = 'SELECT 1 AS a, 2 AS a';
    const columns = [
      { name: 'a', type: 'INTEGER' },
      { name: 'a', type: 'INTEGER' },
    ];
    expect((await described(castForArrow(sql, columns))).map((c) => c.name)).toEqual(['a', 'a_1']);
  });
});

describe('castForParquet keeps what Parquet would change', () => {
  const sql = `SELECT sum(9007199254740993::BIGINT) AS h, [1::HUGEINT] AS l, '101'::BIT AS b, union_value(k := 1) AS u, 5::UHUGEINT AS uh`;
  test('wide integers as decimals', async () => {
    const cast = castForParquet(sql, await described(sql), 'DECIMAL(38,0)');
    expect((await described(cast)).map((c) => c.type)).toEqual([
      'DECIMAL(38,0)',
      'DECIMAL(38,0)[]',
      'VARCHAR',
      'VARCHAR',
      'DECIMAL(38,0)',
    ]);
    expect(await textRows(native, cast)).toEqual(await textRows(native, sql));
  });
  test('or as text', async () => {
    const max = `SELECT 170141183460469231731687303715884105727::HUGEINT AS h`;
    const cast = castForParquet(max, await described(max), 'VARCHAR');
    expect(await textRows(native, cast)).toEqual([['170141183460469231731687303715884105727']]);
  });
});
