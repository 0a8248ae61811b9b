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

/** Pixels that a step of the wheel means, by its unit; a page where it is not named. */
const wheelUnits: Record<number, number> = { 0: 1, 1: rowHeight };

/** Height of the element that makes the scrollbar, header included. */
export const canvasHeight = (rows: number, headHeight: number): number => spacerHeight(rows) + headHeight;

/**
 * The size of the latest grid, in which window. The next one nearly always stands in the same place, and asking it for its size would lay
 * out the page once more before its rows are there; where it stands elsewhere, the observer tells in the same frame.
 */
let latest = { window: '', width: 0, height: 0 };

const windowSize = (): string => `${String(innerWidth)} ${String(innerHeight)}`;

/**
 * Where the grid is scrolled to: keeps the scroll position of `scroller` and the place in the rows in step. Where the rows are taller than
 * an element can be, the scrollbar chooses the place by proportion, and the wheel moves it pixel by pixel.
 */
export class GridViewport {
  #top = 0;
  /** As of the latest scroll event: asking the element itself would lay out the page. */
  #left = 0;
  /** The scroll position that was set from here: its event tells nothing new. */
  #written = -1;
  #width = 0;
  #height = 0;
  readonly #observer: ResizeObserver;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly model: ViewportModel,
  ) {
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(scroller);
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    scroller.addEventListener('wheel', this.#onWheel, { passive: false });
    if (latest.window === windowSize()) ({ width: this.#width, height: this.#height } = latest);
    else this.#measure();
  }

  /** Pixels above the first visible pixel of the rows. */
  get top(): number {
    return Math.min(this.#top, this.#limit);
  }

  get left(): number {
    return this.#left;
  }

  /** Width of the part in which columns scroll: the fixed ones apart. */
  get width(): number {
    return Math.max(0, this.#width - this.model.fixedWidth());
  }

  /** Height of the part in which rows scroll: the header apart. */
  get height(): number {
    return Math.max(0, this.#height - this.model.headHeight());
  }

  /** Whole rows that fit. */
  get page(): number {
    return Math.max(1, Math.floor(this.height / rowHeight));
  }

  get #limit(): number {
    return Math.max(0, this.model.rows() * rowHeight - this.height);
  }

  scrollTo(top: number): void {
    this.#top = Math.min(Math.max(0, top), this.#limit);
    this.#write();
  }

  /** To the first row. */
  toTop(): void {
    // Writing lays out the page, which most new results can do without.
    if (this.#top !== 0) this.scrollTo(0);
  }

  /** To the first column. */
  toLeft(): void {
    if (this.#left === 0) return;
    this.scroller.scrollLeft = 0;
    this.#left = 0;
  }

  revealRow(row: number): void {
    const next = revealRow(row, this.#top, this.height);
    if (next !== this.#top) this.scrollTo(next);
  }

  revealColumn(column: PlacedColumn): void {
    const next = revealColumn(column, this.left, this.width);
    if (next === this.#left) return;
    this.scroller.scrollLeft = next;
    this.#left = this.scroller.scrollLeft;
  }

  /** The row count or the header changed: keeps the place. */
  refresh(): void {
    if (!isExact(this.model.rows())) this.#write();
    this.model.changed();
  }

  dispose(): void {
    this.#observer.disconnect();
    this.scroller.removeEventListener('scroll', this.#onScroll);
    this.scroller.removeEventListener('wheel', this.#onWheel);
  }

  #write(): void {
    this.scroller.scrollTop = toPhysical(this.#top, this.model.rows(), this.height);
    // The element rounds: what it answers is what its scroll event will say.
    this.#written = this.scroller.scrollTop;
    this.model.changed();
  }

  #measure(): void {
    this.#width = this.scroller.clientWidth;
    this.#height = this.scroller.clientHeight;
    latest = { window: windowSize(), width: this.#width, height: this.#height };
    this.model.changed();
  }

  readonly #onScroll = (): void => {
    this.#left = this.scroller.scrollLeft;
    if (this.scroller.scrollTop !== this.#written) {
      this.#top = toVirtual(this.scroller.scrollTop, this.model.rows(), this.height);
      this.#written = -1;
    }
    this.model.changed();
  };

  readonly #onWheel = (event: WheelEvent): void => {
    if (isExact(this.model.rows()) || event.deltaY === 0 || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.scrollTo(this.#top + event.deltaY * (wheelUnits[event.deltaMode] ?? this.height));
    this.scroller.scrollLeft += event.deltaX;
  };
}
