import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typeName } from '../../../../src/domain/columnType.ts';
import { tableText } from '../../../../src/domain/values/tableText.ts';
import { exportText, type TextFormat } from '../../../../src/features/grid/exportText.ts';
import { rowsSource, type RowSource } from '../../../../src/features/grid/rowSource.ts';
import { nativeDuckDb, textRows } from '../../../support/nativeDuckDb.ts';
import { wasmInNode, type WasmInNode } from '../../../support/wasmInNode.ts';

let native: DuckDBConnection;
let engine: WasmInNode;
let folder: string;

beforeAll(async () => {
  [native, engine, folder] = await Promise.all([
    nativeDuckDb(),
    wasmInNode(),
    mkdtemp(join(tmpdir(), 'export-')),
  ]);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const options = { signal: new AbortController().signal, onProgress: () => undefined };

async function written(format: TextFormat, source: RowSource): Promise<string> {
  const blob = await exportText(format, source, options);
  if (!blob.ok) throw new Error(blob.error.message);
  return blob.value.text();
}

/** All types, awkward texts, and nulls. */
const query = `SELECT * FROM (VALUES
  (12.5::DECIMAL(5,1), 9007199254740993::BIGINT, 170141183460469231731687303715884105727::HUGEINT, DATE '2024-02-29',
   TIMESTAMPTZ '2024-01-01 00:00:00+00', TIMESTAMP '2024-01-01 12:34:56.789', INTERVAL 3 DAY, [1, NULL, 3], {'a': 1}, true, 0.1::DOUBLE, 1.5::FLOAT,
   'a,"b"' || chr(10) || '中文', '\\xAA'::BLOB, TIME '01:02:03', '00000000-0000-0000-0000-00000000000a'::UUID, MAP {'k': 1}),
  (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (-0.1, -9223372036854775807, -1, DATE '1969-12-31', TIMESTAMPTZ '1969-12-31 23:59:59.5+00', TIMESTAMP '0001-01-01 00:00:00', INTERVAL '-13 months', [], {'a': NULL}, false,
   1e300, -1.5, 'tab' || chr(9) || ';', 'x'::BLOB, TIME '23:59:59.999999', 'ffffffff-ffff-ffff-ffff-ffffffffffff', MAP {'a b': NULL})
) v(d, b, h, dt, tz, ts, i, l, s, bo, f, g, t, bl, ti, u, m)`;

describe('read back by native DuckDB, each format gives the same values and types', () => {
  test.each([
    [
      'csv',
      (path: string, types: string) =>
        `read_csv('${path}', header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', columns = ${types})`,
    ],
    [
      'tsv',
      (path: string, types: string) =>
        `read_csv('${path}', header = true, auto_detect = false, delim = '\t', quote = '"', escape = '"', columns = ${types})`,
    ],
    ['json', (path: string, types: string) => `read_json('${path}', format = 'array', columns = ${types})`],
    [
      'ndjson',
      (path: string, types: string) =>
        `read_json('${path}', format = 'newline_delimited', columns = ${types})`,
    ],
  ] as const)('%s', async (format, reading) => {
    const rows = engine.rows(query);
    const path = join(folder, `all.${format}`);
    await writeFile(path, await written(format, rowsSource(rows)));
    const types = `{${rows.columns.map((c) => `'${c.name}': '${typeName(c.type).replaceAll("'", "''")}'`).join(', ')}}`;
    // JSON has no bytes: DuckDB writes and reads them as text with \\xAA, and takes that text for bytes only by a CAST.
    const file = reading(path, format.endsWith('json') ? types.replace("'BLOB'", "'VARCHAR'") : types);
    expect(await textRows(native, `SELECT * REPLACE (bl::BLOB AS bl) FROM ${file}`)).toEqual(
      await textRows(native, query),
    );
  });
});

test('CSV by the letter of RFC 4180', async () => {
  const rows = engine.rows(
    `SELECT 'plain' AS a, 'a,b' AS "b,c", 'say "hi"' AS c, 'two' || chr(13) || chr(10) || 'lines' AS d, '' AS e, NULL AS f`,
  );
  expect(await written('csv', rowsSource(rows))).toBe(
    'a,"b,c",c,d,e,f\r\nplain,"a,b","say ""hi""","two\r\nlines","",\r\n',
  );
});

test('the values of the value layer, to the letter', async () => {
  const rows =
    engine.rows(`SELECT 12.5::DECIMAL(5,1), 9007199254740993::BIGINT, 170141183460469231731687303715884105727::HUGEINT, DATE '2024-02-29',
    TIMESTAMPTZ '2024-01-01 00:00:00+00', INTERVAL 3 DAY, [1, NULL, 3], {'a': 1}, '\\xAA'::BLOB, NULL`);
  expect((await written('csv', rowsSource(rows))).split('\r\n')[1]).toBe(
    `12.5,9007199254740993,170141183460469231731687303715884105727,2024-02-29,2024-01-01 00:00:00+00,3 days,"[1, NULL, 3]",{'a': 1},\\xAA,`,
  );
});

test('repeated names become different keys in JSON', async () => {
  const rows = engine.rows('SELECT 1 AS a, 2 AS a, 3 AS A');
  expect(JSON.parse(await written('json', rowsSource(rows)))).toEqual([{ a: 1, a_1: 2, A_2: 3 }]);
});

test('no rows: a header, an empty list, nothing', async () => {
  const rows = engine.rows('SELECT 1 AS a WHERE false');
  expect(await written('csv', rowsSource(rows))).toBe('a\r\n');
  expect(JSON.parse(await written('json', rowsSource(rows)))).toEqual([]);
  expect(await written('ndjson', rowsSource(rows))).toBe('');
});

test('a long export tells its progress and stops when it is told', async () => {
  const rows = engine.rows('SELECT range AS n FROM range(20000)');
  const seen: number[] = [];
  const stop = new AbortController();
  const result = await exportText('csv', rowsSource(rows), {
    signal: stop.signal,
    onProgress: (n) => {
      seen.push(n);
      if (seen.length === 2) stop.abort();
    },
  });
  expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(seen).toEqual([4096, 8192]);
});

test('rows that still stream in are waited for', async () => {
  const rows = engine.rows('SELECT range AS n FROM range(10)');
  const whole = rowsSource(rows);
  let complete = false;
  const listeners = new Set<() => void>();
  const source: RowSource = {
    ...whole,
    get rowCount() {
      return complete ? 10 : 2;
    },
    get complete() {
      return complete;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const text = written('csv', source);
  complete = true;
  for (const listener of listeners) listener();
  expect((await text).trim().split('\r\n')).toHaveLength(11);
});

test('a result that broke off is not saved as if it were whole', async () => {
  const source = {
    ...rowsSource(engine.rows('SELECT 1 AS a')),
    complete: false,
    error: { kind: 'out_of_memory' as const, message: 'x' },
  };
  expect(await exportText('csv', source, options)).toMatchObject({
    ok: false,
    error: { kind: 'out_of_memory' },
  });
});

describe('tableText', () => {
  test('INSERT makes the same table again', async () => {
    const rows = engine.rows(query);
    for (const statement of tableText('insert', rows.columns, rows.values).split(/;\n/)) {
      if (statement.trim() !== '') await native.run(statement);
    }
    expect(await textRows(native, 'SELECT * FROM result')).toEqual(await textRows(native, query));
    const types = async (sql: string) =>
      (await native.runAndReadAll(`DESCRIBE ${sql}`)).getRows().map((r) => r[1]);
    expect(await types('SELECT * FROM result')).toEqual(await types(query));
  });
  test('Markdown escapes bars and line breaks, and aligns numbers', () => {
    const rows = engine.rows(`SELECT 'a|b' AS "x|y", 'l1' || chr(10) || 'l2' AS t, 5 AS n, NULL AS z`);
    expect(tableText('markdown', rows.columns, rows.values)).toBe(
      '| x\\|y | t | n | z |\n| --- | --- | ---: | ---: |\n| a\\|b | l1<br>l2 | 5 |  |\n',
    );
  });
  test('TSV for pasting has no header and no line end after the last row', () => {
    const rows = engine.rows(`SELECT * FROM (VALUES (1, 'a'), (2, 'b' || chr(9))) v(n, t)`);
    expect(tableText('tsv', rows.columns, rows.values, false)).toBe('1\ta\r\n2\t"b\t"');
  });
});
