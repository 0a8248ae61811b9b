import { For, Show, type JSX } from 'solid-js';
import type { AppError } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import './editor.css';
import { fixableCandidates } from './errorMark.ts';

export interface ErrorNoticeProps {
  readonly error: AppError;
  /** Puts a candidate in the place of the wrong name (see `EditorHandle.applyFix`). Without it no candidates are offered. */
  onFix?(candidate: string): void;
  /** What can be done about it, such as a button that restarts the engine. */
  readonly children?: JSX.Element;
}

/** What went wrong: a sentence in the reader's language, the engine's own words, and names to use instead. */
export function ErrorNotice(props: ErrorNoticeProps): JSX.Element {
  const candidates = (): readonly string[] => (props.onFix ? fixableCandidates(props.error) : []);
  return (
    <div
      class="notice error-notice"
      data-tone={props.error.kind === 'cancelled' ? 'warn' : 'bad'}
      data-testid="error"
      role="alert"
    >
      <p>{t(`errors.${props.error.kind}`, props.error.params)}</p>
      <Show when={props.error.message !== ''}>
        <pre class="error-notice-message mono">{props.error.message}</pre>
      </Show>
      <Show when={candidates().length > 0 || props.children !== undefined}>
        <div class="error-notice-actions">
          <Show when={candidates().length > 0}>
            <span class="muted">{t('editor.instead')}</span>
            <For each={candidates()}>
              {(candidate) => (
                <button
                  type="button"
                  class="button mono"
                  data-look="outline"
                  aria-label={t('editor.fix', { name: candidate })}
                  onClick={() => props.onFix?.(candidate)}
                >
                  {candidate}
                </button>
              )}
            </For>
          </Show>
          {props.children}
        </div>
      </Show>
    </div>
  );
}
