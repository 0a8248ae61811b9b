import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  lazy,
  on,
  Show,
  Suspense,
  type JSX,
} from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import { language, t } from '../../i18n/i18n.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import './chart.css';
import { ChartCanvas, type Drawing } from './ChartCanvas.tsx';
import { ChartMenu } from './ChartMenu.tsx';
import { ChartTable } from './ChartTable.tsx';
import type { Choice } from './choice.ts';
import { createChart } from './createChart.ts';
import type { LoadedChart, Notice } from './loadChart.ts';
import { Shelves } from './Shelves.tsx';
import { chartTitle } from './shelfSpec.ts';
import type { Citations, PageContents } from './standalonePage.ts';
import { summaryOf } from './summary.ts';
import type { ThemeKind } from './theme.ts';

const SpecEditor = lazy(() => import('./SpecEditor.tsx').then((m) => ({ default: m.SpecEditor })));

export interface ChartPanelProps {
  /** The statement whose result is drawn. */
  readonly sql: string;
  /** The same where the table filters it. */
  readonly rowsSql: string;
  readonly columns: readonly Column[];
  /** Null: the chart is recommended from the columns. */
  readonly spec: ChartSpec | null;
  /** The person changed the chart by shelves or in the specification; null leaves it to the recommendation. */
  onSpec(spec: ChartSpec | null): void;
  /** Runs SQL over the result on the chart's own connection; `signal` takes it back. */
  query(sql: string, signal?: AbortSignal): Promise<Result<Rows>>;
  readonly title: string;
  readonly theme: ThemeKind;
  /** Documents, number of figures, dataset version, as far as they are known: part of the picture. */
  readonly sourceLine: string;
  /** As long as the line can become once its documents are known. */
  readonly longestSourceLine: string;
  /** The same, looked up where it is not known yet: no picture leaves the page without it. */
  wholeSourceLine(): Promise<string>;
  /** Stands where the picture comes until the first one is drawn. */
  readonly placeholder?: JSX.Element;
  /** What the person wrote about the query. */
  readonly note: string;
  /** Where the figures of the result come from, for a page that is passed on. */
  citations(): Promise<Citations>;
  /** Whether the choice made here still holds. */
  readonly choosing: boolean;
  /** Marks were chosen: the rows behind them; null when the choice ends. */
  onSelect(choice: Choice | null): void;
}

const sides = ['encodings', 'spec', 'data_table', 'sql'] as const;
type Side = (typeof sides)[number];

/** What to start from where nothing is recommended. */
const blank: ChartSpec = { mark: 'point', encoding: {} };

