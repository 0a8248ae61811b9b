import { For, Show, type JSX } from 'solid-js';
import { formatNumber, t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { reveal } from './reveal.ts';
import './share.css';

export interface SharedDialogProps {
  /** The files that another program shared with the installed app. */
  readonly files: readonly File[];
  /** Whether the page has a use for a file of this name. */
  usable(name: string): boolean;
  onAccept(files: readonly File[]): void;
  onDismiss(): void;
}

const kilobytes = (bytes: number): string =>
  t('share.kilobytes', { n: formatNumber(Math.max(1, Math.round(bytes / 1000))) });

/** What came by the system's share sheet, before any of it is read: any other site can send such a share too. */
export function SharedDialog(props: SharedDialogProps): JSX.Element {
  const usable = (): readonly File[] => props.files.filter((file) => props.usable(file.name));
  return (
    <Dialog
      open
      title={t('share.shared')}
      closeLabel={t('common.close')}
      onClose={() => props.onDismiss()}
      actions={
        <>
          <button
            type="button"
            class="button"
            data-look="outline"
            data-testid="shared-dismiss"
            onClick={() => props.onDismiss()}
          >
            {usable().length > 0 ? t('share.dismiss') : t('common.close')}
          </button>
          <Show when={usable().length > 0}>
            <button
              type="button"
              class="button"
              data-look="primary"
              data-testid="shared-accept"
              onClick={() => props.onAccept(usable())}
            >
              {t('share.shared_open', { n: usable().length })}
            </button>
          </Show>
        </>
      }
    >
      <div class="share-parts" data-testid="shared">
        <p>{t('share.shared_what')}</p>
        <ul class="share-files">
          <For each={props.files}>
            {(file) => (
              <li data-usable={props.usable(file.name)}>
                <span>{reveal(file.name)}</span>
                <span class="muted">
                  {props.usable(file.name) ? kilobytes(file.size) : t('share.shared_unusable')}
                </span>
              </li>
            )}
          </For>
        </ul>
        <Show when={usable().length === 0}>
          <p class="notice" data-tone="warn" role="alert" data-testid="error">
            {t('share.shared_nothing')}
          </p>
        </Show>
        <Show when={usable().length > 0}>
          <p class="muted">{t('share.shared_not_read')}</p>
        </Show>
      </div>
    </Dialog>
  );
}
