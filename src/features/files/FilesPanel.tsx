import { For, Show, type JSX } from 'solid-js';
import { formatNumber, t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import type { OwnFiles } from './ownFiles.ts';
import './files.css';

export interface FilesPanelProps {
  readonly files: OwnFiles;
  /** Opens the system's file dialog. */
  onPick(): void;
  onQuery(sql: string, title: string): void;
}

/** The person's own files: what they are called in SQL, query, remove. */
export function FilesPanel(props: FilesPanelProps): JSX.Element {
  return (
    <div class="files">
      <button type="button" class="button" data-look="outline" onClick={() => props.onPick()}>
        <Icon name="add" />
        {t('files.add')}
      </button>
      <p class="muted">{t('files.hint')}</p>
      <Show when={props.files.error()}>
        {(error) => (
          <div class="notice" data-tone="bad" role="alert" data-testid="error">
            <p>{t(`errors.${error().kind}`, error().params)}</p>
            <p class="mono muted">{error().message}</p>
          </div>
        )}
      </Show>
      <ul class="files-list">
        <For each={props.files.list()} fallback={<li class="muted">{t('files.none')}</li>}>
          {(file) => (
            <li class="files-item">
              <button
                type="button"
                class="button files-name"
                title={t('files.query')}
                onClick={() => props.onQuery(`SELECT * FROM ${quoteIdentifier(file.table)}`, file.fileName)}
              >
                <span class="mono">{file.table}</span>
                <span class="muted">
                  {file.fileName} · {formatNumber(file.bytes)} B
                </span>
              </button>
              <button
                type="button"
                class="button"
                aria-label={t('files.remove', { name: file.fileName })}
                onClick={() => void props.files.remove(file.table)}
              >
                <Icon name="trash" />
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
