import {
  batch,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
  type Accessor,
} from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { typeName, type Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import { canWrap, rowsWhere, wrapQuery, type ColumnFilter, type SortKey } from '../../sql/wrap.ts';
import { autoWidth, shownText } from './cellFormat.ts';
import { initialArrangement, layoutOf, type ColumnArrangement, type ColumnLayout } from './columnLayout.ts';
import { rowsSource, type RowSource } from './rowSource.ts';
import { selectionAt, type GridSelection } from './selection.ts';

/** Rows that a sorted or filtered view holds where only whole small results can be asked for. */
const viewLimit = 50_000;

/** Rows looked at for the widths of columns. */
const measuredRows = 60;

/** A sorted or filtered view. `drain` reads on after the first rows, `close` frees what the engine keeps for it. */
export type OpenedSource = RowSource & { drain?(): Promise<void>; close?(): Promise<void> };

/** Rows chosen elsewhere, in the chart: a condition on the result's columns, and the same in words. */
export interface OuterChoice {
  readonly condition: string;
  readonly label: string;
}

/** Filters that others see as well, and what they choose themselves. */
export interface SharedFilters {
  filters(): readonly ColumnFilter[];
  setFilters(filters: readonly ColumnFilter[]): void;
  choice(): OuterChoice | null;
  dropChoice(): void;
}

export interface GridModelOptions {
  readonly result: RowSource;
  readonly sql: string;
  readonly shared?: SharedFilters | undefined;
  query(sql: string): Promise<Result<Rows>>;
  /** Opens a result of any size; without it a view is cut off at {@link viewLimit} rows. */
  readonly open?: ((sql: string) => Promise<Result<OpenedSource>>) | undefined;
}

/** What the grid shows and how: without any element of it. */
export interface GridModel {
  readonly columns: readonly Column[];
  readonly names: readonly string[];
  readonly sql: string;
  /** The rows on screen: the result, or its sorted or filtered view. */
  readonly source: Accessor<RowSource>;
  /** Grows whenever {@link source} knows more rows or has fetched some. */
  readonly tick: Accessor<number>;
  readonly layout: Accessor<ColumnLayout>;
  readonly arrangement: Accessor<ColumnArrangement>;
  arrange(next: ColumnArrangement): void;
  readonly selection: Accessor<GridSelection | null>;
  select(next: GridSelection | null): void;
  readonly wrappable: boolean;
  readonly sort: Accessor<readonly SortKey[]>;
  readonly filters: Accessor<readonly ColumnFilter[]>;
  /** What the chart leaves of the rows. */
  readonly choice: Accessor<OuterChoice | null>;
  dropChoice(): void;
  /** Sorts by a column: up, down, not; `add` keeps the other keys. */
  cycleSort(column: number, add: boolean): void;
  setSort(keys: readonly SortKey[]): void;
  addFilter(filter: ColumnFilter): void;
  removeFilter(filter: ColumnFilter): void;
  clearView(): void;
  /** The statement that gives the rows on screen. */
  readonly viewSql: Accessor<string>;
  readonly isView: Accessor<boolean>;
  readonly busy: Accessor<boolean>;
  readonly error: Accessor<AppError | null>;
  /** The view was cut off at this many rows. */
  readonly cutAt: Accessor<number | null>;
}

async function openView(
  options: GridModelOptions,
  names: readonly string[],
  sql: string,
): Promise<Result<OpenedSource>> {
  if (options.open) return options.open(sql);
  const rows = await options.query(wrapQuery(sql, names, { limit: viewLimit }));
  return rows.ok ? { ok: true, value: rowsSource(rows.value) } : rows;
}

/** Widths by content, measured once a source, when its first rows are there. */
function createAutoWidths(
  columns: readonly Column[],
  source: Accessor<RowSource>,
): (index: number) => number {
  const measured = new Map<number, { readonly width: number; readonly rows: number }>();
  return (index) => {
    const rows = Math.min(measuredRows, source().rowCount);
    const known = measured.get(index);
    if (known && known.rows >= Math.min(rows, 1)) return known.width;
    const column = columns[index];
    if (!column) return 0;
    const texts = Array.from({ length: rows }, (_, row) => {
      const value = source().peek(row, index);
      return value === undefined ? '' : shownText(column.type, value);
    });
    const width = autoWidth(column.name, typeName(column.type), texts);
    measured.set(index, { width, rows });
    return width;
  };
}

interface View {
  readonly source: Accessor<RowSource>;
  readonly busy: Accessor<boolean>;
  readonly error: Accessor<AppError | null>;
  readonly cutAt: Accessor<number | null>;
}

function createView(options: GridModelOptions, names: readonly string[], viewSql: Accessor<string>): View {
  const [source, setSource] = createSignal<RowSource>(options.result);
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<AppError | null>(null);
  const [cutAt, setCutAt] = createSignal<number | null>(null);
  let opened: OpenedSource | null = null;
  let request = 0;
  const show = (next: OpenedSource | null): void => {
    const former = opened;
    opened = next;
    setSource(() => next ?? options.result);
    setCutAt(next && !options.open && next.rowCount === viewLimit ? viewLimit : null);
    void former?.close?.();
    void next?.drain?.();
  };
  createEffect(
    on(
      viewSql,
      async (sql) => {
        const current = ++request;
        setError(null);
        setBusy(sql !== options.sql);
        if (sql === options.sql) {
          show(null);
          return;
        }
        const next = await openView(options, names, sql);
        if (current !== request) {
          if (next.ok) void next.value.close?.();
          return;
        }
        setBusy(false);
        if (next.ok) show(next.value);
        else setError(next.error);
      },
      { defer: untrack(viewSql) === options.sql },
    ),
  );
  onCleanup(() => {
    request++;
    void opened?.close?.();
  });
  return { source, busy, error, cutAt };
}

/** Ticks with what the source tells, once a frame at most. */
function createTick(source: Accessor<RowSource>): Accessor<number> {
  const [tick, setTick] = createSignal(0);
  createEffect(() => {
    let frame = 0;
    const stop = source().subscribe(() => {
      if (frame !== 0) return;
      frame = requestAnimationFrame(() => {
        frame = 0;
        setTick((n) => n + 1);
      });
    });
    onCleanup(() => {
      stop();
      cancelAnimationFrame(frame);
    });
  });
  return tick;
}

function cycled(keys: readonly SortKey[], column: number, add: boolean): readonly SortKey[] {
  const known = keys.find((k) => k.column === column);
  const others = add ? keys.filter((k) => k.column !== column) : [];
  if (!known) return [...others, { column, descending: false }];
  return known.descending ? others : [...others, { column, descending: true }];
}

function ownFilters(): SharedFilters {
  const [filters, setFilters] = createSignal<readonly ColumnFilter[]>([]);
  return { filters, setFilters, choice: () => null, dropChoice: () => undefined };
}

/** The state of one result's grid. Must be called inside a reactive root. */
export function createGridModel(options: GridModelOptions): GridModel {
  const { columns } = options.result;
  const names = columns.map((c) => c.name);
  const wrappable = canWrap(options.sql);
  const [arrangement, setArrangement] = createSignal(initialArrangement(columns.length));
  const [selection, setSelection] = createSignal<GridSelection | null>(null);
  const [sort, setSort] = createSignal<readonly SortKey[]>([]);
  const { filters, setFilters, choice, dropChoice } = options.shared ?? ownFilters();
  const viewSql = createMemo(() =>
    wrapQuery(rowsWhere(options.sql, choice()?.condition ?? null), names, {
      sort: sort(),
      filters: filters(),
    }),
  );
  const view = createView(options, names, viewSql);
  const tick = createTick(view.source);
  const width = createAutoWidths(columns, view.source);
  // The first rows bring the widths; later ones change nothing.
  const started = createMemo(() => tick() >= 0 && view.source().rowCount > 0);
  const layout = createMemo(() => {
    started();
    return layoutOf(arrangement(), width);
  });
  createEffect(
    on(view.source, () => setSelection((s) => (s ? selectionAt({ row: 0, column: s.head.column }) : s)), {
      defer: true,
    }),
  );
  return {
    ...view,
    columns,
    names,
    sql: options.sql,
    tick,
    layout,
    arrangement,
    arrange: setArrangement,
    selection,
    select: setSelection,
    wrappable,
    sort,
    filters,
    cycleSort: (column, add) => setSort((keys) => cycled(keys, column, add)),
    setSort,
    choice,
    dropChoice,
    addFilter: (filter) => {
      const others = filters().filter((f) => f.column !== filter.column || f.kind !== filter.kind);
      setFilters([...others, filter]);
    },
    removeFilter: (filter) => setFilters(filters().filter((f) => f !== filter)),
    clearView: () =>
      batch(() => {
        setSort([]);
        setFilters([]);
        dropChoice();
      }),
    viewSql,
    isView: () => viewSql() !== options.sql,
  };
}
