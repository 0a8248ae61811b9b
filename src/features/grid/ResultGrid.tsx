import { createMemo, Show, untrack, type JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import type { Value } from '../../domain/columnType.ts';
import type { QueryResult } from '../../engine/queryResult.ts';
import type { Rows } from '../../engine/rows.ts';
import { t } from '../../i18n/i18n.ts';
import { CellDetail } from './CellDetail.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { SummaryChart, SummaryDetails } from './ColumnSummaryView.tsx';
import { ExportMenu, type CitationsOf, type EngineExport } from './ExportMenu.tsx';
import { GridFooter } from './GridFooter.tsx';
import type { GridModel, OpenedSource, SharedFilters } from './gridModel.ts';
import { GridTable, type GridTableHandle } from './GridTable.tsx';
import { GridToolbar, ViewBar } from './GridToolbar.tsx';
import { createResultView, type ResultView } from './resultView.ts';
import './grid.css';

export interface ResultGridProps {
  readonly result: QueryResult;
  /** The statement that the result answers. */
  readonly sql: string;
  /** Whether a query runs that will bring other rows. */
  readonly leaving: boolean;
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

const plainHead = 38;
const summaryHeight = 42;

/**
 * The result as a table: any size, sorted and filtered in the engine, copied and exported exactly. The elements stay from result to result;
 * what belongs to one goes with it.
 */
export function ResultGrid(props: ResultGridProps): JSX.Element {
  let table: GridTableHandle | undefined;
  const goTo = (row: number): void =>
    table?.goTo({ row, column: view().model.selection()?.head.column ?? 0 });
  const view = createMemo<ResultView>((former) => {
    void props.result;
    return untrack(() => createResultView(props, goTo, former?.summaries() ?? false));
  });
  const model = (): GridModel => view().model;
  const closeMenu = (): void => {
    view().setMenu(null);
    table?.focus();
  };

  return (
    <div class="grid-frame">
      <GridToolbar
        model={model()}
        finder={view().finder}
        summaries={view().summaries()}
        onSummaries={(on) => view().setSummaries(on)}
        onCopy={(format) => view().copyAs(format)}
        onTakeSql={(sql) => props.onTakeSql(sql)}
        exportMenu={
          <ExportMenu
            model={model()}
            fileName={props.fileName ?? 'result'}
            engineExport={props.engineExport}
            citations={props.citations}
            onError={(error) => view().showError(error)}
          />
        }
      />
      <ViewBar model={model()} onTakeSql={(sql) => props.onTakeSql(sql)} />
      <GridTable
        model={model()}
        currentRow={view().currentRow()}
        headHeight={plainHead + (view().summaries() ? summaryHeight : 0)}
        summary={(column) => (
          <Show when={view().summaries()}>
            <SummaryChart
              summary={view().summaryOf(column())}
              type={view().typeOf(column())}
              onFilter={(filter) => model().addFilter(filter)}
            />
          </Show>
        )}
        onVisible={(columns) => view().setVisible(columns)}
        label={t('grid.label')}
        tooltip={(cell) => view().tooltip(cell)}
        onRow={(row) => view().chooseRow(row)}
        onDetail={(cell) => view().openDetail(cell)}
        onColumnMenu={(column, anchor) => view().setMenu({ column, anchor: anchor.getBoundingClientRect() })}
        onCopy={(event) => view().copySelection(event)}
        onPainted={(painted) => view().showRange(painted)}
        onReady={(handle) => {
          table = handle;
        }}
      />
      <GridFooter model={model()} painted={view().painted()} notice={view().notice()} onGoTo={goTo} />
      <ColumnMenu model={model()} open={view().menu()} onClose={closeMenu}>
        <SummaryDetails
          summary={view().summaryOf(view().menu()?.column.index ?? -1)}
          type={view().typeOf(view().menu()?.column.index ?? 0)}
          onFilter={(filter) => {
            model().addFilter(filter);
            closeMenu();
          }}
        />
      </ColumnMenu>
      <CellDetail
        cell={view().detail()}
        onClose={() => view().closeDetail()}
        onFilter={model().wrappable ? () => view().filterByDetail() : undefined}
        onCopy={(text) => void view().copyText(text)}
      />
    </div>
  );
}
