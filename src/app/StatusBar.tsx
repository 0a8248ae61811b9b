import { createSignal, createEffect, For, onCleanup, Show, type Accessor, type JSX } from 'solid-js';
import { formatDuration, formatNumber, t } from '../i18n/i18n.ts';
import { dataset } from './dataset.ts';
import type { OfflineState } from './offline.ts';
import type { OfflineHandle } from './offlineState.ts';
import type { RunState } from './run.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Session } from './session.ts';

/** How long a run takes before it is worth a clock. */
const clockAfter = 500;
const clockStep = 100;

/**
 * Time since a run began, while it runs. Null as long as it is short or the engine itself is starting, which is told beside it: each change
 * draws a frame, which would only delay the rows.
 */
function createElapsed(run: Accessor<RunState>, ready: Accessor<boolean>): Accessor<number | null> {
  const [elapsed, setElapsed] = createSignal<number | null>(null);
  createEffect(() => {
    if (run().status !== 'running' || !ready()) return;
    const tick = (): void => {
      setElapsed(Math.max(0, performance.now() - run().startedAt));
      timer = setTimeout(tick, clockStep);
    };
    let timer = setTimeout(tick, clockAfter);
    onCleanup(() => {
      clearTimeout(timer);
      setElapsed(null);
    });
  });
  return elapsed;
}

function runningText(elapsed: number | null): string {
  return elapsed === null ? t('app.running_now') : t('app.running', { time: formatDuration(elapsed) });
}

/** Rows of the latest run so far: until it has any, those on screen are another's. */
const ownRows = (run: RunState): number =>
  run.result && run.result.startedAt >= run.startedAt ? run.result.rowCount : 0;

function resultText(run: RunState): string {
  if (run.status === 'idle') return '';
  const time = formatDuration(run.milliseconds);
  if (run.status === 'cancelled')
    return t(ownRows(run) > 0 ? 'app.cancelled' : 'app.cancelled_before_rows', { time });
  if (run.status === 'failed') return t('app.failed', { time });
  // The rows on screen may be those of an earlier statement.
  if (!run.result || run.statement?.sql !== run.resultSql) return t('app.statement_done', { time });
  return t('app.done', { rows: t('app.rows', { n: run.result.rowCount }), time });
}

export interface StatusBarProps {
  readonly session: Session;
  readonly offline: OfflineHandle;
  onRestart(): void;
  /** What is different in the single file. */
  onAboutFile(): void;
}

/** Engine, rows, time, dataset, readiness for offline use. */
export function StatusBar(props: StatusBarProps): JSX.Element {
  const run = (): RunState => props.session.active().runner.state;
  const engine = (): ReturnType<Session['engineState']> => props.session.engineState();
  const elapsed = createElapsed(run, () => engine().stage === 'ready');
  const rows = (): number => (run().version, run().result?.rowCount ?? 0);
  const rowsSoFar = (): number => (run().version, ownRows(run()));
  return (
    <footer class="status" aria-label={t('app.status')}>
      <span
        role="status"
        class="status-engine"
        data-testid="status-engine"
        data-error={engine().error !== null}
      >
        <Show when={engine().error === null} fallback={t('app.engine_failed')}>
          {t(`app.engine_${engine().stage}`)}
          <Show when={engine().slow}> {t('app.engine_slow')}</Show>
        </Show>
        <Show when={engine().stage !== 'ready' && engine().error === null}>
          <progress max="1" value={engine().progress} aria-label={t(`app.engine_${engine().stage}`)} />
        </Show>
      </span>
      <Show when={engine().error !== null || engine().slow}>
        <button type="button" class="button" data-look="outline" onClick={() => props.onRestart()}>
          {t('app.restart')}
        </button>
      </Show>
      <span
        role="status"
        data-testid="result-status"
        data-status={run().status}
        data-live={run().result !== null}
        data-rows={rows()}
      >
        <Show when={run().status === 'running'} fallback={resultText(run())}>
          {/* A clock is not for reading out. */}
          <span aria-live="off">
            {runningText(elapsed())}
            <Show when={rowsSoFar() > 0}> · {t('app.rows_so_far', { n: rowsSoFar() })}</Show>
          </span>
        </Show>
      </span>
      <span class="status-space" />
      <For each={props.session.files.gates()}>
        {(gate) => (
          <span class="status-network" data-testid="remote-host" data-host={gate.host}>
            <span role="status">{t('files.remote_badge', { host: gate.host })}</span>
            <button
              type="button"
              class="button"
              aria-label={t('files.remote_shut', { host: gate.host })}
              title={t('files.remote_shut', { host: gate.host })}
              onClick={() => props.session.files.shut(gate)}
            >
              <Icon name="close" />
            </button>
          </span>
        )}
      </For>
      <Show when={props.offline.state()}>
        {(state) => (
          <span data-testid="offline" data-state={state().kind} role="status">
            <Show when={state().kind === 'inside'} fallback={offlineText(state())}>
              <button type="button" class="button" onClick={() => props.onAboutFile()}>
                {offlineText(state())}
              </button>
            </Show>
            <Show when={state().kind === 'update'}>
              <button type="button" class="button" onClick={() => props.offline.applyUpdate()}>
                {t('app.reload')}
              </button>
            </Show>
            <Show when={state().kind === 'failed'}>
              <button type="button" class="button" onClick={() => props.offline.retry()}>
                {t('app.retry')}
              </button>
            </Show>
          </span>
        )}
      </Show>
      <span title={dataset.hash}>{t('app.dataset', { version: dataset.version })}</span>
    </footer>
  );
}

function offlineText(state: OfflineState): string {
  switch (state.kind) {
    case 'storing':
      return `${t('app.offline_progress')} ${formatNumber(state.total > 0 ? state.done / state.total : 0, { style: 'percent' })}`;
    case 'inside':
      return t('app.offline_inside');
    case 'ready':
      return t('app.offline_ready');
    case 'update':
      return t('app.offline_update');
    default:
      return t('app.offline_off');
  }
}
