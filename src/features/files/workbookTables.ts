import { findHeaderRow, sheetTable } from './sheetTable.ts';
import type { OwnColumn, SheetOptions } from './ownFile.ts';
import { cropRows, parseSheetRange } from './sheetRange.ts';
import { openWorkbook, type CellTrouble, type SheetContent, type Workbook } from './workbook.ts';

/** One sheet as a table, as far as it was asked for. */
export interface SheetReply {
  readonly sheetNames: readonly string[];
  /** The sheet that was read; empty where the workbook has none. */
  readonly sheet: string;
  readonly headerRow: number;
  /** How many rows from the top can hold the names. */
  readonly candidates: number;
  readonly columns: readonly OwnColumn[];
  readonly rows: number;
  /** The first rows, for a look. */
  readonly cells: readonly (readonly (string | null)[])[];
  /** All rows as text for the engine; null for a look only. */
  readonly text: Blob | null;
  readonly errors: CellTrouble | null;
  readonly uncomputed: CellTrouble | null;
}

export interface SheetRequest extends SheetOptions {
  /** Only so many rows are wanted, for a look. */
  readonly look?: number;
}

const mostCandidates = 20;

/** Gives the tables of one workbook; the sheet that was read last is remembered. */
export class WorkbookTables {
  readonly #workbook: Workbook;
  #latest: SheetContent | null = null;

  /** Throws what {@link openWorkbook} throws. */
  constructor(bytes: Uint8Array) {
    this.#workbook = openWorkbook(bytes);
  }

  async table(request: SheetRequest): Promise<SheetReply> {
    const content = await this.#content(request.sheet);
    const all = cropRows(content?.rows ?? [], parseSheetRange(request.range ?? ''));
    const headerRow = request.headerRow ?? findHeaderRow(all);
    const { look } = request;
    const table = sheetTable(look === undefined ? all : all.slice(0, headerRow + look), headerRow);
    return {
      sheetNames: this.#workbook.sheetNames,
      sheet: content?.name ?? '',
      headerRow,
      candidates: Math.min(all.length, mostCandidates),
      columns: table.columns,
      rows: table.rows,
      cells: look === undefined ? [] : table.cells(look),
      text: look === undefined ? new Blob(table.pieces()) : null,
      errors: content?.errors ?? null,
      uncomputed: content?.uncomputed ?? null,
    };
  }

  /** The sheet of a name, else the first one with rows. */
  async #content(wanted: string | undefined): Promise<SheetContent | null> {
    const { sheetNames } = this.#workbook;
    const names = wanted !== undefined && sheetNames.includes(wanted) ? [wanted] : sheetNames;
    let first: SheetContent | null = null;
    for (const name of names) {
      const content = this.#latest?.name === name ? this.#latest : await this.#workbook.read(name);
      this.#latest = content;
      first ??= content;
      if (content.rows.length > 0) return content;
    }
    return first;
  }
}
