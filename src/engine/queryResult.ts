import { fail, ok, type AppError, type Result } from '../domain/appError.ts';
import type { Column, Value } from '../domain/columnType.ts';
import type { RowBatch } from './rowBatch.ts';

/** Where the rows of a result come from after the first batch. */
export interface BatchStream {
  readonly columns: readonly Column[];
  /** The next batch, or null at the end. Rejects with what the engine throws. */
  next(): Promise<RowBatch | null>;
  /** Stops the query behind it; `next` then rejects or ends. */
  cancel(): Promise<void>;
}

/** The rows of a result as the engine keeps them. */
export interface KeptRows {
  /** What queries call them; null when the engine has been started anew since. */
  table(): Promise<string | null>;
  drop(): Promise<void>;
}

/** A result too large for the page's memory, kept by the engine and read by row number. */
export interface StoredRows extends KeptRows {
  readonly rowCount: number;
  page(start: number, count: number): Promise<Result<RowBatch>>;
}

export interface QueryResultOptions {
  /** Bytes of Arrow data kept in the page before the engine keeps the rows instead. */
  readonly byteBudget: number;
  /** When the engine got the statement, by `performance.now()`. */
  readonly startedAt: number;
  /** Lets the engine keep the whole result. */
  store(): Promise<Result<StoredRows>>;
  /** Gives the engine a copy of the rows, which are all here; `signal` takes it back. */
  keep(signal: AbortSignal): Promise<Result<KeptRows>>;
  /** Turns what the stream throws into a value. */
  toError(thrown: unknown): AppError;
  /** Called once when the connection is free again. */
  onStreamEnd(): void;
}

interface Loaded {
  readonly start: number;
  readonly batch: RowBatch;
}

/** Milliseconds that a query took from which on its rows are kept rather than computed once more for each question about them. */
const longQuery = 500;

const pageRows = 4096;
const pagesKept = 48;

/**
 * A result of any size. The first batches are kept as they stream in; once they exceed the byte budget the engine stores the rest in a
 * table, and rows are read from it by pages as somebody looks at them, the least recently used pages being forgotten.
 */
export class QueryResult {
  readonly columns: readonly Column[];
  #loaded: Loaded[] = [];
  #bytes = 0;
  #rows = 0;
  #complete = false;
  #error: AppError | null = null;
  #stored: StoredRows | null = null;
  #kept: Promise<KeptRows | null> | null = null;
  #took = 0;
  readonly #closing = new AbortController();
  #pages = new Map<number, RowBatch>();
  #pending = new Map<number, Promise<Result<null>>>();
  #listeners = new Set<() => void>();
  #cancelled = false;

  constructor(
    private readonly stream: BatchStream,
    private readonly options: QueryResultOptions,
  ) {
    this.columns = stream.columns;
  }

  /** When the engine got the statement, by `performance.now()`: waiting for the engine's start does not count. */
  get startedAt(): number {
    return this.options.startedAt;
  }

  /** Rows known so far; the total once {@link complete}. */
  get rowCount(): number {
    return this.#rows;
  }

  /** Whether the last row is known. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Why rows after the known ones are missing: cancelled, out of memory, an error in mid-stream. */
  get error(): AppError | null {
    return this.#error;
  }

  /** Whether the rows were too many for the page's memory. */
  get inEngine(): boolean {
    return this.#stored !== null;
  }

  /** Tells `listener` whenever more rows are known or pages arrive; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A value that is in memory; undefined when its page must be loaded first. */
  peek(row: number, column: number): Value | undefined {
    if (this.#stored) {
      const page = Math.floor(row / pageRows);
      const batch = this.#pages.get(page);
      return batch?.value(row - page * pageRows, column);
    }
    const at = this.#find(row);
    return at === undefined ? undefined : at.batch.value(row - at.start, column);
  }

