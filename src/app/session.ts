import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Result } from '../domain/appError.ts';
import { emptyCatalog, readTables, readVocabulary, type Catalog } from '../engine/catalog.ts';
import type { EngineConnection } from '../engine/connection.ts';
import type { Engine, EngineState } from '../engine/engine.ts';
import type { ExportRequest } from '../engine/export.ts';
import type { Rows } from '../engine/rows.ts';
import { createOwnFiles, type OwnFiles } from '../features/files/ownFiles.ts';
import type { Parameter } from '../sql/parameters.ts';
import { runnable, type Runnable } from '../sql/runnable.ts';
import { splitStatements, statementAt, type Statement } from '../sql/statements.ts';
import { idle, painted } from '../ui/painted.ts';
import type { FullStore } from '../workspace/store.ts';
import { emptyWork, type DatasetStamp, type HistoryEntry, type Work } from '../workspace/work.ts';
import { onKeptRows } from './keptRows.ts';
import { openResult, type OpenResult } from './openResult.ts';
import { createParameters } from './parameters.ts';
import { createReplay, type Recovery, type Replay } from './replay.ts';
import { createRunner, type Runner, type RunState } from './run.ts';
import { createTabs, type Tab, type Tabs, type WorkPatch } from './tabs.ts';
import { createWorks, type Works } from './works.ts';

export type RunScope =
  { readonly kind: 'all' } | { readonly kind: 'cursor'; readonly from: number; readonly to: number };

export interface SessionOptions {
  readonly engine: Engine;
  readonly store: FullStore;
  readonly dataset: DatasetStamp;
  readonly untitled: () => string;
  /** The work that a newcomer finds open; an empty one when null. */
  readonly first: Work | null;
}

/** Everything that the open window knows and can do, without any element of it. */
export interface Session {
  readonly engineState: Accessor<EngineState>;
  readonly catalog: Accessor<Catalog>;
  readonly tabs: Accessor<readonly Tab[]>;
  readonly active: Accessor<Tab>;
  readonly works: Works;
  readonly files: OwnFiles;
  activate(id: string): void;
  newTab(work?: Partial<Work>): void;
  closeTab(id: string): void;
  update(patch: WorkPatch): void;
  run(scope: RunScope): Promise<void>;
  cancel(): Promise<void>;
  /** The parameters of the active work. */
  readonly parameters: Accessor<readonly Parameter[]>;
  /** The statements of the active work that a scope names. */
  statements(scope: RunScope): readonly Runnable[];
  /** Brings back the tabs of the last visit; resolves when {@link restored} holds. */
  restore(): Promise<void>;
  readonly restored: Accessor<boolean>;
  /** Whether every change of the open tabs is stored, as far as the browser stores at all. */
  readonly kept: Accessor<boolean>;
  /** What came back after the engine was restarted, until it is dismissed. */
  readonly recovery: Accessor<Recovery | null>;
  dismissRecovery(): void;
  /** How many runs have ended. */
  readonly runs: Accessor<number>;
  /** Keeps the active work among the saved ones. */
  save(): Promise<Result<null>>;
  /** Changes a saved work, and its tab where it is open. */
  change(id: string, patch: WorkPatch): Promise<Result<null>>;
  /** A small query of the page's own, on a connection that no run occupies; `signal` takes it back. */
  query(sql: string, signal?: AbortSignal): Promise<Result<Rows>>;
  /** Opens a result of any size on a connection of its own; closing it frees both. */
  open(sql: string): Promise<Result<OpenResult>>;
  exportFile(request: ExportRequest): Promise<Result<Blob>>;
  /** As {@link query}, on the chart's connection. */
  chartQuery(sql: string, signal?: AbortSignal): Promise<Result<Rows>>;
}

/** Statements that may change which tables there are. */
const changesCatalog = /^\s*(?:create|drop|alter|attach|detach|import|use)\b/i;

function statementsIn(sql: string, scope: RunScope): readonly Statement[] {
  if (scope.kind === 'all') return splitStatements(sql);
  if (scope.from === scope.to) return [statementAt(sql, scope.from)].filter((s) => s !== null);
  return splitStatements(sql.slice(scope.from, scope.to)).map((s) => ({
    text: s.text,
    from: s.from + scope.from,
    to: s.to + scope.from,
  }));
}

const statementsFor = (
  { sql, params }: Work,
  scope: RunScope,
  known: readonly Parameter[],
): readonly Runnable[] => statementsIn(sql, scope).map((s) => runnable(s, params, known));

function createCatalog(
  engine: Engine,
  connection: EngineConnection,
): { catalog: Accessor<Catalog>; refresh: () => Promise<void> } {
  const [catalog, setCatalog] = createSignal<Catalog>(emptyCatalog);
  const refresh = async (): Promise<void> => {
    const tables = await readTables(connection);
    if (tables.ok) setCatalog((c) => ({ ...c, tables: tables.value }));
    if (catalog().functions.length > 0) return;
    const vocabulary = await readVocabulary(connection);
    if (vocabulary.ok) setCatalog((c) => ({ ...c, ...vocabulary.value }));
  };
  const stop = engine.subscribe((state) => {
    // The open result and its chart go first.
    if (state.stage === 'ready' && !state.error) void idle(1_000).then(refresh);
  });
  onCleanup(stop);
  return { catalog, refresh };
}

