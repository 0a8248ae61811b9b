import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
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

/** An Arrow file is copied into the engine's memory; beyond this size Parquet is the way. */
export const arrowLimit = 512 * 1024 * 1024;

async function insert(context: LoadContext): Promise<Result<string>> {
  const file = firstFile(context);
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    return fail(unreadable(file.name, thrown));
  }
  try {
    return await context.insertArrow(await arrowStream(bytes));
  } catch (thrown) {
    return fail({ kind: 'file_corrupt', message: messageOf(thrown), params: { name: file.name } });
  }
}

/** Arrow IPC, as a file (Feather 2) or a stream: copied into a table, since the engine can't read it in place. */
export async function loadArrow(context: LoadContext): Promise<Result<Loaded>> {
  const { name, size } = firstFile(context);
  if (size > arrowLimit)
    return fail({ kind: 'file_beyond', message: String(size), params: { name, mb: arrowLimit >> 20 } });
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
