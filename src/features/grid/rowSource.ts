import type { AppError, Result } from '../../domain/appError.ts';
import { ok } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';

/** Rows by number, some of which may have to be fetched first: what the grid draws and the export reads. `QueryResult` is one. */
export interface RowSource {
  readonly columns: readonly Column[];
  /** Rows known so far; the total once {@link complete}. */
  readonly rowCount: number;
  readonly complete: boolean;
  readonly error: AppError | null;
  /** Whether the engine keeps the rows, and the page has but those that somebody has looked at. */
  readonly inEngine?: boolean;
  peek(row: number, column: number): Value | undefined;
  load(start: number, count: number): Promise<Result<null>>;
  subscribe(listener: () => void): () => void;
}

/** A small result that is in memory as a whole. */
export const rowsSource = (rows: Rows): RowSource => ({
  columns: rows.columns,
  rowCount: rows.values.length,
  complete: true,
  error: null,
  peek: (row, column) => rows.values[row]?.[column],
  load: () => Promise.resolve(ok(null)),
  subscribe: () => () => undefined,
});

/** All values of a row that is in memory; a missing one reads as null. */
export const rowValues = (source: RowSource, row: number): readonly Value[] =>
  source.columns.map((_, column) => source.peek(row, column) ?? null);

/** Resolves when the source knows its last row, fails, or `signal` ends the wait. */
export function whenComplete(source: RowSource, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      if (!source.complete && source.error === null && !signal.aborted) return;
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const stop = source.subscribe(done);
    signal.addEventListener('abort', done);
    done();
  });
}
