import { createMemo, createSignal, For, lazy, onMount, Show, Suspense, type JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import type { Rows } from '../../engine/rows.ts';
import { formatNumber, language, t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { fetchDescription } from '../../engine/datasetDescription.ts';
import { CatalogDetails } from './CatalogDetails.tsx';
import {
  itemText,
  qualifiedName,
  shippedSchema,
  tableGroups,
  tableNodes,
  treeItems,
  type ColumnItem,
  type TreeItem,
} from './catalogTree.ts';
import { descriptionIn, noDescription, titleIn } from '../../domain/datasetDescription.ts';
import './catalog.css';

const DiagramDialog = lazy(() => import('./DiagramDialog.tsx').then((m) => ({ default: m.DiagramDialog })));

export interface CatalogPanelProps {
  readonly catalog: Catalog;
  query(sql: string): Promise<Result<Rows>>;
  /** Puts a name in at the editor's cursor. */
  onInsert(text: string): void;
  /** Opens a new tab with this query and runs it. */
  onQuery(sql: string, title: string): void;
}

/** Tables and columns that queries can read: found, explained, put into the editor. */
export function CatalogPanel(props: CatalogPanelProps): JSX.Element {
  const [description, setDescription] = createSignal(noDescription);
  const [search, setSearch] = createSignal('');
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set());
  const [currentKey, setCurrentKey] = createSignal<string | null>(null);
  const [diagram, setDiagram] = createSignal(false);
  onMount(() => void fetchDescription().then(setDescription));
  const nodes = createMemo(() => tableNodes(props.catalog.tables, description()));
  const items = createMemo(() => treeItems(nodes(), open(), search()));
  const expanded = createMemo(
    () => new Set(items().flatMap((item) => (item.kind === 'column' ? [item.node.key] : []))),
  );
  const current = createMemo(() => items().find((item) => item.key === currentKey()) ?? null);
  const byKey = new Map<string, HTMLElement>();

  const toggle = (key: string, opened = !open().has(key)): void => {
    const next = new Set(open());
    if (opened) next.add(key);
    else next.delete(key);
    setOpen(next);
  };
  const go = (item: TreeItem | undefined): void => {
    if (!item) return;
    setCurrentKey(item.key);
    byKey.get(item.key)?.focus();
  };
  const insert = (item: TreeItem): void => {
    setCurrentKey(item.key);
    props.onInsert(itemText(item, nodes()));
  };
  const showTable = (name: string): void => {
    setDiagram(false);
    setSearch('');
    go(items().find((item) => item.key === `${shippedSchema}.${name}`));
  };
  const queryThis = (item: TreeItem): void => {
    const title = titleIn(item.node.description, language()) || item.node.table.name;
    props.onQuery(`FROM ${qualifiedName(item.node)}`, title);
  };
  const onKeyDown = (event: KeyboardEvent, item: TreeItem): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = items().findIndex((other) => other.key === item.key);
    const isOpen = expanded().has(item.node.key);
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(items()[at + 1]),
      ArrowUp: () => go(items()[at - 1]),
      Home: () => go(items()[0]),
      End: () => go(items().at(-1)),
      ArrowRight: () => {
        if (item.kind !== 'table') return;
        if (isOpen) go(items()[at + 1]);
        else toggle(item.key, true);
      },
      ArrowLeft: () => {
        if (item.kind === 'column') go(items().find((other) => other.key === item.node.key));
        else toggle(item.key, false);
      },
      Enter: () => (event.shiftKey ? queryThis(item) : insert(item)),
      ' ': () => {
        if (item.kind === 'table') toggle(item.key);
      },
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };

  return (
    <div class="catalog" data-testid="catalog">
      <input
        class="field catalog-search"
        type="search"
        value={search()}
        placeholder={t('catalog.search')}
        aria-label={t('catalog.search')}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      <Show when={description().tables.size > 0}>
        <button type="button" class="button catalog-diagram" onClick={() => setDiagram(true)}>
          <Icon name="share" />
          {t('catalog.diagram')}
        </button>
        <Suspense>
          <Show when={diagram()}>
            <DiagramDialog
              open
              description={description()}
              onClose={() => setDiagram(false)}
              onTable={showTable}
            />
          </Show>
        </Suspense>
      </Show>
      <Show when={props.catalog.tables.length > 0} fallback={<p class="empty">{t('catalog.waiting')}</p>}>
        <div class="catalog-tree" role="tree" aria-label={t('catalog.tree')}>
          <For each={tableGroups.filter((group) => items().some((item) => item.node.group === group))}>
            {(group) => (
              <div role="group" aria-label={t(`catalog.group_${group}`)}>
                <p class="catalog-group" aria-hidden="true">
                  {t(`catalog.group_${group}`)}
                </p>
                <For each={items().filter((item) => item.node.group === group)}>
                  {(item, i) => (
                    <TreeLine
                      item={item}
                      open={expanded().has(item.node.key)}
                      current={currentKey() === item.key}
                      tabbable={
                        current() === null
                          ? items()[0]?.key === item.key && i() === 0
                          : current()?.key === item.key
                      }
                      ref={(element) => byKey.set(item.key, element)}
                      onFocus={() => setCurrentKey(item.key)}
                      onKeyDown={(event) => onKeyDown(event, item)}
                      onToggle={() => toggle(item.key)}
                      onInsert={() => insert(item)}
                    />
                  )}
                </For>
              </div>
            )}
          </For>
          <Show when={items().length === 0}>
            <p class="muted catalog-nothing">{t('catalog.nothing')}</p>
          </Show>
        </div>
        <Show when={current()} keyed>
          {(item) => (
            <CatalogDetails
              item={item}
              description={description()}
              query={(sql) => props.query(sql)}
              onInsert={(text) => props.onInsert(text)}
              onInsertName={() => insert(item)}
              onQuery={() => queryThis(item)}
            />
          )}
        </Show>
      </Show>
    </div>
  );
}

