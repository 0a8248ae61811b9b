/** The first message to the engine's worker; all later ones but {@link EngineCompiled} are DuckDB's own. */
export interface EngineStart {
  readonly wasmUrl: string;
  /** What the worker loads: DuckDB's own script, and before it what changes its surroundings. */
  readonly scriptUrls: readonly string[];
  /** What to hold as long as the worker lives; the message's one port takes a word when it is held. */
  readonly lock: string;
}

/** To the engine's worker, when the page has compiled the engine. */
export interface EngineCompiled {
  readonly engine: WebAssembly.Module;
}

/** Where the parts of the engine's worker are, and how to get them. */
export interface EngineFiles extends EngineStart {
  /** The script that comes before those of {@link EngineStart}. */
  readonly workerUrl: string;
  /** Whether to ask the server anew rather than take what the browser has: after a failure. */
  readonly fresh: boolean;
}

/** The engine's worker on its way. */
export interface EngineWorker {
  readonly worker: Promise<Worker>;
  /** Resolves when the worker has the engine, or will say itself when it can't have it; rejects when the page can't have it. */
  readonly engine: Promise<void>;
}
