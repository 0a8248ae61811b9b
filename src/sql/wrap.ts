import { quoteIdentifier, quoteText } from './identifiers.ts';

/**
 * A query around a query. Rules, each with its tests:
 * W1 the inner text stands on lines of its own, so that a comment at its end hides nothing;
 * W2 columns keep their names and order, also where names repeat or are empty;
 * W3 the inner query's own order and limit hold where the outer one asks for nothing else;
 * W4 nulls sort last, up or down;
 * W5 a filter's text means itself: no wildcard, no quote gets a meaning;
 * W6 what can't stand in a FROM is refused rather than mangled;
 * W7 a condition names the inner query's columns as they are, and leaves their order and the rows' as it is.
 */
export interface Wrapping {
  readonly sort?: readonly SortKey[];
  readonly filters?: readonly ColumnFilter[];
  readonly limit?: number;
}

/** A column of the inner query, by its place from 0. */
export interface SortKey {
  readonly column: number;
  readonly descending: boolean;
}

/** What a column's values must meet. Literals are SQL, made by the value layer. */
export type ColumnFilter =
  | { readonly column: number; readonly kind: 'contains'; readonly text: string }
  | {
      readonly column: number;
      readonly kind: 'compare';
      readonly operator: CompareOperator;
      readonly literal: string;
    }
  | {
      readonly column: number;
      readonly kind: 'range';
      readonly low: string;
      readonly high: string;
      readonly closed: boolean;
    }
  | { readonly column: number; readonly kind: 'null' | 'not_null' };

export type CompareOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

const leading = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;

/** Whether a statement gives rows that another query can read. */
export function canWrap(sql: string): boolean {
  const text = sql.replace(leading, '');
  return /^(?:select|with|from|values|table|describe|desc|show|summarize|pivot|unpivot)\b|^\(/i.test(text);
}

/** DuckDB compares names without case. */
const isPlain = (names: readonly string[]): boolean =>
  names.every((n) => n !== '') && new Set(names.map((n) => n.toLowerCase())).size === names.length;

const alias = (column: number): string => `c${String(column + 1)}`;

/** How the columns of a wrapped query are written (W2). */
export interface WrappedColumns {
  /** The FROM item, with aliases for the columns where their own names can't tell them apart. */
  readonly from: string;
  reference(column: number): string;
  /** The select list that gives every column under its own name. */
  readonly list: string;
}

export function wrapColumns(sql: string, names: readonly string[]): WrappedColumns {
  const inner = `(\n${sql}\n) AS q`;
  if (isPlain(names)) return { from: inner, reference: (i) => quoteIdentifier(names[i] ?? ''), list: '*' };
  return {
    from: `${inner}(${names.map((_, i) => alias(i)).join(', ')})`,
    reference: alias,
    list: names
      .map((name, i) => (name === '' ? alias(i) : `${alias(i)} AS ${quoteIdentifier(name)}`))
      .join(', '),
  };
}

/** One filter as a condition on a column reference (W5). */
export function filterCondition(filter: ColumnFilter, reference: string): string {
  switch (filter.kind) {
    case 'contains':
      return `contains(lower(CAST(${reference} AS VARCHAR)), lower(${quoteText(filter.text)}))`;
    case 'compare':
      return `${reference} ${filter.operator} ${filter.literal}`;
    case 'range':
      return `${reference} >= ${filter.low} AND ${reference} ${filter.closed ? '<=' : '<'} ${filter.high}`;
    case 'null':
      return `${reference} IS NULL`;
    case 'not_null':
      return `${reference} IS NOT NULL`;
  }
}

/** The query, sorted, filtered, cut off; the query itself where nothing is asked. */
export function wrapQuery(sql: string, names: readonly string[], wrapping: Wrapping): string {
  const { sort = [], filters = [], limit } = wrapping;
  if (sort.length === 0 && filters.length === 0 && limit === undefined) return sql;
  const columns = wrapColumns(sql, names);
  const conditions = filters.map((f) => filterCondition(f, columns.reference(f.column)));
  const keys = sort.map((k) => `${columns.reference(k.column)} ${k.descending ? 'DESC' : 'ASC'} NULLS LAST`);
  return [
    `SELECT ${columns.list} FROM ${columns.from}`,
    ...(conditions.length > 0 ? [`WHERE ${conditions.join('\n  AND ')}`] : []),
    ...(keys.length > 0 ? [`ORDER BY ${keys.join(', ')}`] : []),
    ...(limit === undefined ? [] : [`LIMIT ${String(limit)}`]),
  ].join('\n');
}

/** The query's rows that meet a condition on its columns; the query itself where there is none (W7). */
export const rowsWhere = (sql: string, condition: string | null): string =>
  condition === null ? sql : `SELECT * FROM (\n${sql}\n) AS chosen\nWHERE ${condition}`;

/** Row numbers from 0, in the query's order, of rows where any of `columns` holds `text`, at most `limit` of them. */
export function findQuery(
  sql: string,
  names: readonly string[],
  find: { readonly columns: readonly number[]; readonly text: string; readonly limit: number },
): string {
  const columns = wrapColumns(sql, names);
  const conditions = find.columns.map((column) => {
    const condition = filterCondition(
      { column, kind: 'contains', text: find.text },
      columns.reference(column),
    );
    return `coalesce(${condition}, false)`;
  });
  return `SELECT n::BIGINT AS n
FROM (SELECT row_number() OVER () - 1 AS n, ${conditions.join(' OR ') || 'false'} AS hit FROM ${columns.from}) AS numbered
WHERE hit ORDER BY n LIMIT ${String(find.limit)}`;
}
