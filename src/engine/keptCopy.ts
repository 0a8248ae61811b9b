import { fail, type Result } from '../domain/appError.ts';
import { createTable, insertRows } from '../domain/values/tableText.ts';
import { uniqueNames } from '../domain/values/uniqueNames.ts';
import type { EngineConnection } from './connection.ts';
import type { QueryResult } from './queryResult.ts';

/** More cells than this go faster by running the query once more. */
const mostCells = 4_000;

export interface Copy {
  /** The new table's name, ready for SQL. */
  readonly name: string;
  readonly result: Pick<QueryResult, 'columns' | 'rowCount' | 'peek'>;
  /** The query that gave the result. */
  readonly sql: string;
  readonly signal: AbortSignal;
}

/**
 * Makes a table of the rows of a complete result: value by value where they are few, so that they are the very same, else by its query.
 * Names that DuckDB tells apart in its own way are refused: questions about the rows could not name them.
 */
export async function fillTable(
  connection: EngineConnection,
  { name, result, sql, signal }: Copy,
): Promise<Result<unknown>> {
  const { columns, rowCount } = result;
  const names = columns.map((column) => column.name);
  if (uniqueNames(names).some((unique, i) => unique !== names[i]))
    return fail({ kind: 'internal', message: 'names repeat' });
  if (rowCount * columns.length > mostCells) return connection.all(`CREATE TABLE ${name} AS ${sql}`, signal);
  const created = await connection.all(createTable(name, columns), signal);
  if (!created.ok || rowCount === 0) return created;
  const rows = Array.from({ length: rowCount }, (_, row) =>
    columns.map((__, i) => result.peek(row, i) ?? null),
  );
  return connection.all(insertRows(name, columns, rows), signal);
}
