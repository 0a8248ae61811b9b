import { For, type JSX } from 'solid-js';
import { formatDateTime, t } from '../../i18n/i18n.ts';
import type { TrashedWork } from '../../workspace/store.ts';
import { ConfirmButton } from './ConfirmButton.tsx';

export interface TrashListProps {
  readonly trash: readonly TrashedWork[];
  onRestore(id: string): void;
  onEmpty(): void;
}

/** What was deleted, to be brought back or removed for good. */
export function TrashList(props: TrashListProps): JSX.Element {
  return (
    <details class="saved-trash">
      <summary>{t('saved.trash', { n: props.trash.length })}</summary>
      <ul>
        <For each={props.trash}>
          {(item) => (
            <li class="saved-item">
              <div class="saved-main">
                <span class="saved-title">{item.work.title}</span>
                <time class="saved-meta" datetime={item.trashedAt}>
                  {formatDateTime(item.trashedAt)}
                </time>
              </div>
              <button
                type="button"
                class="button"
                aria-label={t('saved.restore_title', { title: item.work.title })}
                onClick={() => props.onRestore(item.work.id)}
              >
                {t('saved.restore')}
              </button>
            </li>
          )}
        </For>
      </ul>
      <ConfirmButton
        label={t('saved.empty_trash')}
        question={t('saved.empty_trash_confirm')}
        yes={t('saved.remove')}
        no={t('saved.keep')}
        onConfirm={() => props.onEmpty()}
      />
    </details>
  );
}
