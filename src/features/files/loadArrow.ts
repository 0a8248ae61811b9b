import { fail, messageOf, ok, type AppError, type Result } from '../../domain/appError.ts';
import { arrowStream } from '../../engine/filesArrow.ts';
import {
  checkRows,
  describe,
  firstFile,
  noTable,
  plainLoaded,
  type LoadContext,
  type Loaded,
} from './loadContext.ts';
import { unreadable } from './recognise.ts';

/** An Arrow file is copied into the engine's memory, decompressed; beyond this size Parquet is the way. */
export const arrowLimit = 512 * 1024 * 1024;

const tooLarge = ({ name, size }: File): { readonly ok: false; readonly error: AppError } =>
  fail({ kind: 'file_beyond', message: String(size), params: { name, mb: arrowLimit >> 20 } });

async function insert(context: LoadContext): Promise<Result<string>> {
  const file = firstFile(context);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    return fail(unreadable(file.name, thrown));
  }
  try {
    const stream = await arrowStream(bytes, arrowLimit);
    return stream ? await context.insertArrow(stream) : tooLarge(file);
  } catch (thrown) {
    const message = messageOf(thrown);
    const kind = message.endsWith('cut off') ? 'file_cut' : 'file_corrupt';
    return fail({ kind, message, params: { name: file.name } });
  }
}

/** Arrow IPC, as a file (Feather 2) or a stream: copied into a table, since the engine can't read it in place. */
export async function loadArrow(context: LoadContext): Promise<Result<Loaded>> {
  const file = firstFile(context);
  const { name } = file;
  if (file.size > arrowLimit) return tooLarge(file);
  const table = await insert(context);
  if (!table.ok) return table;
  const columns = await describe(context, table.value);
  if (!columns.ok || columns.value.length === 0) {
    await context.query(`DROP TABLE IF EXISTS ${table.value}`);
    // A stream that breaks off before its first rows leaves no table, and no error either.
    return columns.ok
      ? noTable(context)
      : fail({ kind: 'file_cut', message: columns.error.message, params: { name } });
  }
  const rows = await checkRows(context, table.value);
  if (!rows.ok) return rows;
  return ok({
    ...plainLoaded(context, table.value, columns.value, rows.value, []),
    restore: insert,
    release: [`DROP TABLE IF EXISTS ${table.value}`],
  });
}
