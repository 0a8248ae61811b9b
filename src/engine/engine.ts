import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { fail, ok, type AppError, type Result } from '../domain/appError.ts';
import { boot, workerGone, type BootStage } from './boot.ts';
import { startBoot, type BootAssets, type BootStart } from './bootStart.ts';
import { EngineConnection, type ConnectionHost } from './connection.ts';
import { dropFile, insertArrow, registerFile, type RegisteredFile } from './files.ts';
import type { ExportRequest } from './export.ts';
import { createLifeline } from './lifeline.ts';
import type { QueryResult } from './queryResult.ts';

/** What the page shows of the engine. */
export interface EngineState {
  readonly stage: BootStage;
  /** 0 … 1 within the boot. */
  readonly progress: number;
  /** Set when the engine is down: it failed to start, or died. */
  readonly error: AppError | null;
  /** Whether a step of the start takes very long: a slow line, or a worker that ended before anybody could notice. */
  readonly slow: boolean;
}

/** Milliseconds that a step of the start may take before it is called slow. */
const slowAfter = 20_000;

/** The query engine: boots once, restarts on demand, hands out connections. The only door to DuckDB. */
export interface Engine {
  readonly state: EngineState;
  subscribe(listener: (state: EngineState) => void): () => void;
  connect(): EngineConnection;
  /**
   * Runs SQL of the page's own as soon as the tables are there, while the boot goes on: what a newcomer sees first need not wait for the
   * rest. Never for SQL that a person or a stranger wrote: the sandbox is not closed yet.
   */
  early(ownSql: string): Promise<Result<QueryResult>>;
  /** Writes the rows of a query as a Parquet or Arrow file. */
  exportFile(request: ExportRequest): Promise<Result<Blob>>;
  /** Makes a file readable under `files/<name>`. */
  register(file: RegisteredFile): Promise<Result<null>>;
  /** Forgets a registered file; what still names it fails when it is read next. */
  unregister(name: string): Promise<void>;
  /** Copies an Arrow IPC stream into a new table `scratch.<table>`; a restart does not bring it back. */
  insertArrow(stream: Uint8Array, table: string): Promise<Result<null>>;
  /** Ends the worker and boots anew; shipped tables and registered files come back, running queries end with `engine_crashed`. */
  restart(): Promise<Result<null>>;
}

interface Running {
  readonly db: AsyncDuckDB;
  readonly generation: number;
}

interface EarlyQuery {
  readonly sql: string;
  readonly resolve: (result: Result<QueryResult>) => void;
}

const ownSettings = "SET errors_as_json = true; SET search_path = 'main,yardstick'";
/** Time zones need the ICU extension, which comes last. */
const sessionSettings = `${ownSettings}; SET TimeZone = 'UTC'`;

const restarted = `${workerGone}: restart`;

class DuckDbEngine implements Engine {
  state: EngineState = { stage: 'page', progress: 0, error: null, slow: false };
  readonly #assets: BootAssets;
  #listeners = new Set<(state: EngineState) => void>();
  #files = new Map<string, RegisteredFile>();
  #generation = 0;
  #ready: Promise<Result<Running>>;
  #worker: Worker | null = null;
  #early: EarlyQuery | null = null;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  /** The present worker's. */
  #life = createLifeline();

  constructor(
    start: BootStart,
    private readonly shown: () => Promise<void>,
  ) {
    this.#assets = start.assets;
    this.#ready = this.#boot(start);
  }

  subscribe(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  connect(): EngineConnection {
    return new EngineConnection(this.#host(() => this.#ready, sessionSettings));
  }

  async exportFile(request: ExportRequest): Promise<Result<Blob>> {
    const writer = await import('./export.ts');
    return writer.exportFile(
      this.#host(() => this.#ready, sessionSettings),
      request,
    );
  }

  early(ownSql: string): Promise<Result<QueryResult>> {
    const { stage, error } = this.state;
    if (error || stage === 'data' || stage === 'ready') return this.connect().run(ownSql);
    return new Promise((resolve) => {
      this.#early = { sql: ownSql, resolve };
    });
  }

  #host(database: ConnectionHost['database'], settings: string): ConnectionHost {
    return {
      database,
      settings,
      guard: (work) => this.#life.guard(work),
      report: (error) => {
        // A restart ends what runs: no news to whoever asked for it.
        if (error.kind === 'engine_crashed' && error.message !== restarted)
          this.#set({ ...this.state, error });
      },
    };
  }

  async #runEarly(running: Running): Promise<void> {
    const query = this.#early;
    this.#early = null;
    if (!query) return;
    const connection = new EngineConnection(this.#host(() => Promise.resolve(ok(running)), ownSettings));
    query.resolve(await connection.run(query.sql));
  }

  async register(file: RegisteredFile): Promise<Result<null>> {
    const ready = await this.#ready;
    if (!ready.ok) return ready;
    const registered = await registerFile(ready.value.db, file);
    if (registered.ok) this.#files.set(file.name, file);
    return registered;
  }

  async unregister(name: string): Promise<void> {
    this.#files.delete(name);
    const ready = await this.#ready;
    if (ready.ok) await dropFile(ready.value.db, name);
  }

  async insertArrow(stream: Uint8Array, table: string): Promise<Result<null>> {
    const ready = await this.#ready;
    return ready.ok ? insertArrow(ready.value.db, stream, table) : ready;
  }

  async restart(): Promise<Result<null>> {
    this.#life.end(new Error(restarted));
    this.#worker?.terminate();
    this.#ready = this.#boot(startBoot(this.#assets, true));
    const ready = await this.#ready;
    return ready.ok ? ok(null) : ready;
  }

  async #boot(start: BootStart): Promise<Result<Running>> {
    const generation = ++this.#generation;
    const life = createLifeline();
    this.#life = life;
    void start.failed.then((message) => {
      life.end(new Error(`worker died: ${message}`));
    });
    void start.gone.then(() => {
      if (generation === this.#generation) this.#gone();
    });
    start.worker.then((worker) => (this.#worker = worker)).catch(() => undefined);
    const booted = await boot({
      start,
      onStage: (stage, progress) => {
        if (generation === this.#generation) this.#set({ stage, progress, error: null, slow: false });
      },
      early: () => this.#early?.sql ?? null,
      onTables: (db) => this.#runEarly({ db, generation }),
      shown: this.shown,
      guard: life.guard,
    });
    if (!booted.ok) {
      this.#early?.resolve(booted);
      this.#early = null;
      this.#set({ ...this.state, error: booted.error });
      return fail(booted.error);
    }
    for (const file of this.#files.values()) await registerFile(booted.value, file);
    this.#set({ stage: 'ready', progress: 1, error: null, slow: false });
    return ok({ db: booted.value, generation });
  }

  /** The worker ended by itself: whoever waits is told, and the page offers a restart although nobody waits. */
  #gone(): void {
    const message = workerGone;
    this.#life.end(new Error(message));
    // During the boot the boot itself says so.
    if (this.state.stage === 'ready')
      this.#set({ ...this.state, error: { kind: 'engine_crashed', message } });
  }

  #set(state: EngineState): void {
    clearTimeout(this.#slowTimer);
    this.state = state;
    for (const listener of this.#listeners) listener(state);
    if (state.stage === 'ready' || state.error || state.slow) return;
    this.#slowTimer = setTimeout(() => this.#set({ ...this.state, slow: true }), slowAfter);
  }
}

/** The engine whose boot has been started; returns at once. `shown` resolves when what the page was given is on screen. */
export function createEngine(start: BootStart, shown: () => Promise<void>): Engine {
  return new DuckDbEngine(start, shown);
}
