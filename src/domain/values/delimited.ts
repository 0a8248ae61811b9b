import type { Column, Value } from '../columnType.ts';
import { textOf } from './text.ts';

/** What stands between the fields of a record. */
export const separators = { csv: ',', tsv: '\t' } as const;
export type DelimitedFormat = keyof typeof separators;

export const isDelimited = (format: string): format is DelimitedFormat => format in separators;

export const delimitedMediaTypes: Record<DelimitedFormat, string> = {
  csv: 'text/csv;charset=utf-8;header=present',
  tsv: 'text/tab-separated-values;charset=utf-8',
};

/** A field of RFC 4180: in quotes where it holds the separator, a quote or a line break; text that is empty but not NULL is `""`. */
export function delimitedField(text: string | null, separator: string): string {
  if (text === null) return '';
  if (text === '') return '""';
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line end (CRLF). */
export const delimitedRecord = (texts: readonly (string | null)[], separator: string): string =>
  `${texts.map((text) => delimitedField(text, separator)).join(separator)}\r\n`;

/** One row of values as a record; NULL is an empty field. */
export const delimitedRow = (
  columns: readonly Column[],
  values: readonly Value[],
  separator: string,
): string =>
  delimitedRecord(
    columns.map((c, i) => {
      const value = values[i] ?? null;
      return value === null ? null : textOf(c.type, value);
    }),
    separator,
  );
