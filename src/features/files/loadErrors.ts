import type { AppError } from '../../domain/appError.ts';
import type { FileFormat } from './formats.ts';
import type { Remedy } from './ownFile.ts';

/** What a message of the CSV reader says of the row that it stopped at. */
interface BadRow {
  readonly line: number;
  readonly column: string | null;
}

/** The row that a message of the CSV or JSON reader names. Rows of JSON count records. */
export function badRow(message: string): BadRow | null {
  const csv = /CSV Error on Line: (\d+)/i.exec(message);
  if (csv) {
    const column = /Error when converting column "((?:[^"\n]|"(?!\.))*)"\./.exec(message)?.[1] ?? null;
    return { line: Number(csv[1]), column };
  }
  const json = /(Malformed JSON|JSON transform error).*? in (?:record\/value|line) (\d+)/.exec(message);
  if (!json) return null;
  // Of malformed JSON the engine names the line after it.
  return { line: Number(json[2]) - (json[1] === 'Malformed JSON' ? 1 : 0), column: null };
}

/** Whether the row is a value in an array, where lines mean nothing. */
const isRecord = (message: string): boolean => / in record\/value \d/.test(message);

const passedOn: readonly AppError['kind'][] = [
  'cancelled',
  'out_of_memory',
  'engine_crashed',
  'engine_unavailable',
  'engine_file_missing',
  'no_webassembly',
];

/** The same error, told of a file. */
export function fileError(error: AppError, name: string, format: FileFormat): AppError {
  const { message } = error;
  if (passedOn.includes(error.kind) || error.params !== undefined) return error;
  const kind = (): AppError['kind'] => {
    if (error.kind === 'file_read') return 'file_unreadable';
    if (/is encrypted|encryption_config/i.test(message)) return 'file_encrypted';
    if (/newer version|storage version|version number/i.test(message)) return 'file_newer';
    if (/error when sniffing/i.test(message)) return 'file_sniff';
    return 'file_corrupt';
  };
  const row = format === 'csv' || format === 'json' ? badRow(message) : null;
  if (row) {
    const badKind = isRecord(message) ? 'file_bad_record' : 'file_bad_row';
    return { kind: badKind, message, params: { name, line: row.line } };
  }
  return { kind: kind(), message, params: { name } };
}

/** What can be done about an error of a file. A bad value in a JSON array hides where the next one begins: it can't be left out. */
export function remediesFor(error: AppError, format: FileFormat | null): Remedy[] {
  switch (error.kind) {
    case 'file_bad_row': {
      const column = format === 'csv' ? (badRow(error.message)?.column ?? null) : null;
      return [
        ...(column === null ? [] : [{ kind: 'column_as_text', column } as const]),
        { kind: 'skip_bad' },
        ...(format === 'csv' ? [{ kind: 'csv_options' } as const] : []),
      ];
    }
    case 'file_sniff':
      return [{ kind: 'csv_options' }];
    case 'file_unreadable':
    case 'file_not_found':
      return [{ kind: 'pick_again' }];
    default:
      return [];
  }
}
