/** The syntax tree that DuckDB's `json_serialize_sql` gives, as far as lineage looks at it, and small pieces to build of it. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Node = { readonly [key: string]: Json };

export const isNode = (value: Json | undefined): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const nodeAt = (node: Node, key: string): Node | null => {
  const value = node[key];
  return isNode(value) ? value : null;
};

export const listAt = (node: Node, key: string): readonly Json[] => {
  const value = node[key];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};

export const nodesAt = (node: Node, key: string): Node[] => listAt(node, key).filter(isNode);

export const textAt = (node: Node, key: string): string => {
  const value = node[key];
  return typeof value === 'string' ? value : '';
};

/** Whole numbers that a double can't hold are carried as text between these marks. */
const big = /([:,[])(-?\d{16,})(?=[,}\]])/g;

/** Reads a serialized tree. Places in the text are dropped: the tree is to be changed. */
export function parseTree(json: string): Node | null {
  try {
    const exact = json
      .replace(/,?"query_location":\d+/g, '')
      .replace(/\{,/g, '{')
      .replace(big, '$1"@big@$2"');
    const value = JSON.parse(exact) as Json;
    return isNode(value) ? value : null;
  } catch {
    return null;
  }
}

/** The reverse of {@link parseTree}. */
export const treeText = (tree: Node): string => JSON.stringify(tree).replace(/"@big@(-?\d+)"/g, '$1');

export const column = (...names: string[]): Node => ({
  class: 'COLUMN_REF',
  type: 'COLUMN_REF',
  column_names: names,
});

export const call = (name: string, ...children: Node[]): Node => ({
  class: 'FUNCTION',
  type: 'FUNCTION',
  function_name: name,
  children,
  order_bys: { type: 'ORDER_MODIFIER' },
  distinct: false,
  is_operator: false,
  export_state: false,
});

/** A list of no ids, of the right type. */
export const noIds: Node = {
  class: 'CAST',
  type: 'OPERATOR_CAST',
  child: { class: 'CONSTANT', type: 'VALUE_CONSTANT', value: { type: { id: 'NULL' }, is_null: true } },
  cast_type: { id: 'LIST', type_info: { type: 'LIST_TYPE_INFO', child_type: { id: 'VARCHAR' } } },
  try_cast: false,
};

/** All ids of several lists. */
export const union = (lists: readonly Node[]): Node =>
  lists.length === 0 ? noIds : lists.reduce((all, list) => call('list_concat', all, list));

/** Each id once, nulls (of outer joins) left out. */
export const distinctIds = (list: Node): Node => call('list_distinct', list);

/** All ids of the rows of a group. */
export const gathered = (list: Node): Node => call('flatten', call('list', list));

/** All ids of the rows of a window's partition. */
export const gatheredOver = (list: Node, partitions: readonly Json[]): Node =>
  call('flatten', {
    class: 'WINDOW',
    type: 'WINDOW_AGGREGATE',
    function_name: 'list',
    children: [list],
    ...(partitions.length > 0 ? { partitions } : {}),
    start: 'UNBOUNDED_PRECEDING',
    end: 'UNBOUNDED_FOLLOWING',
    ignore_nulls: false,
    exclude_clause: 'NO_OTHER',
    distinct: false,
  });

export const named = (expression: Node, alias: string): Node => ({ ...expression, alias });

export const star = (...excluded: string[]): Node => ({
  class: 'STAR',
  type: 'STAR',
  columns: false,
  ...(excluded.length > 0 ? { exclude_list: excluded } : {}),
});

export const subquery = (node: Node, alias: string): Node => ({
  type: 'SUBQUERY',
  alias,
  subquery: { node },
});

export const scalar = (node: Node): Node => ({
  class: 'SUBQUERY',
  type: 'SUBQUERY',
  subquery_type: 'SCALAR',
  subquery: { node },
  comparison_type: 'INVALID',
});

export const select = (list: readonly Node[], from: Node, rest: Node = {}): Node => ({
  type: 'SELECT_NODE',
  select_list: list,
  from_table: from,
  cte_map: { map: [] },
  aggregate_handling: 'STANDARD_HANDLING',
  ...rest,
});

/** Every expression below a node that fits, not looking into subqueries: they have rows of their own. */
export function expressions(value: Json | undefined, fits: (node: Node) => boolean): Node[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((v) => expressions(v, fits));
  if (!isNode(value)) return [];
  const own = fits(value) ? [value] : [];
  const below = Object.entries(value).flatMap(([key, v]) => (key === 'subquery' ? [] : expressions(v, fits)));
  return [...own, ...below];
}
