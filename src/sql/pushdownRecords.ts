import type { JsonValue } from '../domain/values/json.ts';
import { quoteIdentifier } from './identifiers.ts';
import { rowLimit, type ChartQuery, type QueryField } from './pushdownPlan.ts';
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

/** The query for a chart that draws records: the columns it names, at most {@link rowLimit} rows. */
export function recordsQuery(
  relation: Relation,
  encoding: JsonObject,
  node: JsonObject,
  rest: readonly JsonValue[],
): { readonly query: Omit<ChartQuery, 'name'>; readonly aggregates: boolean } {
  const defs = fieldDefs(encoding);
  const named = namedColumns(encoding);
  const opaque =
    rest.length > 0 ||
    readsDatum(node, encoding) ||
    markType(node) === '' ||
    JSON.stringify(node).includes('"params"');
  const fields: QueryField[] = [];
  const select: string[] = [];
  for (const [name, column] of relation.columns) {
    const shown = named.has(name);
    if (!shown && !opaque && !identities.includes(name)) continue;
    select.push(
      column.sql === quoteIdentifier(name) ? column.sql : `${column.sql} AS ${quoteIdentifier(name)}`,
    );
    fields.push({ name, label: named.get(name) ?? name, origin: column.origin, shown, span: null });
  }
  const list = select.length > 0 ? select.join(', ') : '1 AS nothing';
  return {
    query: {
      sql: `SELECT ${list}\nFROM ${relation.from}${whereClause(relation)}\nLIMIT ${String(rowLimit + 1)}`,
      grouped: false,
      limit: rowLimit,
      fields,
      where: relation.origins,
    },
    aggregates:
      rest.length > 0 ||
      defs.some(({ def }) => def['aggregate'] !== undefined) ||
      /^(?:boxplot|error)/.test(markType(node)),
  };
}
