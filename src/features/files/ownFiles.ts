import { createSignal, type Accessor } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Rows } from '../../engine/rows.ts';
import { idle } from '../../ui/painted.ts';
import type { FileLibrary } from './fileLibrary.ts';
import type { FileOptions, FileProblem, OwnFile } from './ownFile.ts';
import type { RemoteGate } from './remote/gate.ts';

export type { OwnFile } from './ownFile.ts';

/** The person's own files beside the shipped tables. Everything that takes time waits for its turn: files are read one after the other. */
export interface OwnFiles {
  readonly list: Accessor<readonly OwnFile[]>;
  /** The latest file that could not be read. */
  readonly error: Accessor<AppError | null>;
  readonly problems: Accessor<readonly FileProblem[]>;
  /** Whether gains of one's own stand among the published ones in every question. */
  readonly gainsShown: Accessor<boolean>;
  /** The ways to other hosts that the person has opened; of this window, and gone with it. */
  readonly gates: Accessor<readonly RemoteGate[]>;
  setGates(gates: readonly RemoteGate[]): void;
  /** Closes one of them. */
  shut(gate: RemoteGate): void;
  /** Reads a file: in place where the format allows, a bad file leaves nothing behind but its problem in {@link problems}. */
  add(file: File, options?: FileOptions): Promise<Result<OwnFile>>;
  remove(table: string): Promise<void>;
  /** Resolves when nothing is being read or brought back. */
  settled(): Promise<void>;
  /** Everything else that can be done, loaded when it is first wanted. */
  library(): Promise<FileLibrary>;
}

/** Starts without a file; what was kept at an earlier visit is listed as soon as the engine is ready. Must be called in a reactive root. */
export function createOwnFiles(
  engine: Engine,
  run: (sql: string) => Promise<Result<Rows>>,
  changed: () => void,
): OwnFiles {
  const [list, setList] = createSignal<readonly OwnFile[]>([]);
  const [problems, setProblems] = createSignal<readonly FileProblem[]>([]);
  const [gainsShown, setGainsShown] = createSignal(false);
  const [gates, setGates] = createSignal<readonly RemoteGate[]>([]);
  let loading: Promise<FileLibrary> | null = null;
  const library = (): Promise<FileLibrary> => {
    loading ??= import('./fileLibrary.ts').then(
      (m) =>
        new m.FileLibrary({
          ...{ engine, run, changed, list, setList },
          ...{ problems, setProblems, gainsShown, setGainsShown },
        }),
    );
    return loading;
  };
  // Not before the first answer is there: what was kept is only listed, not read.
  const stop = engine.subscribe((state) => {
    if (state.stage !== 'ready') return;
    queueMicrotask(() => {
      stop();
    });
    void idle(2_000)
      .then(library)
      .then((l) => l.listKept());
  });
  return {
    list,
    error: () => problems().at(-1)?.error ?? null,
    problems,
    gainsShown,
    gates,
    setGates,
    shut: (gate) => {
      gate.close();
      setGates(gates().filter((g) => g !== gate));
    },
    add: async (file, options) => (await library()).add(file, options),
    remove: async (table) => (await library()).remove(table),
    settled: async () => {
      const loaded = await loading;
      await loaded?.settled();
    },
    library,
  };
}
