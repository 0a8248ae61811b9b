import { createSignal, For, Show, type JSX } from 'solid-js';
import { tableFormats, type TableFormat } from '../../domain/values/tableText.ts';
import { t } from '../../i18n/i18n.ts';
import { filterCondition } from '../../sql/wrap.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { showAll, toggleHidden } from './columnLayout.ts';
import type { Finder } from './find.ts';
import type { GridModel } from './gridModel.ts';

export interface GridToolbarProps {
  readonly model: GridModel;
  readonly finder: Finder;
  readonly summaries: boolean;
  onSummaries(on: boolean): void;
  onCopy(format: TableFormat): void;
  onTakeSql(sql: string): void;
  readonly exportMenu: JSX.Element;
}

/** Find, columns, summaries, copy, export; and what the view adds to the query, while it does. */
export function GridToolbar(props: GridToolbarProps): JSX.Element {
  return (
    <div class="grid-toolbar" role="toolbar" aria-label={t('grid.toolbar')}>
      <Show when={props.model.wrappable}>
        <Find finder={props.finder} />
      </Show>
      <span class="grid-space" />
      <button
        type="button"
        class="button"
        aria-pressed={props.summaries}
        title={t('grid.summaries')}
        aria-label={t('grid.summaries')}
        disabled={!props.model.wrappable}
        onClick={() => props.onSummaries(!props.summaries)}
      >
        <Icon name="chart" />
      </button>
      <Menu
        label={t('grid.columns')}
        trigger={<Icon name="table" />}
        items={[
          {
            id: 'all',
            label: t('grid.show_all'),
            onSelect: () => props.model.arrange(showAll(props.model.arrangement())),
          },
          ...props.model.columns.slice(0, 200).map((column, index) => ({
            id: String(index),
            label: `${props.model.arrangement().hidden.has(index) ? '   ' : '✓ '}${column.name}`,
            onSelect: () => props.model.arrange(toggleHidden(props.model.arrangement(), index)),
          })),
        ]}
      />
      <Menu
        label={t('grid.copy_as')}
        trigger={<Icon name="copy" />}
        items={tableFormats.map((format) => ({
          id: format,
          label: t(`grid.copy_${format}`),
          ...(format === 'tsv' ? { keys: 'Ctrl+C' } : {}),
          onSelect: () => props.onCopy(format),
        }))}
      />
      {props.exportMenu}
    </div>
  );
}

/** The sort keys and filters of the view, each removable, and the SQL they make. */
export function ViewBar(props: { readonly model: GridModel; onTakeSql(sql: string): void }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const name = (column: number): string => props.model.names[column] ?? '';
  return (
    <Show when={props.model.isView()}>
      <div class="grid-view">
        <div class="grid-chips">
          <Show when={props.model.choice()}>
            {(choice) => (
              <Chip
                text={t('grid.chosen_in_chart', { what: choice().label })}
                onRemove={() => props.model.dropChoice()}
              />
            )}
          </Show>
          <For each={props.model.sort()}>
            {(key) => (
              <Chip
                text={`${name(key.column)} ${key.descending ? '↓' : '↑'}`}
                onRemove={() => props.model.setSort(props.model.sort().filter((k) => k !== key))}
              />
            )}
          </For>
          <For each={props.model.filters()}>
            {(filter) => (
              <Chip
                text={
                  filter.kind === 'contains'
                    ? `${name(filter.column)}: “${filter.text}”`
                    : filterCondition(filter, name(filter.column))
                }
                onRemove={() => props.model.removeFilter(filter)}
              />
            )}
          </For>
          <Show when={props.model.busy()}>
            <span class="muted" role="status">
              {t('common.loading')}
            </span>
          </Show>
          <Show when={props.model.cutAt()}>
            {(n) => <span class="grid-warn">{t('grid.view_cut', { n: n() })}</span>}
          </Show>
          <span class="grid-space" />
          <button type="button" class="button" aria-expanded={open()} onClick={() => setOpen(!open())}>
            SQL
          </button>
          <button type="button" class="button" onClick={() => props.onTakeSql(props.model.viewSql())}>
            <Icon name="edit" /> {t('grid.take_sql')}
          </button>
          <button type="button" class="button" onClick={() => props.model.clearView()}>
            {t('grid.clear_view')}
          </button>
        </div>
        <Show when={open()}>
          <pre class="grid-view-sql mono" tabIndex={0}>
            {props.model.viewSql()}
          </pre>
        </Show>
        <Show when={props.model.error()}>
          {(error) => (
            <p class="notice" data-tone="bad" role="alert">
              {t('grid.view_failed')} <span class="mono">{error().message}</span>
            </p>
          )}
        </Show>
      </div>
    </Show>
  );
}

function Chip(props: { readonly text: string; onRemove(): void }): JSX.Element {
  return (
    <span class="grid-chip">
      <span>{props.text}</span>
      <button
        type="button"
        aria-label={`${t('common.remove')}: ${props.text}`}
        onClick={() => props.onRemove()}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}

function Find(props: { readonly finder: Finder }): JSX.Element {
  const [text, setText] = createSignal('');
  return (
    <form
      class="grid-find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void props.finder.find(text());
      }}
    >
      <Icon name="search" />
      <input
        class="field"
        type="search"
        aria-label={t('grid.find')}
        placeholder={t('grid.find')}
        value={text()}
        onInput={(e) => setText(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && e.shiftKey) {
            e.preventDefault();
            props.finder.step(-1);
          }
        }}
      />
      <Show when={props.finder.found()}>
        {(found) => (
          <span class="grid-found" role="status">
            {found().rows.length === 0
              ? t('grid.found_none')
              : t(found().more ? 'grid.found_more' : 'grid.found', {
                  n: found().at + 1,
                  of: found().rows.length,
                })}
          </span>
        )}
      </Show>
    </form>
  );
}
