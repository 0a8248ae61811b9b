import { createEffect, createMemo, createSignal, For, Show, type JSX } from 'solid-js';
import { typeName } from '../../domain/columnType.ts';
import { t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { moveColumn, toggleHidden, togglePinned, withWidth, type PlacedColumn } from './columnLayout.ts';
import { filterFromInput, operatorsFor, type FilterOperator } from './filterInput.ts';
import type { GridModel } from './gridModel.ts';

export interface OpenMenu {
  readonly column: PlacedColumn;
  readonly anchor: DOMRect;
}

export interface ColumnMenuProps {
  readonly model: GridModel;
  readonly open: OpenMenu | null;
  onClose(): void;
  /** More about the column, such as its summary. */
  readonly children?: JSX.Element;
}

const menuWidth = 260;
const widthStep = 24;
/** Distance from the window's edge, and the room that a menu likes to have. */
const edge = 4;
const roomy = 360;

/** What can be done with a column: sort, filter, place, width. A popover: Escape and a press outside close it. */
export function ColumnMenu(props: ColumnMenuProps): JSX.Element {
  let element: HTMLDivElement | undefined;
  const index = (): number => props.open?.column.index ?? 0;
  const column = createMemo(
    () => props.model.columns[index()] ?? { name: '', type: { kind: 'text' as const } },
  );
  const operators = createMemo(() => operatorsFor(column().type));
  const [operator, setOperator] = createSignal<FilterOperator>('contains');
  const [text, setText] = createSignal('');
  const [bad, setBad] = createSignal(false);

  createEffect(() => {
    const { open } = props;
    if (!element) return;
    if (!open) {
      element.hidePopover();
      return;
    }
    setOperator(operators()[0] ?? 'contains');
    setText('');
    setBad(false);
    element.style.left = `${String(Math.max(edge, Math.min(open.anchor.left, window.innerWidth - menuWidth - edge)))}px`;
    const below = window.innerHeight - open.anchor.bottom - edge;
    const above = open.anchor.top - edge;
    const upwards = below < roomy && above > below;
    element.style.top = upwards ? 'auto' : `${String(open.anchor.bottom)}px`;
    element.style.bottom = upwards ? `${String(window.innerHeight - open.anchor.top)}px` : 'auto';
    element.style.maxHeight = `${String(Math.max(upwards ? above : below, 120))}px`;
    element.showPopover();
    element.querySelector<HTMLElement>('button, input, select')?.focus();
  });

  const act = (work: () => void): void => {
    work();
    props.onClose();
  };
  const arrange = (
    change: (a: ReturnType<GridModel['arrangement']>) => ReturnType<GridModel['arrangement']>,
  ): void => props.model.arrange(change(props.model.arrangement()));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const filter = filterFromInput(index(), column().type, operator(), text());
    setBad(filter === null);
    if (filter) act(() => props.model.addFilter(filter));
  };

  return (
    <div
      ref={element}
      popover="auto"
      class="grid-menu"
      role="dialog"
      aria-label={t('grid.column_menu', { name: column().name })}
      onToggle={(event: Event & { newState?: string }) => {
        if (event.newState === 'closed' && props.open) props.onClose();
      }}
    >
      <Show when={props.open}>
        <p class="grid-menu-head">
          <strong>{column().name === '' ? t('grid.unnamed') : column().name}</strong>{' '}
          <span class="muted mono">{typeName(column().type)}</span>
        </p>
        <Show
          when={props.model.wrappable}
          fallback={<p class="muted grid-menu-note">{t('grid.not_wrappable')}</p>}
        >
          <div class="grid-menu-row">
            <button
              type="button"
              class="button"
              data-look="outline"
              onClick={() => act(() => props.model.setSort([{ column: index(), descending: false }]))}
            >
              <Icon name="sort_up" /> {t('grid.sort_up')}
            </button>
            <button
              type="button"
              class="button"
              data-look="outline"
              onClick={() => act(() => props.model.setSort([{ column: index(), descending: true }]))}
            >
              <Icon name="sort_down" /> {t('grid.sort_down')}
            </button>
          </div>
          <form class="grid-menu-filter" onSubmit={submit}>
            <select
              class="field"
              aria-label={t('grid.filter_operator')}
              value={operator()}
              onChange={(e) => setOperator(e.currentTarget.value as FilterOperator)}
            >
              <For each={operators()}>
                {(o) => (
                  <option value={o} selected={o === operator()}>
                    {o === 'contains' ? t('grid.contains') : o}
                  </option>
                )}
              </For>
            </select>
            <input
              class="field"
              aria-label={t('grid.filter_value')}
              aria-invalid={bad()}
              placeholder={t('grid.filter_value')}
              value={text()}
              onInput={(e) => setText(e.currentTarget.value)}
            />
            <button type="submit" class="button" data-look="outline" aria-label={t('grid.filter')}>
              <Icon name="filter" />
            </button>
          </form>
          <Show when={bad()}>
            <p class="grid-menu-note grid-bad" role="alert">
              {t('grid.filter_bad', { type: typeName(column().type) })}
            </p>
          </Show>
          <div class="grid-menu-row">
            <button
              type="button"
              class="button"
              onClick={() => act(() => props.model.addFilter({ column: index(), kind: 'not_null' }))}
            >
              {t('grid.without_nulls')}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => act(() => props.model.addFilter({ column: index(), kind: 'null' }))}
            >
              {t('grid.only_nulls')}
            </button>
          </div>
          <hr />
        </Show>
        <div class="grid-menu-row">
          <button
            type="button"
            class="button"
            onClick={() => act(() => arrange((a) => togglePinned(a, index())))}
          >
            {props.model.arrangement().pinned.has(index()) ? t('grid.unpin') : t('grid.pin')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => act(() => arrange((a) => toggleHidden(a, index())))}
          >
            {t('grid.hide')}
          </button>
        </div>
        <div class="grid-menu-row">
          <button type="button" class="button" onClick={() => arrange((a) => moveColumn(a, index(), -1))}>
            {t('grid.move_left')}
          </button>
          <button type="button" class="button" onClick={() => arrange((a) => moveColumn(a, index(), 1))}>
            {t('grid.move_right')}
          </button>
        </div>
        <div class="grid-menu-row">
          <For each={[-1, 1] as const}>
            {(sign) => (
              <button
                type="button"
                class="button"
                onClick={() => {
                  const now = props.model.layout().columns.find((c) => c.index === index())?.width ?? 0;
                  arrange((a) => withWidth(a, index(), now + sign * widthStep));
                }}
              >
                {t(sign < 0 ? 'grid.narrower' : 'grid.wider')}
              </button>
            )}
          </For>
          <button type="button" class="button" onClick={() => arrange((a) => withWidth(a, index(), null))}>
            {t('grid.fit')}
          </button>
        </div>
        {props.children}
      </Show>
    </div>
  );
}
