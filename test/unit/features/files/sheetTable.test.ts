import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findHeaderRow, sheetRelation, sheetTable } from '../../../../src/features/files/sheetTable.ts';
import { openWorkbook, type Cell } from '../../../../src/features/files/workbook.ts';
import { nativeDuckDb } from '../../../support/nativeDuckDb.ts';
import { workbookBytes } from '../../../support/workbookBytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'yardstick-sheet-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const date = (iso: string): Date => new Date(iso);

describe('the row that holds the names', () => {
  it.each<[string, readonly (readonly Cell[])[], number]>([
    [
      'the first',
      [
        ['a', 'b'],
        [1, 2],
      ],
      1,
    ],
    ['below a title and a blank row', [['Title', null], [], ['a', 'b'], [1, 2]], 3],
    [
      'none where the first wide row has numbers',
      [
        ['x', 1],
        ['y', 2],
      ],
      0,
    ],
    ['none of a single row', [['a', 'b']], 0],
    ['none of an empty sheet', [], 0],
  ])('%s', (_, rows, row) => {
    expect(findHeaderRow(rows)).toBe(row);
  });
});

describe('a sheet as a table', () => {
  const types = (column: readonly Cell[]): string | undefined =>
    sheetTable([['a'], ...column.map((cell) => [cell])], 1).columns[0]?.type;

  it.each<[string, readonly Cell[], string]>([
    ['whole numbers', [1, null, 3], 'BIGINT'],
    ['numbers', [1, 2.5], 'DOUBLE'],
    ['numbers beyond what is exact', [1, 2 ** 60], 'DOUBLE'],
    ['yes and no', [true, null], 'BOOLEAN'],
    ['days', [date('2024-02-29'), null], 'DATE'],
    ['points in time', [date('2024-02-29'), date('2024-02-29T12:30:00Z')], 'TIMESTAMP'],
    ['times of day', [date('1899-12-30T12:30:00Z')], 'TIME'],
    ['a mixture', [1, 'x', true], 'VARCHAR'],
    ['nothing', [null, null], 'VARCHAR'],
  ])('%s', (_, column, type) => {
    expect(types([...column, column[0] ?? 'x'])).toBe(column.every((c) => c === null) ? 'VARCHAR' : type);
  });

  it('names columns apart, without a header too, and leaves out empty ones', () => {
    const rows = [
      ['a', 'a', null, null, ' two\nlines '],
      [1, 2, null, 4, 5],
    ];
    expect(sheetTable(rows, 1).columns.map((c) => c.name)).toEqual(['a', 'a_1', 'column', 'two lines']);
    expect(sheetTable(rows.slice(1), 0).columns.map((c) => c.name)).toEqual([
      'column',
      'column_1',
      'column_2',
      'column_3',
    ]);
  });

  it('comes back from the engine as it was', async () => {
    const rows: Cell[][] = [
      ['text', 'n', 'day', 'at', 'time'],
      [
        '"quoted", with\r\nlines',
        1,
        date('2024-02-29'),
        date('2024-02-29T12:30:00.250Z'),
        date('1899-12-30T06:00:00Z'),
      ],
      ['\\N', null, null, null, null],
      [null, 2, null, null, null],
    ];
    const table = sheetTable(rows, 1);
    const path = join(folder, 'sheet.csv');
    writeFileSync(path, table.pieces().join(''));
    const native = await nativeDuckDb();
    const reader = await native.runAndReadAll(`SELECT * FROM ${sheetRelation(path, table.columns)}`);
    expect(reader.getRowsJson()).toEqual([
      ['"quoted", with\r\nlines', '1', '2024-02-29', '2024-02-29 12:30:00.25', '06:00:00'],
      ['\\N', null, null, null, null],
      [null, '2', null, null, null],
    ]);
  });

  it('of many rows comes in pieces that make up the whole', () => {
    const rows = Array.from({ length: 12_345 }, (_, i) => [i]);
    const table = sheetTable([['n'], ...rows], 1);
    expect(table.rows).toBe(12_345);
    expect(table.pieces()).toHaveLength(3);
    expect(table.pieces().join('').split('\r\n')).toHaveLength(12_346);
  });

  it('of one column keeps rows without a value apart from no rows', async () => {
    const table = sheetTable(
      [
        ['a', 'b'],
        ['x', null],
        [null, 1],
      ],
      1,
    );
    expect(table.rows).toBe(2);
    expect(table.pieces().join('').split('\r\n')).toHaveLength(3);
    await Promise.resolve();
  });
});

describe('a workbook', () => {
  it('lists its sheets and reads one of them', async () => {
    const workbook = openWorkbook(workbookBytes({ 'A & "B"': [['x'], [1]], 第二: [['y'], [2]] }));
    expect(workbook.sheetNames).toEqual(['A & "B"', '第二']);
    expect((await workbook.read('第二')).rows).toEqual([['y'], [2]]);
    expect((await workbook.read('A & "B"')).rows).toEqual([['x'], [1]]);
  });

  it('counts errors and formulas that were never computed', async () => {
    const sheet = [
      ['a', 'b'],
      [{ error: '#N/A' }, { formula: 'A1<2', value: null }],
      [{ error: '#DIV/0!' }, { formula: '1+1', value: 2 }],
    ];
    const content = await openWorkbook(workbookBytes({ S: sheet })).read('S');
    expect(content.errors).toEqual({ n: 2, cell: 'A2', code: '#N/A' });
    expect(content.uncomputed).toMatchObject({ n: 1, cell: 'B2' });
    expect(content.rows).toEqual([
      ['a', 'b'],
      [null, null],
      [null, 2],
    ]);
  });

  it('that is none is refused', () => {
    expect(() => openWorkbook(new Uint8Array([80, 75, 3, 4, 0, 0]))).toThrow();
  });
});
