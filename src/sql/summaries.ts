import { quoteIdentifier } from './identifiers.ts';
import { wrapColumns } from './wrap.ts';

/** How a column is summed up: bars over its range, or its commonest values. */
export type SummaryKind = 'number' | 'time' | 'values';

export interface SummaryColumn {
  /** Place in the query. */
  readonly column: number;
  readonly kind: SummaryKind;
}

export const summaryBins = 20;
export const topValues = 6;

const value = 'x';

/** A finite number that places the value on its range. */
const position: Record<SummaryKind, string> = {
  number: `CAST(${value} AS DOUBLE)`,
  time: `epoch(${value})`,
  values: 'NULL::DOUBLE',
};

const bins = (kind: SummaryKind): string => `(SELECT list(struct_pack(bin := bin, n := n) ORDER BY bin) FROM (
    SELECT least(${String(summaryBins - 1)}, coalesce(floor((p - low) / nullif(high - low, 0) * ${String(summaryBins)}), 0))::INTEGER AS bin, count(*) AS n
    FROM (SELECT ${position[kind]} AS p FROM v), (SELECT min(p) AS low, max(p) AS high FROM (SELECT ${position[kind]} AS p FROM v) WHERE isfinite(p))
    WHERE isfinite(p) GROUP BY 1))`;

const tops = `(SELECT list(struct_pack(label := label, n := n) ORDER BY n DESC, label) FROM (
    SELECT CAST(${value} AS VARCHAR) AS label, count(*) AS n FROM v WHERE ${value} IS NOT NULL
    GROUP BY 1 ORDER BY n DESC, label LIMIT ${String(topValues)}))`;

function one({ column, kind }: SummaryColumn, reference: string): string {
  const ranged = kind !== 'values';
  const edge = (which: 'min' | 'max'): string =>
    ranged ? `(SELECT ${which}(p) FROM (SELECT ${position[kind]} AS p FROM v) WHERE isfinite(p))` : 'NULL';
  return `SELECT * FROM (WITH v AS (SELECT ${reference} AS ${value} FROM q)
  SELECT ${String(column)} AS "column", count(*) AS rows, count(${value}) AS filled,
    count(DISTINCT ${kind === 'values' ? `CAST(${value} AS VARCHAR)` : value}) AS distinct_values,
    ${ranged ? `CAST(min(${value}) AS VARCHAR)` : 'NULL'} AS smallest, ${ranged ? `CAST(max(${value}) AS VARCHAR)` : 'NULL'} AS largest,
    ${kind === 'number' ? `avg(CAST(${value} AS DOUBLE))` : 'NULL'}::DOUBLE AS mean,
    ${edge('min')}::DOUBLE AS low, ${edge('max')}::DOUBLE AS high,
    ${ranged ? bins(kind) : 'NULL'}::STRUCT(bin INTEGER, n BIGINT)[] AS bins,
    ${ranged ? 'NULL' : tops}::STRUCT(label VARCHAR, n BIGINT)[] AS tops
  FROM v)`;
}

/**
 * One row a column: how many rows, how many filled, how many distinct values, smallest, largest, mean, and either the counts in equal
 * bins between `low` and `high` (numbers; seconds since 1970 for times) or the commonest values. The query itself runs once.
 */
export function summaryQuery(
  sql: string,
  names: readonly string[],
  columns: readonly SummaryColumn[],
): string {
  const wrapped = wrapColumns(sql, names);
  const list = columns.map(
    ({ column }) => `${wrapped.reference(column)} AS ${quoteIdentifier(`s${String(column)}`)}`,
  );
  return `WITH q AS MATERIALIZED (SELECT ${list.join(', ')} FROM ${wrapped.from})
${columns.map((c) => one(c, quoteIdentifier(`s${String(c.column)}`))).join('\nUNION ALL\n')}`;
}
