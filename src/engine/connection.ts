import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { RecordBatch } from 'apache-arrow';
import { fail, ok, type AppError, type Result } from '../domain/appError.ts';
import { quoteIdentifier } from '../sql/identifiers.ts';
import type * as ArrowBatches from './arrowBatches.ts';
import { drain } from './batches.ts';
import { engineError } from './errors.ts';
import { QueryResult, type BatchStream, type KeptRows, type StoredRows } from './queryResult.ts';
import type { RowBatch } from './rowBatch.ts';
import type { Rows } from './rows.ts';

/** What a connection needs of the engine that owns it. */
export interface ConnectionHost {
  /** The running database; waits for the boot, fails when there is none. */
  database(): Promise<Result<{ readonly db: AsyncDuckDB; readonly generation: number }>>;
  /** Rejects as soon as the worker dies, so that nobody waits for an answer that can't come. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** Settings of each new session. */
  readonly settings: string;
  /** Told of every error; a crash makes the engine offer a restart. */
  report(error: AppError): void;
}

/** Arrow bytes that a result may hold in the page before the engine keeps it. */
const byteBudget = 64 * 1024 * 1024;

/** An open session, and what reads its answers: looked up once, since asking for a part of the page again takes a task. */
interface Session {
  readonly connection: AsyncDuckDBConnection;
  readonly arrow: typeof ArrowBatches;
}

interface ArrowStream extends BatchStream {
  readonly hasEnum: boolean;
}

/**
 * One session of the engine. Statements on a connection run one after the other; connections do not wait for each other longer than one
 * step of a running query. Survives a restart of the engine: the next statement opens it anew.
 */
export class EngineConnection {
  #session: Session | null = null;
  #generation = -1;
  #current: QueryResult | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #running = false;

  constructor(private readonly host: ConnectionHost) {}

  /**
   * Runs one statement and streams its rows. Resolves when the first rows are there (or the statement is done). A result of this
   * connection that still streams is cancelled first: an open stream occupies its connection.
   */
  async run(sql: string): Promise<Result<QueryResult>> {
    await this.#current?.cancel();
    return this.#enqueue(() => this.#start(sql));
  }

