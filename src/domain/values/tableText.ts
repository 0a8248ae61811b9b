import { typeName, type Column, type Value } from '../columnType.ts';
import { delimitedRecord, delimitedRow } from './delimited.ts';
import { jsonOf } from './json.ts';
import { sqlLiteral } from './sqlLiteral.ts';
import { textOf } from './text.ts';
import { uniqueNames } from './uniqueNames.ts';
import { isNumeric } from '../columnType.ts';

/** Ways to put rows on the clipboard. */
export const tableFormats = ['tsv', 'csv', 'markdown', 'json', 'insert'] as const;
export type TableFormat = (typeof tableFormats)[number];

type RowValues = readonly (readonly Value[])[];

const names = (columns: readonly Column[]): string[] => uniqueNames(columns.map((c) => c.name));

const delimited = (columns: readonly Column[], rows: RowValues, separator: string, header: boolean): string =>
  [
    ...(header
      ? [
          delimitedRecord(
            columns.map((c) => c.name),
            separator,
          ),
        ]
      : []),
    ...rows.map((row) => delimitedRow(columns, row, separator)),
  ].join('');

const markdownCell = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replace(/\r\n|[\r\n]/g, '<br>');

function markdown(columns: readonly Column[], rows: RowValues): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map((c) => markdownCell(c.name))),
    line(columns.map((c) => (isNumeric(c.type) ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map((c, i) => markdownCell(textOf(c.type, row[i] ?? null))))),
  ].join('');
}

/** A row as an object with one member a column, on one line. */
export function jsonRow(columns: readonly Column[], keys: readonly string[], row: readonly Value[]): string {
  return `{${columns
    .map((c, i) => `${JSON.stringify(keys[i] ?? c.name)}:${JSON.stringify(jsonOf(c.type, row[i] ?? null))}`)
    .join(',')}}`;
}

function json(columns: readonly Column[], rows: RowValues): string {
  const keys = names(columns);
  return `[\n${rows.map((row) => jsonRow(columns, keys, row)).join(',\n')}\n]\n`;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statement that makes a table with such columns. `table` is a name ready for SQL; the columns' names must differ. */
export const createTable = (table: string, columns: readonly Column[]): string =>
  `CREATE TABLE ${table} (${columns.map((c) => `${quoted(c.name)} ${typeName(c.type)}`).join(', ')})`;

/** The statement that fills it; at least one row. */
export function insertRows(table: string, columns: readonly Column[], rows: RowValues): string {
  const values = rows.map(
    (row) => `  (${columns.map((c, i) => sqlLiteral(c.type, row[i] ?? null)).join(', ')})`,
  );
  return `INSERT INTO ${table} VALUES\n${values.join(',\n')}`;
}

function insert(columns: readonly Column[], rows: RowValues): string {
  const keys = names(columns);
  const create = createTable(
    'result',
    columns.map((c, i) => ({ ...c, name: keys[i] ?? c.name })),
  );
  return rows.length === 0 ? `${create};\n` : `${create};\n${insertRows('result', columns, rows)};\n`;
}

/** Rows as text of a format. TSV for pasting goes without the column names unless `header`; the others always have them. */
export function tableText(
  format: TableFormat,
  columns: readonly Column[],
  rows: RowValues,
  header = true,
): string {
  switch (format) {
    case 'tsv':
      return delimited(columns, rows, '\t', header).replace(/\r\n$/, '');
    case 'csv':
      return delimited(columns, rows, ',', header);
    case 'markdown':
      return markdown(columns, rows);
    case 'json':
      return json(columns, rows);
    case 'insert':
      return insert(columns, rows);
  }
}
