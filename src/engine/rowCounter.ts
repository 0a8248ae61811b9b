import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import { quoteText } from '../sql/identifiers.ts';
import { countedRows, rowsPerStep, stepsSequences } from '../sql/countedRows.ts';

/** Follows a query that gives its rows to the engine itself, where the page sees none of them. */
export interface RowCounter {
  /** The query to run in the place of the one that was given. */
  readonly sql: string;
  /** To be called when the query's own connection is closed. */
  close(): Promise<void>;
}

export interface CountedQuery {
  readonly sql: string;
  /** Its columns, all different and none empty. */
  readonly names: readonly string[];
  /** Told now and then how many rows have passed. */
  onRows(rows: number): void;
}

/** Milliseconds between two looks. */
const interval = 150;

let counters = 0;

async function steps(connection: AsyncDuckDBConnection, sequence: string): Promise<number> {
  const found = await connection.query(
    `SELECT last_value::INTEGER AS n FROM duckdb_sequences() WHERE sequence_name = ${quoteText(sequence)}`,
  );
  return (found.get(0) as { n: number | null } | null)?.n ?? 0;
}

/**
 * Counts the rows of a query while it runs, exactly to {@link rowsPerStep}: the engine's own progress knows nothing of a sort's second half
 * or of rows that come from a function. A sequence in `scratch` steps on with the rows, another connection reads it.
 */
export async function countRows(db: AsyncDuckDB, query: CountedQuery): Promise<RowCounter> {
  const { sql, names, onRows } = query;
  if (stepsSequences(sql)) return { sql, close: () => Promise.resolve() };
  const connection = await db.connect();
  const sequence = `export_${String(++counters)}`;
  await connection.query(`CREATE SEQUENCE scratch.${sequence}`);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking: Promise<void> = Promise.resolve();
  let seen = 0;
  const look = async (): Promise<void> => {
    const now = await steps(connection, sequence).catch(() => seen);
    if (now > seen) onRows(now * rowsPerStep);
    seen = now;
    if (timer !== undefined) wait();
  };
  const wait = (): void => {
    timer = setTimeout(() => {
      looking = look();
    }, interval);
  };
  wait();
  return {
    sql: countedRows(sql, names, `scratch.${sequence}`),
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await looking;
      await connection.query(`DROP SEQUENCE IF EXISTS scratch.${sequence}`).catch(() => null);
      await connection.close();
    },
  };
}
