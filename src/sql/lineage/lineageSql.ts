import type { Column, Value } from '../../domain/columnType.ts';
import { sqlLiteral } from '../../domain/values/sqlLiteral.ts';
import { quoteIdentifier, quoteText } from '../identifiers.ts';
import { shippedSchema, tracedViews } from './tables.ts';
import { traceQuery, Untraceable } from './trace.ts';
import { isNode, nodeAt, nodesAt, parseTree, textAt, treeText, type Json, type Node } from './tree.ts';

const hiddenColumn = '__lineage';

/** The statement of a view without its CREATE. */
const viewQuery = (sql: string): string => sql.replace(/^[\s\S]*?\bVIEW\s+[\w.]+\s+AS\s/i, '');

export interface ViewText {
  readonly name: string;
  readonly sql: string;
}

/** One row: the tree of the statement, then those of the views that are traced through, each as text. */
export function treesSql(sql: string, views: readonly ViewText[]): string {
  const texts = [sql, ...viewsToTrace(views).map((v) => viewQuery(v.sql))];
  return `SELECT ${texts.map((text, i) => `json_serialize_sql(${quoteText(text)})::VARCHAR AS t${String(i)}`).join(', ')}`;
}

const viewsToTrace = (views: readonly ViewText[]): ViewText[] =>
  views.filter((v) => tracedViews.includes(v.name));

export type TraceOutcome =
  | {
      readonly ok: true;
      /** The rewritten tree, for {@link textSql}. */ readonly tree: string;
      readonly tables: readonly string[];
    }
  | {
      readonly ok: false;
      /** What can't be followed. */ readonly construct: string;
      readonly tables: readonly string[];
    };

const queryOf = (tree: Node | null): Node | null => {
  const statement = tree && tree['error'] !== true ? nodesAt(tree, 'statements')[0] : undefined;
  return statement ? nodeAt(statement, 'node') : null;
};

/** Rewrites a statement so that each row carries its ids. `trees` are the values of the row that {@link treesSql} gave. */
export function trace(trees: readonly string[], views: readonly ViewText[]): TraceOutcome {
  const [own = '', ...others] = trees;
  const whole = parseTree(own);
  const query = queryOf(whole);
  if (!whole || !query) return { ok: false, construct: 'this statement', tables: [] };
  const viewTrees = new Map(
    viewsToTrace(views).flatMap((view, i) => {
      const tree = queryOf(parseTree(others[i] ?? ''));
      return tree ? [[view.name, tree] as const] : [];
    }),
  );
  try {
    const node = traceQuery(query, viewTrees, hiddenColumn);
    return { ok: true, tree: treeText({ ...whole, statements: [{ node }] }), tables: tablesRead(query) };
  } catch (thrown) {
    if (!(thrown instanceof Untraceable)) throw thrown;
    return { ok: false, construct: thrown.construct, tables: tablesRead(query) };
  }
}

/** The names of the shipped tables that a query reads, wherever in it. */
export function tablesRead(query: Json): string[] {
  const found = new Set<string>();
  const walk = (value: Json | undefined): void => {
    if (Array.isArray(value)) (value as readonly Json[]).forEach(walk);
    else if (isNode(value)) {
      const schema = textAt(value, 'schema_name').toLowerCase();
      if (value['type'] === 'BASE_TABLE' && (schema === '' || schema === shippedSchema)) {
        found.add(textAt(value, 'table_name'));
      }
      Object.values(value).forEach(walk);
    }
  };
  walk(query);
  return [...found].sort();
}

/** One value: the rewritten tree as SQL. */
export const textSql = (tree: string): string =>
  `SELECT json_deserialize_sql(${quoteText(tree)}::JSON) AS sql`;

/** A value of a result that is computed again: sums of doubles may differ in their last bits, since rows come in another order. */
function sameValue(name: string, column: Column, value: Value): string {
  const literal = sqlLiteral(column.type, value);
  const exact = `${name} IS NOT DISTINCT FROM ${literal}`;
  if (column.type.kind !== 'float' || value === null || !Number.isFinite(value)) return exact;
  return `(${exact} OR abs(${name} - ${literal}) <= 1e-9 * abs(${literal}))`;
}

/**
 * The ids behind some rows of a result: one column, one id a row.
 * @param traced the rewritten statement, whose last column is the hidden one
 */
export function idsSql(
  traced: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
): string {
  const names = columns.map((_, i) => `c${String(i)}`);
  const conditions = rows.map(
    (row) =>
      `(${columns.map((column, i) => sameValue(names[i] ?? '', column, row[i] ?? null)).join(' AND ') || 'true'})`,
  );
  return `SELECT DISTINCT unnest(ids) AS id FROM (${traced}\n) AS t(${[...names, 'ids'].join(', ')})
WHERE ${conditions.join(' OR ')} ORDER BY id`;
}

/** The ids behind the rows of a result that meet a condition on its columns, whose names must differ; behind all rows where it is null. */
export function idsWhereSql(traced: string, columns: readonly Column[], condition: string | null): string {
  const names = columns.map((column) => quoteIdentifier(column.name));
  const where = condition === null ? '' : `\nWHERE ${condition}`;
  return `SELECT DISTINCT unnest(${hiddenColumn}) AS id
FROM (SELECT * FROM (${traced}\n) AS t(${[...names, hiddenColumn].join(', ')})${where}) AS chosen ORDER BY id`;
}

/** Whether a condition can name each column: DuckDB compares names without case. */
export const namesDiffer = (columns: readonly Column[]): boolean =>
  new Set(columns.map((c) => c.name.toLowerCase())).size === columns.length;
