import { For, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { errorText, remedyText } from './fileWords.ts';
import type { FileProblem, Remedy } from './ownFile.ts';

export interface ProblemNoticeProps {
  readonly problem: FileProblem;
  onRemedy(remedy: Remedy): void;
  onDismiss(): void;
}

/** A file that could not be read: what is wrong with it, and what can be done. */
export function ProblemNotice(props: ProblemNoticeProps): JSX.Element {
  return (
    <div class="notice files-problem" data-tone="bad" role="alert" data-testid="error">
      <p class="files-problem-text">{errorText(props.problem.error)}</p>
      <button
        type="button"
        class="button files-problem-close"
        aria-label={t('files.dismiss')}
        title={t('files.dismiss')}
        onClick={() => props.onDismiss()}
      >
        <Icon name="close" />
      </button>
      <div class="files-problem-remedies">
        <For each={props.problem.remedies}>
          {(remedy) => (
            <button
              type="button"
              class="button"
              data-look="outline"
              data-remedy={remedy.kind}
              onClick={() => props.onRemedy(remedy)}
            >
              {remedyText(remedy)}
            </button>
          )}
        </For>
      </div>
      <details class="files-problem-detail">
        <summary>{t('files.details')}</summary>
        <p class="mono">{props.problem.error.message}</p>
      </details>
    </div>
  );
}
