import { quoteIdentifier } from '../../sql/identifiers.ts';

/** How many of the commonest values are shown. */
export const topValues = 8;

/**
 * One row on a column: n, n_null, n_distinct, smallest and largest as text, and the commonest values with their counts.
 * @param table a name that can stand after FROM
 */
export function profileSql(table: string, column: string): string {
  const name = quoteIdentifier(column);
  return `
WITH counted AS (
  SELECT ${name} AS v, count(*) AS n FROM ${table} GROUP BY 1
)
SELECT
  coalesce(sum(n), 0)::DOUBLE AS n,
  coalesce(sum(n) FILTER (WHERE v IS NULL), 0)::DOUBLE AS n_null,
  count(v)::DOUBLE AS n_distinct,
  min(v)::VARCHAR AS smallest,
  max(v)::VARCHAR AS largest,
  (SELECT list({text: v::VARCHAR, n: n::DOUBLE} ORDER BY n DESC, v::VARCHAR)
    FROM (FROM counted WHERE v IS NOT NULL ORDER BY n DESC, v::VARCHAR LIMIT ${String(topValues)})) AS top
FROM counted`;
}

/** What {@link profileSql} gives. */
export interface ColumnProfile {
  readonly n: number;
  readonly n_null: number;
  readonly n_distinct: number;
  readonly smallest: string | null;
  readonly largest: string | null;
  readonly top: readonly { readonly text: string; readonly n: number }[] | null;
}

/** The first rows of a table. */
export const previewSql = (table: string, rows: number): string => `FROM ${table} LIMIT ${String(rows)}`;

export const countSql = (table: string): string => `SELECT count(*)::DOUBLE AS n FROM ${table}`;
