import { uniqueNames } from '../../domain/values/uniqueNames.ts';
import { quoteText } from '../../sql/identifiers.ts';
import type { OwnColumn } from './ownFile.ts';
import type { Cell } from './workbook.ts';

type Row = readonly Cell[];

/** A sheet as a table: columns with types, and the rows as text. */
export interface SheetTable {
  readonly columns: readonly OwnColumn[];
  readonly headerRow: number;
  readonly rows: number;
  /** The first rows as text, null for an empty cell. */
  cells(limit: number): (string | null)[][];
  /** All rows as text for the engine's CSV reader, in pieces. */
  pieces(): string[];
}

/** Stands for NULL in the text; a text that reads so is quoted and stays one. */
const nullMark = '\\N';

const filled = (row: Row): number => row.filter((cell) => cell !== null && cell !== '').length;

/** How many rows from the top may be titles and notes. */
const searched = 30;

/** The number of the row that holds the names: the first as wide as most of the sheet that is all text and no note. 0 when there is none. */
export function findHeaderRow(rows: readonly Row[]): number {
  const width = rows.slice(0, 200).reduce((most, row) => Math.max(most, filled(row)), 0);
  const at = rows.slice(0, searched).findIndex((row) => filled(row) > 0 && filled(row) >= width * 0.6);
  const row = rows[at];
  const names = row?.every((cell) => cell === null || typeof cell === 'string') === true;
  return names && rows.length > at + 1 ? at + 1 : 0;
}

const day = 86_400_000;
/** Day 0 of a workbook; a time of day alone counts from it. */
const dayZero = Date.UTC(1899, 11, 30);

function dateType(dates: readonly Date[]): string {
  if (dates.every((d) => d.getTime() >= dayZero && d.getTime() < dayZero + 2 * day)) return 'TIME';
  return dates.every((d) => d.getTime() % day === 0) ? 'DATE' : 'TIMESTAMP';
}

function typeOfCells(cells: readonly Cell[]): string {
  const values = cells.filter((cell) => cell !== null);
  if (values.length === 0) return 'VARCHAR';
  if (values.every((v) => typeof v === 'boolean')) return 'BOOLEAN';
  if (values.every((v) => typeof v === 'number'))
    return values.every(Number.isSafeInteger) ? 'BIGINT' : 'DOUBLE';
  if (values.every((v) => v instanceof Date)) return dateType(values);
  return 'VARCHAR';
}

function cellText(cell: Cell, type: string): string | null {
  if (cell === null) return null;
  if (!(cell instanceof Date)) return String(cell);
  const [date = '', time = ''] = cell.toISOString().replace('Z', '').split('T');
  if (type === 'TIME') return time;
  return type === 'DATE' || cell.getTime() % day === 0 ? date : `${date} ${time}`;
}

const oneLine = (cell: Cell): string =>
  String(cell ?? '')
    .replace(/\s+/g, ' ')
    .trim();

/** Rows of one piece of text. */
const pieceRows = 5000;

/** Makes a table of a sheet's rows. `headerRow` as in the options: from 1, 0 for none. Rows and columns without any content are left out. */
export function sheetTable(sheet: readonly Row[], headerRow: number): SheetTable {
  const header = headerRow > 0 ? (sheet[headerRow - 1] ?? []) : [];
  const rows = sheet.slice(headerRow).filter((row) => filled(row) > 0);
  const width = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  const used = Array.from({ length: width }, (_, i) => i).filter(
    (i) => (header[i] ?? null) !== null || rows.some((row) => (row[i] ?? null) !== null),
  );
  const names = uniqueNames(used.map((i) => oneLine(header[i] ?? null)));
  const columns = used.map((i, n) => ({
    name: names[n] ?? '',
    type: typeOfCells(rows.map((row) => row[i] ?? null)),
  }));
  const texts = (row: Row): (string | null)[] =>
    used.map((i, n) => cellText(row[i] ?? null, columns[n]?.type ?? 'VARCHAR'));
  const piece = (from: number): string =>
    rows
      .slice(from, from + pieceRows)
      .map((row) => textRecord(texts(row)))
      .join('');
  return {
    columns,
    headerRow,
    rows: rows.length,
    cells: (limit) => rows.slice(0, limit).map(texts),
    pieces: () => Array.from({ length: Math.ceil(rows.length / pieceRows) }, (_, i) => piece(i * pieceRows)),
  };
}

/** One row; nulls are marked, so that a row of nulls is no blank line. */
function textRecord(cells: readonly (string | null)[]): string {
  return `${cells
    .map((cell) => (cell === null ? nullMark : `"${cell.replaceAll('"', '""')}"`))
    .join(',')}\r\n`;
}

/** The relation that reads the {@link SheetTable.pieces} back, registered as one text under a path. */
export const sheetRelation = (path: string, columns: readonly OwnColumn[]): string =>
  `read_csv(${quoteText(path)}, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', header = false, nullstr = ${quoteText(nullMark)}, allow_quoted_nulls = false, columns = {${columns.map((c) => `${quoteText(c.name)}: ${quoteText(c.type)}`).join(', ')}})`;
