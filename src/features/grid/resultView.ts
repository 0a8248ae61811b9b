import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor, type Setter } from 'solid-js';
import type { AppError } from '../../domain/appError.ts';
import type { Column, ColumnType, Value } from '../../domain/columnType.ts';
import { tableText, type TableFormat } from '../../domain/values/tableText.ts';
import { textOf } from '../../domain/values/text.ts';
import { t } from '../../i18n/i18n.ts';
import { isShortened } from './cellFormat.ts';
import type { OpenMenu } from './ColumnMenu.tsx';
import { filterForValue } from './filterInput.ts';
import { createFinder, type Finder } from './find.ts';
import { createGridModel, type GridModel } from './gridModel.ts';
import type { Painted } from './gridPainter.ts';
import { collectRange, type RangeToRead } from './rangeReader.ts';
import type { ResultGridProps } from './ResultGrid.tsx';
import { rowValues } from './rowSource.ts';
import { cellCount, rangeOf, type CellAt } from './selection.ts';
import { createSummaries, summariesByDefault, type ColumnSummary } from './summaries.ts';

/** More cells than this are exported rather than copied. */
const copyLimit = 2_000_000;

/** Waits for the keyboard to rest on a row before the evidence follows. */
const rowDelay = 60;

const rangeDelay = 100;

const tooltipLength = 1000;

/** A cell that is looked at in full. */
export interface OpenCell {
  readonly column: Column;
  readonly index: number;
  readonly value: Value;
  readonly row: number;
}

/** What belongs to one result in the grid: how it is shown, and what is open or was done in it. */
export interface ResultView {
  readonly model: GridModel;
  readonly finder: Finder;
  readonly summaries: Accessor<boolean>;
  readonly setSummaries: Setter<boolean | null>;
  summaryOf(column: number): ColumnSummary | null;
  /** Tells which columns are on screen. */
  readonly setVisible: Setter<readonly number[]>;
  readonly painted: Accessor<Painted | null>;
  /** Tells which rows are; the words about them follow a few times a second. */
  showRange(painted: Painted): void;
  readonly currentRow: Accessor<number | null>;
  chooseRow(row: number): void;
  readonly menu: Accessor<OpenMenu | null>;
  readonly setMenu: Setter<OpenMenu | null>;
  readonly detail: Accessor<OpenCell | null>;
  readonly closeDetail: () => void;
  openDetail(cell: CellAt): void;
  /** Keeps the rows with the value of the cell that is looked at. */
  filterByDetail(): void;
  readonly notice: Accessor<string>;
  showError(error: AppError): void;
  typeOf(column: number): ColumnType;
  /** The full text of a cell that shows less, else nothing. */
  tooltip(cell: CellAt): string;
  copyText(text: string): Promise<void>;
  /** Copies what is selected, or the whole result where nothing but one cell is. */
  copyAs(format: TableFormat): void;
  copySelection(event: ClipboardEvent): void;
}

/**
 * The state of one result in the grid. Must be called inside a reactive root; `goTo` shows a row, `summed` says whether the result that
 * was here before has summaries.
 */
export function createResultView(
  props: ResultGridProps,
  goTo: (row: number) => void,
  summed: boolean,
): ResultView {
  const { result } = props;
  const model = createGridModel({
    result,
    sql: props.sql,
    query: (sql) => props.query(sql),
    open: props.open,
    shared: props.shared,
  });
  const [menu, setMenu] = createSignal<OpenMenu | null>(null);
  const [notice, setNotice] = createSignal('');
  const [chosenSummaries, setSummaries] = createSignal<boolean | null>(null);
  const [visible, setVisible] = createSignal<readonly number[]>([]);
  const summaries = createMemo(() => {
    model.tick();
    // Decided by the result itself, so that a filter that leaves few rows doesn't take the summaries away. Until all its rows are known
    // the header stays as high as it is: another height would move every row, and move it again a moment later.
    const wanted = result.complete ? summariesByDefault(result.rowCount) : summed && !result.error;
    return chosenSummaries() ?? (model.wrappable && wanted);
  });
  const summaryOf = createSummaries({
    model,
    on: summaries,
    leaving: () => props.leaving,
    visible,
    query: (sql, signal) => props.query(sql, signal),
  });
  const showError = (error: AppError): void => {
    if (error.kind !== 'cancelled') setNotice(`${t(`errors.${error.kind}`)} ${error.message}`);
  };

  const finder = createFinder({
    viewSql: model.viewSql,
    names: model.names,
    columns: () => model.layout().columns.map((c) => c.index),
    query: (sql) => props.query(sql),
    onRow: goTo,
    onError: showError,
  });

  return {
    model,
    finder,
    summaries,
    setSummaries,
    summaryOf,
    setVisible,
    ...createRange(),
    ...createCurrentRow(props, model),
    menu,
    setMenu,
    notice,
    showError,
    ...createCells(model),
    ...createCopy(model, setNotice, showError),
  };
}