interface TreeLineProps {
  readonly item: TreeItem;
  readonly open: boolean;
  readonly current: boolean;
  readonly tabbable: boolean;
  ref(element: HTMLElement): void;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
  onToggle(): void;
  onInsert(): void;
}

function TreeLine(props: TreeLineProps): JSX.Element {
  const isTable = (): boolean => props.item.kind === 'table';
  const column = (): ColumnItem | null => (props.item.kind === 'column' ? props.item : null);
  const name = (): string => column()?.column.name ?? props.item.node.table.name;
  const rows = (): string => {
    const known = props.item.node.description?.rows;
    return known === undefined ? '' : formatNumber(known);
  };
  return (
    <div
      ref={(element) => props.ref(element)}
      class="catalog-line"
      classList={{ 'catalog-column': !isTable() }}
      role="treeitem"
      aria-level={isTable() ? 1 : 2}
      aria-expanded={isTable() ? props.open : undefined}
      aria-selected={props.current}
      tabindex={props.tabbable ? 0 : -1}
      data-name={name()}
      title={descriptionIn(column() ? column()?.described : props.item.node.description, language())}
      onFocus={() => props.onFocus()}
      onKeyDown={(event) => props.onKeyDown(event)}
      onClick={() => {
        if (isTable()) props.onToggle();
      }}
      onDblClick={() => props.onInsert()}
    >
      <span class="catalog-chevron" data-open={props.open}>
        <Show when={isTable()}>
          <Icon name="chevron" />
        </Show>
      </span>
      <span class="catalog-name mono">{name()}</span>
      {/* For the pointer; the keyboard has Enter on the line itself. */}
      <button
        type="button"
        class="catalog-insert"
        tabindex={-1}
        aria-hidden="true"
        title={t('catalog.insert')}
        onClick={(event) => {
          event.stopPropagation();
          props.onInsert();
        }}
      >
        <Icon name="add" />
      </button>
      <span class="catalog-aside muted">{column()?.column.type.toLowerCase() ?? rows()}</span>
    </div>
  );
}
