import type { JsonValue } from '../domain/values/json.ts';
import { quoteIdentifier } from './identifiers.ts';
import {
  rowLimit,
  type ChartQuery,
  type Draft,
  type DraftColumn,
  type Planning,
  type RecordsDraft,
} from './pushdownPlan.ts';
import { fieldDefs, markType, readsDatum, titleOf } from './pushdownEncoding.ts';
import { columnOf, isObject, type JsonObject } from './pushdownSpec.ts';
import { whereClause, type Relation } from './pushdownTransforms.ts';

/** Columns that say which record a row is. */
const identities = ['metric_id', 'case_id'];

/** The columns that an encoding names, with the titles that it gives them. */
function namedColumns(encoding: JsonObject): Map<string, string | null> {
  const names = new Map<string, string | null>();
  for (const { def } of fieldDefs(encoding)) {
    const column = typeof def['field'] === 'string' ? columnOf(def['field']) : null;
    if (column !== null && !names.get(column))
      names.set(column, def['aggregate'] === undefined ? titleOf(def) : null);
    // The column that argmax or argmin looks at.
    for (const by of isObject(def['aggregate']) ? Object.values(def['aggregate']) : []) {
      if (typeof by === 'string') names.set(columnOf(by) ?? by, null);
    }
    const sort =
      isObject(def['sort']) && typeof def['sort']['field'] === 'string'
        ? columnOf(def['sort']['field'])
        : null;
    if (sort !== null && !names.has(sort)) names.set(sort, null);
  }
  return names;
}

/** What a view of records wants: columns of a relation. */
interface Records {
  readonly columns: readonly DraftColumn[];
  /** Whether some aggregate or transform is left to Vega. */
  readonly aggregates: boolean;
}

/** The columns that a view of records names; all of them where it computes with what can't be told. */
function recordsOf(
  relation: Relation,
  encoding: JsonObject,
  node: JsonObject,
  rest: readonly JsonValue[],
): Records {
  const defs = fieldDefs(encoding);
  const named = namedColumns(encoding);
  const opaque =
    rest.length > 0 ||
    readsDatum(node, encoding) ||
    markType(node) === '' ||
    JSON.stringify(node).includes('"params"');
  const columns = [...relation.columns].flatMap(([name, { sql, origin }]): DraftColumn[] => {
    const shown = named.has(name);
    if (!shown && !opaque && !identities.includes(name)) return [];
    return [{ sql, field: { name, label: named.get(name) ?? name, origin, shown, span: null } }];
  });
  const aggregates =
    rest.length > 0 ||
    defs.some(({ def }) => def['aggregate'] !== undefined) ||
    /^(?:boxplot|error)/.test(markType(node));
  return { columns, aggregates };
}

function joined(known: DraftColumn | undefined, column: DraftColumn): DraftColumn {
  if (!known) return column;
  const { field } = column;
  const titled = known.field.label === field.name ? field : known.field;
  return { sql: column.sql, field: { ...titled, shown: known.field.shown || field.shown } };
}

/**
 * Takes a view's columns into the query over its relation and gives the name of the data. Layers over the same rows share one query: Vega
 * then sees one source, and can sort an axis that they share.
 */
export function takeRecords(
  planning: Planning,
  relation: Relation,
  encoding: JsonObject,
  node: JsonObject,
  rest: readonly JsonValue[],
): string {
  const { columns, aggregates } = recordsOf(relation, encoding, node, rest);
  if (aggregates) planning.leftToVega = true;
  const from = `FROM ${relation.from}${whereClause(relation)}`;
  const fits = (draft: Draft): boolean =>
    draft.kind === 'records' &&
    draft.from === from &&
    columns.every((c) => (draft.columns.get(c.field.name)?.sql ?? c.sql) === c.sql);
  const known = planning.drafts.find(fits);
  const draft: Draft = known ?? {
    kind: 'records',
    name: `rows_${String(planning.drafts.length)}`,
    from,
    where: relation.origins,
    columns: new Map(),
  };
  if (!known) planning.drafts.push(draft);
  if (draft.kind !== 'records') return draft.name;
  for (const column of columns) {
    draft.columns.set(column.field.name, joined(draft.columns.get(column.field.name), column));
  }
  return draft.name;
}

/** The query for views that draw records: the columns they name, at most {@link rowLimit} rows. */
export function recordsQuery(draft: RecordsDraft): ChartQuery {
  const columns = [...draft.columns.values()];
  const select = columns.map(({ sql, field }) =>
    sql === quoteIdentifier(field.name) ? sql : `${sql} AS ${quoteIdentifier(field.name)}`,
  );
  const list = select.length > 0 ? select.join(', ') : '1 AS nothing';
  return {
    name: draft.name,
    sql: `SELECT ${list}\n${draft.from}\nLIMIT ${String(rowLimit + 1)}`,
    grouped: false,
    limit: rowLimit,
    fields: columns.map((c) => c.field),
    where: draft.where,
  };
}
