import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { delimitedRecord } from '../../../src/domain/values/delimited.ts';
import { delimitedLines } from '../../../src/sql/delimitedLines.ts';
import { nativeDuckDb, textRows } from '../../support/nativeDuckDb.ts';

let native: DuckDBConnection;
beforeAll(async () => {
  native = await nativeDuckDb();
}, 60_000);

async function linesOf(sql: string, separator: string): Promise<string> {
  const described = (await native.runAndReadAll(`DESCRIBE ${sql}`)).getRows();
  const columns = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
  return (await textRows(native, delimitedLines(sql, columns, separator))).map(([line]) => line).join('');
}

const texts = [
  `''`,
  'NULL',
  `'plain'`,
  `'a,b'`,
  `'tab' || chr(9) || 'bed'`,
  `'say "so"'`,
  `'"'`,
  `'two' || chr(10) || 'lines'`,
  `'old' || chr(13)`,
  `'中文，逗号'`,
  `' padded '`,
];

describe.each([
  ['a comma', ','],
  ['a tab', '\t'],
])('lines by %s are the records that the page writes', (_, separator) => {
  test.each([
    ['texts', texts.map((text) => `SELECT ${text} AS t, 1 AS n`).join(' UNION ALL ')],
    [
      'numbers, dates, truth',
      `SELECT 1::TINYINT AS i, -2::HUGEINT AS u, 0.1::FLOAT AS f, 1e300 AS d, 12.50::DECIMAL(9,2) AS c, true AS b, DATE '2024-02-29' AS day,
       TIMESTAMP '2024-01-01 12:34:56.789' AS ts, TIME '01:02:03' AS h, uuid() IS NULL AS no, NULL::INTEGER AS nothing`,
    ],
    [
      'what is nested',
      `SELECT [1, NULL] AS l, {'a': 1, 'b': 'x, "y"'} AS s, MAP {'k': 1} AS m, 'x'::ENUM('x', 'y,z') AS e, '{"a":1}'::JSON AS j,
       '\\xAA,'::BLOB AS bl, INTERVAL 3 DAYS AS iv`,
    ],
    ['names that repeat', `SELECT 1 AS a, 'b,c' AS a, 3 AS "Σ x"`],
    ['no rows', 'SELECT 1 AS a WHERE false'],
  ])('%s', async (__, sql) => {
    const rows = await textRows(native, sql);
    const expected = rows.map((row) => delimitedRecord(row, separator)).join('');
    expect(await linesOf(sql, separator)).toBe(expected);
  });

  test('in the order of the query', async () => {
    expect(await linesOf('FROM range(5) t(n) ORDER BY n DESC', separator)).toBe('4\r\n3\r\n2\r\n1\r\n0\r\n');
  });
});
