import { createEffect, createMemo, createSignal, on, onCleanup, Show, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Column, ColumnType, Value } from '../../domain/columnType.ts';
import { tableText, type TableFormat } from '../../domain/values/tableText.ts';
import type { QueryResult } from '../../engine/queryResult.ts';
import type { Rows } from '../../engine/rows.ts';
import { t } from '../../i18n/i18n.ts';
import { textOf } from '../../domain/values/text.ts';
import { isShortened } from './cellFormat.ts';
import { CellDetail } from './CellDetail.tsx';
import { ColumnMenu, type OpenMenu } from './ColumnMenu.tsx';
import { SummaryChart, SummaryDetails } from './ColumnSummaryView.tsx';
import { createSummaries, summariesByDefault } from './summaries.ts';
import { ExportMenu, type CitationsOf, type EngineExport } from './ExportMenu.tsx';
import { filterForValue } from './filterInput.ts';
import { createFinder } from './find.ts';
import { GridFooter } from './GridFooter.tsx';
import { createGridModel, type OpenedSource, type SharedFilters } from './gridModel.ts';
import type { Painted } from './gridPainter.ts';
import { GridTable, type GridTableHandle } from './GridTable.tsx';
import { GridToolbar, ViewBar } from './GridToolbar.tsx';
import { collectRange, type RangeToRead } from './rangeReader.ts';
import { rowValues } from './rowSource.ts';
import { cellCount, rangeOf, type CellAt } from './selection.ts';
import './grid.css';

export interface ResultGridProps {
  readonly result: QueryResult;
  /** Grows whenever the result knows more rows. */
  readonly version: number;
  /** The statement that the result answers. */
  readonly sql: string;
  /** Asks the engine: summaries, search, sorted or filtered rows where {@link open} is not given. */
  query(sql: string, signal?: AbortSignal): Promise<Result<Rows>>;
  /** Opens a sorted or filtered view of any size, on a connection of its own. */
  readonly open?: (sql: string) => Promise<Result<OpenedSource>>;
  /** Writes the rows of a statement as a Parquet or Arrow file. */
  readonly engineExport?: EngineExport;
  /** The citations of what the rows name, for a sheet or file beside an export. */
  readonly citations?: CitationsOf;
  /** File name for exports, without its ending. */
  readonly fileName?: string;
  /** Filters that the chart shares, and the rows that it chooses. */
  readonly shared?: SharedFilters;
  /** The row of the result that the evidence panel shows. */
  readonly selectedRow: number | null;
  /** A row was chosen. `row` counts in the rows on screen; `values` are the row's, also where the grid shows a sorted or filtered view. */
  onSelectRow(row: number, values: readonly Value[]): void;
  /** Takes a generated SQL text over into the editor. */
  onTakeSql(sql: string): void;
}

/** More cells than this are exported rather than copied. */
const copyLimit = 2_000_000;

/** Waits for the keyboard to rest on a row before the evidence follows. */
const rowDelay = 60;

const rangeDelay = 100;

const tooltipLength = 1000;

const plainHead = 38;
const summaryHeight = 42;

