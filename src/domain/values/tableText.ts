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

/** A table of the same columns and statements that fill it. */
function insert(columns: readonly Column[], rows: RowValues): string {
  const keys = names(columns);
  const create = `CREATE TABLE result (${columns.map((c, i) => `${quoted(keys[i] ?? '')} ${typeName(c.type)}`).join(', ')});\n`;
  if (rows.length === 0) return create;
  const values = rows.map(
    (row) => `  (${columns.map((c, i) => sqlLiteral(c.type, row[i] ?? null)).join(', ')})`,
  );
  return `${create}INSERT INTO result VALUES\n${values.join(',\n')};\n`;
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
