import { createMemo, Show, type JSX } from 'solid-js';
import { typeName } from '../../domain/columnType.ts';
import { t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { alignRight } from './cellFormat.ts';
import { withWidth, type PlacedColumn } from './columnLayout.ts';
import type { GridModel } from './gridModel.ts';

export interface HeaderCellProps {
  readonly model: GridModel;
  readonly column: PlacedColumn;
  /** Set on the header cell that the keyboard is at. */
  readonly activeId: string | undefined;
  /** The summary under the name, if summaries are on. */
  readonly summary?: JSX.Element;
  onMenu(column: PlacedColumn, anchor: HTMLElement): void;
  /** The header was dragged to a place `clientX`. */
  onDrop(column: PlacedColumn, clientX: number): void;
}

const dragThreshold = 6;

/** Name, type, sort and width of a column. Its controls are reached by pointer here, by keys from the grid. */
export function HeaderCell(props: HeaderCellProps): JSX.Element {
  let element: HTMLDivElement | undefined;
  const column = () => props.model.columns[props.column.index];
  const type = createMemo(() => {
    const c = column();
    return c ? typeName(c.type) : '';
  });
  const sortKey = createMemo(() => props.model.sort().find((k) => k.column === props.column.index));
  const filtered = createMemo(() => props.model.filters().some((f) => f.column === props.column.index));
  const sortState = (): 'none' | 'ascending' | 'descending' => {
    const key = sortKey();
    return key ? (key.descending ? 'descending' : 'ascending') : 'none';
  };

  const resize = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const from = event.clientX;
    const { width, index } = props.column;
    handle.setPointerCapture(event.pointerId);
    const move = (e: PointerEvent): void =>
      props.model.arrange(withWidth(props.model.arrangement(), index, width + e.clientX - from));
    const end = (): void => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };

  /** A short press sorts, a longer way moves the column. */
  const press = (event: PointerEvent & { currentTarget: HTMLElement }): void => {
    if (event.button !== 0) return;
    const target = event.currentTarget;
    const from = event.clientX;
    const { shiftKey } = event;
    const end = (e: PointerEvent): void => {
      window.removeEventListener('pointerup', end);
      if (Math.abs(e.clientX - from) > dragThreshold) props.onDrop(props.column, e.clientX);
      else if (target.contains(e.target as Node) && props.model.wrappable)
        props.model.cycleSort(props.column.index, shiftKey);
    };
    window.addEventListener('pointerup', end);
  };

  return (
    <div
      ref={element}
      role="columnheader"
      class="grid-head-cell"
      classList={{ 'grid-right': alignRight(column()?.type ?? { kind: 'text' }) }}
      id={props.activeId}
      aria-colindex={props.column.position + 2}
      aria-sort={sortState()}
      data-filtered={filtered()}
      style={{ left: `${String(props.column.left)}px`, width: `${String(props.column.width)}px` }}
    >
      <div
        class="grid-head-name"
        title={`${column()?.name ?? ''} · ${type()}${props.model.wrappable ? ` · ${t('grid.sort_hint')}` : ''}`}
        onPointerDown={press}
      >
        <span class="grid-head-text">{column()?.name === '' ? t('grid.unnamed') : column()?.name}</span>
        <Show when={sortKey()}>
          {(key) => (
            <span class="grid-sort">
              <Icon name={key().descending ? 'sort_down' : 'sort_up'} />
              <Show when={props.model.sort().length > 1}>{props.model.sort().indexOf(key()) + 1}</Show>
            </span>
          )}
        </Show>
        <Show when={filtered()}>
          <span class="grid-sort">
            <Icon name="filter" />
          </span>
        </Show>
      </div>
      <div class="grid-head-type">{type()}</div>
      {props.summary}
      <button
        type="button"
        class="grid-head-menu"
        tabIndex={-1}
        aria-label={t('grid.column_menu', { name: column()?.name ?? '' })}
        aria-haspopup="dialog"
        onClick={() => {
          if (element) props.onMenu(props.column, element);
        }}
      >
        <Icon name="down" />
      </button>
      <div
        class="grid-resize"
        onPointerDown={resize}
        onDblClick={() => props.model.arrange(withWidth(props.model.arrangement(), props.column.index, null))}
      />
    </div>
  );
}
