import { fail, ok, type Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import { pause } from './pause.ts';
import type { RowSource } from './rowSource.ts';

/** Rows read between two breaths of the page. */
const slice = 4096;

/** Columns of a source by their places, and rows of them. */
export interface RangeToRead {
  readonly source: RowSource;
  readonly columns: readonly number[];
  /** Rows [first, end). */
  readonly first: number;
  readonly end: number;
}

/**
 * Reads rows in slices, fetching what is not in memory, and breathes after each. `onSlice` gets the values of some consecutive rows.
 * Ends with an error of kind `cancelled` when `signal` does.
 */
export async function readRange(
  range: RangeToRead,
  signal: AbortSignal,
  onSlice: (rows: readonly (readonly Value[])[]) => void,
): Promise<Result<null>> {
  const { source, columns } = range;
  for (let start = range.first; start < range.end; start += slice) {
    const end = Math.min(range.end, start + slice);
    const loaded = await source.load(start, end - start);
    if (!loaded.ok) return loaded;
    if (signal.aborted) return fail({ kind: 'cancelled', message: '' });
    const rows: Value[][] = [];
    for (let row = start; row < end; row++)
      rows.push(columns.map((column) => source.peek(row, column) ?? null));
    onSlice(rows);
    await pause();
  }
  return signal.aborted ? fail({ kind: 'cancelled', message: '' }) : ok(null);
}

/** All rows of a range at once: for the clipboard. */
export async function collectRange(
  range: RangeToRead,
  signal: AbortSignal,
): Promise<Result<{ readonly columns: readonly Column[]; readonly rows: readonly (readonly Value[])[] }>> {
  const rows: (readonly Value[])[] = [];
  const read = await readRange(range, signal, (some) => {
    for (const row of some) rows.push(row);
  });
  if (!read.ok) return read;
  return ok({ columns: range.columns.flatMap((i) => range.source.columns[i] ?? []), rows });
}
