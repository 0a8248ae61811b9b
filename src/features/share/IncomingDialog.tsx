import { For, Show, type JSX } from 'solid-js';
import type { AppError } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import type { Incoming, SharedWork } from '../../share/incoming.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import type { DatasetStamp } from '../../workspace/work.ts';
import { DatasetDifference } from './DatasetDifference.tsx';
import { datasetNote } from './datasetNote.ts';
import { hasHidden, reveal } from './reveal.ts';
import './share.css';

export interface IncomingDialogProps {
  /** What a link or file brought: shown before anything of it runs. Null when nothing came. */
  readonly incoming: Incoming | null;
  readonly dataset: DatasetStamp;
  /** Why a link or file was not opened; shown in place of a work. */
  readonly error?: AppError | null;
  onAccept(incoming: Incoming): void;
  onDismiss(): void;
}

function IncomingWork(props: { readonly work: SharedWork; readonly dataset: DatasetStamp }): JSX.Element {
  const dataset = (): ReturnType<typeof datasetNote> => datasetNote(props.work.dataset, props.dataset);
  const params = (): readonly (readonly [string, string])[] => Object.entries(props.work.params);
  const suspicious = (): boolean =>
    [props.work.title, props.work.note, props.work.sql, ...params().flat()].some(hasHidden);
  return (
    <div class="share-incoming">
      <h3 data-testid="incoming-title">{reveal(props.work.title)}</h3>
      <Show when={props.work.note.trim() !== ''}>
        <p class="share-note" role="note" tabindex="0" aria-label={t('share.note')}>
          {reveal(props.work.note)}
        </p>
      </Show>
      <Show when={suspicious()}>
        <p class="notice" data-tone="warn">
          {t('share.hidden')}
        </p>
      </Show>
      <Show when={!dataset().same}>
        <DatasetDifference theirs={props.work.dataset} here={props.dataset} />
      </Show>
      <pre
        class="share-sql mono"
        tabindex="0"
        role="region"
        aria-label={t('share.sql')}
        data-testid="incoming-sql"
      >
        {props.work.sql.trim() === '' ? t('share.sql_empty') : reveal(props.work.sql)}
      </pre>
      <dl class="share-facts">
        <Show when={params().length > 0}>
          <dt>{t('share.params')}</dt>
          <dd class="mono">
            <For each={params()}>{([name, value]) => <div>{`$${reveal(name)} = ${reveal(value)}`}</div>}</For>
          </dd>
        </Show>
        <dt>{t('share.chart')}</dt>
        <dd>{props.work.spec ? t('share.chart_with') : t('share.chart_without')}</dd>
        <Show when={dataset().same}>
          <dt>{t('share.dataset')}</dt>
          <dd data-testid="incoming-dataset">{dataset().text}</dd>
        </Show>
      </dl>
      <p class="muted">{t('share.not_run')}</p>
    </div>
  );
}

function IncomingError(props: { readonly error: AppError }): JSX.Element {
  return (
    <div role="alert" data-testid="error" class="share-incoming">
      <p>
        {props.error.kind === 'link_too_long'
          ? t('share.incoming_too_long', props.error.params)
          : t(`errors.${props.error.kind}`, props.error.params)}
      </p>
      <Show when={props.error.message !== ''}>
        <p class="muted share-detail">{t('share.detail', { message: props.error.message })}</p>
      </Show>
    </div>
  );
}

/** What came by a link or file, to be read before any of it runs; or why it was not opened. */
export function IncomingDialog(props: IncomingDialogProps): JSX.Element {
  const title = (): string => {
    if (!props.incoming) return t('share.incoming_error');
    return props.incoming.from === 'link' ? t('share.incoming_link') : t('share.incoming_file');
  };
  return (
    <Dialog
      open={props.incoming !== null || (props.error ?? null) !== null}
      title={title()}
      closeLabel={t('common.close')}
      onClose={() => props.onDismiss()}
      actions={
        <>
          <button
            type="button"
            class="button"
            data-look="outline"
            data-testid="incoming-dismiss"
            onClick={() => props.onDismiss()}
          >
            {props.incoming ? t('share.dismiss') : t('common.close')}
          </button>
          <Show when={props.incoming}>
            {(incoming) => (
              <button
                type="button"
                class="button"
                data-look="primary"
                data-testid="incoming-accept"
                onClick={() => props.onAccept(incoming())}
              >
                {t('share.accept')}
              </button>
            )}
          </Show>
        </>
      }
    >
      <div data-testid="incoming">
        <Show
          when={props.incoming}
          fallback={<Show when={props.error}>{(error) => <IncomingError error={error()} />}</Show>}
        >
          {(incoming) => <IncomingWork work={incoming().work} dataset={props.dataset} />}
        </Show>
      </div>
    </Dialog>
  );
}