/** Single cells: one that is looked at in full, and what the pointer is told. */
function createCells(
  model: GridModel,
): Pick<ResultView, 'detail' | 'closeDetail' | 'openDetail' | 'filterByDetail' | 'typeOf' | 'tooltip'> {
  const [detail, setDetail] = createSignal<OpenCell | null>(null);
  const typeOf = (index: number): ColumnType => model.columns[index]?.type ?? { kind: 'text' };
  return {
    detail,
    typeOf,
    closeDetail: () => setDetail(null),
    openDetail: (cell) => {
      const placed = model.layout().columns[cell.column];
      const column = placed && model.columns[placed.index];
      if (!placed || !column) return;
      const value = model.source().peek(cell.row, placed.index);
      if (value !== undefined) setDetail({ column, index: placed.index, value, row: cell.row });
    },
    filterByDetail: () => {
      const shown = detail();
      if (shown) model.addFilter(filterForValue(shown.index, shown.column.type, shown.value));
      setDetail(null);
    },
    tooltip: (cell) => {
      const index = model.layout().columns[cell.column]?.index ?? -1;
      const value = model.source().peek(cell.row, index);
      const type = typeOf(index);
      return value === undefined || value === null || !isShortened(type, value)
        ? ''
        : textOf(type, value).slice(0, tooltipLength);
    },
  };
}

/** Which rows are on screen. The words need no more than a few changes a second, scrolling needs every frame. */
function createRange(): Pick<ResultView, 'painted' | 'showRange'> {
  const [painted, setPainted] = createSignal<Painted | null>(null);
  let latest: Painted | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const showRange = (next: Painted): void => {
    latest = next;
    timer ??= setTimeout(() => {
      timer = undefined;
      setPainted(latest);
    }, rangeDelay);
  };
  return { painted, showRange };
}

/** The row that the evidence is about. */
function createCurrentRow(
  props: ResultGridProps,
  model: GridModel,
): Pick<ResultView, 'currentRow' | 'chooseRow'> {
  const [currentRow, setCurrentRow] = createSignal<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(
      () => props.selectedRow,
      (row) => setCurrentRow(model.isView() ? currentRow() : row),
    ),
  );
  const chooseRow = (row: number): void => {
    setCurrentRow(row);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const source = model.source();
      void source.load(row, 1).then((loaded) => {
        if (loaded.ok && source === model.source()) props.onSelectRow(row, rowValues(source, row));
      });
    }, rowDelay);
  };
  return { currentRow, chooseRow };
}

/** Hands rows to the clipboard. */
function createCopy(
  model: GridModel,
  setNotice: (text: string) => void,
  showError: (error: AppError) => void,
): Pick<ResultView, 'copyText' | 'copyAs' | 'copySelection'> {
  const stop = new AbortController();
  onCleanup(() => stop.abort());
  /** What is selected, or the whole result where nothing but one cell is and `whole` asks for it. */
  const selectedRange = (whole: boolean): RangeToRead | null => {
    const source = model.source();
    const { columns } = model.layout();
    const selection = model.selection();
    if (selection && selection.head.row >= 0 && (!whole || cellCount(rangeOf(selection)) > 1)) {
      const r = rangeOf(selection);
      return {
        source,
        columns: columns.slice(r.left, r.right + 1).map((c) => c.index),
        first: r.top,
        end: r.bottom + 1,
      };
    }
    return whole ? { source, columns: columns.map((c) => c.index), first: 0, end: source.rowCount } : null;
  };
  const write = async (text: string, said: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setNotice(said);
    } catch {
      setNotice(t('grid.copy_refused'));
    }
  };
  const copy = async (range: RangeToRead, format: TableFormat, header: boolean): Promise<void> => {
    const rows = range.end - range.first;
    if (rows * range.columns.length > copyLimit) {
      setNotice(t('grid.copy_too_much', { n: copyLimit }));
      return;
    }
    const read = await collectRange(range, stop.signal);
    if (!read.ok) {
      showError(read.error);
      return;
    }
    const text = tableText(format, read.value.columns, read.value.rows, header);
    await write(text, t('grid.copied', { rows, columns: range.columns.length }));
  };
  return {
    copyText: (text) => write(text, t('common.copied')),
    copyAs: (format) => {
      const range = selectedRange(true);
      if (range) void copy(range, format, true);
    },
    copySelection: (event) => {
      const range = selectedRange(false);
      if (!range) return;
      event.preventDefault();
      void copy(range, 'tsv', false);
    },
  };
}
