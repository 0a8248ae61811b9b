/**
 * A query on the rows of another, changed to read them where they are kept rather than to compute them once more; null where `sql` has not
 * `inner` inside, wrapped as in wrap.ts (W1).
 * @param inner the query whose rows are kept
 * @param table the name that they have in the engine, ready for a FROM
 */
export function readingKept(sql: string, inner: string, table: string): string | null {
  const kept = `SELECT * FROM ${table}`;
  if (sql === inner) return kept;
  const wrapped = `(\n${inner}\n)`;
  return sql.includes(wrapped) ? sql.replaceAll(wrapped, () => `(\n${kept}\n)`) : null;
}
