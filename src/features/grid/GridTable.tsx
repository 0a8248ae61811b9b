import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  Index,
  on,
  onCleanup,
  onMount,
  Show,
  type Accessor,
  type JSX,
} from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { columnAt, moveTo, visibleColumns, type PlacedColumn } from './columnLayout.ts';
import type { GridModel } from './gridModel.ts';
import { gutterWidth } from './geometry.ts';
import { createGridKeys } from './gridKeys.ts';
import { GridPainter, type Painted } from './gridPainter.ts';
import { canvasHeight, GridViewport } from './gridViewport.ts';
import { HeaderCell } from './HeaderCell.tsx';
import { headerRow, rangeOf, selectionAt, type CellAt } from './selection.ts';

export interface GridTableProps {
  readonly model: GridModel;
  readonly currentRow: number | null;
  readonly headHeight: number;
  readonly label: string;
  /** What stands under the name of a column, which is given by its place in the result. */
  summary?(column: Accessor<number>): JSX.Element;
  /** Places of the columns on screen, when they change. */
  onVisible(columns: readonly number[]): void;
  /** The full text of a cell that shows less, else nothing. */
  tooltip(cell: CellAt): string;
  onRow(row: number): void;
  onDetail(cell: CellAt): void;
  onColumnMenu(column: PlacedColumn, anchor: HTMLElement): void;
  onCopy(event: ClipboardEvent): void;
  onPainted(painted: Painted): void;
  onReady(handle: GridTableHandle): void;
}

/** What the parts around the table ask of it. */
export interface GridTableHandle {
  goTo(cell: CellAt): void;
  focus(): void;
}

/** How long the scrolling rests before missing pages are asked for. */
const loadDelay = 40;

/** How long it rests before the rows are put in order in the document. */
const settleDelay = 80;

