import {
  createEffect,
  createMemo,
  createResource,
  createSignal,
  For,
  on,
  onCleanup,
  Show,
  type JSX,
} from 'solid-js';
import { formatDateTime, formatDuration, t } from '../../i18n/i18n.ts';
import type { AppError } from '../../domain/appError.ts';
import { historyLimit, type WorkspaceStore } from '../../workspace/store.ts';
import type { HistoryEntry } from '../../workspace/work.ts';
import { ConfirmButton } from './ConfirmButton.tsx';
import { findRuns, headline } from './find.ts';
import './saved.css';

export interface HistoryPanelProps {
  readonly store: WorkspaceStore;
  /** Grows when a run ends: the list is read again. */
  readonly version: number;
  onRestore(sql: string): void;
}

const pageSize = 100;

function HistoryItem(props: { readonly run: HistoryEntry; onRestore(): void }): JSX.Element {
  return (
    <li class="history-item" data-status={props.run.status}>
      <button
        type="button"
        class="history-sql mono"
        title={t('saved.history_restore')}
        onClick={() => props.onRestore()}
      >
        {/* A screenful is enough to know it by; the whole is restored. */}
        {headline(props.run.sql)}
      </button>
      <div class="saved-meta">
        <span class="history-status">{t(`saved.status_${props.run.status}`)}</span>
        <time datetime={props.run.at}>{formatDateTime(props.run.at)}</time>
        <span>{formatDuration(props.run.milliseconds)}</span>
        <Show when={props.run.status !== 'failed' && props.run.rows !== null}>
          <span>{t('saved.rows', { n: props.run.rows ?? 0 })}</span>
        </Show>
      </div>
      <Show when={props.run.message}>
        {(message) => <p class="history-message">{message().slice(0, 300)}</p>}
      </Show>
    </li>
  );
}

/** The runs of this browser, the latest first: find one and take it up again. */
export function HistoryPanel(props: HistoryPanelProps): JSX.Element {
  const [query, setQuery] = createSignal('');
  const [limit, setLimit] = createSignal(pageSize);
  const [error, setError] = createSignal<AppError | null>(null);
  const [runs, { refetch }] = createResource(
    () => [props.store, props.version] as const,
    async ([store]): Promise<readonly HistoryEntry[]> => {
      const read = await store.listHistory(historyLimit);
      setError(read.ok ? null : read.error);
      return read.ok ? read.value : [];
    },
    { initialValue: [] },
  );
  createEffect(() => {
    onCleanup(props.store.subscribe(() => void refetch()));
  });
  createEffect(on(query, () => setLimit(pageSize)));
  // `latest`: the list stays on screen while it is read again.
  const found = createMemo(() => findRuns(runs.latest, query()));
  const clear = async (): Promise<void> => {
    const cleared = await props.store.clearHistory();
    if (!cleared.ok) setError(cleared.error);
    await refetch();
  };
  return (
    <div class="saved" data-testid="history">
      <div class="saved-tools history-tools">
        <input
          class="field saved-search"
          type="search"
          aria-label={t('saved.history_search')}
          placeholder={t('saved.history_search')}
          value={query()}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <ConfirmButton
          label={t('saved.history_clear')}
          question={t('saved.history_clear_confirm')}
          yes={t('saved.history_clear_yes')}
          no={t('saved.keep')}
          disabled={runs.latest.length === 0}
          onConfirm={() => void clear()}
        />
      </div>
      <Show when={error()}>
        {(given) => (
          <p class="notice saved-notice" data-tone="bad">
            {t(`errors.${given().kind}`, given().params)}
          </p>
        )}
      </Show>
      <Show
        when={found().length > 0}
        fallback={
          <p class="saved-empty muted">
            {runs.latest.length === 0 ? t('saved.history_empty') : t('saved.nothing', { query: query() })}
          </p>
        }
      >
        <ul class="saved-list" aria-label={t('saved.history_list')}>
          <For each={found().slice(0, limit())}>
            {(run) => <HistoryItem run={run} onRestore={() => props.onRestore(run.sql)} />}
          </For>
        </ul>
        <Show when={found().length > limit()}>
          <button type="button" class="button saved-more" onClick={() => setLimit(limit() + pageSize)}>
            {t('saved.history_more', { n: Math.min(pageSize, found().length - limit()) })}
          </button>
        </Show>
        <p class="saved-count muted" role="status">
          {t('saved.history_count', { n: found().length })}
        </p>
      </Show>
    </div>
  );
}