  /**
   * Runs one statement and gives all its rows: for small results of the page's own. Several wait for each other; `signal` takes one back,
   * waiting or running.
   */
  all(sql: string, signal?: AbortSignal): Promise<Result<Rows>> {
    return this.#enqueue(async () => {
      if (signal?.aborted === true) return fail({ kind: 'cancelled', message: '' });
      const stop = (): void => void this.cancel();
      signal?.addEventListener('abort', stop);
      try {
        const result = await this.#start(sql);
        return result.ok ? await rowsOf(result.value) : result;
      } finally {
        signal?.removeEventListener('abort', stop);
      }
    });
  }

  /** The rows of one statement as they come, undecoded: for pages of a result. */
  batch(sql: string): Promise<Result<RowBatch>> {
    return this.#enqueue(async () => {
      const opened = await this.#open();
      if (!opened.ok) return opened;
      try {
        const { connection, arrow } = opened.value;
        const rows = await this.host.guard(connection.query(sql));
        return ok(arrow.mergedBatch(rows.batches, arrow.arrowColumns(rows.schema).columns));
      } catch (thrown) {
        return fail(this.#toError(thrown, sql));
      }
    });
  }

  /** Stops what runs on this connection; its promise then resolves with an error of kind `cancelled`. */
  async cancel(): Promise<void> {
    if (this.#current) await this.#current.cancel();
    else if (this.#running) await this.#cancelSent();
  }

  async close(): Promise<void> {
    await this.cancel();
    await this.#session?.connection.close();
    this.#session = null;
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work, work);
    this.#queue = next;
    return next;
  }

  async #open(): Promise<Result<Session>> {
    const database = await this.host.database();
    if (!database.ok) return database;
    const { db, generation } = database.value;
    if (this.#session && this.#generation === generation) return ok(this.#session);
    try {
      const [connection, arrow] = await Promise.all([
        this.host.guard(db.connect()),
        import('./arrowBatches.ts'),
      ]);
      await this.host.guard(connection.query(this.host.settings));
      this.#session = { connection, arrow };
      this.#generation = generation;
      return ok(this.#session);
    } catch (thrown) {
      return fail(this.#toError(thrown, ''));
    }
  }

  async #start(sql: string): Promise<Result<QueryResult>> {
    const opened = await this.#open();
    if (!opened.ok) return opened;
    this.#running = true;
    const startedAt = performance.now();
    try {
      let stream = await this.#stream(opened.value, sql);
      if (stream.hasEnum) {
        await stream.cancel();
        stream = await this.#stream(opened.value, await this.#withoutEnums(opened.value.connection, sql));
      }
      const result = this.#resultOf(stream, sql, startedAt);
      this.#current = result;
      await result.first();
      if (result.error) {
        this.#current = null;
        return fail(result.error);
      }
      return ok(result);
    } catch (thrown) {
      return fail(this.#toError(thrown, sql));
    } finally {
      this.#running = false;
    }
  }

  #resultOf(stream: BatchStream, sql: string, startedAt: number): QueryResult {
    const result: QueryResult = new QueryResult(stream, {
      byteBudget,
      startedAt,
      store: () => this.#store(sql),
      keep: (signal) => this.#keep(result, sql, signal),
      toError: (thrown) => this.#toError(thrown, sql),
      onStreamEnd: () => {
        if (this.#current === result) this.#current = null;
      },
    });
    return result;
  }

  async #stream({ connection, arrow }: Session, sql: string): Promise<ArrowStream> {
    const batches = await this.host.guard(arrow.sendQuery(connection, sql));
    const opened = await this.host.guard(batches.open());
    const { columns, hasEnum } = arrow.arrowColumns(opened.schema);
    const iterator = opened[Symbol.asyncIterator]() as AsyncIterator<RecordBatch>;
    return {
      columns,
      hasEnum,
      next: async () => {
        const { done, value } = await this.host.guard(iterator.next());
        return done === true ? null : arrow.mergedBatch([value], columns);
      },
      cancel: () => this.#cancelSent(),
    };
  }

  /** The same query with every ENUM cast to text: a streamed batch comes without the dictionary. */
  async #withoutEnums(connection: AsyncDuckDBConnection, sql: string): Promise<string> {
    const described = await this.host.guard(connection.query(`DESCRIBE ${sql}`));
    const casts = described.toArray().map((row) => {
      const { column_name: name, column_type: type } = row as { column_name: string; column_type: string };
      const plain = type.replaceAll(/ENUM\((?:'(?:[^']|'')*'(?:, )?)*\)/g, 'VARCHAR');
      const column = quoteIdentifier(name);
      return plain === type ? column : `CAST(${column} AS ${plain}) AS ${column}`;
    });
    return `SELECT ${casts.join(', ')} FROM (${sql})`;
  }

  /** On the connection of the query itself, which sees its temporary tables and can be cancelled with it. */
  async #store(sql: string): Promise<Result<StoredRows>> {
    const { scratchTable } = await import('./scratchTable.ts');
    return scratchTable(this.host, new EngineConnection(this.host), (name) =>
      this.#drained(`CREATE TABLE ${name} AS ${sql}`),
    );
  }

  async #keep(result: QueryResult, sql: string, signal: AbortSignal): Promise<Result<KeptRows>> {
    const [{ scratchTable }, { fillTable }] = await Promise.all([
      import('./scratchTable.ts'),
      import('./keptCopy.ts'),
    ]);
    const connection = new EngineConnection(this.host);
    return scratchTable(this.host, connection, (name) =>
      fillTable(connection, { name, result, sql, signal }),
    );
  }

  async #drained(sql: string): Promise<Result<null>> {
    const connection = this.#session?.connection;
    if (!connection) return fail({ kind: 'engine_crashed', message: 'connection closed' });
    try {
      await drain(connection, this.host.guard.bind(this.host), sql);
      return ok(null);
    } catch (thrown) {
      return fail(this.#toError(thrown, sql));
    }
  }

  async #cancelSent(): Promise<void> {
    try {
      await this.host.guard(this.#session?.connection.cancelSent() ?? Promise.resolve(false));
    } catch {
      // Nothing was running any more, or the worker is gone: either way there is nothing left to stop.
    }
  }

  #toError(thrown: unknown, sql: string): AppError {
    const error = engineError(thrown, sql);
    this.host.report(error);
    return error;
  }
}

/** All rows of a result, read to its end. */
async function rowsOf(result: QueryResult): Promise<Result<Rows>> {
  await result.drain();
  if (result.error) return fail(result.error);
  const values = Array.from({ length: result.rowCount }, (_, row) =>
    result.columns.map((__, column) => result.peek(row, column) ?? null),
  );
  return ok({ columns: result.columns, values });
}
