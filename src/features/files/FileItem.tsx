import { createSignal, createUniqueId, For, Match, Show, Switch, type JSX } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { FileDetails } from './FileDetails.tsx';
import type { FileLibrary } from './fileLibrary.ts';
import { errorText, noticeText, sizeText } from './fileWords.ts';
import type { OwnFile } from './ownFile.ts';
import { formatNames } from './recognise.ts';

export type FileDialog = 'options' | 'join' | 'gains' | 'remote';

export interface FileItemProps {
  readonly file: OwnFile;
  library(): Promise<FileLibrary>;
  onQuery(): void;
  onDialog(dialog: FileDialog): void;
  /** Lets the person choose the file anew. */
  onPickAgain(): void;
  onRemove(): void;
}

interface RenameFieldProps {
  readonly value: string;
  ref(field: HTMLInputElement): void;
  onDone(text: string | null): void;
}

function RenameField(props: RenameFieldProps): JSX.Element {
  let done = false;
  const finish = (text: string | null): void => {
    if (done) return;
    done = true;
    props.onDone(text);
  };
  return (
    <input
      ref={(field) => props.ref(field)}
      class="field files-rename mono"
      aria-label={t('files.rename_label')}
      value={props.value}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') finish(null);
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
    />
  );
}

/** What was stored may be anything. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** One of the person's files in the list: its name in SQL, what it is, what can be done with it. */
export function FileItem(props: FileItemProps): JSX.Element {
  let name: HTMLButtonElement | undefined;
  let renameField: HTMLInputElement | undefined;
  const detailsId = createUniqueId();
  const [renaming, setRenaming] = createSignal(false);
  const [open, setOpen] = createSignal(false);
  const [refused, setRefused] = createSignal<AppError | null>(null);
  const startRenaming = (): void => {
    setRenaming(true);
    renameField?.focus();
    renameField?.select();
  };
  const readable = (): boolean => props.file.state === 'ready' || props.file.state === 'changed';
  const tell = (result: Result<unknown>): void => {
    setRefused(result.ok || result.error.kind === 'cancelled' ? null : result.error);
  };
  const rename = async (text: string | null): Promise<void> => {
    setRenaming(false);
    const library = await props.library();
    if (text !== null) tell(await library.rename(props.file.id, text));
    name?.focus();
  };
  const load = async (): Promise<void> => {
    const library = await props.library();
    tell(await library.load(props.file.id));
  };
  const cancel = async (): Promise<void> => {
    const library = await props.library();
    library.cancel(props.file.id);
  };
  const skipCheck = async (): Promise<void> => {
    const library = await props.library();
    library.skipCheck();
  };
  const refresh = async (): Promise<void> => {
    if (props.file.options.origin) {
      props.onDialog('remote');
      return;
    }
    const library = await props.library();
    const refreshed = await library.refresh(props.file.id);
    // Without a handle, or with the file gone from its place, only the person can find it.
    if (!refreshed.ok && /^file_(?:unreadable|not_found)$/.test(refreshed.error.kind)) props.onPickAgain();
    else tell(refreshed);
  };
  const facts = (): string[] => [
    formatNames[props.file.format],
    ...(props.file.parts > 1 ? [t('files.parts', { n: props.file.parts })] : []),
    sizeText(props.file.bytes),
    ...(props.file.tables.length > 0 ? [t('files.tables', { n: props.file.tables.length })] : []),
    ...(props.file.rows === null ? [] : [t('files.rows', { n: props.file.rows })]),
    ...(props.file.columns.length > 0 ? [t('files.columns', { n: props.file.columns.length })] : []),
  ];
  const isTable = (): boolean => readable() && props.file.tables.length === 0;
  const hasOptions = (): boolean => isTable() && ['csv', 'xlsx'].includes(props.file.format);
  const items = (): MenuItem[] => [
    ...(readable() ? [{ id: 'query', label: t('files.open_query'), onSelect: () => props.onQuery() }] : []),
    { id: 'rename', label: t('files.rename'), onSelect: startRenaming, afterClose: true },
    ...(hasOptions()
      ? [{ id: 'options', label: t('files.options'), onSelect: () => props.onDialog('options') }]
      : []),
    ...(isTable()
      ? [
          { id: 'join', label: t('files.join'), onSelect: () => props.onDialog('join') },
          { id: 'gains', label: t('files.gains'), onSelect: () => props.onDialog('gains') },
        ]
      : []),
    ...(readable() ? [{ id: 'refresh', label: t('files.refresh'), onSelect: () => void refresh() }] : []),
    { id: 'remove', label: t('files.remove_short'), onSelect: () => props.onRemove() },
  ];

  return (
    <li
      class="files-item"
      data-testid="files-item"
      data-state={props.file.state}
      data-table={props.file.table}
    >
      <div class="files-head">
        <Show
          when={!renaming()}
          fallback={
            <RenameField
              value={props.file.table}
              ref={(field) => (renameField = field)}
              onDone={(text) => void rename(text)}
            />
          }
        >
          <button
            ref={name}
            type="button"
            class="files-name mono"
            disabled={!readable()}
            title={t('files.query', { name: props.file.table })}
            onClick={() => props.onQuery()}
          >
            {props.file.table}
          </button>
        </Show>
        <Show when={readable()}>
          <button
            type="button"
            class="button files-toggle"
            aria-expanded={open()}
            aria-controls={detailsId}
            aria-label={t('files.more', { name: props.file.table })}
            onClick={() => setOpen(!open())}
          >
            <Icon name={open() ? 'down' : 'chevron'} />
          </button>
        </Show>
        <Menu
          trigger={<Icon name="more" />}
          label={t('files.actions', { name: props.file.table })}
          items={items()}
        />
      </div>
      <p class="files-meta">
        <span class="files-filename">{props.file.fileName}</span>
        <span>{facts().join(' · ')}</span>
        <Show when={props.file.options.origin}>
          {(origin) => (
            <span data-testid="files-origin">
              {t('files.remote_from', {
                host: hostOf(origin().url),
                time: formatDateTime(origin().retrievedAt),
              })}
            </span>
          )}
        </Show>
      </p>
      <Switch>
        <Match when={props.file.state === 'loading'}>
          <p class="files-state" role="status">
            <span>{props.file.checking === true ? t('files.checking') : t('files.reading')}</span>
            <Show when={props.file.checking === true}>
              <button type="button" class="button" onClick={() => void skipCheck()}>
                {t('files.skip_check')}
              </button>
            </Show>
            <button type="button" class="button" onClick={() => void cancel()}>
              {t('common.cancel')}
            </button>
          </p>
        </Match>
        <Match when={props.file.state === 'stored'}>
          <p class="files-state">
            <span>{t('files.stored')}</span>
            <button
              type="button"
              class="button"
              data-look="outline"
              data-testid="files-load"
              onClick={() => void load()}
            >
              {t('files.load')}
            </button>
          </p>
        </Match>
        <Match when={props.file.state === 'changed'}>
          <p class="files-state notice" data-tone="warn" role="status">
            <span>{t('files.changed')}</span>
            <button type="button" class="button" data-look="outline" onClick={() => void refresh()}>
              {t('files.refresh')}
            </button>
          </p>
        </Match>
      </Switch>
      <ul class="files-notices">
        <For each={props.file.notices}>
          {(notice) => <li data-notice={notice.kind}>{noticeText(notice)}</li>}
        </For>
      </ul>
      <Show when={refused()}>
        {(error) => (
          <p class="notice" data-tone="bad" role="alert">
            {errorText(error())}
          </p>
        )}
      </Show>
      <div id={detailsId}>
        <Show when={open() && readable()}>
          <FileDetails file={props.file} library={() => props.library()} />
        </Show>
      </div>
    </li>
  );
}
