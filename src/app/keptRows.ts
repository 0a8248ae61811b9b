import { readingKept } from '../sql/keptRows.ts';
import type { RunState } from './run.ts';

/**
 * A query about the rows of a result on screen, changed to read the copy that the engine keeps of them: a query of a minute is not run anew
 * for its chart, its summaries and each sorting. Any other query as it is.
 */
export async function onKeptRows(
  sql: string,
  results: readonly Pick<RunState, 'result' | 'resultSql'>[],
): Promise<string> {
  for (const { result, resultSql } of results) {
    if (!result || readingKept(sql, resultSql, '') === null) continue;
    const table = await result.table();
    if (table !== null) return readingKept(sql, resultSql, table) ?? sql;
  }
  return sql;
}
