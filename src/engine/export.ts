import type { AsyncDuckDB, AsyncDuckDBConnection } from '@duckdb/duckdb-wasm';
import type { Data, Utf8 } from 'apache-arrow';
import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import {
  delimitedMediaTypes,
  delimitedRecord,
  separators,
  type DelimitedFormat,
} from '../domain/values/delimited.ts';
import { uniqueNames } from '../domain/values/uniqueNames.ts';
import { delimitedLines } from '../sql/delimitedLines.ts';
import { quoteText } from '../sql/identifiers.ts';
import type { ConnectionHost } from './connection.ts';
import { batchesOf, drain } from './batches.ts';
import { mendedSchemaMessage, rowsIn } from './arrowSchema.ts';
import { castForArrow, castForParquet, type DescribedColumn, type WideIntegers } from './exportCasts.ts';
import { engineError } from './errors.ts';
import { countRows } from './rowCounter.ts';

/** Files that the engine itself writes from the rows of a query. */
export type EngineFileFormat = 'parquet' | 'arrow' | DelimitedFormat;

export const engineMediaTypes: Record<EngineFileFormat, string> = {
  ...delimitedMediaTypes,
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.stream',
};

let exported = 0;

export interface ExportRequest {
  readonly sql: string;
  /** The columns' names where the format can have them repeat. */
  readonly names: readonly string[];
  readonly format: EngineFileFormat;
  /** Takes it back. */
  readonly signal: AbortSignal;
  /** Told now and then how many rows are through. */
  onRows(rows: number): void;
}

interface Writing extends Omit<ExportRequest, 'format'> {
  readonly db: AsyncDuckDB;
  readonly connection: AsyncDuckDBConnection;
  readonly guard: ConnectionHost['guard'];
  /** What is to be put away when the connection is closed: before that, a query that was stopped holds it. */
  readonly after: (() => Promise<unknown>)[];
}

async function described(writing: Writing, sql: string): Promise<DescribedColumn[]> {
  const rows = await writing.guard(writing.connection.query(`DESCRIBE ${sql}`));
  return rows.toArray().map((row) => {
    const { column_name: name, column_type: type } = row as { column_name: string; column_type: string };
    return { name, type };
  });
}