const historyEntry = (run: RunState): HistoryEntry => ({
  id: crypto.randomUUID(),
  at: new Date().toISOString(),
  sql: run.statement?.text ?? '',
  status: run.status === 'failed' ? 'failed' : run.status === 'cancelled' ? 'cancelled' : 'done',
  rows: run.result?.rowCount ?? null,
  milliseconds: Math.round(run.milliseconds),
  message: run.error?.message ?? null,
});

/** Writes a moment after the last of several changes, and at once when the page is left. Must be called inside a reactive root. */
function createAutosave(write: () => Promise<void>): { readonly kept: Accessor<boolean>; touch(): void } {
  const [kept, setKept] = createSignal(true);
  let changes = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const written = changes;
    void write().then(() => {
      if (written === changes) setKept(true);
    });
  };
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', onHidden);
  window.addEventListener('pagehide', flush);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onHidden);
    window.removeEventListener('pagehide', flush);
  });
  return {
    kept,
    touch: () => {
      changes++;
      setKept(false);
      clearTimeout(timer);
      timer = setTimeout(flush, 300);
    },
  };
}

function followEngine(engine: Engine): Accessor<EngineState> {
  const [state, setState] = createSignal(engine.state);
  onCleanup(engine.subscribe((s) => setState(s)));
  return state;
}

/**
 * What the parts of the page ask the engine themselves, beside the runs of the tabs. Questions about a result on screen are asked of its
 * rows where they are kept.
 */
function createQuestions(
  engine: Engine,
  own: EngineConnection,
  { settled }: Replay,
  results: () => readonly RunState[],
): Pick<Session, 'query' | 'open' | 'exportFile' | 'chartQuery'> {
  const chart = engine.connect();
  const asked = async (sql: string): Promise<string> => {
    await settled();
    return onKeptRows(sql, results());
  };
  return {
    query: (sql, signal) => asked(sql).then((text) => own.all(text, signal)),
    chartQuery: (sql, signal) => asked(sql).then((text) => chart.all(text, signal)),
    open: (sql) => asked(sql).then((text) => openResult(engine, text)),
    exportFile: (request) => asked(request.sql).then((sql) => engine.exportFile({ ...request, sql })),
  };
}

/** What is in the engine beside the shipped tables, and who asks for it. Must be called inside a reactive root. */
function createOwnTables(
  engine: Engine,
  results: () => readonly RunState[],
  changed: () => void,
): { files: OwnFiles; replay: Replay; questions: ReturnType<typeof createQuestions> } {
  const own = engine.connect();
  // Files come back before all else after a restart: they wait for nobody.
  const files = createOwnFiles(engine, (sql) => own.all(sql), changed);
  const replay = createReplay({ engine, filesBack: files.settled, onRecovered: changed });
  return { files, replay, questions: createQuestions(engine, own, replay, results) };
}

const saving = (tabs: Tabs, works: Works): Pick<Session, 'save' | 'change'> => ({
  save: () => works.put(tabs.active().work()),
  change: (id, patch) => {
    tabs.patch(id, patch);
    return works.change(id, patch);
  },
});

function makeRunner(engine: Engine, replay: Replay, onFinished: (run: RunState) => void): Runner {
  const connection = engine.connect();
  const onStatement = (sql: string): void => {
    replay.note(connection, sql);
  };
  const { settled } = replay;
  return createRunner({
    connection,
    now: () => performance.now(),
    settled,
    painted,
    onStatement,
    onFinished,
  });
}

/** The state of the window. Must be called inside a reactive root. */
export function createSession(options: SessionOptions): Session {
  const { engine, store } = options;
  const engineState = followEngine(engine);
  const { catalog, refresh } = createCatalog(engine, engine.connect());
  const results = (): readonly RunState[] => tabs.list().map((tab) => tab.runner.state);
  const { files, replay, questions } = createOwnTables(engine, results, () => void refresh());
  const works = createWorks(store);
  const [runs, setRuns] = createSignal(0);
  const [restored, setRestored] = createSignal(false);
  const blank = (): Work => emptyWork(options.dataset, options.untitled());
  const onFinished = (run: RunState): void => {
    if (run.statement && changesCatalog.test(run.statement.text)) void refresh();
    void store.addHistory(historyEntry(run)).then(() => setRuns((n) => n + 1));
  };
  const autosave = createAutosave(async () => {
    works.note(await store.putTabs(tabs.snapshot()));
  });
  const tabs = createTabs({
    first: options.first ?? blank(),
    emptyWork: blank,
    makeRunner: () => makeRunner(engine, replay, onFinished),
    onChange: autosave.touch,
  });
  const parameters = createParameters(() => tabs.active().work().sql, catalog);
  const statements = (scope: RunScope): readonly Runnable[] =>
    statementsFor(tabs.active().work(), scope, parameters());

  return {
    engineState,
    catalog,
    works,
    files,
    restored,
    kept: autosave.kept,
    runs,
    recovery: replay.recovery,
    dismissRecovery: replay.dismiss,
    tabs: tabs.list,
    active: tabs.active,
    activate: tabs.activate,
    closeTab: tabs.close,
    update: tabs.update,
    parameters,
    statements,
    ...questions,
    newTab: (given) => void tabs.open({ ...blank(), ...given }),
    run: (scope) => tabs.active().runner.run(statements(scope)),
    cancel: () => tabs.active().runner.cancel(),
    restore: async () => {
      const stored = await store.readTabs();
      if (stored.ok && stored.value && stored.value.works.length > 0) tabs.replace(stored.value);
      setRestored(true);
      await works.refresh();
    },
    ...saving(tabs, works),
  };
}
