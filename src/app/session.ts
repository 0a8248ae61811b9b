import { batch, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Result, AppError } from '../domain/appError.ts';
import { emptyCatalog, readTables, readVocabulary, type Catalog } from '../engine/catalog.ts';
import type { EngineConnection } from '../engine/connection.ts';
import type { Engine, EngineState } from '../engine/engine.ts';
import type { Rows } from '../engine/rows.ts';
import { createOwnFiles, type OwnFiles } from '../features/files/ownFiles.ts';
import { splitStatements, statementAt, type Statement } from '../sql/statements.ts';
import type { WorkspaceStore } from '../workspace/store.ts';
import { emptyWork, type DatasetStamp, type HistoryEntry, type Work } from '../workspace/work.ts';
import { createRunner, type Runner, type RunState } from './run.ts';

/** One open query. */
export interface Tab {
  readonly id: string;
  readonly work: Accessor<Work>;
  readonly setWork: (work: Work) => void;
  readonly runner: Runner;
}

export type RunScope =
  { readonly kind: 'all' } | { readonly kind: 'cursor'; readonly from: number; readonly to: number };

export interface SessionOptions {
  readonly engine: Engine;
  readonly store: WorkspaceStore;
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
  readonly works: Accessor<readonly Work[]>;
  readonly storageError: Accessor<AppError | null>;
  readonly files: OwnFiles;
  activate(id: string): void;
  newTab(work?: Partial<Work>): void;
  closeTab(id: string): void;
  update(patch: Partial<Pick<Work, 'title' | 'note' | 'sql' | 'params' | 'spec' | 'tags'>>): void;
  run(scope: RunScope): Promise<void>;
  cancel(): Promise<void>;
  /** The statements of the active work that a scope names. */
  statements(scope: RunScope): readonly Statement[];
  /** Brings back the tabs of the last visit; resolves when {@link restored} holds. */
  restore(): Promise<void>;
  readonly restored: Accessor<boolean>;
  /** How many runs have ended. */
  readonly runs: Accessor<number>;
  /** Keeps the active work among the saved ones. */
  save(): Promise<Result<null>>;
  removeWork(id: string): Promise<Result<null>>;
  renameWork(work: Work, title: string): Promise<Result<null>>;
  refreshWorks(): Promise<void>;
  /** A small query of the page's own, on a connection that no run occupies. */
  query(sql: string): Promise<Result<Rows>>;
  /** As {@link query}, on the chart's connection. */
  chartQuery(sql: string): Promise<Result<Rows>>;
}

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });

/** Statements that may change which tables there are. */
const changesCatalog = /^\s*(?:create|drop|alter|attach|detach|import|use)\b/i;

function statementsFor(sql: string, scope: RunScope): Statement[] {
  if (scope.kind === 'all') return splitStatements(sql);
  if (scope.from === scope.to) return [statementAt(sql, scope.from)].filter((s) => s !== null);
  return splitStatements(sql.slice(scope.from, scope.to)).map((s) => ({
    text: s.text,
    from: s.from + scope.from,
    to: s.to + scope.from,
  }));
}

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
    if (state.stage === 'ready' && !state.error) void refresh();
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