/** Parquet by COPY into a file of the sandbox, taken out and removed again. */
async function copyToParquet(writing: Writing, sql: string, names: readonly string[]): Promise<Blob> {
  const { db, connection, guard, onRows } = writing;
  const path = `files/export-${String(++exported)}.parquet`;
  const counter = await guard(countRows(db, { sql, names, onRows }));
  writing.after.push(
    () => counter.close(),
    () => db.dropFile(path),
  );
  await drain(
    connection,
    guard,
    `COPY (\n${counter.sql}\n) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  const bytes = await guard(db.copyFileToBuffer(path));
  return new Blob([bytes.slice()], { type: engineMediaTypes.parquet });
}

async function parquet(writing: Writing): Promise<Blob> {
  const { sql } = writing;
  const columns = await described(writing, sql);
  const names = uniqueNames(columns.map(({ name }) => name));
  const write = (wide: WideIntegers): Promise<Blob> =>
    copyToParquet(writing, castForParquet(sql, columns, wide), names);
  try {
    return await write('DECIMAL(38,0)');
  } catch (thrown) {
    const wide = columns.some(({ type }) => type.includes('HUGEINT'));
    if (writing.signal.aborted || !wide || !/Conversion/.test(messageOf(thrown))) throw thrown;
    return write('VARCHAR');
  }
}

/** Bytes of text that become a piece of the file. */
const pieceSize = 4 * 1024 * 1024;

/** Lines as the engine makes them, handed on as the bytes that they are. */
async function delimited(writing: Writing, format: DelimitedFormat): Promise<Blob> {
  const { sql, names, connection, guard, signal } = writing;
  const separator = separators[format];
  const lines = delimitedLines(sql, await described(writing, sql), separator);
  const parts: Blob[] = [];
  let piece: BlobPart[] = [delimitedRecord(names, separator)];
  let size = 0;
  let rows = 0;
  const cut = (): void => {
    parts.push(new Blob(piece));
    piece = [];
    size = 0;
  };
  for await (const { data, numRows } of batchesOf(connection, guard, lines)) {
    if (signal.aborted) break;
    const [column] = data.children;
    if (!column || numRows === 0) continue;
    const { values, valueOffsets } = column as Data<Utf8>;
    const text = values.subarray(valueOffsets[0], valueOffsets[numRows]);
    piece.push(text as Uint8Array<ArrayBuffer>);
    size += text.length;
    rows += numRows;
    if (size > pieceSize) cut();
    writing.onRows(rows);
  }
  cut();
  return new Blob(parts, { type: engineMediaTypes[format] });
}

/** What ends an IPC stream: the mark that a message begins with, and a length of nothing. */
const endOfStream = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** An Arrow IPC stream: the batches as the engine sends them, piece by piece, under a schema that any reader knows. */
async function arrow(writing: Writing): Promise<Blob> {
  const { db, connection, guard, signal, sql } = writing;
  const plain = castForArrow(sql, await described(writing, sql));
  const id = connection.useUnsafe((_, conn) => conn);
  // Null means that the engine has worked for a while and has nothing yet; an empty chunk is the end.
  let chunk = await guard(db.startPendingQuery(id, plain, true));
  while (chunk === null) chunk = await guard(db.pollPendingQuery(id));
  const parts: Blob[] = [new Blob([new Uint8Array(mendedSchemaMessage(chunk))])];
  let rows = 0;
  while (chunk === null || chunk.length > 0) {
    chunk = await guard(db.fetchQueryResults(id));
    if (signal.aborted) break;
    if (chunk === null || chunk.length === 0) continue;
    parts.push(new Blob([chunk.slice()]));
    rows += rowsIn(chunk);
    writing.onRows(rows);
  }
  // The engine leaves it out; some readers wait for it.
  parts.push(new Blob([endOfStream]));
  return new Blob(parts, { type: engineMediaTypes.arrow });
}

/**
 * Writes the rows of a query as a file, on a connection of its own. Ends with an error of kind `cancelled` when its signal says so, and
 * leaves nothing in the engine either way.
 */
export async function exportFile(host: ConnectionHost, request: ExportRequest): Promise<Result<Blob>> {
  const { sql, format, signal } = request;
  const database = await host.database();
  if (!database.ok) return database;
  const { db } = database.value;
  const connection = await host.guard(db.connect());
  const stop = (): void => void connection.cancelSent().catch(() => false);
  const after: Writing['after'] = [];
  let over = false;
  const onRows = (rows: number): void => {
    if (!over) request.onRows(rows);
  };
  signal.addEventListener('abort', stop);
  try {
    await host.guard(connection.query(host.settings));
    const writing = { ...request, onRows, db, connection, guard: host.guard.bind(host), after };
    const file = await (format === 'parquet'
      ? parquet(writing)
      : format === 'arrow'
        ? arrow(writing)
        : delimited(writing, format));
    return signal.aborted ? fail({ kind: 'cancelled', message: '' }) : ok(file);
  } catch (thrown) {
    if (signal.aborted) return fail({ kind: 'cancelled', message: '' });
    const error = engineError(thrown, sql);
    host.report(error);
    return fail(error);
  } finally {
    over = true;
    signal.removeEventListener('abort', stop);
    void putAway(connection, after);
  }
}

/** Not waited for: a worker that died never answers. A query that was stopped holds its file until the next one on its connection. */
async function putAway(connection: AsyncDuckDBConnection, after: Writing['after']): Promise<void> {
  for (const step of [() => connection.query('SELECT 1'), () => connection.close(), ...after])
    await step().catch(() => undefined);
}