  /** Brings rows into memory; at once where they are there. */
  async load(start: number, count: number): Promise<Result<null>> {
    if (!this.#stored) return ok(null);
    const end = Math.min(start + count, this.#rows);
    const wanted: Promise<Result<null>>[] = [];
    for (let page = Math.floor(start / pageRows); page * pageRows < end; page++)
      wanted.push(this.#loadPage(page));
    const results = await Promise.all(wanted);
    return results.find((r) => !r.ok) ?? ok(null);
  }

  /**
   * The name of a table in the engine with these rows, for questions about them: of a result that was long in coming or is too large
   * for the page. Null where asking its query again is as good: short ones, those that still stream, rows that can't be kept.
   */
  async table(): Promise<string | null> {
    if (this.#stored) return this.#stored.table();
    if (!this.#complete || this.#closing.signal.aborted || this.#took < longQuery) return null;
    this.#kept ??= this.options.keep(this.#closing.signal).then((kept) => (kept.ok ? kept.value : null));
    return (await this.#kept)?.table() ?? null;
  }

  /** Takes the first batch: the caller can paint right after. */
  async first(): Promise<void> {
    await this.#take();
    this.#notify();
  }

  /** Reads on until the end, the byte budget, an error or a cancel. Never rejects. */
  async drain(): Promise<void> {
    while (!this.#complete && !this.#error && !this.#cancelled) {
      if (this.#bytes > this.options.byteBudget) {
        await this.#moveToEngine();
        break;
      }
      await this.#take();
      this.#notify();
    }
    this.options.onStreamEnd();
    this.#notify();
  }

  /** Stops reading; the rows that are there stay. */
  async cancel(): Promise<void> {
    if (this.#complete || this.#cancelled) return;
    this.#cancelled = true;
    this.#error = { kind: 'cancelled', message: '' };
    await this.stream.cancel();
    this.#notify();
  }

  /** Frees what the engine keeps for this result. */
  async close(): Promise<void> {
    this.#listeners.clear();
    if (!this.#complete) await this.cancel();
    this.#closing.abort();
    await this.#stored?.drop();
    // Not waited for: a copy may be on its way.
    void this.#kept?.then((kept) => kept?.drop());
    this.#loaded = [];
    this.#pages.clear();
  }

  async #take(): Promise<void> {
    try {
      const batch = await this.stream.next();
      if (batch === null) {
        this.#complete = true;
        this.#took = performance.now() - this.options.startedAt;
      } else if (batch.length > 0) {
        this.#loaded.push({ start: this.#rows, batch });
        this.#rows += batch.length;
        this.#bytes += batch.byteLength;
      }
    } catch (thrown) {
      this.#error ??= this.options.toError(thrown);
    }
  }

  async #moveToEngine(): Promise<void> {
    await this.stream.cancel();
    const stored = await this.options.store();
    if (this.#cancelled) {
      if (stored.ok) await stored.value.drop();
      return;
    }
    if (!stored.ok) {
      this.#error = stored.error;
      return;
    }
    this.#stored = stored.value;
    this.#rows = stored.value.rowCount;
    this.#complete = true;
    this.#loaded = [];
  }

  #loadPage(page: number): Promise<Result<null>> {
    const known = this.#pages.get(page);
    if (known) {
      // Moved to the end: the map's order is the order of use.
      this.#pages.delete(page);
      this.#pages.set(page, known);
      return Promise.resolve(ok(null));
    }
    const running = this.#pending.get(page) ?? this.#fetchPage(page);
    this.#pending.set(page, running);
    return running;
  }

  async #fetchPage(page: number): Promise<Result<null>> {
    const fetched = await (this.#stored?.page(page * pageRows, pageRows) ??
      Promise.resolve(fail({ kind: 'internal', message: 'result closed' })));
    this.#pending.delete(page);
    if (!fetched.ok) return fetched;
    this.#pages.set(page, fetched.value);
    if (this.#pages.size > pagesKept) {
      const [oldest] = this.#pages.keys();
      if (oldest !== undefined) this.#pages.delete(oldest);
    }
    this.#notify();
    return ok(null);
  }

  #find(row: number): Loaded | undefined {
    let low = 0;
    let high = this.#loaded.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const at = this.#loaded[middle];
      if (!at) return undefined;
      if (row < at.start) high = middle - 1;
      else if (row >= at.start + at.batch.length) low = middle + 1;
      else return at;
    }
    return undefined;
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
