import {
  createEffect,
  createMemo,
  createSignal,
  For,
  lazy,
  Match,
  on,
  Show,
  Suspense,
  Switch,
  type JSX,
} from 'solid-js';
import type { FirstQuery } from '../features/editor/firstQuery.ts';
import { ErrorNotice } from '../features/editor/ErrorNotice.tsx';
import { ParameterFields } from '../features/editor/ParameterFields.tsx';
import { SqlEditor, type EditorHandle } from '../features/editor/SqlEditor.tsx';
import { ResultGrid } from '../features/grid/ResultGrid.tsx';
import { language, t } from '../i18n/i18n.ts';
import { canWrap } from '../sql/wrap.ts';
import { Icon } from '../ui/Icon.tsx';
import { settled } from '../ui/painted.ts';
import { SplitPane } from '../ui/SplitPane.tsx';
import type { Work } from '../workspace/work.ts';
import { createDescribe } from './describe.ts';
import { EmptyResult } from './EmptyResult.tsx';
import { Inspector } from './Inspector.tsx';
import { Part } from './Part.tsx';
import type { RunState } from './run.ts';
import type { SelectionState } from './selection.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { createSourceLine } from './sourceLine.ts';
import type { Viewport } from './viewport.ts';

const PlanView = lazy(() => import('../features/editor/PlanView.tsx').then((m) => ({ default: m.PlanView })));
// The rows first.
const ChartPanel = lazy(() =>
  settled()
    .then(() => import('../features/chart/ChartPanel.tsx'))
    .then((m) => ({ default: m.ChartPanel })),
);

type View = 'table' | 'chart' | 'both' | 'evidence';

export interface WorkbenchProps {
  readonly session: Session;
  readonly settings: Settings;
  readonly viewport: Viewport;
  readonly selection: SelectionState;
  readonly firstAnswer: HTMLElement | null;
  readonly firstQuery: FirstQuery | null;
  onEditor(handle: EditorHandle): void;
  /** Opens the references to what is behind the result. */
  onCite(): void;
  onRestart(): void;
}

/** Editor above, result below: as a table, a chart, or both side by side. */
export function Workbench(props: WorkbenchProps): JSX.Element {
  const run = (): RunState => props.session.active().runner.state;
  const [view, setView] = createSignal<View>('both');
  createEffect(() => {
    if (props.viewport.narrow() && view() === 'both') setView('table');
  });
  const views = createMemo<readonly View[]>(() =>
    (['table', 'chart', 'both', 'evidence'] as const).filter((v) =>
      v === 'both' ? !props.viewport.narrow() : v === 'evidence' ? !props.viewport.wide() : true,
    ),
  );
  // The pre-computed answer leaves with the first live one, or as soon as another query is open.
  const [showFirst, setShowFirst] = createSignal(props.firstAnswer !== null);
  const first = props.session.active().work();
  createEffect(() => {
    const { result, error } = run();
    // An engine that failed leaves the pre-computed answer readable.
    if (result !== null || error?.kind === 'sql' || props.session.active().id !== first.id)
      setShowFirst(false);
  });

  return (
    <div class="workbench" id="workbench" role="tabpanel" aria-label={props.session.active().work().title}>
      <SplitPane
        direction="column"
        initial={props.viewport.narrow() ? 0.32 : 0.36}
        label={t('app.resize')}
        first={<EditorPart {...props} />}
        second={
          <section class="result" aria-label={t('app.result')}>
            <div class="result-head">
              <div class="result-views" role="tablist" aria-label={t('app.result')}>
                <For each={views()}>
                  {(v) => (
                    <button
                      type="button"
                      role="tab"
                      class="button"
                      aria-selected={view() === v}
                      data-view={v}
                      onClick={() => setView(v)}
                    >
                      <Icon name={v === 'both' ? 'gallery' : v} />
                      {t(`app.${v}`)}
                    </button>
                  )}
                </For>
              </div>
              <Show when={run().result}>
                <button type="button" class="button" data-testid="cite-result" onClick={() => props.onCite()}>
                  {t('app.cite')}
                </button>
              </Show>
            </div>
            <div class="result-body" role="tabpanel" aria-label={t(`app.${view()}`)}>
              <Switch>
                <Match when={showFirst()}>
                  <div class="first-answer-slot">{props.firstAnswer}</div>
                </Match>
                <Match when={view() === 'evidence'}>
                  <Inspector
                    session={props.session}
                    selection={props.selection}
                    onCite={() => props.onCite()}
                  />
                </Match>
                <Match when={run().result === null}>
                  <EmptyResult session={props.session} />
                </Match>
                <Match when={run().resultIsPlan}>
                  <Suspense>
                    <PlanView text={planText(run())} />
                  </Suspense>
                </Match>
                <Match when={view() === 'both'}>
                  <SplitPane
                    direction="row"
                    initial={0.48}
                    label={t('app.resize')}
                    first={<GridPart {...props} />}
                    second={<ChartPart {...props} first={first} />}
                  />
                </Match>
                <Match when={view() === 'table'}>
                  <GridPart {...props} />
                </Match>
                <Match when={view() === 'chart'}>
                  <ChartPart {...props} first={first} />
                </Match>
              </Switch>
            </div>
          </section>
        }
      />
    </div>
  );
}

/** The plan in the rows of an EXPLAIN: DuckDB gives the text in the last column. */
function planText(run: RunState): string {
  const { result, version } = run;
  if (!result || version < 0 || result.rowCount === 0) return '';
  const value = result.peek(0, result.columns.length - 1);
  return typeof value === 'string' ? value : '';
}

