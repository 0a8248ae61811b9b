import type { PlacedColumn } from './columnLayout.ts';
import type { GridModel } from './gridModel.ts';
import { headerRow, moved, selectAll, selectionAt, type CellAt, type GridExtent } from './selection.ts';

export interface GridKeysOptions {
  model(): GridModel;
  extent(): GridExtent;
  /** The header cell that the keyboard is at, if it is at one. */
  activeHeader(): HTMLElement | null;
  /** Scrolls to a cell. */
  reveal(cell: CellAt): void;
  onRow(row: number): void;
  onDetail(cell: CellAt): void;
  onColumnMenu(column: PlacedColumn, anchor: HTMLElement): void;
}

/** What the keys do in the grid, as in a spreadsheet; in the header they sort and open the column's menu. */
export function createGridKeys(options: GridKeysOptions): (event: KeyboardEvent) => void {
  const onHeader = (event: KeyboardEvent, head: CellAt): boolean => {
    const model = options.model();
    const column = model.layout().columns[head.column];
    if (!column) return false;
    const openMenu = (): void => {
      const anchor = options.activeHeader();
      if (anchor) options.onColumnMenu(column, anchor);
    };
    if (event.key === 'Enter') {
      if (event.altKey) openMenu();
      else if (model.wrappable) model.cycleSort(column.index, event.shiftKey);
      return true;
    }
    if ((event.altKey && event.key === 'ArrowDown') || event.key === 'ContextMenu' || event.key === ' ') {
      openMenu();
      return true;
    }
    return false;
  };
  return (event) => {
    const model = options.model();
    const mod = event.ctrlKey || event.metaKey;
    const selection = model.selection() ?? selectionAt({ row: 0, column: 0 });
    const { head } = selection;
    if (mod && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      model.select(selectAll(options.extent()));
      return;
    }
    if (head.row === headerRow && onHeader(event, head)) {
      event.preventDefault();
      return;
    }
    if (!mod && (event.key === 'Enter' || event.key === 'F2') && head.row > headerRow) {
      event.preventDefault();
      options.onDetail(head);
      return;
    }
    if (event.altKey) return;
    const next = moved(selection, { key: event.key, shift: event.shiftKey, mod }, options.extent());
    if (!next) return;
    event.preventDefault();
    model.select(next);
    options.reveal(next.head);
    if (next.head.row > headerRow && next.head.row !== head.row) options.onRow(next.head.row);
  };
}
