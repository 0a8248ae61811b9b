import { createStore, type SetStoreFunction } from 'solid-js/store';
import type { AppError, Result } from '../domain/appError.ts';
import type { EngineConnection } from '../engine/connection.ts';
import type { QueryResult } from '../engine/queryResult.ts';
import type { Runnable } from '../sql/runnable.ts';
import { canWrap } from '../sql/wrap.ts';

export type RunStatus = 'idle' | 'running' | 'done' | 'failed' | 'cancelled';

/** What the page knows of the latest run of a tab. */
export interface RunState {
  readonly status: RunStatus;
  /** The statement that runs or ran last; an error's position counts from its start. */
  readonly statement: Runnable | null;
  /** The rows of the last statement that gave any; kept when a later run fails. */
  readonly result: QueryResult | null;
  /** The SQL that {@link result} answers, parameters in their place. */
  readonly resultSql: string;
  /** Whether {@link result} is a query plan. */
  readonly resultIsPlan: boolean;
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
  run(statements: readonly Runnable[], answer?: Promise<Result<QueryResult>>): Promise<void>;
  cancel(): Promise<void>;
  dispose(): Promise<void>;
}

export interface RunnerOptions {
  readonly connection: EngineConnection;
  readonly now: () => number;
  /** Waits while the engine, restarted, is given back what statements had made. */
  readonly settled: () => Promise<void>;
  /** Waits until what was set is painted. */
  readonly painted: () => Promise<void>;
  /** A statement ran to its end without an error. */
  onStatement(sql: string): void;
  onFinished(state: RunState): void;
}

const idle: RunState = {
  status: 'idle',
  statement: null,
  result: null,
  resultSql: '',
  resultIsPlan: false,
  version: 0,
  error: null,
  startedAt: 0,
  milliseconds: 0,
  progress: { done: 0, of: 0 },
};

/** Runs the statements of one tab on a connection of its own and keeps what came of it. */
class TabRunner implements Runner {
  readonly state: RunState;
  readonly #set: SetStoreFunction<RunState>;
  /** Counts runs: an answer to an earlier one is not for us any more. */
  #run = 0;
  /** The run that waits for the engine's return, for which nothing can be stopped there. */
  #held = 0;

  constructor(private readonly options: RunnerOptions) {
    // A copy: a store keeps its state in the very object that it is given.
    [this.state, this.#set] = createStore<RunState>({ ...idle });
  }

  async run(statements: readonly Runnable[], answer?: Promise<Result<QueryResult>>): Promise<void> {
    const current = ++this.#run;
    if (this.state.status === 'running') await this.options.connection.cancel();
    const of = statements.length;
    this.#set({ status: 'running', error: null, startedAt: this.options.now(), progress: { done: 0, of } });
    for (const [i, statement] of statements.entries()) {
      this.#set({ statement });
      const result = await (i === 0 && answer ? answer : this.#start(statement.sql, current));
      if (!result) return;
      const error =
        current !== this.#run
          ? null
          : result.ok
            ? await this.#take(statement, result.value, i === of - 1)
            : result.error;
      if (current !== this.#run) return;
      if (error) {
        this.#finish(error.kind === 'cancelled' ? 'cancelled' : 'failed', inOriginal(error, statement));
        return;
      }
      this.options.onStatement(statement.sql);
      this.#set({ progress: { done: i + 1, of } });
    }
    this.#finish('done', null);
  }

  async cancel(): Promise<void> {
    if (this.#held === this.#run && this.state.status === 'running') {
      this.#run++;
      this.#finish('cancelled', { kind: 'cancelled', message: '' });
      return;
    }
    await this.options.connection.cancel();
    if (this.state.status === 'running') await this.state.result?.cancel();
  }

  async dispose(): Promise<void> {
    this.#run++;
    await this.state.result?.close();
    await this.options.connection.close();
  }

  /** Null when the run was taken back or followed by another before the engine was back. */
  async #start(sql: string, current: number): Promise<Result<QueryResult> | null> {
    this.#held = current;
    await this.options.settled();
    if (current !== this.#run) return null;
    this.#held = 0;
    return this.options.connection.run(sql);
  }

  /** Reads a statement's rows: shown at once where they are the last statement's, else after they are all there. */
  async #take(statement: Runnable, result: QueryResult, last: boolean): Promise<AppError | null> {
    // Of a single statement, the engine's time counts, not the wait for its start.
    if (this.state.progress.of === 1) this.#set({ startedAt: result.startedAt });
    // What is no query has a column too, which counts the rows that it touched: nothing to show when it touched none.
    const query = canWrap(statement.sql);
    if (query && last) await this.#show(statement, result);
    await result.drain();
    const rest = result.columns.length > 0 && (query ? !last : result.rowCount > 0);
    if (rest && !result.error) await this.#show(statement, result);
    return result.error;
  }

  async #show(statement: Runnable, result: QueryResult): Promise<void> {
    const former = this.state.result;
    this.#set({
      result,
      resultSql: statement.sql,
      resultIsPlan: statement.plan,
      version: this.state.version + 1,
      milliseconds: this.#elapsed(),
    });
    this.#follow(result);
    await this.options.painted();
    void former?.close();
  }

  /** Once a frame, not once a batch. */
  #follow(result: QueryResult): void {
    let scheduled = false;
    result.subscribe(() => {
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(() => {
        scheduled = false;
        if (this.state.result === result) this.#set({ version: this.state.version + 1 });
      });
    });
  }

  #finish(status: RunStatus, error: AppError | null): void {
    this.#set({ status, error, milliseconds: this.#elapsed() });
    this.options.onFinished(this.state);
  }

  #elapsed(): number {
    return this.options.now() - this.state.startedAt;
  }
}

/** An error with its position in the statement as the person wrote it. */
function inOriginal(error: AppError, statement: Runnable): AppError {
  const position = error.sql?.position;
  if (!error.sql || position === undefined) return error;
  return { ...error, sql: { ...error.sql, position: statement.toOriginal(position) } };
}

/** A runner for one tab. */
export const createRunner = (options: RunnerOptions): Runner => new TabRunner(options);
