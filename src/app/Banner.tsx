import { Show, type JSX } from 'solid-js';
import type { AppError } from '../domain/appError.ts';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Recovery } from './replay.ts';

export interface BannerProps {
  /** Why the latest change could not be stored. */
  readonly error: AppError | null;
  /** Title of a copy that was made rather than overwrite another window's version. */
  readonly conflict: string | null;
  /** What came back after the engine was restarted. */
  readonly recovery: Recovery | null;
  /** A part of the page that could not be loaded. */
  readonly missing: AppError | null;
  /** Saved works that the browser has cleared away. */
  readonly evicted: AppError | null;
  onEvictedSeen(): void;
  onDismiss(): void;
  onDismissRecovery(): void;
  onDownload(): void;
}

function recoveryText({ under, made, of, failed, changed }: Recovery): string {
  if (under) return t('app.recovering', { n: made, of });
  const back = failed ? t('app.not_recovered', { ...failed }) : t('app.recovered', { n: made });
  if (!changed) return back;
  const { n, names, sql } = changed;
  return `${back} ${t('app.recovered_otherwise', { n, names: names.join(', '), sql })}`;
}

/** What a person must know: storage is refused or full, two windows changed the same work, the engine was restarted. */
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
      <Show when={props.missing}>
        {(error) => (
          <div class="notice banner" data-tone="bad" role="alert" data-testid="error">
            <p>{t(`errors.${error().kind}`)}</p>
            <button
              type="button"
              class="button"
              data-look="outline"
              onClick={() => {
                location.reload();
              }}
            >
              {t('app.reload')}
            </button>
          </div>
        )}
      </Show>
      <Show when={props.evicted}>
        {(error) => (
          <div class="notice banner" data-tone="warn" role="alert" data-testid="error">
            <p>{t(`errors.${error().kind}`, error().params)}</p>
            <button
              type="button"
              class="button"
              aria-label={t('app.dismiss')}
              onClick={() => props.onEvictedSeen()}
            >
              <Icon name="close" />
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
      <Show when={props.recovery}>
        {(recovery) => (
          <div
            class="notice banner"
            data-tone={recovery().failed || recovery().changed ? 'warn' : undefined}
            role="status"
            data-testid="recovery"
            data-state={recovery().under ? 'under' : 'done'}
          >
            <p>{recoveryText(recovery())}</p>
            <Show when={!recovery().under}>
              <button
                type="button"
                class="button"
                aria-label={t('app.dismiss')}
                onClick={() => props.onDismissRecovery()}
              >
                <Icon name="close" />
              </button>
            </Show>
          </div>
        )}
      </Show>
    </>
  );
}
