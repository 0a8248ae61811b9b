/** The first message to the engine's worker; all later ones are DuckDB's own. */
export interface EngineStart {
  readonly wasmUrl: string;
  /** What the worker loads: DuckDB's own script, and before it what changes its surroundings. */
  readonly scriptUrls: readonly string[];
  /** Whether to ask the server anew rather than take what the browser has: after a failure. */
  readonly fresh: boolean;
  /** What to hold as long as the worker lives; the message's one port takes a word when it is held. */
  readonly lock: string;
}
