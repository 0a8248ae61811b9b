/** A part of a sheet, counted from 0; the end is left out, null where it is open. */
export interface SheetRange {
  readonly left: number;
  readonly top: number;
  readonly right: number | null;
  readonly bottom: number | null;
}

const columnAt = (letters: string): number =>
  [...letters.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const part = /^\$?([a-z]{1,3})\$?([1-9]\d{0,6})?$/i;

/**
 * Reads a range as spreadsheets write it: `B3:F20`; `B:F` for whole columns, `B3:F` for all rows from one on. The corners may come in any
 * order. Null for anything else.
 */
export function parseSheetRange(text: string): SheetRange | null {
  const [from = '', to = '', ...rest] = text.trim().split(':');
  const [start, end] = [part.exec(from), part.exec(to)];
  if (!start || !end || rest.length > 0) return null;
  const columns = [columnAt(start[1] ?? ''), columnAt(end[1] ?? '')];
  const rows = [start[2], end[2]].flatMap((row) => (row === undefined ? [] : [Number(row) - 1]));
  return {
    left: Math.min(...columns),
    right: Math.max(...columns) + 1,
    top: rows.length > 0 ? Math.min(...rows) : 0,
    bottom: rows.length === 2 ? Math.max(...rows) + 1 : null,
  };
}

/** The rows and columns of a range. */
export const cropRows = <T>(
  rows: readonly (readonly T[])[],
  range: SheetRange | null,
): readonly (readonly T[])[] =>
  range === null
    ? rows
    : rows
        .slice(range.top, range.bottom ?? undefined)
        .map((row) => row.slice(range.left, range.right ?? undefined));
