import { Show, type JSX } from 'solid-js';
import type { AppError } from '../domain/appError.ts';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/Icon.tsx';

export interface BannerProps {
  /** Why the latest change could not be stored. */
  readonly error: AppError | null;
  /** Title of a copy that was made rather than overwrite another window's version. */
  readonly conflict: string | null;
  onDismiss(): void;
  onDownload(): void;
}

/** What a person must know of storage: it is refused or full, or two windows changed the same work. */
export function Banner(props: BannerProps): JSX.Element {
  return (
    <>
      <Show when={props.error}>
        {(error) => (
          <div class="notice banner" data-tone="warn" role="alert" data-testid="error">
            <p>{t(`errors.${error().kind}`, error().params)}</p>
            <button type="button" class="button" data-look="outline" onClick={() => props.onDownload()}>
              <Icon name="download" />
              {t('app.download_work')}
            </button>
          </div>
        )}
      </Show>
      <Show when={props.conflict}>
        {(title) => (
          <div class="notice banner" data-tone="warn" role="status">
            <p>{t('app.conflict', { title: title() })}</p>
            <button
              type="button"
              class="button"
              aria-label={t('app.dismiss')}
              onClick={() => props.onDismiss()}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
      </Show>
    </>
  );
}
