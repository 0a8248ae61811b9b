/** Height of a row in pixels; as `--row` in the theme. */
export const rowHeight = 24;

/**
 * The tallest element that the grid makes. Chromium stops at 33,554,428 px and Firefox at 17,895,697; beyond this height the scroll
 * position stands for a place in the rows instead of being it.
 */
export const heightLimit = 12_000_000;

/** Rows [first, end) of the result. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** Height of the element that makes the scrollbar. */
export const spacerHeight = (rows: number): number => Math.min(rows * rowHeight, heightLimit);

/** Whether the scroll position is a place in the rows, pixel by pixel. */
export const isExact = (rows: number): boolean => rows * rowHeight <= heightLimit;

const travel = (height: number, viewport: number): number => Math.max(0, height - viewport);

/** Pixels above the first visible pixel of the rows, from the element's scroll position; the last row is reached at the end. */
export function toVirtual(scrollTop: number, rows: number, viewport: number): number {
  const full = travel(rows * rowHeight, viewport);
  const range = travel(spacerHeight(rows), viewport);
  if (range === 0) return 0;
  const top = isExact(rows) ? scrollTop : (scrollTop / range) * full;
  return Math.min(Math.max(0, top), full);
}

/** The element's scroll position that {@link toVirtual} turns into `top`. */
export function toPhysical(top: number, rows: number, viewport: number): number {
  const full = travel(rows * rowHeight, viewport);
  const range = travel(spacerHeight(rows), viewport);
  if (full === 0) return 0;
  const bounded = Math.min(Math.max(0, top), full);
  return isExact(rows) ? bounded : (bounded / full) * range;
}

/** Rows of which at least a pixel is visible. */
export function visibleRows(top: number, rows: number, viewport: number): RowRange {
  const first = Math.min(Math.max(0, Math.floor(top / rowHeight)), Math.max(0, rows - 1));
  return { first, end: Math.min(rows, Math.ceil((top + viewport) / rowHeight)) };
}

/** The nearest position from which `row` is wholly visible. */
export function revealRow(row: number, top: number, viewport: number): number {
  if (row * rowHeight < top) return row * rowHeight;
  if ((row + 1) * rowHeight > top + viewport) return (row + 1) * rowHeight - viewport;
  return top;
}

/** Width of the row numbers in pixels: by the digits of the last one. */
export const gutterWidth = (rows: number): number => Math.max(36, String(rows).length * 7.2 + 18);
