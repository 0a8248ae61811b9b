/** How the columns of a result are shown; columns are named by their place in the result, since names may repeat. */
export interface ColumnArrangement {
  readonly order: readonly number[];
  readonly hidden: ReadonlySet<number>;
  readonly pinned: ReadonlySet<number>;
  /** Widths that somebody chose; the others follow the content. */
  readonly widths: ReadonlyMap<number, number>;
}

/** A column at its place: `left` counts from the start of its part (pinned or scrolling). */
export interface PlacedColumn {
  /** Place in the result. */
  readonly index: number;
  /** Place on screen, pinned columns first: what the keyboard counts. */
  readonly position: number;
  readonly left: number;
  readonly width: number;
  readonly pinned: boolean;
}

export interface ColumnLayout {
  /** All shown columns by position. */
  readonly columns: readonly PlacedColumn[];
  readonly pinned: readonly PlacedColumn[];
  readonly scrolling: readonly PlacedColumn[];
  readonly pinnedWidth: number;
  readonly scrollingWidth: number;
}

export const minWidth = 48;
export const maxWidth = 2000;

/** All columns in their order, none hidden or pinned. */
export const initialArrangement = (count: number): ColumnArrangement => ({
  order: Array.from({ length: count }, (_, i) => i),
  hidden: new Set(),
  pinned: new Set(),
  widths: new Map(),
});

function place(
  indexes: readonly number[],
  from: number,
  pinned: boolean,
  width: (index: number) => number,
): { placed: PlacedColumn[]; width: number } {
  let left = 0;
  const placed = indexes.map((index, i) => {
    const column = { index, position: from + i, left, width: width(index), pinned };
    left += column.width;
    return column;
  });
  return { placed, width: left };
}

/** Places the shown columns; `autoWidth` gives the width of those that nobody sized. */
export function layoutOf(state: ColumnArrangement, autoWidth: (index: number) => number): ColumnLayout {
  const shown = state.order.filter((i) => !state.hidden.has(i));
  const width = (index: number): number => state.widths.get(index) ?? autoWidth(index);
  const fixed = shown.filter((i) => state.pinned.has(i));
  const pinned = place(fixed, 0, true, width);
  const scrolling = place(
    shown.filter((i) => !state.pinned.has(i)),
    fixed.length,
    false,
    width,
  );
  return {
    columns: [...pinned.placed, ...scrolling.placed],
    pinned: pinned.placed,
    scrolling: scrolling.placed,
    pinnedWidth: pinned.width,
    scrollingWidth: scrolling.width,
  };
}

/** The columns of which at least a pixel lies in [left, left + width). */
export function visibleColumns(
  columns: readonly PlacedColumn[],
  left: number,
  width: number,
): readonly PlacedColumn[] {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const column = columns[middle];
    if (column && column.left + column.width <= left) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < columns.length && (columns[end]?.left ?? 0) < left + width) end++;
  return columns.slice(low, end);
}

/** The nearest scroll position from which a scrolling column is visible in a part of `width` pixels. */
export function revealColumn(column: PlacedColumn, left: number, width: number): number {
  if (column.pinned) return left;
  if (column.left < left || column.width > width) return column.left;
  return Math.max(left, column.left + column.width - width);
}

export function withWidth(state: ColumnArrangement, index: number, width: number | null): ColumnArrangement {
  const widths = new Map(state.widths);
  if (width === null) widths.delete(index);
  else widths.set(index, Math.round(Math.min(maxWidth, Math.max(minWidth, width))));
  return { ...state, widths };
}

const toggled = (set: ReadonlySet<number>, index: number): Set<number> => {
  const next = new Set(set);
  if (!next.delete(index)) next.add(index);
  return next;
};

export const togglePinned = (state: ColumnArrangement, index: number): ColumnArrangement => ({
  ...state,
  pinned: toggled(state.pinned, index),
});

/** Hides or shows a column; the last one shown stays. */
export function toggleHidden(state: ColumnArrangement, index: number): ColumnArrangement {
  const hidden = toggled(state.hidden, index);
  return hidden.size < state.order.length ? { ...state, hidden } : state;
}

export const showAll = (state: ColumnArrangement): ColumnArrangement => ({ ...state, hidden: new Set() });

/** Moves a column by one shown place to the left or right within its part. */
export function moveColumn(state: ColumnArrangement, index: number, step: -1 | 1): ColumnArrangement {
  const pinned = state.pinned.has(index);
  const peers = state.order.filter((i) => !state.hidden.has(i) && state.pinned.has(i) === pinned);
  const other = peers[peers.indexOf(index) + step];
  return other === undefined ? state : moveTo(state, index, other);
}

/** Moves a column to where another one is; the other gives way towards the place left. */
export function moveTo(state: ColumnArrangement, index: number, target: number): ColumnArrangement {
  const from = state.order.indexOf(index);
  const to = state.order.indexOf(target);
  if (from < 0 || to < 0 || from === to) return state;
  const order = state.order.filter((i) => i !== index);
  order.splice(to, 0, index);
  return { ...state, order };
}

/**
 * The column at a place in the table, the last of its part where there is none.
 * @param x pixels from the first column's left edge, as seen
 * @param scrolled pixels that the part that is not pinned is scrolled by
 */
export function columnAt(layout: ColumnLayout, x: number, scrolled: number): PlacedColumn | undefined {
  const pinned = x < layout.pinnedWidth;
  const columns = pinned ? layout.pinned : layout.scrolling;
  const at = pinned ? x : x - layout.pinnedWidth + scrolled;
  return columns.find((column) => at >= column.left && at < column.left + column.width) ?? columns.at(-1);
}