/** The state of the window. Must be called inside a reactive root. */
export function createSession(options: SessionOptions): Session {
  const { engine, store } = options;
  const [engineState, setEngineState] = createSignal(engine.state);
  onCleanup(engine.subscribe((s) => setEngineState(s)));
  const own = engine.connect();
  const chart = engine.connect();
  const { catalog, refresh } = createCatalog(engine, engine.connect());
  const files = createOwnFiles(
    engine,
    (sql) => own.all(sql),
    () => void refresh(),
  );
  const [works, setWorks] = createSignal<readonly Work[]>([]);
  const [runs, setRuns] = createSignal(0);
  const [restored, setRestored] = createSignal(false);
  const [storageError, setStorageError] = createSignal<AppError | null>(null);

  const keep = (result: Result<unknown>): void => {
    setStorageError(result.ok ? null : result.error);
  };
  const makeRunner = (): Runner =>
    createRunner({
      connection: engine.connect(),
      now: () => performance.now(),
      painted,
      onFinished: (run) => {
        if (run.statement && changesCatalog.test(run.statement.text)) void refresh();
        void store.addHistory(historyEntry(run)).then(() => setRuns((n) => n + 1));
      },
    });
  const makeTab = (initial: Work): Tab => {
    const [work, setWork] = createSignal(initial);
    return { id: initial.id, work, setWork, runner: makeRunner() };
  };
  const first = makeTab(options.first ?? emptyWork(options.dataset, options.untitled()));
  const [tabs, setTabs] = createSignal<readonly Tab[]>([first]);
  const [activeId, setActiveId] = createSignal(first.id);
  const active = createMemo(() => tabs().find((tab) => tab.id === activeId()) ?? tabs()[0] ?? first);

  let saving: ReturnType<typeof setTimeout> | undefined;
  const autosave = (): void => {
    clearTimeout(saving);
    saving = setTimeout(() => {
      void store.putTabs({ works: tabs().map((tab) => tab.work()), active: activeId() }).then(keep);
    }, 300);
  };
  const refreshWorks = async (): Promise<void> => {
    const listed = await store.listWorks();
    if (listed.ok) setWorks(listed.value);
    else keep(listed);
  };
  onCleanup(store.subscribe(() => void refreshWorks()));

  const newTab: Session['newTab'] = (given) => {
    const work = { ...emptyWork(options.dataset, options.untitled()), ...given };
    const open = tabs().find((tab) => tab.id === work.id);
    batch(() => {
      if (open) open.setWork(work);
      else setTabs([...tabs(), makeTab(work)]);
      setActiveId(work.id);
    });
    autosave();
  };
  const closeTab: Session['closeTab'] = (id) => {
    const at = tabs().findIndex((tab) => tab.id === id);
    const tab = tabs()[at];
    if (!tab) return;
    batch(() => {
      if (tabs().length === 1) newTab();
      if (activeId() === id) setActiveId((tabs()[at + 1] ?? tabs()[at - 1])?.id ?? '');
      setTabs(tabs().filter((other) => other.id !== id));
    });
    void tab.runner.dispose();
    autosave();
  };
  const update: Session['update'] = (patch) => {
    const tab = active();
    tab.setWork({ ...tab.work(), ...patch, updatedAt: new Date().toISOString() });
    autosave();
  };

  const restore = async (): Promise<void> => {
    const stored = await store.readTabs();
    if (stored.ok && stored.value && stored.value.works.length > 0) {
      const { works: open, active: last } = stored.value;
      batch(() => {
        setTabs(open.map(makeTab));
        setActiveId(last ?? open[0]?.id ?? '');
      });
    }
    setRestored(true);
    await refreshWorks();
  };

  return {
    engineState,
    catalog,
    tabs,
    active,
    works,
    storageError,
    files,
    activate: (id) => {
      setActiveId(id);
      autosave();
    },
    newTab,
    closeTab,
    update,
    run: (scope) => active().runner.run(statementsFor(active().work().sql, scope)),
    cancel: () => active().runner.cancel(),
    statements: (scope) => statementsFor(active().work().sql, scope),
    restore,
    restored,
    runs,
    save: async () => {
      const result = await store.putWork(active().work());
      keep(result);
      await refreshWorks();
      return result;
    },
    removeWork: async (id) => {
      const result = await store.removeWork(id);
      await refreshWorks();
      return result;
    },
    renameWork: async (work, title) => {
      const renamed = { ...work, title, updatedAt: new Date().toISOString() };
      const result = await store.putWork(renamed);
      keep(result);
      tabs()
        .find((tab) => tab.id === work.id)
        ?.setWork(renamed);
      await refreshWorks();
      return result;
    },
    refreshWorks,
    query: (sql) => own.all(sql),
    chartQuery: (sql) => chart.all(sql),
  };
}
