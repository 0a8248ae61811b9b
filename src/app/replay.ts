import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { EngineConnection } from '../engine/connection.ts';
import type { Engine } from '../engine/engine.ts';
import { leavesTraces } from '../sql/changes.ts';

/** What came back after the engine was restarted. */
export interface Recovery {
  /** Statements that ran again. */
  readonly made: number;
  /** The first that did not, and why; what it had made is gone. */
  readonly failed: { readonly sql: string; readonly message: string } | null;
}

export interface Replay {
  /** Remembers a statement that ran. */
  note(connection: EngineConnection, sql: string): void;
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

/**
 * Makes again what statements had made in the engine, by running them again after a restart, in their order and each on its own
 * connection: temporary tables, settings and open transactions belong to one. Only what ran without an error is run again.
 * Must be called in a reactive root.
 */
export function createReplay(options: ReplayOptions): Replay {
  const [recovery, setRecovery] = createSignal<Recovery | null>(null);
  const noted: Noted[] = [];
  const runAll = async (): Promise<void> => {
    await options.filesBack();
    let made = 0;
    let failed: Recovery['failed'] = null;
    for (const { connection, sql } of [...noted]) {
      const result = await connection.all(sql);
      if (result.ok) made++;
      else failed ??= { sql, message: result.error.message };
    }
    if (made > 0 || failed) setRecovery({ made, failed });
    options.onRecovered();
  };
  let started = false;
  let ready = false;
  const stop = options.engine.subscribe((state) => {
    const now = state.stage === 'ready' && state.error === null;
    if (now && !ready && started && noted.length > 0) void runAll();
    started ||= now;
    ready = now;
  });
  onCleanup(stop);
  return {
    recovery,
    dismiss: () => setRecovery(null),
    note: (connection, sql) => {
      if (leavesTraces(sql)) noted.push({ connection, sql });
    },
  };
}