/** The result as a table: any size, sorted and filtered in the engine, copied and exported exactly. */
export function ResultGrid(props: ResultGridProps): JSX.Element {
  const model = createGridModel({
    result: props.result,
    sql: props.sql,
    query: (sql) => props.query(sql),
    open: props.open,
    shared: props.shared,
  });
  const [painted, setPainted] = createSignal<Painted | null>(null);
  const [menu, setMenu] = createSignal<OpenMenu | null>(null);
  const [detail, setDetail] = createSignal<{
    column: Column;
    index: number;
    value: Value;
    row: number;
  } | null>(null);
  const [notice, setNotice] = createSignal('');
  const [currentRow, setCurrentRow] = createSignal<number | null>(null);
  const [chosenSummaries, setSummaries] = createSignal<boolean | null>(null);
  const summaries = createMemo(() => {
    model.tick();
    // Decided by the result itself, so that a filter that leaves few rows doesn't take the summaries away.
    return (
      chosenSummaries() ??
      (model.wrappable && props.result.complete && summariesByDefault(props.result.rowCount))
    );
  });
  const [visible, setVisible] = createSignal<readonly number[]>([]);
  const summaryOf = createSummaries({
    model,
    on: summaries,
    visible,
    query: (sql, signal) => props.query(sql, signal),
  });
  const typeOf = (index: number): ColumnType => model.columns[index]?.type ?? { kind: 'text' };
  let table: GridTableHandle | undefined;
  let rowTimer: ReturnType<typeof setTimeout> | undefined;
  const copying = new AbortController();
  onCleanup(() => {
    clearTimeout(rowTimer);
    copying.abort();
  });

  // The words in the footer need no more than a few changes a second, scrolling needs every frame.
  let lastPainted: Painted | null = null;
  let rangeTimer: ReturnType<typeof setTimeout> | undefined;
  const showRange = (next: Painted): void => {
    lastPainted = next;
    rangeTimer ??= setTimeout(() => {
      rangeTimer = undefined;
      setPainted(lastPainted);
    }, rangeDelay);
  };
  onCleanup(() => clearTimeout(rangeTimer));

  const showError = (error: AppError): void => {
    if (error.kind !== 'cancelled') setNotice(`${t(`errors.${error.kind}`)} ${error.message}`);
  };
  createEffect(
    on(
      () => props.selectedRow,
      (row) => setCurrentRow(model.isView() ? currentRow() : row),
    ),
  );

  const chooseRow = (row: number): void => {
    setCurrentRow(row);
    clearTimeout(rowTimer);
    rowTimer = setTimeout(() => {
      const source = model.source();
      void source.load(row, 1).then((loaded) => {
        if (loaded.ok && source === model.source()) props.onSelectRow(row, rowValues(source, row));
      });
    }, rowDelay);
  };
  const openDetail = (cell: CellAt): void => {
    const placed = model.layout().columns[cell.column];
    const column = placed && model.columns[placed.index];
    if (!placed || !column) return;
    const value = model.source().peek(cell.row, placed.index);
    if (value !== undefined) setDetail({ column, index: placed.index, value, row: cell.row });
  };

  const tooltip = (cell: CellAt): string => {
    const index = model.layout().columns[cell.column]?.index ?? -1;
    const value = model.source().peek(cell.row, index);
    const type = typeOf(index);
    return value === undefined || value === null || !isShortened(type, value)
      ? ''
      : textOf(type, value).slice(0, tooltipLength);
  };
  const filterByDetail = (): void => {
    const shown = detail();
    if (shown) model.addFilter(filterForValue(shown.index, shown.column.type, shown.value));
    setDetail(null);
  };

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
  const writeClipboard = async (text: string, said: string): Promise<void> => {
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
    const read = await collectRange(range, copying.signal);
    if (!read.ok) {
      showError(read.error);
      return;
    }
    const text = tableText(format, read.value.columns, read.value.rows, header);
    await writeClipboard(text, t('grid.copied', { rows, columns: range.columns.length }));
  };
  const copySelection = (event: ClipboardEvent): void => {
    const range = selectedRange(false);
    if (!range) return;
    event.preventDefault();
    void copy(range, 'tsv', false);
  };

  const finder = createFinder({
    viewSql: model.viewSql,
    names: model.names,
    columns: () => model.layout().columns.map((c) => c.index),
    query: (sql) => props.query(sql),
    onRow: (row) => table?.goTo({ row, column: model.selection()?.head.column ?? 0 }),
    onError: showError,
  });

  return (
    <div class="grid-frame">
      <GridToolbar
        model={model}
        finder={finder}
        summaries={summaries()}
        onSummaries={setSummaries}
        onCopy={(format) => {
          const range = selectedRange(true);
          if (range) void copy(range, format, true);
        }}
        onTakeSql={(sql) => props.onTakeSql(sql)}
        exportMenu={
          <ExportMenu
            source={model.source()}
            sql={model.viewSql()}
            fileName={props.fileName ?? 'result'}
            engineExport={props.engineExport}
            citations={props.citations}
            onError={showError}
          />
        }
      />
      <ViewBar model={model} onTakeSql={(sql) => props.onTakeSql(sql)} />
      <GridTable
        model={model}
        currentRow={currentRow()}
        headHeight={plainHead + (summaries() ? summaryHeight : 0)}
        summary={(column) => (
          <Show when={summaries()}>
            <SummaryChart
              summary={summaryOf(column.index)}
              type={typeOf(column.index)}
              onFilter={(filter) => model.addFilter(filter)}
            />
          </Show>
        )}
        onVisible={setVisible}
        label={t('grid.label')}
        tooltip={tooltip}
        onRow={chooseRow}
        onDetail={openDetail}
        onColumnMenu={(column, anchor) => setMenu({ column, anchor: anchor.getBoundingClientRect() })}
        onCopy={copySelection}
        onPainted={showRange}
        onReady={(handle) => {
          table = handle;
        }}
      />
      <GridFooter
        model={model}
        painted={painted()}
        notice={notice()}
        onGoTo={(row) => table?.goTo({ row, column: model.selection()?.head.column ?? 0 })}
      />
      <ColumnMenu
        model={model}
        open={menu()}
        onClose={() => {
          setMenu(null);
          table?.focus();
        }}
      >
        <SummaryDetails
          summary={summaryOf(menu()?.column.index ?? -1)}
          type={typeOf(menu()?.column.index ?? 0)}
          onFilter={(filter) => {
            model.addFilter(filter);
            setMenu(null);
            table?.focus();
          }}
        />
      </ColumnMenu>
      <CellDetail
        cell={detail()}
        onClose={() => setDetail(null)}
        onFilter={model.wrappable ? filterByDetail : undefined}
        onCopy={(text) => void writeClipboard(text, t('common.copied'))}
      />
    </div>
  );
}
