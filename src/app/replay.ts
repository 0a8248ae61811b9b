import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { EngineConnection } from '../engine/connection.ts';
import type { Engine, EngineState } from '../engine/engine.ts';
import { changesWithEachRun, leavesTraces } from '../sql/changes.ts';

/** What came back after the engine was restarted. */
export interface Recovery {
  /** Whether statements still run again; everybody else's queries wait. */
  readonly under: boolean;
  /** Statements that ran again, of how many. */
  readonly made: number;
  readonly of: number;
  /** The first that did not, and why; what it had made is gone. */
  readonly failed: { readonly sql: string; readonly message: string } | null;
  /** How many of them ask for chance or the clock, what, and the first: their values are not those of before. */
  readonly changed: { readonly n: number; readonly names: readonly string[]; readonly sql: string } | null;
}

export interface Replay {
  /** Remembers a statement that ran. */
  note(connection: EngineConnection, sql: string): void;
  /** Resolves when what statements had made is there: at once unless the engine is being restarted. */
  settled(): Promise<void>;
  readonly recovery: Accessor<Recovery | null>;
  dismiss(): void;
}

export interface ReplayOptions {
  readonly engine: Engine;
  /** Resolves when own files can be read again. */
  filesBack(): Promise<void>;
  onRecovered(): void;
}

interface Noted {
  readonly connection: EngineConnection;
  readonly sql: string;
}

function changedOf(noted: readonly Noted[]): Recovery['changed'] {
  const changed = noted.filter(({ sql }) => changesWithEachRun(sql).length > 0);
  const [first] = changed;
  const names = [...new Set(changed.flatMap(({ sql }) => changesWithEachRun(sql)))];
  return first ? { n: changed.length, names, sql: first.sql } : null;
}

/** A gate that others wait at while it is closed. */
function createGate(): { close(): void; open(): void; passed(): Promise<void> } {
  let waiting: Promise<void> | null = null;
  let release = (): void => undefined;
  return {
    close: () => {
      waiting ??= new Promise((resolve) => (release = resolve));
    },
    open: () => {
      waiting = null;
      release();
    },
    passed: () => waiting ?? Promise.resolve(),
  };
}

/**
 * Makes again what statements had made in the engine, by running them again after a restart, in their order and each on its own
 * connection: temporary tables, settings and open transactions belong to one. Only what ran without an error is run again.
 * Must be called in a reactive root.
 */
export function createReplay(options: ReplayOptions): Replay {
  const [recovery, setRecovery] = createSignal<Recovery | null>(null);
  const gate = createGate();
  const noted: Noted[] = [];
  /** Counts restarts: another one while statements run again begins anew. */
  let restarts = 0;
  const runAll = async (): Promise<void> => {
    const current = ++restarts;
    const again = [...noted];
    let state: Recovery = { under: true, made: 0, of: again.length, failed: null, changed: null };
    setRecovery(state);
    await options.filesBack();
    for (const { connection, sql } of again) {
      const result = await connection.all(sql);
      if (current !== restarts) return;
      // Down once more: the next restart begins anew.
      if (!result.ok && result.error.kind === 'engine_crashed') return void setRecovery(null);
      const failed = result.ok ? null : { sql, message: result.error.message };
      state = { ...state, made: state.made + (result.ok ? 1 : 0), failed: state.failed ?? failed };
      setRecovery(state);
    }
    setRecovery({ ...state, under: false, changed: changedOf(again) });
    gate.open();
    options.onRecovered();
  };
  let started = false;
  let ready = false;
  const follow = (state: EngineState): void => {
    const now = state.stage === 'ready' && state.error === null;
    // Who asks while the engine comes back must not find it empty.
    if (started && !now && state.error === null && noted.length > 0) gate.close();
    if (state.error) gate.open();
    if (now && !ready && started && noted.length > 0) void runAll();
    started ||= now;
    ready = now;
  };
  onCleanup(options.engine.subscribe(follow));
  return {
    recovery,
    dismiss: () => setRecovery(null),
    settled: gate.passed,
    note: (connection, sql) => {
      if (leavesTraces(sql)) noted.push({ connection, sql });
    },
  };
}
