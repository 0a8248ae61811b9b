import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  contentKind,
  headBytes,
  tailBytes,
  type ContentKind,
} from '../../../../src/features/files/contentKind.ts';
import { settle } from '../../../../src/features/files/recognise.ts';
import { workbookBytes } from '../../../support/workbookBytes.ts';

const bytes = (text: string): Uint8Array => new Uint8Array([...text].map((c) => c.charCodeAt(0)));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function kindOf(content: Uint8Array): ContentKind {
  return contentKind(content.subarray(0, headBytes), content.subarray(-tailBytes), content.length);
}

const parquet = (footer: number, end = 'PAR1'): Uint8Array =>
  new Uint8Array([...bytes('PAR1'), ...new Uint8Array(100), footer, 0, 0, 0, ...bytes(end)]);

describe('what a file holds, by its bytes', () => {
  it.each<[string, Uint8Array, ContentKind]>([
    ['Parquet', parquet(40), 'parquet'],
    ['Parquet without its end', parquet(40, 'xxxx'), 'parquet_cut'],
    ['Parquet whose footer is longer than the file', parquet(250), 'parquet_cut'],
    ['Parquet with an encrypted footer', parquet(40, 'PARE'), 'parquet_encrypted'],
    ['an Arrow file', bytes('ARROW1\0\0\xff\xff\xff\xff'), 'arrow_file'],
    [
      'an Arrow stream',
      new Uint8Array([255, 255, 255, 255, 120, 0, 0, 0, ...new Uint8Array(40)]),
      'arrow_stream',
    ],
    ['a DuckDB file', bytes('\x01\x02\x03\x04\x05\x06\x07\x08DUCK\x40'), 'duckdb'],
    ['a workbook', workbookBytes({ A: [['x'], [1]] }), 'xlsx'],
    ['another ZIP archive', bytes('PK\x03\x04word/document.xml'), 'zip'],
    ['an old or a locked workbook', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'ole'],
    ['gzip', gzipSync('a,b\n1,2\n'), 'gzip'],
    ['SQLite', bytes('SQLite format 3\0'), 'sqlite'],
    ['PDF', bytes('%PDF-1.7'), 'pdf'],
    ['PNG', bytes('\x89PNG\r\n'), 'image'],
    ['HTML named otherwise', utf8(' <!DOCTYPE html><table>'), 'html'],
    ['JSON objects', utf8('\n {"a":1}'), 'json'],
    ['JSON in an array', utf8('[{"a":1}]'), 'json'],
    ['JSON with a mark', utf8('\ufeff[1,2]'), 'json'],
    ['CSV', utf8('a,b\n1,2\n'), 'text'],
    ['CSV whose first name is in brackets', utf8('[id],b\n1,2\n'), 'text'],
    ['CSV in UTF-16', new Uint8Array(Buffer.from('\ufeffa,b\n1,2\n', 'utf16le')), 'text'],
    ['bytes of no known kind', new Uint8Array(deflateRawSync(Buffer.alloc(3000, 'abc\0'))), 'binary'],
  ])('%s', (_, content, kind) => {
    expect(kindOf(content)).toBe(kind);
  });
});

describe('name and content together', () => {
  const errorOf = (name: string, kind: ContentKind): string | null => {
    const result = settle(name, kind, undefined);
    return result.ok ? null : result.error.kind;
  };

  it('agree, or the content has no name to disagree with', () => {
    expect(settle('a.PARQUET', 'parquet', undefined)).toMatchObject({
      ok: true,
      value: { format: 'parquet' },
    });
    expect(settle('a.txt', 'text', undefined)).toMatchObject({ ok: true, value: { format: 'csv' } });
    expect(settle('a.csv.gz', 'gzip', undefined)).toMatchObject({ ok: true, value: { format: 'csv' } });
    expect(settle('a.dat', 'parquet', undefined)).toMatchObject({ ok: true, value: { format: 'parquet' } });
  });

  it('disagree: the file is refused, with both said', () => {
    const result = settle('numbers.csv', 'parquet', undefined);
    expect(result).toMatchObject({
      ok: false,
      error: { kind: 'file_mismatch', params: { name: 'numbers.csv', says: 'CSV', is: 'parquet' } },
    });
    expect(errorOf('a.parquet', 'text')).toBe('file_mismatch');
    expect(errorOf('a.json', 'text')).toBe('file_mismatch');
    expect(errorOf('a.xlsx', 'json')).toBe('file_mismatch');
  });

  it('can be settled by hand', () => {
    expect(settle('numbers.csv', 'parquet', 'parquet')).toMatchObject({
      ok: true,
      value: { format: 'parquet' },
    });
    expect(settle('a.csv', 'json', 'csv')).toMatchObject({ ok: true, value: { format: 'csv' } });
    expect(settle('a.parquet', 'text', 'parquet')).toMatchObject({ ok: false });
  });

  it.each<[string, ContentKind, string]>([
    ['a.parquet', 'parquet_cut', 'file_cut'],
    ['a.parquet', 'parquet_encrypted', 'file_encrypted'],
    ['a.xlsx', 'ole', 'file_encrypted'],
    ['a.xls', 'ole', 'file_unsupported'],
    ['a.csv', 'binary', 'file_unsupported'],
    ['a.csv', 'html', 'file_unsupported'],
    ['a.parquet', 'gzip', 'file_unsupported'],
    ['a.xlsx', 'zip', 'file_unsupported'],
  ])('%s that holds %s: %s', (name, kind, error) => {
    expect(errorOf(name, kind)).toBe(error);
  });
});
