/** A cell on screen: row of the result (−1 is the header), column by its position on screen. */
export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** A range of cells: from where it began to where the keyboard is. */
export interface GridSelection {
  readonly anchor: CellAt;
  readonly head: CellAt;
}

/** Rows and columns of a range, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows on screen. */
  readonly page: number;
}

export const headerRow = -1;

export const selectionAt = (cell: CellAt): GridSelection => ({ anchor: cell, head: cell });

export const rangeOf = ({ anchor, head }: GridSelection): CellRange => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

export const cellCount = (r: CellRange): number => (r.bottom - r.top + 1) * (r.right - r.left + 1);

export const contains = (r: CellRange, row: number, column: number): boolean =>
  row >= r.top && row <= r.bottom && column >= r.left && column <= r.right;

export const selectAll = ({ rows, columns }: GridExtent): GridSelection => ({
  anchor: { row: 0, column: 0 },
  head: { row: Math.max(0, rows - 1), column: Math.max(0, columns - 1) },
});

const clamp = (n: number, low: number, high: number): number =>
  Math.min(Math.max(n, low), Math.max(low, high));

export interface Stroke {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly mod: boolean;
}

function target({ row, column }: CellAt, { key, mod }: Stroke, extent: GridExtent): CellAt | null {
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  const page = Math.max(1, extent.page - 1);
  switch (key) {
    case 'ArrowUp':
      return { row: mod ? Math.min(row, 0) : row - 1, column };
    case 'ArrowDown':
      return { row: mod ? lastRow : row + 1, column };
    case 'ArrowLeft':
      return { row, column: mod ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: mod ? lastColumn : column + 1 };
    case 'PageUp':
      return { row: Math.max(Math.min(row, 0), row - page), column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return mod ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return mod ? { row: lastRow, column: lastColumn } : { row, column: lastColumn };
    default:
      return null;
  }
}

/** The selection after a key, as in a spreadsheet; null for keys that do not move. Shift keeps the anchor; the header is never part of a range. */
export function moved(selection: GridSelection, stroke: Stroke, extent: GridExtent): GridSelection | null {
  const to = target(selection.head, stroke, extent);
  if (to === null) return null;
  const lowest = stroke.shift && selection.anchor.row >= 0 ? 0 : headerRow;
  const head = {
    row: clamp(to.row, lowest, extent.rows - 1),
    column: clamp(to.column, 0, extent.columns - 1),
  };
  return stroke.shift && selection.anchor.row >= 0 ? { anchor: selection.anchor, head } : selectionAt(head);
}
