import { createResource, createSignal, For, Show, type JSX } from 'solid-js';
import type { AppError } from '../../domain/appError.ts';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import { copyLimit } from '../../workspace/ownFileStore.ts';
import type { FileLibrary } from './fileLibrary.ts';
import { errorText } from './fileWords.ts';
import type { OwnFile, RemoteOrigin } from './ownFile.ts';
import { PreviewTable } from './PreviewTable.tsx';

const columnsShown = 60;
const previewRows = 5;

export interface FileDetailsProps {
  readonly file: OwnFile;
  library(): Promise<FileLibrary>;
}

/** A date of HTTP; what is none is shown as it came. */
const dateText = (date: string): string =>
  Number.isNaN(Date.parse(date)) ? date : formatDateTime(new Date(date).toISOString());

/** Where a file was fetched, when, and in which state. */
function OriginFacts(props: { readonly origin: RemoteOrigin }): JSX.Element {
  return (
    <dl class="files-origin">
      <dt>{t('files.origin_url')}</dt>
      <dd class="mono">{props.origin.url}</dd>
      <dt>{t('files.origin_retrieved')}</dt>
      <dd>{formatDateTime(props.origin.retrievedAt)}</dd>
      <Show when={props.origin.lastModified}>
        {(modified) => (
          <>
            <dt>{t('files.origin_modified')}</dt>
            <dd>{dateText(modified())}</dd>
          </>
        )}
      </Show>
      <Show when={props.origin.etag}>
        {(etag) => (
          <>
            <dt>{t('files.origin_etag')}</dt>
            <dd class="mono">{etag()}</dd>
          </>
        )}
      </Show>
    </dl>
  );
}

/** What is in a file, and whether it is kept for the next visit. */
export function FileDetails(props: FileDetailsProps): JSX.Element {
  const relation = (): string => props.file.tables[0] ?? quoteIdentifier(props.file.table);
  const [preview] = createResource(
    () => [relation(), props.library(), props.file.options, props.file.bytes, props.file.rows] as const,
    async ([table, opening]) => {
      const library = await opening;
      const rows = await library.query(`SELECT * FROM ${table} LIMIT ${String(previewRows)}`);
      return rows.ok ? rows.value : null;
    },
    { initialValue: null },
  );
  const [refused, setRefused] = createSignal<AppError | null>(null);
  const keep = async (input: HTMLInputElement): Promise<void> => {
    const library = await props.library();
    const kept = await library.keep(props.file.id, input.checked);
    setRefused(kept.ok ? null : kept.error);
    input.checked = props.file.kept !== 'no';
  };
  return (
    <div class="files-details">
      <Show when={props.file.columns.length > 0}>
        <dl class="files-columns" aria-label={t('files.columns', { n: props.file.columns.length })}>
          <For each={props.file.columns.slice(0, columnsShown)}>
            {(column) => (
              <>
                <dt class="mono">{column.name}</dt>
                <dd class="mono muted">{column.type}</dd>
              </>
            )}
          </For>
        </dl>
        <Show when={props.file.columns.length > columnsShown}>
          <p class="muted">{t('files.columns_more', { n: props.file.columns.length - columnsShown })}</p>
        </Show>
      </Show>
      <Show when={props.file.tables.length > 0}>
        <ul class="files-tables mono" aria-label={t('files.tables', { n: props.file.tables.length })}>
          <For each={props.file.tables}>{(name) => <li>{name}</li>}</For>
        </ul>
      </Show>
      <Show when={preview.latest}>{(rows) => <PreviewTable rows={rows()} label={t('files.preview')} />}</Show>
      <Show when={props.file.options.origin}>{(origin) => <OriginFacts origin={origin()} />}</Show>
      <Show
        when={!props.file.options.columns}
        fallback={<p class="muted files-small">{t('files.remote_part', { n: props.file.columns.length })}</p>}
      >
        <label class="files-keep">
          <input
            type="checkbox"
            data-testid="files-keep"
            checked={props.file.kept !== 'no'}
            onChange={(event) => void keep(event.currentTarget)}
          />
          {t('files.keep')}
        </label>
        <p class="muted files-small">
          {props.file.kept === 'no'
            ? t('files.keep_copy_hint', { mb: copyLimit >> 20 })
            : t(`files.kept_${props.file.kept}`)}
        </p>
      </Show>
      <Show when={refused()}>
        {(error) => (
          <p class="notice" data-tone="warn" role="alert">
            {errorText(error())}
          </p>
        )}
      </Show>
    </div>
  );
}
