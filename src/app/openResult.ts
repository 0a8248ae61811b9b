import { ok, type Result } from '../domain/appError.ts';
import type { EngineConnection } from '../engine/connection.ts';
import type { Engine } from '../engine/engine.ts';
import type { QueryResult } from '../engine/queryResult.ts';

/** The rows of a query that is open beside the tab's own, such as a sorted view of it. */
export type OpenResult = Pick<
  QueryResult,
  'columns' | 'rowCount' | 'complete' | 'error' | 'inEngine' | 'peek' | 'load' | 'subscribe'
> & { close(): Promise<void> };

class OwnResult implements OpenResult {
  constructor(
    private readonly connection: EngineConnection,
    private readonly result: QueryResult,
  ) {}
  get columns(): QueryResult['columns'] {
    return this.result.columns;
  }
  get rowCount(): number {
    return this.result.rowCount;
  }
  get complete(): boolean {
    return this.result.complete;
  }
  get error(): QueryResult['error'] {
    return this.result.error;
  }
  get inEngine(): boolean {
    return this.result.inEngine;
  }
  peek(row: number, column: number): ReturnType<QueryResult['peek']> {
    return this.result.peek(row, column);
  }
  load(start: number, count: number): ReturnType<QueryResult['load']> {
    return this.result.load(start, count);
  }
  subscribe(listener: () => void): () => void {
    return this.result.subscribe(listener);
  }
  async close(): Promise<void> {
    await this.result.close();
    await this.connection.close();
  }
}

/** Runs a query on a connection of its own and reads it on in the background. */
export async function openResult(engine: Engine, sql: string): Promise<Result<OpenResult>> {
  const connection = engine.connect();
  const run = await connection.run(sql);
  if (!run.ok) {
    await connection.close();
    return run;
  }
  void run.value.drain();
  return ok(new OwnResult(connection, run.value));
}
