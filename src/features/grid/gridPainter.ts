import type { Column } from '../../domain/columnType.ts';
import { alignRight, shownText } from './cellFormat.ts';
import { visibleColumns, type ColumnLayout, type PlacedColumn } from './columnLayout.ts';
import { rowHeight, visibleRows, type RowRange } from './geometry.ts';
import type { RowSource } from './rowSource.ts';
import { contains, type CellAt, type CellRange } from './selection.ts';

/** What one picture of the grid shows. */
export interface GridPicture {
  readonly source: RowSource;
  readonly layout: ColumnLayout;
  readonly range: CellRange | null;
  readonly head: CellAt | null;
  /** The row whose evidence is shown. */
  readonly currentRow: number | null;
  /** Pixels above and left of what is visible, and the size of that. */
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

export interface Painted extends RowRange {
  /** Some visible cells wait for their page. */
  readonly missing: boolean;
}

interface CellSlot {
  readonly element: HTMLElement;
  /** Kept from value to value: another text costs less than another node. */
  readonly text: Text;
  column: PlacedColumn;
  selected: boolean;
}

interface RowSlot {
  readonly element: HTMLElement;
  readonly number: Text;
  readonly pinned: HTMLElement;
  readonly track: HTMLElement;
  readonly cells: CellSlot[];
  row: number;
  bound: readonly PlacedColumn[];
  whole: boolean;
}

const part = (parent: HTMLElement | null, className: string, role?: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  if (role !== undefined) element.setAttribute('role', role);
  parent?.append(element);
  return element;
};

const textIn = (parent: HTMLElement): Text => {
  const text = document.createTextNode('');
  parent.append(text);
  return text;
};

/**
 * Draws the visible cells. Row and cell elements are made once and handed from row to row while scrolling; only text that changes is
 * written. Everything it knows of the result comes with each picture.
 */
export class GridPainter {
  #slots: RowSlot[] = [];
  #source: RowSource | null = null;
  #layout: ColumnLayout | null = null;
  #columns: readonly PlacedColumn[] = [];

  constructor(
    private readonly host: HTMLElement,
    /** Id of the cell that the keyboard is at. */
    private readonly activeId: string,
  ) {}

