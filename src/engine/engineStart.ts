/** The first message to the engine's worker; all later ones are DuckDB's own. */
export interface EngineStart {
  readonly wasmUrl: string;
  /** DuckDB's own worker script. */
  readonly duckdbUrl: string;
}
