import { fail, ok, type Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import {
  delimitedMediaTypes,
  delimitedRecord,
  delimitedRow,
  isDelimited,
  separators,
} from '../../domain/values/delimited.ts';
import { jsonRow } from '../../domain/values/tableText.ts';
import { uniqueNames } from '../../domain/values/uniqueNames.ts';
import { readRange } from './rangeReader.ts';
import { whenComplete, type RowSource } from './rowSource.ts';

export const textFormats = ['csv', 'tsv', 'json', 'ndjson'] as const;
export type TextFormat = (typeof textFormats)[number];

export const mediaTypes: Record<TextFormat, string> = {
  ...delimitedMediaTypes,
  json: 'application/json',
  ndjson: 'application/x-ndjson',
};

/** Writes a result piece by piece. */
export interface RowEncoder {
  readonly start: string;
  row(values: readonly Value[]): string;
  readonly end: string;
}

/** The encoder of a format for a result with `columns`. */
export function textEncoder(format: TextFormat, columns: readonly Column[]): RowEncoder {
  const names = columns.map((c) => c.name);
  if (isDelimited(format)) {
    const separator = separators[format];
    return {
      start: delimitedRecord(names, separator),
      row: (values) => delimitedRow(columns, values, separator),
      end: '',
    };
  }
  const keys = uniqueNames(names);
  if (format === 'ndjson')
    return { start: '', row: (values) => `${jsonRow(columns, keys, values)}\n`, end: '' };
  let before = '';
  return {
    start: '[\n',
    row: (values) => {
      const text = before + jsonRow(columns, keys, values);
      before = ',\n';
      return text;
    },
    end: '\n]\n',
  };
}

export interface ExportOptions {
  readonly signal: AbortSignal;
  onProgress(rows: number, of: number): void;
}

/**
 * All rows of a result as a file of text (UTF-8), waiting for rows that still stream in. The pieces go to the browser's blob store as they
 * are made, so that memory stays bounded.
 */
export async function exportText(
  format: TextFormat,
  source: RowSource,
  options: ExportOptions,
): Promise<Result<Blob>> {
  await whenComplete(source, options.signal);
  if (options.signal.aborted) return fail({ kind: 'cancelled', message: '' });
  if (source.error) return fail(source.error);
  const encoder = textEncoder(format, source.columns);
  const parts: Blob[] = [new Blob([encoder.start])];
  let done = 0;
  const range = { source, columns: source.columns.map((_, i) => i), first: 0, end: source.rowCount };
  const read = await readRange(range, options.signal, (rows) => {
    let text = '';
    for (const row of rows) text += encoder.row(row);
    parts.push(new Blob([text]));
    done += rows.length;
    options.onProgress(done, source.rowCount);
  });
  if (!read.ok) return read;
  parts.push(new Blob([encoder.end]));
  return ok(new Blob(parts, { type: mediaTypes[format] }));
}