/** A result as a picture: drawn, changed, read, taken along. */
export function ChartPanel(props: ChartPanelProps): JSX.Element {
  const model = createChart({
    sql: () => props.sql,
    rowsSql: () => props.rowsSql,
    columns: () => props.columns,
    spec: () => props.spec,
    query: (sql, signal) => props.query(sql, signal),
  });
  const summaryId = createUniqueId();
  const [side, setSide] = createSignal<Side | null>(null);
  const [drawing, setDrawing] = createSignal<Drawing | null>(null);
  const [drawnChart, setDrawnChart] = createSignal<LoadedChart | null>(null);
  const drawn = (): boolean => drawnChart() !== null && drawnChart() === model.chart();
  const [drawError, setDrawError] = createSignal<AppError | null>(null);
  const [said, setSaid] = createSignal('');

  createEffect(
    on(model.chart, (chart) => {
      setDrawError(null);
      if (!chart) setDrawing(null);
    }),
  );

  const error = (): AppError | null => model.error() ?? drawError();
  const rowCount = createMemo(() =>
    (model.chart()?.answers ?? []).reduce((sum, a) => sum + Math.min(a.rows.values.length, a.query.limit), 0),
  );
  /** Why there is nothing to see, where that is no error. */
  const emptiness = (): string | null => {
    if (error() || model.loading()) return null;
    const chart = model.chart();
    if (!chart) {
      if (model.recommendations() === null) return null;
      return model.rowless() ? t('chart.empty_no_rows') : t('chart.empty_no_chart');
    }
    if (rowCount() === 0) return t('chart.empty_no_rows');
    return drawn() && drawing()?.marks === 0 ? t('chart.empty_all_null') : null;
  };
  const state = (): 'empty' | 'rendering' | 'ready' | 'error' => {
    if (error()) return 'error';
    if (emptiness() !== null) return 'empty';
    return model.loading() || !drawn() ? 'rendering' : 'ready';
  };
  const spec = (): ChartSpec => model.spec() ?? blank;
  const title = (): string => chartTitle(spec()) || props.title;
  const summary = createMemo(() =>
    summaryOf(model.chart()?.answers ?? [], title(), drawing()?.marks ?? 0, language()),
  );
  const page = async (): Promise<PageContents | null> => {
    const { note, rowsSql: sql } = props;
    const answers = model.chart()?.answers ?? [];
    const shown = { title: title(), note, sql, summary: summary().join(' '), spec: spec(), answers };
    const [sourceLine, citations] = await Promise.all([props.wholeSourceLine(), props.citations()]);
    return { ...shown, sourceLine, citations };
  };
  const notices = (): readonly Notice[] => {
    const { cut = null, dropped = 0 } = drawing() ?? {};
    return [
      ...(model.chart()?.notices ?? []),
      ...(cut ? [{ key: 'categories_cut', params: { ...cut } } as const] : []),
      ...(dropped > 0 ? [{ key: 'log_dropped', params: { n: dropped } } as const] : []),
    ];
  };
  const why = (): string | null => {
    const shown = JSON.stringify(model.spec());
    return model.recommendations()?.find((r) => JSON.stringify(r.spec) === shown)?.why ?? null;
  };

  return (
    <section
      class="chart"
      data-testid="chart"
      data-state={state()}
      data-marks={state() === 'ready' ? drawing()?.marks : 0}
      aria-label={t('chart.region')}
    >
      <Toolbar {...props} model={model} side={side()} onSide={setSide}>
        <ChartMenu
          exportable={state() === 'ready' ? (drawing()?.exportable ?? null) : null}
          spec={model.spec()}
          title={title()}
          sourceLine={() => props.wholeSourceLine()}
          page={page}
          onDone={setSaid}
          onError={setDrawError}
        />
      </Toolbar>
      <Show when={why()}>{(text) => <p class="chart-why">{text()}</p>}</Show>
      <Show when={error()}>{(failure) => <Failure error={failure()} kept={drawing() !== null} />}</Show>
      <For each={notices()}>
        {(notice) => (
          <p class="chart-notice" role="note">
            {t(`chart.${notice.key}`, notice.params)}
          </p>
        )}
      </For>
      <div class="chart-body" data-side={side() ?? 'none'}>
        <div class="chart-main">
          <Show when={drawing() === null && error() === null && emptiness() === null}>
            {props.placeholder}
          </Show>
          <Show when={emptiness()}>{(text) => <p class="empty">{text()}</p>}</Show>
          <Show when={rowCount() > 0 && model.chart()}>
            {(chart) => (
              <ChartCanvas
                chart={chart()}
                title={title()}
                sourceLine={props.sourceLine}
                longestSourceLine={props.longestSourceLine}
                theme={props.theme}
                describedBy={summaryId}
                onDrawing={() => setDrawnChart(null)}
                onDrawn={(d) => {
                  setDrawing(d);
                  setDrawError(null);
                  setDrawnChart(d.chart);
                }}
                onError={(e) => {
                  setDrawError(e);
                  setDrawnChart(chart());
                }}
                choosing={props.choosing}
                onSelect={(choice) => props.onSelect(choice)}
              />
            )}
          </Show>
        </div>
        <Show when={side()}>
          <aside class="chart-side" aria-label={t(`chart.${side() ?? 'spec'}`)}>
            <Show when={side() === 'encodings'}>
              <Shelves spec={spec()} columns={props.columns} onSpec={(s) => props.onSpec(s)} />
            </Show>
            <Show when={side() === 'spec'}>
              <Suspense fallback={<p class="empty">{t('common.loading')}</p>}>
                <SpecEditor
                  spec={spec()}
                  columns={props.columns.map((c) => c.name)}
                  error={error()}
                  warnings={drawing()?.warnings ?? []}
                  onSpec={(s) => props.onSpec(s)}
                />
              </Suspense>
            </Show>
            <Show when={side() === 'data_table'}>
              <ChartTable answers={model.chart()?.answers ?? []} />
            </Show>
            <Show when={side() === 'sql'}>
              <pre class="chart-sql mono" tabindex="0" aria-label={t('chart.sql_label')}>
                {(model.chart()?.sql ?? []).join(';\n\n')}
              </pre>
            </Show>
          </aside>
        </Show>
      </div>
      <p
        class="chart-summary"
        tabindex="0"
        id={summaryId}
        data-testid="chart-summary"
        hidden={drawing() === null}
      >
        {summary().join(' ')} <span class="visually-hidden">{t('chart.keyboard_hint')}</span>
      </p>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
    </section>
  );
}

function Failure(props: { readonly error: AppError; readonly kept: boolean }): JSX.Element {
  const columns = (): string | undefined => {
    const given = props.error.params?.['columns'];
    return given === undefined ? undefined : String(given);
  };
  const words = (): string => {
    const missing = columns();
    return missing === undefined
      ? t(`errors.${props.error.kind}`)
      : t('chart.missing_columns', { columns: missing });
  };
  return (
    <div class="notice" data-tone="bad" role="alert" data-testid="chart-error">
      <p>{words()}</p>
      <Show when={columns() === undefined && props.error.message}>
        <p class="mono chart-detail">{props.error.message}</p>
      </Show>
    </div>
  );
}

interface ToolbarProps extends ChartPanelProps {
  readonly model: ReturnType<typeof createChart>;
  readonly side: Side | null;
  readonly children: JSX.Element;
  onSide(side: Side | null): void;
}

function Toolbar(props: ToolbarProps): JSX.Element {
  const current = (): ChartSpec | null => props.model.spec();
  return (
    <div class="chart-toolbar" role="group" aria-label={t('chart.region')}>
      <div
        class="chart-suggestions"
        role="group"
        aria-label={t('chart.suggestions')}
        data-testid="chart-suggestions"
      >
        <For each={props.model.recommendations() ?? []}>
          {(r, i) => (
            <button
              type="button"
              class="button"
              title={r.why}
              data-rule={r.id}
              aria-pressed={current() === r.spec || JSON.stringify(current()) === JSON.stringify(r.spec)}
              onClick={() => props.onSpec(i() === 0 ? null : r.spec)}
            >
              {r.name}
            </button>
          )}
        </For>
      </div>
      <div class="chart-tools">
        <For each={sides}>
          {(name) => (
            <button
              type="button"
              class="button"
              aria-pressed={props.side === name}
              data-testid={`chart-${name}`}
              onClick={() => props.onSide(props.side === name ? null : name)}
            >
              {t(`chart.${name}`)}
            </button>
          )}
        </For>
        {props.children}
      </div>
    </div>
  );
}
