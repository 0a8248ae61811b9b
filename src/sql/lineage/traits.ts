/** What may happen to the rows of a query when rows are taken from its tables: needed by the aggregations outside it. */
import { aggregateFunctions } from './tables.ts';
import { expressions, isNode, listAt, nodesAt, textAt, type Json, type Node } from './tree.ts';

/** What an aggregation outside must know of the rows it reads (L7). */
export interface Traits {
  /** Columns, in lower case, whose values are computed from several rows. */
  readonly computed: ReadonlySet<string>;
  /** Whether a row may come or go with a row that is not in its lineage. */
  readonly shifting: boolean;
}

/** Of a table: nothing is computed, nothing moves. */
export const plain: Traits = { computed: new Set(), shifting: false };

export const both = (a: Traits, b: Traits): Traits => ({
  computed: new Set([...a.computed, ...b.computed]),
  shifting: a.shifting || b.shifting,
});

/** Whether a SELECT aggregates. */
export function aggregates(node: Node): boolean {
  if (listAt(node, 'group_expressions').length > 0 || listAt(node, 'group_sets').length > 0) return true;
  if (textAt(node, 'aggregate_handling') === 'FORCE_AGGREGATES' || isNode(node['having'])) return true;
  const isAggregate = (e: Node): boolean =>
    e['class'] === 'FUNCTION' && aggregateFunctions.has(textAt(e, 'function_name').toLowerCase());
  return expressions([node['select_list'], node['qualify']] as Json[], isAggregate).length > 0;
}

const isAggregation = (e: Node): boolean =>
  e['class'] === 'WINDOW' ||
  e['class'] === 'SUBQUERY' ||
  (e['class'] === 'FUNCTION' && aggregateFunctions.has(textAt(e, 'function_name').toLowerCase()));

const lastName = (reference: Node): string =>
  String(listAt(reference, 'column_names').at(-1) ?? '').toLowerCase();

/** Whether an expression looks at a computed column. */
function looksAt(value: Json | undefined, { computed }: Traits): boolean {
  if (computed.size === 0) return false;
  return expressions(value, (e) => e['class'] === 'COLUMN_REF' && computed.has(lastName(e))).length > 0;
}

/** Which columns of a SELECT are computed, and whether its rows shift. */
export function traitsOf(node: Node, from: Traits): Traits {
  const computed = nodesAt(node, 'select_list').flatMap((e) => {
    if (e['class'] === 'STAR') return [...from.computed];
    const isComputed = expressions(e, isAggregation).length > 0 || looksAt(e, from);
    return isComputed ? [textAt(e, 'alias').toLowerCase() || lastName(e)] : [];
  });
  const filters = ['where_clause', 'qualify'].some(
    (k) => looksAt(node[k], from) || expressions(node[k], isAggregation).length > 0,
  );
  return { computed: new Set(computed), shifting: from.shifting || filters || isNode(node['having']) };
}

/** L7: whether rows may move between the groups of an aggregation, or in and out of them. */
export function moves(node: Node, from: Traits): boolean {
  if (from.shifting || looksAt(node['where_clause'], from) || looksAt(node['group_expressions'], from))
    return true;
  const keys = nodesAt(node, 'select_list').filter((e) => expressions(e, isAggregation).length === 0);
  const byPosition = nodesAt(node, 'group_expressions').some((e) => e['class'] === 'CONSTANT');
  const byAll = textAt(node, 'aggregate_handling') === 'FORCE_AGGREGATES';
  const partitions = expressions(node['select_list'], (e) => e['class'] === 'WINDOW').map((w) =>
    listAt(w, 'partitions'),
  );
  return ((byPosition || byAll) && keys.some((k) => looksAt(k, from))) || looksAt(partitions, from);
}

/** A join on a computed column makes its rows come and go. */
export const joined = (ref: Node, traits: Traits): Traits => {
  const using = listAt(ref, 'using_columns').some((name) => traits.computed.has(String(name).toLowerCase()));
  return using || looksAt(ref['condition'], traits) ? { ...traits, shifting: true } : traits;
};

/** Columns renamed after a relation: every name counts as computed where any was. */
export const renamed = (ref: Node, traits: Traits): Traits => {
  const names = listAt(ref, 'column_name_alias').map((name) => String(name).toLowerCase());
  return names.length === 0 || traits.computed.size === 0
    ? traits
    : { ...traits, computed: new Set([...traits.computed, ...names]) };
};
