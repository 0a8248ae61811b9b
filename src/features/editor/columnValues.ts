import type { Result } from '../../domain/appError.ts';
import type { Catalog } from '../../engine/catalog.ts';
import { recordsOf, type Rows } from '../../engine/rows.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import { findTable } from './completionOptions.ts';

/** A value of a column and in how many of the rows looked at it stands. */
export interface ColumnValue {
  readonly value: string;
  readonly rows: number;
}

/** The values of a table's column; none for a column that is not text, or holds too many. */
export type ColumnValues = (
  catalog: Catalog,
  table: readonly string[],
  column: string,
) => Promise<readonly ColumnValue[]>;

/** Rows looked at, and the most values that are still worth a list. */
const sampledRows = 100_000;
const mostValues = 200;

const isText = (type: string): boolean => /^(?:VARCHAR|TEXT|STRING|ENUM)/i.test(type);

/** Asks for the frequent values of a column. More than {@link mostValues} come back as one more, and count as none. */
export const valuesQuery = (schema: string, table: string, column: string): string => `
SELECT v AS "value", count(*) AS "rows"
FROM (SELECT ${quoteIdentifier(column)}::VARCHAR AS v FROM ${quoteIdentifier(schema)}.${quoteIdentifier(table)} LIMIT ${String(sampledRows)})
WHERE v IS NOT NULL AND length(v) BETWEEN 1 AND 80
GROUP BY v ORDER BY "rows" DESC, v LIMIT ${String(mostValues + 1)}`;

/** Gives the values of low-cardinality text columns; each column is asked about once as long as the catalog stays the same. */
export function createColumnValues(query: (sql: string) => Promise<Result<Rows>>): ColumnValues {
  const known = new WeakMap<Catalog, Map<string, Promise<readonly ColumnValue[]>>>();
  const ask = async (sql: string, forget: () => void): Promise<readonly ColumnValue[]> => {
    const rows = await query(sql);
    // An engine that was not ready, or a query that failed, is asked again the next time.
    if (!rows.ok) forget();
    const values = rows.ok ? recordsOf<{ value: string; rows: number }>(rows.value) : [];
    return values.length > mostValues ? [] : values;
  };
  return async (
    catalog: Catalog,
    tableParts: readonly string[],
    column: string,
  ): Promise<readonly ColumnValue[]> => {
    const table = findTable(catalog, tableParts);
    const found = table?.columns.find((c) => c.name.toLowerCase() === column.toLowerCase());
    if (!table || !found || !isText(found.type)) return [];
    const asked = known.get(catalog) ?? new Map<string, Promise<readonly ColumnValue[]>>();
    known.set(catalog, asked);
    const sql = valuesQuery(table.schema, table.name, found.name);
    const answer = asked.get(sql) ?? ask(sql, () => asked.delete(sql));
    asked.set(sql, answer);
    return answer;
  };
}
