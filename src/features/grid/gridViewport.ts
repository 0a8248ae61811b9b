import { isExact, rowHeight, revealRow, spacerHeight, toPhysical, toVirtual } from './geometry.ts';
import { revealColumn, type PlacedColumn } from './columnLayout.ts';

/** What the viewport has to know of the grid at any moment. */
export interface ViewportModel {
  rows(): number;
  /** Height of the header. */
  headHeight(): number;
  /** Width of the row numbers and the pinned columns. */
  fixedWidth(): number;
  /** Draws at the next frame. */
  changed(): void;
}

/** Where the grid is scrolled to. */
export interface GridViewport {
  readonly top: number;
  readonly left: number;
  /** Size of the part in which rows and columns scroll, header and fixed columns apart. */
  readonly width: number;
  readonly height: number;
  /** Whole rows that fit. */
  readonly page: number;
  scrollTo(top: number): void;
  revealRow(row: number): void;
  revealColumn(column: PlacedColumn): void;
  /** The row count or the header changed: keeps the place. */
  refresh(): void;
  dispose(): void;
}

const lineHeights: Record<number, number> = { 0: 1, 1: rowHeight };

/**
 * Keeps the scroll position of `scroller` and the place in the rows in step. Where the rows are taller than an element can be, the
 * scrollbar chooses the place by proportion, and the wheel moves it pixel by pixel.
 */
export function createViewport(scroller: HTMLElement, model: ViewportModel): GridViewport {
  let top = 0;
  let written = -1;
  let width = 0;
  let height = 0;

  const rowsHeight = (): number => Math.max(0, height - model.headHeight());
  const limit = (): number => Math.max(0, model.rows() * rowHeight - rowsHeight());
  const measure = (): void => {
    width = scroller.clientWidth;
    height = scroller.clientHeight;
    model.changed();
  };
  const moveTo = (next: number): void => {
    top = Math.min(Math.max(0, next), limit());
    scroller.scrollTop = toPhysical(top, model.rows(), rowsHeight());
    // The element rounds: what it answers is what its scroll event will say.
    written = scroller.scrollTop;
    model.changed();
  };
  const onScroll = (): void => {
    if (scroller.scrollTop !== written) {
      top = toVirtual(scroller.scrollTop, model.rows(), rowsHeight());
      written = -1;
    }
    model.changed();
  };
  const onWheel = (event: WheelEvent): void => {
    if (isExact(model.rows()) || event.deltaY === 0 || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    moveTo(top + event.deltaY * (lineHeights[event.deltaMode] ?? rowsHeight()));
    scroller.scrollLeft += event.deltaX;
  };
  const observer = new ResizeObserver(measure);
  observer.observe(scroller);
  scroller.addEventListener('scroll', onScroll, { passive: true });
  scroller.addEventListener('wheel', onWheel, { passive: false });
  measure();

  return {
    get top() {
      return Math.min(top, limit());
    },
    get left() {
      return scroller.scrollLeft;
    },
    get width() {
      return Math.max(0, width - model.fixedWidth());
    },
    get height() {
      return rowsHeight();
    },
    get page() {
      return Math.max(1, Math.floor(rowsHeight() / rowHeight));
    },
    scrollTo: moveTo,
    revealRow: (row) => {
      const next = revealRow(row, top, rowsHeight());
      if (next !== top) moveTo(next);
    },
    revealColumn: (column) => {
      const next = revealColumn(column, scroller.scrollLeft, Math.max(0, width - model.fixedWidth()));
      if (next !== scroller.scrollLeft) scroller.scrollLeft = next;
    },
    refresh: () => {
      if (!isExact(model.rows())) {
        scroller.scrollTop = toPhysical(top, model.rows(), rowsHeight());
        written = scroller.scrollTop;
      }
      model.changed();
    },
    dispose: () => {
      observer.disconnect();
      scroller.removeEventListener('scroll', onScroll);
      scroller.removeEventListener('wheel', onWheel);
    },
  };
}

/** Height of the element that makes the scrollbar, header included. */
export const canvasHeight = (rows: number, headHeight: number): number => spacerHeight(rows) + headHeight;
