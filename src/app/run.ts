import { createStore } from 'solid-js/store';
import type { AppError, Result } from '../domain/appError.ts';
import type { EngineConnection } from '../engine/connection.ts';
import type { QueryResult } from '../engine/queryResult.ts';
import type { Statement } from '../sql/statements.ts';

export type RunStatus = 'idle' | 'running' | 'done' | 'failed' | 'cancelled';

/** What the page knows of the latest run of a tab. */
export interface RunState {
  readonly status: RunStatus;
  /** The statement that runs or ran last; an error's position counts from its start. */
  readonly statement: Statement | null;
  /** The rows of the last statement that gave any; kept when a later run fails. */
  readonly result: QueryResult | null;
  /** The statement that {@link result} answers. */
  readonly resultSql: string;
  /** Grows whenever the result knows more rows. */
  readonly version: number;
  readonly error: AppError | null;
  readonly startedAt: number;
  readonly milliseconds: number;
  /** How many statements of a script are through, of how many. */
  readonly progress: { readonly done: number; readonly of: number };
}

export interface Runner {
  readonly state: RunState;
  /**
   * Runs statements one after the other; stops at the first error. Never rejects. `answer` stands for the first statement's run where it is
   * under way already.
   */
  run(statements: readonly Statement[], answer?: Promise<Result<QueryResult>>): Promise<void>;
  cancel(): Promise<void>;
  dispose(): Promise<void>;
}

export interface RunnerOptions {
  readonly connection: EngineConnection;
  readonly now: () => number;
  /** Waits until what was set is painted. */
  readonly painted: () => Promise<void>;
  onFinished(state: RunState): void;
}

const idle: RunState = {
  status: 'idle',
  statement: null,
  result: null,
  resultSql: '',
  version: 0,
  error: null,
  startedAt: 0,
  milliseconds: 0,
  progress: { done: 0, of: 0 },
};

/** Runs the statements of one tab on a connection of its own and keeps what came of it. */
export function createRunner(options: RunnerOptions): Runner {
  const [state, setState] = createStore<RunState>(idle);
  let run = 0;

  const elapsed = (): number => options.now() - state.startedAt;

  const show = async (statement: Statement, result: QueryResult): Promise<void> => {
    const former = state.result;
    setState({ result, resultSql: statement.text, version: state.version + 1, milliseconds: elapsed() });
    let scheduled = false;
    result.subscribe(() => {
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        if (state.result === result) setState({ version: state.version + 1 });
      });
    });
    await options.painted();
    void former?.close();
  };

  const finish = (status: RunStatus, error: AppError | null): void => {
    setState({ status, error, milliseconds: elapsed() });
    options.onFinished(state);
  };

  const runOne = async (
    statement: Statement,
    last: boolean,
    current: number,
    answer: Promise<Result<QueryResult>> | undefined,
  ): Promise<AppError | null> => {
    setState({ statement });
    const result = await (answer ?? options.connection.run(statement.text));
    if (current !== run) return { kind: 'cancelled', message: '' };
    if (!result.ok) return result.error;
    // Of a single statement, the engine's time counts, not the wait for its start.
    if (state.progress.of === 1) setState({ startedAt: result.value.startedAt });
    if (result.value.columns.length === 0 || !last) {
      await result.value.drain();
      if (result.value.error) return result.value.error;
    }
    if (result.value.columns.length > 0) {
      await show(statement, result.value);
      await result.value.drain();
    }
    return result.value.error;
  };

  return {
    get state() {
      return state;
    },
    run: async (statements, answer) => {
      const current = ++run;
      if (state.status === 'running') await options.connection.cancel();
      setState({
        status: 'running',
        error: null,
        startedAt: options.now(),
        progress: { done: 0, of: statements.length },
      });
      for (const [i, statement] of statements.entries()) {
        const error = await runOne(
          statement,
          i === statements.length - 1,
          current,
          i === 0 ? answer : undefined,
        );
        if (current !== run) return;
        if (error) {
          finish(error.kind === 'cancelled' ? 'cancelled' : 'failed', error);
          return;
        }
        setState({ progress: { done: i + 1, of: statements.length } });
      }
      finish('done', null);
    },
    cancel: async () => {
      await options.connection.cancel();
      if (state.status === 'running') await state.result?.cancel();
    },
    dispose: async () => {
      run++;
      await state.result?.close();
      await options.connection.close();
    },
  };
}
