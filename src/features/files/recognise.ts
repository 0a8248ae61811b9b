import { fail, messageOf, ok, type AppError, type Result } from '../../domain/appError.ts';
import { contentKind, headBytes, tailBytes, type ContentKind } from './contentKind.ts';
import { promisedFormat, type FileFormat } from './formats.ts';

/** What a file is to be read as, and what its bytes say. */
export interface Recognised {
  readonly format: FileFormat;
  readonly kind: ContentKind;
}

const formatOf: Partial<Record<ContentKind, FileFormat>> = {
  parquet: 'parquet',
  arrow_file: 'arrow',
  arrow_stream: 'arrow',
  duckdb: 'duckdb',
  xlsx: 'xlsx',
  json: 'json',
  text: 'csv',
};

/** Names of formats as people write them; other kinds are put into words on screen. */
export const formatNames: Readonly<Record<FileFormat, string>> = {
  parquet: 'Parquet',
  csv: 'CSV',
  json: 'JSON',
  arrow: 'Arrow',
  xlsx: 'XLSX',
  duckdb: 'DuckDB',
};

/** Bytes of a part of a file; a file that changed, moved or lost its permission is an error. */
export async function readBytes(file: File, from: number, to: number): Promise<Result<Uint8Array>> {
  try {
    return ok(new Uint8Array(await file.slice(from, to).arrayBuffer()));
  } catch (thrown) {
    return fail(unreadable(file.name, thrown));
  }
}

export const unreadable = (name: string, thrown: unknown): AppError => ({
  kind:
    thrown instanceof DOMException && thrown.name === 'NotFoundError' ? 'file_not_found' : 'file_unreadable',
  message: messageOf(thrown),
  params: { name },
});

/** What the bytes rule out whatever the name says. */
function refused(kind: ContentKind, promised: FileFormat | null, name: string): AppError | null {
  const message = `${name}: ${kind}`;
  if (kind === 'parquet_cut') return { kind: 'file_cut', message, params: { name } };
  if (kind === 'parquet_encrypted') return { kind: 'file_encrypted', message, params: { name } };
  // A workbook with a password is wrapped into the container of the old format.
  if (kind === 'ole' && /\.xls[xm]$/i.test(name))
    return { kind: 'file_encrypted', message, params: { name } };
  const compressedText = (kind === 'gzip' || kind === 'zstd') && (promised === 'csv' || promised === 'json');
  if (formatOf[kind] !== undefined || compressedText) return null;
  return { kind: 'file_unsupported', message, params: { name, is: kind } };
}

/** How the name's promise and the content go together; the content decides when `as` names a format. */
export function settle(name: string, kind: ContentKind, as: FileFormat | undefined): Result<Recognised> {
  const promised = as ?? promisedFormat(name);
  const error = refused(kind, promised, name);
  if (error) return fail(error);
  const found = formatOf[kind] ?? promised;
  if (found === null) return fail({ kind: 'file_unsupported', message: name, params: { name, is: kind } });
  // Text that begins like JSON may be asked to be read as CSV; the other way round too.
  const text = (format: FileFormat | null): boolean => format === 'csv' || format === 'json';
  if (as !== undefined && text(as) && text(found)) return ok({ format: as, kind });
  if (promised !== null && promised !== found) {
    const params = { name, says: formatNames[promised], is: kind };
    return fail({ kind: 'file_mismatch', message: `${name}: ${kind}`, params });
  }
  return ok({ format: found, kind });
}

/** The format that the bytes of a file have, for offering to read it so. */
export const formatOfKind = (kind: string): FileFormat | null => formatOf[kind as ContentKind] ?? null;

/** Looks at a file's first and last bytes and at its name. */
export async function recognise(file: File, as?: FileFormat): Promise<Result<Recognised>> {
  const { name, size } = file;
  if (size === 0) return fail({ kind: 'file_empty', message: `${name}: 0 bytes`, params: { name } });
  const head = await readBytes(file, 0, headBytes);
  if (!head.ok) return head;
  const tail = await readBytes(file, Math.max(0, size - tailBytes), size);
  if (!tail.ok) return tail;
  return settle(name, contentKind(head.value, tail.value, size), as);
}