  paint(picture: GridPicture): Painted {
    const { source, layout, top, height } = picture;
    if (source !== this.#source) {
      this.#source = source;
      for (const slot of this.#slots) slot.row = -1;
    }
    this.#bindColumns(picture);
    const range = visibleRows(top, source.rowCount, height);
    this.#size(Math.ceil(height / rowHeight) + 1);
    const used = new Set<RowSlot>();
    let missing = false;
    for (let row = range.first; row < range.end; row++) {
      const slot = this.#slots[row % this.#slots.length];
      if (!slot) continue;
      used.add(slot);
      if (slot.bound !== this.#columns) this.#bindSlot(slot, layout);
      if (slot.row !== row || !slot.whole) this.#fill(slot, row, source);
      slot.element.style.transform = `translateY(${String(Math.round(row * rowHeight - top))}px)`;
      this.#mark(slot, picture);
      missing ||= !slot.whole;
    }
    for (const slot of this.#slots) {
      if (!used.has(slot)) slot.element.remove();
      else if (!slot.element.isConnected) this.host.append(slot.element);
    }
    return { ...range, missing };
  }

  /** Puts the rows into their order in the document, for whoever reads it in that order. Call it when scrolling rests. */
  settle(): void {
    const rows = this.#slots.filter((slot) => slot.element.isConnected).sort((a, b) => a.row - b.row);
    for (const [i, slot] of rows.entries()) {
      if (this.host.children[i] !== slot.element)
        this.host.insertBefore(slot.element, this.host.children[i] ?? null);
    }
  }

  /** The cell under an element of the grid. */
  cellAt(target: EventTarget | null): CellAt | null {
    if (!(target instanceof Element)) return null;
    for (const slot of this.#slots) {
      if (!slot.element.contains(target)) continue;
      const cell = slot.cells.find((c) => c.element === target);
      return { row: slot.row, column: cell?.column.position ?? 0 };
    }
    return null;
  }

  #size(count: number): void {
    if (count <= this.#slots.length) return;
    while (this.#slots.length < count) {
      const element = part(null, 'grid-row', 'row');
      const slot = {
        element,
        number: textIn(part(element, 'grid-gutter', 'rowheader')),
        pinned: part(element, 'grid-pinned'),
        track: part(part(element, 'grid-strip'), 'grid-track'),
        cells: [],
        row: -1,
        bound: [],
        whole: false,
      };
      this.#slots.push(slot);
    }
    // Another number of slots gives each row another one.
    for (const slot of this.#slots) slot.row = -1;
  }

  #bindColumns({ layout, left, width }: GridPicture): void {
    const visible = [
      ...layout.pinned,
      ...visibleColumns(layout.scrolling, left, Math.max(0, width - layout.pinnedWidth)),
    ];
    const same =
      layout === this.#layout &&
      visible.length === this.#columns.length &&
      visible.every((column, i) => column === this.#columns[i]);
    if (same) return;
    this.#layout = layout;
    this.#columns = visible;
  }

  #bindSlot(slot: RowSlot, layout: ColumnLayout): void {
    for (const [i, column] of this.#columns.entries()) {
      const known = slot.cells[i];
      const cell = known ?? this.#newCell(slot, column);
      const home = column.pinned ? slot.pinned : slot.track;
      if (cell.element.parentElement !== home) home.append(cell.element);
      cell.column = column;
      const { style } = cell.element;
      style.left = `${String(column.left)}px`;
      style.width = `${String(column.width)}px`;
      cell.element.setAttribute('aria-colindex', String(column.position + 2));
    }
    for (const extra of slot.cells.splice(this.#columns.length)) extra.element.remove();
    slot.pinned.style.width = `${String(layout.pinnedWidth)}px`;
    slot.bound = this.#columns;
    slot.row = -1;
  }

  #newCell(slot: RowSlot, column: PlacedColumn): CellSlot {
    const element = part(column.pinned ? slot.pinned : slot.track, 'grid-cell', 'gridcell');
    element.setAttribute('aria-selected', 'false');
    const cell: CellSlot = { element, text: textIn(element), column, selected: false };
    slot.cells.push(cell);
    return cell;
  }

  #fill(slot: RowSlot, row: number, source: RowSource): void {
    slot.row = row;
    slot.whole = true;
    slot.element.setAttribute('aria-rowindex', String(row + 2));
    setText(slot.number, String(row + 1));
    for (const cell of slot.cells) {
      const column = source.columns[cell.column.index];
      const look = column ? fillCell(cell, column, source, row) : 'missing';
      if (look === 'missing') slot.whole = false;
    }
  }

  #mark(slot: RowSlot, { range, head, currentRow }: GridPicture): void {
    const current = slot.row === currentRow;
    if (current !== (slot.element.dataset['current'] === 'true'))
      slot.element.dataset['current'] = String(current);
    for (const cell of slot.cells) {
      const { element, column } = cell;
      const selected = range !== null && contains(range, slot.row, column.position);
      if (selected !== cell.selected) element.setAttribute('aria-selected', String(selected));
      cell.selected = selected;
      const active = head !== null && head.row === slot.row && head.column === column.position;
      if (active === (element.id !== '')) continue;
      if (active) element.id = this.activeId;
      else element.removeAttribute('id');
    }
  }
}

function setText(node: Text, text: string): void {
  if (node.data !== text) node.data = text;
}

function fillCell(
  cell: CellSlot,
  column: Column,
  source: RowSource,
  row: number,
): 'value' | 'null' | 'missing' {
  const value = source.peek(row, cell.column.index);
  const look = value === undefined ? 'missing' : value === null ? 'null' : 'value';
  const text = value === undefined ? '…' : shownText(column.type, value);
  const { element } = cell;
  setText(cell.text, text);
  if (element.title !== '') element.removeAttribute('title');
  const className = `grid-cell grid-${look}${alignRight(column.type) ? ' grid-right' : ''}`;
  if (element.className !== className) element.className = className;
  return look;
}
