import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../src/domain/appError.ts';
import { badRow, fileError, remediesFor } from '../../../../src/features/files/loadErrors.ts';
import { optionsAfter } from '../../../../src/features/files/remedies.ts';

const sql = (message: string): AppError => ({ kind: 'sql', message });

const conversion = `CSV Error on Line: 900001
Original Line: x,y
Error when converting column "a "b"". Could not convert string "x" to 'BIGINT'`;

describe('what the engine says of a file', () => {
  it('names the row, and the column that could be read as text', () => {
    expect(badRow(conversion)).toEqual({ line: 900001, column: 'a "b"' });
    expect(badRow('CSV Error on Line: 7\nExpected Number of Columns: 2 Found: 3')).toEqual({
      line: 7,
      column: null,
    });
    expect(badRow('Malformed JSON in file "x", at byte 4 in record/value 12: unexpected character.')).toEqual(
      {
        line: 11,
        column: null,
      },
    );
    expect(badRow('JSON transform error in file "x", in line 25001: Failed to cast')).toMatchObject({
      line: 25001,
    });
    expect(badRow('Out of range')).toBeNull();
  });

  it.each<[string, string, AppError['kind']]>([
    [conversion, 'csv', 'file_bad_row'],
    ["File 'x' is encrypted, but 'encryption_config' was not set", 'parquet', 'file_encrypted'],
    ['Error when sniffing file "x".\nIt was not possible …', 'csv', 'file_sniff'],
    [
      'Trying to read a database file with version number 99, but we can only read version 64',
      'duckdb',
      'file_newer',
    ],
    ['TProtocolException: Invalid data', 'parquet', 'file_corrupt'],
  ])('%s', (message, format, kind) => {
    const error = fileError(sql(message), 'a.x', format as 'csv');
    expect(error.kind).toBe(kind);
    expect(error.params?.['name']).toBe('a.x');
  });

  it('passes on what is not the file’s fault', () => {
    for (const kind of ['cancelled', 'out_of_memory', 'engine_crashed'] as const)
      expect(fileError({ kind, message: '' }, 'a', 'csv').kind).toBe(kind);
  });

  it('offers to leave out lines of JSON, not values of an array', () => {
    const kinds = (message: string): string[] =>
      remediesFor(fileError(sql(message), 'a.json', 'json'), 'json').map((r) => r.kind);
    expect(kinds('Malformed JSON in file "x", at byte 19 in line 7: unexpected character.')).toEqual([
      'skip_bad',
    ]);
    expect(kinds('Malformed JSON in file "x", at byte 6 in record/value 7: unexpected character.')).toEqual(
      [],
    );
  });

  it('offers ways out, and what they come to', () => {
    const error = fileError(sql(conversion), 'a.csv', 'csv');
    const remedies = remediesFor(error, 'csv');
    expect(remedies.map((r) => r.kind)).toEqual(['column_as_text', 'skip_bad', 'csv_options']);
    const problem = { id: '1', fileName: 'a.csv', error, remedies, options: { csv: { delimiter: ';' } } };
    expect(remedies.map((remedy) => optionsAfter(problem, remedy))).toEqual([
      { csv: { delimiter: ';', types: { 'a "b"': 'VARCHAR' } } },
      { skipBad: true, csv: { delimiter: ';', skipBad: true } },
      null,
    ]);
  });
});