function EditorPart(props: WorkbenchProps): JSX.Element {
  const run = (): RunState => props.session.active().runner.state;
  const [handle, setHandle] = createSignal<EditorHandle | null>(null);
  const describe = createDescribe(() => props.session.engineState().stage === 'ready');
  const engineError = (): ReturnType<Session['engineState']>['error'] => props.session.engineState().error;
  /** What stands above the result: the engine's own trouble first, then the statement's. */
  const shown = createMemo(() => engineError() ?? (run().status === 'failed' ? run().error : null));
  const editorError = createMemo(() => {
    const { error, statement, status } = run();
    return error && statement && status === 'failed'
      ? { error, from: statement.from, to: statement.to }
      : null;
  });
  // What a newcomer sees first goes before all that editing needs.
  const answered = (): boolean =>
    engineError() !== null ||
    props.session.engineState().stage === 'ready' ||
    !['idle', 'running'].includes(run().status);
  // Whoever runs the text is done with it: the list would lie over what comes.
  createEffect(
    on(
      () => run().status,
      (status) => {
        if (status === 'running') handle()?.closeList();
      },
    ),
  );
  const fix = (candidate: string): void => {
    handle()?.applyFix(candidate);
    handle()?.focus();
  };
  return (
    <section class="editor-part" id="editor" aria-label={t('app.editor')}>
      <Show when={props.session.active().work().note}>
        {(note) => (
          <p class="work-note muted" tabindex="0" role="note" aria-label={t('share.note')}>
            {note()}
          </p>
        )}
      </Show>
      <SqlEditor
        documentKey={props.session.active().id}
        value={props.session.active().work().sql}
        onChange={(sql) => props.session.update({ sql })}
        onRun={(scope) => void props.session.run(scope)}
        catalog={props.session.catalog()}
        error={editorError()}
        query={(sql: string, signal?: AbortSignal) => props.session.query(sql, signal)}
        describe={describe}
        answered={answered()}
        first={props.firstQuery}
        onReady={(ready) => {
          setHandle(ready);
          props.onEditor(ready);
        }}
      />
      <ParameterFields
        parameters={props.session.parameters()}
        values={props.session.active().work().params}
        onChange={(params) => props.session.update({ params })}
        onRun={() => void props.session.run({ kind: 'all' })}
      />
      <Show when={shown()}>
        {(error) => (
          <ErrorNotice error={error()} onFix={fix}>
            <Show when={engineError() !== null}>
              <button type="button" class="button" data-look="outline" onClick={() => props.onRestart()}>
                {t('app.restart')}
              </button>
            </Show>
          </ErrorNotice>
        )}
      </Show>
    </section>
  );
}

function GridPart(props: WorkbenchProps): JSX.Element {
  const run = (): RunState => props.session.active().runner.state;
  return (
    <Show when={run().result}>
      {(result) => (
        <ResultGrid
          result={result()}
          sql={run().resultSql}
          leaving={run().status === 'running'}
          query={(sql: string, signal?: AbortSignal) => props.session.query(sql, signal)}
          shared={{
            filters: () => props.selection.filters(),
            setFilters: (filters) => props.selection.setFilters(filters),
            choice: () => props.selection.choice(),
            dropChoice: () => void props.selection.choose(null),
          }}
          selectedRow={props.selection.row()}
          onSelectRow={(row, values) => props.selection.selectRow(row, values)}
          open={(sql) => props.session.open(sql)}
          engineExport={(request) => props.session.exportFile(request)}
          citations={async (source, signal) => {
            const { citationsOf } = await import('./citations.ts');
            return citationsOf(source, (sql) => props.session.query(sql), signal);
          }}
          fileName={props.session.active().work().title}
          onTakeSql={(sql) => props.session.update({ sql })}
        />
      )}
    </Show>
  );
}

/** The picture of the answer that the build made, in the chosen language. */
function firstPicture(answer: HTMLElement | null): JSX.Element {
  const figure = answer?.querySelector(`.first-answer-${language()} .first-answer-chart`);
  return figure?.cloneNode(true) as Element | undefined;
}

function ChartPart(props: WorkbenchProps & { readonly first: Work }): JSX.Element {
  const run = (): RunState => props.session.active().runner.state;
  const sourceLine = createSourceLine(props.session, props.selection);
  // The picture that was there before the engine stays until the live one is drawn.
  const placeholder = (): JSX.Element => {
    const { id, sql } = props.session.active().work();
    return id === props.first.id && sql === props.first.sql ? firstPicture(props.firstAnswer) : undefined;
  };
  return (
    <Part coming={placeholder()}>
      <Show
        when={canWrap(run().resultSql) && run().result}
        fallback={<p class="empty">{t('app.no_chart')}</p>}
      >
        {(result) => (
          <ChartPanel
            sql={run().resultSql}
            rowsSql={props.selection.filteredSql()}
            columns={result().columns}
            spec={props.session.active().work().spec}
            onSpec={(spec) => props.session.update({ spec })}
            query={(sql: string, signal?: AbortSignal) => props.session.chartQuery(sql, signal)}
            title={props.session.active().work().title}
            theme={`${props.settings.shownTheme()}${props.settings.contrast() ? '-contrast' : ''}`}
            placeholder={placeholder()}
            sourceLine={sourceLine.text()}
            longestSourceLine={sourceLine.longest()}
            wholeSourceLine={() => sourceLine.whole()}
            note={props.session.active().work().note}
            citations={() => sourceLine.references()}
            choosing={props.selection.choice() !== null}
            onSelect={(choice) => void props.selection.choose(choice)}
          />
        )}
      </Show>
    </Part>
  );
}
