import { createEffect, createMemo, createSignal, For, on, Show, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { language, t } from '../../i18n/i18n.ts';
import { fileNameOf, toFileBlob } from '../../share/file.ts';
import { download } from '../../ui/download.ts';
import { Icon } from '../../ui/Icon.tsx';
import { archiveExtension, readArchive, toArchive } from '../../workspace/archive.ts';
import type { TrashedWork } from '../../workspace/store.ts';
import type { Work, WorkHead } from '../../workspace/work.ts';
import { findWorks, orders, type Order } from './find.ts';
import { ImportDialog } from './ImportDialog.tsx';
import { SavedItem } from './SavedItem.tsx';
import { TrashList } from './TrashList.tsx';
import './saved.css';

export interface SavedPanelProps {
  readonly works: readonly WorkHead[];
  /** Nobody knows yet what is saved. */
  readonly loading?: boolean;
  readonly current: string;
  /** Works whole, to be compared or written out. */
  read(ids: readonly string[]): Promise<Result<readonly Work[]>>;
  onOpen(work: WorkHead): void;
  onRemove(id: string): void;
  onRename(work: WorkHead, title: string): void;
  /** A `*.yardstick.json` file was picked or dropped. */
  onFile(file: File): void;
  /** The whole workbench as one file, with saved work inside. */
  onWorkbench?(): void;
  /** Brings back what was removed. With it, deleting is undone by one click; without it, deleting asks first. */
  onRestore?(id: string): void;
  readonly trash?: readonly TrashedWork[];
  onEmptyTrash?(): void;
  onDuplicate?(work: WorkHead): void;
  onTags?(work: WorkHead, tags: readonly string[]): void;
  /** A file of a whole workspace was read and accepted. Without it such files go to {@link onFile} as any other. */
  onImport?(works: readonly Work[], mode: 'merge' | 'replace'): void;
  /** `memory` where nothing outlives the page. */
  readonly mode?: 'stored' | 'memory';
  /** How many stored records could not be read. */
  readonly skipped?: number;
}

/** Works that are drawn at once: each has a menu of its own. */
const pageSize = 60;

/** What was deleted last, or is about to be. */
interface Removal {
  readonly work: WorkHead;
  readonly done: boolean;
}

/** Saved work: find, open, rename, pass on, delete and get back. */
export function SavedPanel(props: SavedPanelProps): JSX.Element {
  let picker: HTMLInputElement | undefined;
  const [query, setQuery] = createSignal('');
  const [limit, setLimit] = createSignal(pageSize);
  const [order, setOrder] = createSignal<Order>('updated');
  const [removal, setRemoval] = createSignal<Removal | null>(null);
  const [over, setOver] = createSignal(false);
  const [archive, setArchive] = createSignal<readonly Work[] | null>(null);
  const [fileError, setFileError] = createSignal<AppError | null>(null);
  const found = createMemo(() => findWorks(props.works, query(), order(), language()));
  createEffect(on([query, order], () => setLimit(pageSize)));
  const titleOf = (work: WorkHead): string => (work.title.trim() === '' ? t('saved.untitled') : work.title);

  const takeOne = async (file: File): Promise<void> => {
    const read = props.onImport ? await readArchive(file) : null;
    setFileError(read && !read.ok ? read.error : null);
    if (read?.ok && read.value) setArchive(read.value);
    else if (!read || read.ok) props.onFile(file);
  };
  const take = (files: FileList | null | undefined): void => {
    for (const file of files ?? []) void takeOne(file);
  };
  /** Works whole, or null with the reason on screen. */
  const whole = async (ids: readonly string[]): Promise<readonly Work[] | null> => {
    const read = await props.read(ids);
    setFileError(read.ok ? null : read.error);
    return read.ok ? read.value : null;
  };
  const exportAll = async (): Promise<void> => {
    const works = await whole(props.works.map((work) => work.id));
    if (!works) return;
    const now = new Date().toISOString();
    const blob = new Blob([toArchive(works, now)], { type: 'application/json' });
    download(fileNameOf(`yardstick ${now.slice(0, 10)}`, archiveExtension), blob);
  };
  const exportOne = async (id: string): Promise<void> => {
    const [work] = (await whole([id])) ?? [];
    if (work) download(fileNameOf(work.title), toFileBlob(work));
  };
  const remove = (work: WorkHead): void => {
    const undoable = props.onRestore !== undefined;
    if (undoable) props.onRemove(work.id);
    setRemoval({ work, done: undoable });
  };
  const settle = (yes: boolean): void => {
    const given = removal();
    setRemoval(null);
    if (!given) return;
    if (given.done && yes) props.onRestore?.(given.work.id);
    if (!given.done && yes) props.onRemove(given.work.id);
  };
  const count = (): string =>
    found().length === props.works.length
      ? t('saved.count', { n: props.works.length })
      : t('saved.count_of', { n: found().length, all: props.works.length });

  return (
    <div
      class="saved"
      data-testid="saved"
      data-over={over()}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes('Files') !== true) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        // The window may take files too: this one is settled.
        event.stopPropagation();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <div class="saved-tools">
        <input
          class="field saved-search"
          type="search"
          aria-label={t('saved.search')}
          placeholder={t('saved.search')}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <select
          class="field saved-order"
          aria-label={t('saved.sort')}
          value={order()}
          onChange={(event) => setOrder(event.currentTarget.value as Order)}
        >
          <For each={orders}>{(name) => <option value={name}>{t(`saved.sort_${name}`)}</option>}</For>
        </select>
        <button type="button" class="button" data-look="outline" onClick={() => picker?.click()}>
          {t('saved.import')}
        </button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          multiple
          class="visually-hidden"
          tabindex="-1"
          data-testid="saved-file"
          aria-label={t('saved.import')}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <Show when={props.mode === 'memory'}>
        <p class="notice saved-notice" data-tone="warn">
          {t('saved.memory')}
        </p>
      </Show>
      <Show when={(props.skipped ?? 0) > 0}>
        <p class="notice saved-notice" data-tone="warn">
          {t('saved.skipped', { n: props.skipped ?? 0 })}
        </p>
      </Show>
      <Show when={fileError()}>
        {(error) => (
          <p class="notice saved-notice" data-tone="bad" role="alert" data-testid="error">
            {t(`errors.${error().kind}`, error().params)}
          </p>
        )}
      </Show>
      <Show when={removal()}>
        {(given) => (
          <div class="notice saved-notice saved-removal" role="status" data-testid="saved-removal">
            <span>
              {t(given().done ? 'saved.removed' : 'saved.confirm', { title: titleOf(given().work) })}
            </span>
            <span>
              <button type="button" class="button" data-look="outline" onClick={() => settle(true)}>
                {given().done ? t('saved.undo') : t('saved.remove')}
              </button>
              <button
                type="button"
                class="button"
                aria-label={given().done ? t('common.close') : t('saved.keep')}
                onClick={() => settle(false)}
              >
                <Show when={given().done} fallback={t('saved.keep')}>
                  <Icon name="close" />
                </Show>
              </button>
            </span>
          </div>
        )}
      </Show>
      <Show
        when={found().length > 0}
        fallback={
          <p class="saved-empty muted">
            {props.loading === true
              ? t('common.loading')
              : props.works.length === 0
                ? t('saved.empty')
                : t('saved.nothing', { query: query() })}
          </p>
        }
      >
        <ul class="saved-list" aria-label={t('saved.list')}>
          <For each={found().slice(0, limit())}>
            {(work) => (
              <SavedItem
                work={work}
                current={work.id === props.current}
                onOpen={() => props.onOpen(work)}
                onRename={(title) => props.onRename(work, title)}
                onTags={props.onTags ? (tags) => props.onTags?.(work, tags) : undefined}
                onDuplicate={props.onDuplicate ? () => props.onDuplicate?.(work) : undefined}
                onTag={setQuery}
                onExport={() => void exportOne(work.id)}
                onRemove={() => {
                  remove(work);
                }}
              />
            )}
          </For>
        </ul>
        <Show when={found().length > limit()}>
          <button type="button" class="button saved-more" onClick={() => setLimit(limit() + pageSize)}>
            {t('saved.history_more', { n: Math.min(pageSize, found().length - limit()) })}
          </button>
        </Show>
        <div class="saved-foot">
          <p class="saved-count muted" role="status">
            {count()}
          </p>
          <button type="button" class="button" onClick={() => void exportAll()}>
            <Icon name="download" />
            {t('saved.export_all')}
          </button>
          <Show when={props.onWorkbench}>
            <button type="button" class="button" onClick={() => props.onWorkbench?.()}>
              <Icon name="download" />
              {t('saved.export_page')}
            </button>
          </Show>
        </div>
      </Show>
      <Show when={(props.trash ?? []).length > 0}>
        <TrashList
          trash={props.trash ?? []}
          onRestore={(id) => props.onRestore?.(id)}
          onEmpty={() => props.onEmptyTrash?.()}
        />
      </Show>
      <ImportDialog
        works={props.works}
        read={(ids) => props.read(ids)}
        incoming={archive()}
        onImport={(mode) => {
          const works = archive() ?? [];
          setArchive(null);
          props.onImport?.(works, mode);
        }}
        onClose={() => setArchive(null)}
      />
      <p class="saved-drop" aria-hidden="true">
        {t('saved.drop')}
      </p>
    </div>
  );
}
