/**
 * Lineage of result rows: which figures and cases each was computed from.
 *
 * Definition: why-provenance in the sense of Y. Cui, J. Widom and J. Wiener, "Tracing the lineage of view data in a warehousing environment",
 * ACM TODS 25 (2000), as the Perm system computes it (B. Glavic and G. Alonso, ICDE 2009): the query's tree is rewritten so that each row
 * carries the ids of the base rows it comes from. Here they are gathered into one list in a hidden last column.
 *
 * - L1 A row of a base table carries its own ids; a row of a look-up none.
 * - L2 A joined row carries those of both sides.
 * - L3 A group carries those of all its rows, whatever a FILTER of one aggregate leaves out.
 * - L4 DISTINCT and UNION gather those of all equal rows.
 * - L5 With a window, a row carries those of its whole partition as well.
 * - L6 A subquery in an expression adds those of all its rows.
 * - L7 Where an aggregate's groups or filters look at a computed column of an inner query, any row may move between groups: the row
 *   carries the ids of them all.
 * - L8 ORDER BY and LIMIT choose which rows are shown; they are no part of a row's lineage.
 * - L9 What can't be followed is named ({@link Untraceable}), never guessed.
 *
 * The list may hold more than the smallest set that suffices, never less than the rows whose removal would change the row.
 */
import { idColumns, shippedSchema, tracedViews } from './tables.ts';
import { aggregates, both, joined, moves, plain, renamed, traitsOf, type Traits } from './traits.ts';
import {
  call,
  column,
  distinctIds,
  expressions,
  gathered,
  gatheredOver,
  isNode,
  listAt,
  named,
  nodeAt,
  nodesAt,
  scalar,
  select,
  star,
  subquery,
  textAt,
  union,
  type Json,
  type Node,
} from './tree.ts';

/** Something in the query that lineage does not follow. */
export class Untraceable extends Error {
  constructor(readonly construct: string) {
    super(`Lineage does not follow ${construct}`);
  }
}

/** What a FROM brings: the rewritten tree, its lists of ids, and the hidden columns that a star must leave out. */
interface Traced {
  readonly tree: Node;
  readonly ids: readonly Node[];
  /** Hidden columns by the name of the relation that has them. */
  readonly hidden: readonly { readonly relation: string; readonly name: string }[];
  readonly traits: Traits;
}

interface TracedNode {
  readonly tree: Node;
  readonly traits: Traits;
}

interface Scope {
  /** Common table expressions in sight, each with its hidden column. */
  readonly ctes: ReadonlyMap<string, { readonly hidden: string; readonly traits: Traits }>;
}

const refuse = (construct: string): never => {
  throw new Untraceable(construct);
};

/** Rewrites one statement's query. `views` holds the trees of {@link tracedViews} by name. */
export const traceQuery = (query: Node, views: ReadonlyMap<string, Node>, hidden: string): Node =>
  new Tracer(views, hidden).trace(query);

class Tracer {
  #count = 0;

  constructor(
    private readonly views: ReadonlyMap<string, Node>,
    private readonly hidden: string,
  ) {}

  trace(query: Node): Node {
    return this.#node(query, { ctes: new Map() }, this.hidden).tree;
  }

