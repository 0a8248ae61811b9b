import { tokenize } from './tokens.ts';

/**
 * A query on the rows of another, changed to read them where they are kept rather than to compute them once more; null where `sql` has not
 * `inner` inside, wrapped as in wrap.ts (W1). What only stands in a text (lineage asks DuckDB to read a query, not to run it) is left as it is.
 * @param inner the query whose rows are kept
 * @param table the name that they have in the engine, ready for a FROM
 */
export function readingKept(sql: string, inner: string, table: string): string | null {
  const kept = `SELECT * FROM ${table}`;
  if (sql === inner) return kept;
  const wrapped = `(\n${inner}\n)`;
  if (!sql.includes(wrapped)) return null;
  let text = '';
  let at = 0;
  for (const { kind, from } of tokenize(sql)) {
    if (from < at || kind !== 'symbol' || !sql.startsWith(wrapped, from)) continue;
    text += `${sql.slice(at, from)}(\n${kept}\n)`;
    at = from + wrapped.length;
  }
  return at === 0 ? null : text + sql.slice(at);
}