/** The scrolling table: a scrollbar's canvas, and on it a window that is drawn for wherever one is. */
export function GridTable(props: GridTableProps): JSX.Element {
  let scroller: HTMLDivElement | undefined;
  let body: HTMLDivElement | undefined;
  let viewport: GridViewport | undefined;
  let painter: GridPainter | undefined;
  let frame = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let loading: ReturnType<typeof setTimeout> | undefined;
  const id = createUniqueId();
  const activeId = `${id}-active`;
  const [scrolled, setScrolled] = createSignal(
    { left: 0, width: 0, height: 0 },
    { equals: (a, b) => a.left === b.left && a.width === b.width && a.height === b.height },
  );

  const rowCount = createMemo(() => {
    props.model.tick();
    return props.model.source().rowCount;
  });
  const complete = createMemo(() => {
    props.model.tick();
    return props.model.source().complete;
  });
  const gutter = createMemo(() => gutterWidth(rowCount()));
  const extent = () => ({
    rows: rowCount(),
    columns: props.model.layout().columns.length,
    page: viewport?.page ?? 1,
  });
  const visibleHeaders = createMemo(() =>
    visibleColumns(props.model.layout().scrolling, scrolled().left, scrolled().width),
  );

  const paint = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!viewport || !painter || !body) return;
    const { model } = props;
    const source = model.source();
    const selection = model.selection();
    const painted = painter.paint({
      source,
      layout: model.layout(),
      range: selection && selection.head.row > headerRow ? rangeOf(selection) : null,
      head: selection?.head ?? null,
      currentRow: props.currentRow,
      top: viewport.top,
      left: viewport.left,
      width: viewport.width + model.layout().pinnedWidth,
      height: viewport.height,
    });
    if (!painted.missing) body.dataset['painted'] = 'true';
    setScrolled({ left: viewport.left, width: viewport.width, height: viewport.height });
    clearTimeout(settling);
    settling = setTimeout(() => painter?.settle(), settleDelay);
    clearTimeout(loading);
    if (painted.missing)
      loading = setTimeout(() => void source.load(painted.first, painted.end - painted.first), loadDelay);
    props.onPainted(painted);
  };
  const schedule = (): void => {
    frame ||= requestAnimationFrame(paint);
  };

  const reveal = (cell: CellAt): void => {
    if (cell.row > headerRow) viewport?.revealRow(cell.row);
    const column = props.model.layout().columns[cell.column];
    if (column) viewport?.revealColumn(column);
  };
  const goTo = (cell: CellAt): void => {
    props.model.select(selectionAt(cell));
    reveal(cell);
    if (cell.row > headerRow) props.onRow(cell.row);
  };

  const keys = createGridKeys({
    model: () => props.model,
    extent,
    activeHeader: () => document.getElementById(activeId),
    reveal,
    onRow: (row) => props.onRow(row),
    onDetail: (cell) => props.onDetail(cell),
    onColumnMenu: (column, anchor) => props.onColumnMenu(column, anchor),
  });

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const cell = painter?.cellAt(event.target);
    if (!cell) return;
    const selection = props.model.selection();
    props.model.select(
      event.shiftKey && selection ? { anchor: selection.anchor, head: cell } : selectionAt(cell),
    );
    props.onRow(cell.row);
    if (event.pointerType === 'touch') return;
    const move = (e: PointerEvent): void => {
      const over = painter?.cellAt(document.elementFromPoint(e.clientX, e.clientY));
      const now = props.model.selection();
      if (over && now && (over.row !== now.head.row || over.column !== now.head.column)) {
        props.model.select({ anchor: now.anchor, head: over });
        reveal(over);
      }
    };
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
  };

  const drop = (column: PlacedColumn, clientX: number): void => {
    if (!scroller || !viewport) return;
    const x = clientX - scroller.getBoundingClientRect().left - gutter();
    const target = columnAt(props.model.layout(), x, viewport.left);
    if (target) props.model.arrange(moveTo(props.model.arrangement(), column.index, target.index));
  };

  onMount(() => {
    if (!scroller || !body) return;
    painter = new GridPainter(body, activeId);
    viewport = new GridViewport(scroller, {
      rows: rowCount,
      headHeight: () => props.headHeight,
      fixedWidth: () => gutter() + props.model.layout().pinnedWidth,
      changed: schedule,
    });
    props.onReady({ goTo, focus: () => scroller?.focus() });
    // The first rows go into the frame that is coming, not into one behind it.
    if (viewport.height > 0) paint();
  });
  createEffect(() => {
    props.model.tick();
    props.model.layout();
    props.model.selection();
    void props.currentRow;
    schedule();
  });
  createEffect(() =>
    props.onVisible([...props.model.layout().pinned, ...visibleHeaders()].map((c) => c.index)),
  );
  createEffect(on([rowCount, () => props.headHeight], () => viewport?.refresh()));
  const source = createMemo(() => props.model.source());
  createEffect(
    on(
      source,
      () => {
        delete body?.dataset['painted'];
        viewport?.toTop();
        schedule();
      },
      { defer: true },
    ),
  );
  const startAnew = (): void => {
    viewport?.toLeft();
    // In the frame that is coming, as for the first one.
    paint();
  };
  createEffect(on(() => props.model, startAnew, { defer: true }));
  onCleanup(() => {
    cancelAnimationFrame(frame);
    clearTimeout(loading);
    clearTimeout(settling);
    viewport?.dispose();
  });

  const header = (column: Accessor<PlacedColumn>): JSX.Element => {
    const active = (): boolean => {
      const head = props.model.selection()?.head;
      return head?.row === headerRow && head.column === column().position;
    };
    return (
      <HeaderCell
        model={props.model}
        column={column()}
        activeId={active() ? activeId : undefined}
        summary={props.summary?.(() => column().index)}
        onMenu={(c, anchor) => props.onColumnMenu(c, anchor)}
        onDrop={drop}
      />
    );
  };

  return (
    <div
      ref={scroller}
      class="grid"
      data-testid="grid"
      data-rows={rowCount()}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={complete() ? rowCount() + 1 : -1}
      aria-colcount={props.model.layout().columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={props.model.selection() ? activeId : undefined}
      aria-busy={props.model.busy()}
      onKeyDown={(event) => {
        if (event.target === scroller) keys(event);
      }}
      onPointerDown={onPointerDown}
      onDblClick={(event) => {
        const cell = painter?.cellAt(event.target);
        if (cell) props.onDetail(cell);
      }}
      onPointerOver={(event) => {
        const cell = painter?.cellAt(event.target);
        if (cell && event.target instanceof HTMLElement) event.target.title = props.tooltip(cell);
      }}
      onFocus={() => {
        if (!props.model.selection() && rowCount() > 0)
          props.model.select(selectionAt({ row: 0, column: 0 }));
      }}
      onCopy={(event) => props.onCopy(event)}
      style={{
        '--grid-gutter': `${String(gutter())}px`,
        '--grid-pinned': `${String(props.model.layout().pinnedWidth)}px`,
        '--grid-head': `${String(props.headHeight)}px`,
      }}
    >
      <div
        class="grid-canvas"
        style={{
          width: `${String(gutter() + props.model.layout().pinnedWidth + props.model.layout().scrollingWidth)}px`,
          height: `${String(canvasHeight(rowCount(), props.headHeight))}px`,
        }}
      >
        <div class="grid-window" style={{ '--grid-left': `${String(-scrolled().left)}px` }}>
          <div role="row" class="grid-head" aria-rowindex={1}>
            <div role="columnheader" class="grid-corner" aria-colindex={1}>
              <span class="visually-hidden">{t('grid.row_number')}</span>
            </div>
            <div class="grid-pinned" style={{ width: `${String(props.model.layout().pinnedWidth)}px` }}>
              <Index each={props.model.layout().pinned}>{header}</Index>
            </div>
            <div class="grid-strip">
              <div class="grid-track">
                <Index each={visibleHeaders()}>{header}</Index>
              </div>
            </div>
          </div>
          <div ref={body} class="grid-body" role="rowgroup" />
          <Show when={rowCount() === 0 && complete()}>
            <p class="grid-empty">{props.model.isView() ? t('grid.no_rows_view') : t('grid.no_rows')}</p>
          </Show>
        </div>
      </div>
    </div>
  );
}