  /** A hidden name of its own, so that stars can tell them apart. */
  #fresh(): string {
    return `${this.hidden}_${String(++this.#count)}`;
  }

  #node(node: Node, scope: Scope, name: string): TracedNode {
    switch (textAt(node, 'type')) {
      case 'SELECT_NODE':
        return this.#select(node, scope, name);
      case 'SET_OPERATION_NODE':
        return this.#setOperation(node, scope, name);
      case 'CTE_NODE': {
        // A materialized WITH: the child has the same definitions in its own map.
        const child = nodeAt(node, 'child');
        return child ? this.#node(child, scope, name) : refuse('WITH');
      }
      case 'RECURSIVE_CTE_NODE':
        return refuse('WITH RECURSIVE');
      default:
        return refuse(textAt(node, 'type'));
    }
  }

  /** The definitions of a WITH, each traced with those before it in sight. */
  #ctes(node: Node, scope: Scope): { scope: Scope; cteMap: Node } {
    const ctes = new Map(scope.ctes);
    const map = nodesAt(nodeAt(node, 'cte_map') ?? {}, 'map').map((entry) => {
      const value = nodeAt(entry, 'value') ?? {};
      const inner = nodeAt(nodeAt(value, 'query') ?? {}, 'node');
      if (!inner) return refuse('WITH');
      const name = this.#fresh();
      const traced = this.#node(inner, { ctes }, name);
      ctes.set(textAt(entry, 'key').toLowerCase(), { hidden: name, traits: traced.traits });
      return { ...entry, value: { ...value, query: { node: traced.tree } } };
    });
    return { scope: { ctes }, cteMap: { map } };
  }

  #setOperation(node: Node, given: Scope, name: string): TracedNode {
    const { scope, cteMap } = this.#ctes(node, given);
    const kind = textAt(node, 'setop_type');
    if (kind !== 'UNION' && kind !== 'UNION_BY_NAME') refuse(kind);
    refuseOffset(node);
    const [left, right] = [nodeAt(node, 'left'), nodeAt(node, 'right')];
    if (!left || !right) return refuse(kind);
    const inner = this.#fresh();
    const a = this.#node(left, scope, inner);
    const b = this.#node(right, scope, inner);
    const traits = both(a.traits, b.traits);
    const sides: Node = { ...node, left: a.tree, right: b.tree, setop_all: true };
    const bare: Node = { ...sides, modifiers: [], cte_map: { map: [] } };
    const rest: Node = { cte_map: cteMap, modifiers: listAt(node, 'modifiers') };
    if (node['setop_all'] !== true) return { tree: this.#deduplicated(bare, inner, name, rest), traits };
    // By name, the columns that only the right side has come after the hidden one: it is put last again.
    const tree = select([star(inner), named(column(inner), name)], subquery(bare, this.#fresh()), rest);
    return { tree, traits };
  }

  /** L4: equal rows become one that carries the ids of them all. */
  #deduplicated(inner: Node, innerName: string, name: string, rest: Node): Node {
    const ids = named(distinctIds(gathered(column(innerName))), name);
    return select([star(innerName), ids], subquery(inner, this.#fresh()), {
      aggregate_handling: 'FORCE_AGGREGATES',
      ...rest,
    });
  }

  #select(node: Node, given: Scope, name: string): TracedNode {
    const { scope, cteMap } = this.#ctes(node, given);
    if (isNode(node['sample'])) refuse('SAMPLE');
    refuseOffset(node);
    const from = this.#from(nodeAt(node, 'from_table') ?? { type: 'EMPTY' }, scope);
    const traits = traitsOf(node, from.traits);
    const distinct = nodesAt(node, 'modifiers').find((m) => textAt(m, 'type') === 'DISTINCT_MODIFIER');
    if (distinct && listAt(distinct, 'distinct_on_targets').length > 0) refuse('DISTINCT ON');
    const inner = distinct ? this.#fresh() : name;
    const list = listAt(node, 'select_list').map((e) => withoutHidden(e, from.hidden));
    const ids = named(distinctIds(this.#rowIds(node, from, scope)), inner);
    const tree: Node = { ...node, cte_map: cteMap, from_table: from.tree, select_list: [...list, ids] };
    if (!distinct) return { tree, traits };
    const others = nodesAt(node, 'modifiers').filter((m) => m !== distinct);
    const bare: Node = { ...tree, cte_map: { map: [] }, modifiers: [] };
    return { tree: this.#deduplicated(bare, inner, name, { cte_map: cteMap, modifiers: others }), traits };
  }

  /** The ids that a row of a SELECT carries (L2, L3, L5, L6, L7). */
  #rowIds(node: Node, from: Traced, scope: Scope): Node {
    const subqueries = ['select_list', 'where_clause', 'having', 'qualify'].flatMap((key) =>
      expressions(node[key], (e) => e['class'] === 'SUBQUERY'),
    );
    const asked = subqueries.map((e) => {
      const inner = nodeAt(nodeAt(e, 'subquery') ?? {}, 'node');
      if (!inner) return refuse('a subquery');
      const name = this.#fresh();
      return scalar(
        select([gathered(column(name))], subquery(this.#node(inner, scope, name).tree, this.#fresh())),
      );
    });
    const each = union([...from.ids, ...asked]);
    const grouped = aggregates(node);
    const own = grouped ? gathered(each) : each;
    const windows = expressions(
      [node['select_list'], node['qualify']] as Json[],
      (e) => e['class'] === 'WINDOW',
    );
    const partitions = new Map(
      windows.map((w) => [JSON.stringify(listAt(w, 'partitions')), listAt(w, 'partitions')]),
    );
    const all =
      (grouped || windows.length > 0) && moves(node, from.traits)
        ? [scalar(select([gathered(union(from.ids))], from.tree))]
        : [];
    return union([own, ...[...partitions.values()].map((p) => gatheredOver(own, p)), ...all]);
  }

  #from(ref: Node, scope: Scope): Traced {
    switch (textAt(ref, 'type')) {
      case 'BASE_TABLE':
        return this.#table(ref, scope);
      case 'SUBQUERY': {
        const inner = nodeAt(nodeAt(ref, 'subquery') ?? {}, 'node');
        return inner ? this.#subquery(ref, inner, scope) : refuse('a subquery');
      }
      case 'JOIN':
        return this.#join(ref, scope);
      case 'PIVOT': {
        // UNPIVOT hands all other columns on, the hidden one among them; PIVOT aggregates.
        const source = nodeAt(ref, 'source');
        if (!source || listAt(ref, 'aggregates').length > 0) return refuse('PIVOT');
        const traced = this.#from(source, scope);
        return {
          tree: { ...ref, source: traced.tree },
          ids: traced.hidden.map((h) => column(h.name)),
          hidden: traced.hidden.map((h) => ({ relation: textAt(ref, 'alias'), name: h.name })),
          traits: traced.traits,
        };
      }
      case 'EMPTY':
      case 'EXPRESSION_LIST':
      case 'TABLE_FUNCTION':
        return { tree: ref, ids: [], hidden: [], traits: plain };
      default:
        return refuse(textAt(ref, 'type'));
    }
  }

  #join(ref: Node, scope: Scope): Traced {
    const kind = textAt(ref, 'join_type');
    if (kind === 'SEMI' || kind === 'ANTI') refuse(`${kind} JOIN`);
    if (textAt(ref, 'ref_type') === 'POSITIONAL') refuse('POSITIONAL JOIN');
    const [left, right] = [nodeAt(ref, 'left'), nodeAt(ref, 'right')];
    if (!left || !right) return refuse('JOIN');
    if (expressions(ref['condition'], (e) => e['class'] === 'SUBQUERY').length > 0)
      refuse('a subquery in a join condition');
    const [a, b] = [this.#from(left, scope), this.#from(right, scope)];
    return {
      tree: { ...ref, left: a.tree, right: b.tree },
      ids: [...a.ids, ...b.ids],
      hidden: [...a.hidden, ...b.hidden],
      traits: joined(ref, both(a.traits, b.traits)),
    };
  }

  #subquery(ref: Node, inner: Node, scope: Scope): Traced {
    const name = this.#fresh();
    const alias = textAt(ref, 'alias') || this.#fresh();
    const { tree, traits } = this.#node(inner, scope, name);
    return {
      tree: { ...ref, alias, subquery: { node: tree } },
      ids: [column(alias, name)],
      hidden: [{ relation: alias, name }],
      traits: renamed(ref, traits),
    };
  }

  #table(ref: Node, scope: Scope): Traced {
    const table = textAt(ref, 'table_name').toLowerCase();
    const schema = textAt(ref, 'schema_name').toLowerCase();
    const alias = textAt(ref, 'alias') || textAt(ref, 'table_name');
    const cte = schema === '' ? scope.ctes.get(table) : undefined;
    if (cte) {
      const { hidden, traits } = cte;
      return {
        tree: ref,
        ids: [column(alias, hidden)],
        hidden: [{ relation: alias, name: hidden }],
        traits: renamed(ref, traits),
      };
    }
    if (isNode(ref['sample'])) refuse('TABLESAMPLE');
    if (schema !== '' && schema !== shippedSchema) return { tree: ref, ids: [], hidden: [], traits: plain };
    const view = tracedViews.includes(table) ? this.views.get(table) : undefined;
    // A view's own names must not meet the common table expressions of the query.
    if (view) return this.#subquery({ type: 'SUBQUERY', alias }, view, { ctes: new Map() });
    const ids = idColumns[table];
    if (!ids) return { tree: ref, ids: [], hidden: [], traits: plain };
    if (listAt(ref, 'column_name_alias').length > 0) refuse('columns renamed after a table');
    const own = call('list_value', ...ids.map((id) => column(alias, id)));
    return { tree: ref, ids: [own], hidden: [], traits: plain };
  }
}

function refuseOffset(node: Node): void {
  for (const modifier of nodesAt(node, 'modifiers')) {
    if (isNode(modifier['offset'])) refuse('OFFSET');
    if (textAt(modifier, 'type') === 'LIMIT_PERCENT_MODIFIER') refuse('LIMIT in per cent');
  }
}

/** A star that does not take the hidden columns in. */
function withoutHidden(expression: Json, hidden: Traced['hidden']): Json {
  if (hidden.length === 0) return expression;
  const stars = expressions(expression, (e) => e['class'] === 'STAR');
  if (stars.length === 0) return expression;
  if (stars.length > 1 || stars[0] !== expression || !isNode(expression))
    return refuse('COLUMNS inside an expression');
  const relation = textAt(expression, 'relation_name').toLowerCase();
  const own = hidden
    .filter((h) => relation === '' || h.relation.toLowerCase() === relation)
    .map((h) => h.name);
  if (own.length > 0 && isNode(expression['expr'])) refuse('COLUMNS with a condition');
  return { ...expression, exclude_list: [...listAt(expression, 'exclude_list'), ...own] };
}
