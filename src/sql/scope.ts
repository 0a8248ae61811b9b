import { isParens, nest, splitAtCommas, type Group, type Node } from './nesting.ts';
import { outputItems, type OutputItem } from './outputColumns.ts';
import { holdsQuery, shapeOf, type Branch, type ClauseName, type CteShape } from './queryShape.ts';
import { relationsOf, type RelationShape } from './relations.ts';

/** A column that a place in a query can name. `source` is the table's column that it passes on unchanged, where that is known. */
export interface ScopeColumn {
  readonly name: string;
  readonly type: string | null;
  readonly source: { readonly table: readonly string[]; readonly column: string } | null;
}

/** A relation in scope, under the name by which its columns are qualified. */
export interface ScopeRelation {
  readonly name: string;
  readonly kind: 'table' | 'cte' | 'subquery' | 'function' | 'file';
  readonly columns: readonly ScopeColumn[];
}

/** What a place in a statement can name. */
export interface Scope {
  readonly clause: ClauseName;
  /** Innermost query first. */
  readonly relations: readonly ScopeRelation[];
  readonly ctes: readonly ScopeRelation[];
  /** Columns that the select list of the innermost query makes; DuckDB lets other clauses refer to them. */
  readonly aliases: readonly string[];
}

/** The columns of a table by the parts of its name, last one the table's; null when there is none. */
export type ResolveTable = (
  parts: readonly string[],
) => readonly { readonly name: string; readonly type: string }[] | null;

interface Env {
  readonly resolve: ResolveTable;
  readonly ctes: readonly ScopeRelation[];
  readonly outer: readonly ScopeRelation[];
  readonly depth: number;
}

/** Deeper nesting than anyone writes: a guard against a stack that grows with the text. */
const maxDepth = 40;

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const plain = (name: string): ScopeColumn => ({ name, type: null, source: null });

/** Table functions whose single column has a known name. */
const functionColumns: Readonly<Record<string, readonly string[]>> = {
  range: ['range'],
  generate_series: ['generate_series'],
  unnest: ['unnest'],
  glob: ['file'],
};

function baseColumns(shape: RelationShape, env: Env): readonly ScopeColumn[] {
  switch (shape.kind) {
    case 'subquery':
      return shape.body ? queryColumns(shape.body.nodes, shape.body.from, shape.body.to, env) : [];
    case 'function':
      return (functionColumns[shape.parts.at(-1)?.toLowerCase() ?? ''] ?? []).map(plain);
    case 'file':
      return [];
    case 'named': {
      const cte =
        shape.parts.length === 1 ? env.ctes.find((c) => sameName(c.name, shape.parts[0] ?? '')) : undefined;
      if (cte) return cte.columns;
      const columns = env.resolve(shape.parts) ?? [];
      return columns.map((c) => ({
        name: c.name,
        type: c.type,
        source: { table: shape.parts, column: c.name },
      }));
    }
  }
}

const renamed = (columns: readonly ScopeColumn[], names: readonly string[]): readonly ScopeColumn[] =>
  columns.length === 0 ? names.map(plain) : columns.map((c, i) => ({ ...c, name: names[i] ?? c.name }));

function relationFor(shape: RelationShape, env: Env): ScopeRelation {
  const isCte =
    shape.kind === 'named' &&
    shape.parts.length === 1 &&
    env.ctes.some((c) => sameName(c.name, shape.parts[0] ?? ''));
  return {
    name: shape.alias ?? shape.parts.at(-1) ?? '',
    kind: isCte ? 'cte' : shape.kind === 'named' ? 'table' : shape.kind,
    columns: renamed(baseColumns(shape, env), shape.columns),
  };
}

const clauseNodes = (branch: Branch, name: ClauseName): readonly Node[] | null =>
  branch.clauses.find((c) => c.name === name)?.nodes ?? null;

/** What FROM (and UPDATE, INSERT INTO) of a branch brings into scope. */
function branchRelations(branch: Branch, env: Env): ScopeRelation[] {
  const from = branch.clauses.filter((c) => c.name === 'from').flatMap((c) => relationsOf(c.nodes));
  // `INTO t (a, b)`: the brackets list columns, they call nothing.
  const into = branch.clauses
    .filter((c) => c.name === 'into')
    .flatMap((c) => relationsOf(c.nodes.filter((n) => n.kind === 'leaf')).slice(0, 1));
  return [...into, ...from].map((shape) => relationFor(shape, env));
}

function expandItem(item: OutputItem, relations: readonly ScopeRelation[]): readonly ScopeColumn[] {
  if (item.kind === 'star') {
    const of = item.of;
    const left = item.exclude.map((n) => n.toLowerCase());
    return relations
      .filter((r) => of === null || sameName(r.name, of))
      .flatMap((r) => r.columns)
      .filter((c) => !left.includes(c.name.toLowerCase()))
      .map((c) => ({ ...c, name: item.rename.get(c.name.toLowerCase()) ?? c.name }));
  }
  const found = item.source ? findColumn(relations, item.source) : null;
  return [{ name: item.name, type: found?.type ?? null, source: found?.source ?? null }];
}

/** The columns of a query: those of its first SELECT. */
function queryColumns(nodes: readonly Node[], from: number, to: number, env: Env): readonly ScopeColumn[] {
  const [only] = nodes;
  if (env.depth > maxDepth) return [];
  if (nodes.length === 1 && isParens(only))
    return queryColumns(only.nodes, only.from, only.to, { ...env, depth: env.depth + 1 });
  const shape = shapeOf(nodes, from, to);
  const inner = withCtes(shape.ctes, { ...env, depth: env.depth + 1 });
  const branch = shape.branches[0];
  if (!branch) return [];
  const values = clauseNodes(branch, 'values');
  const [row] = values ?? [];
  if (isParens(row)) return splitAtCommas(row.nodes).map((_, i) => plain(`col${String(i)}`));
  const relations = branchRelations(branch, inner);
  const select = clauseNodes(branch, 'select');
  return select
    ? outputItems(select).flatMap((item) => expandItem(item, relations))
    : relations.flatMap((r) => r.columns);
}

function cteRelation(cte: CteShape, env: Env): ScopeRelation {
  const named = (columns: readonly ScopeColumn[]): ScopeRelation => ({
    name: cte.name,
    kind: 'cte',
    columns: renamed(columns, cte.columns),
  });
  return named(queryColumns(cte.body.nodes, cte.body.from, cte.body.to, env));
}

/** Each CTE sees those before it. */
function withCtes(ctes: readonly CteShape[], env: Env): Env {
  let now = env;
  for (const cte of ctes) now = { ...now, ctes: [cteRelation(cte, now), ...now.ctes] };
  return now;
}

const within = (group: Group, offset: number): boolean => offset >= group.from && offset <= group.to;

/** The innermost bracket with a query in it that holds the offset, reached through brackets without one. */
function queryGroupAt(nodes: readonly Node[], offset: number): Group | null {
  const group = nodes.find((n) => n.kind === 'group' && within(n, offset));
  if (group?.kind !== 'group') return null;
  return holdsQuery(group) ? group : queryGroupAt(group.nodes, offset);
}

function scopeIn(nodes: readonly Node[], from: number, to: number, offset: number, env: Env): Scope {
  const shape = shapeOf(nodes, from, to);
  const deeper = { ...env, depth: env.depth + 1 };
  const at = shape.ctes.findIndex((c) => within(c.body, offset));
  const cte = shape.ctes[at];
  if (cte && env.depth < maxDepth) {
    const before = withCtes(shape.ctes.slice(0, at), deeper);
    const self = cte.recursive ? [cteRelation(cte, before)] : [];
    return scopeIn(cte.body.nodes, cte.body.from, cte.body.to, offset, {
      ...before,
      ctes: [...self, ...before.ctes],
    });
  }
  const inner = withCtes(shape.ctes, deeper);
  const branch = shape.branches.findLast((b) => b.from <= offset) ?? shape.branches[0];
  const relations = [...(branch ? branchRelations(branch, inner) : []), ...env.outer];
  const group = queryGroupAt(nodes, offset);
  if (group && env.depth < maxDepth)
    return scopeIn(group.nodes, group.from, group.to, offset, { ...inner, outer: relations });
  const select = branch ? clauseNodes(branch, 'select') : null;
  return {
    clause: branch?.clauses.findLast((c) => c.from < offset)?.name ?? 'other',
    relations,
    ctes: inner.ctes,
    aliases: outputItems(select ?? []).flatMap((i) =>
      i.kind === 'column' && i.source?.at(-1) !== i.name ? [i.name] : [],
    ),
  };
}

/**
 * What can be named at an offset of one statement, which may be unfinished. Relations and CTEs by the rules of SQL: aliases hide names,
 * CTEs see earlier ones, subqueries see what is around them.
 */
export function scopeAt(statement: string, offset: number, resolve: ResolveTable): Scope {
  return scopeIn(nest(statement), 0, statement.length, offset, { resolve, ctes: [], outer: [], depth: 0 });
}

const indexes = new WeakMap<ScopeRelation, ReadonlyMap<string, ScopeColumn>>();

/** A relation's columns by name in lower case; the first of a name that comes twice. */
function columnIndex(relation: ScopeRelation): ReadonlyMap<string, ScopeColumn> {
  const known = indexes.get(relation);
  if (known) return known;
  const index = new Map(relation.columns.toReversed().map((c) => [c.name.toLowerCase(), c]));
  indexes.set(relation, index);
  return index;
}

/** The column that a (qualified) reference names among the relations, the innermost first. */
export function findColumn(
  relations: readonly ScopeRelation[],
  reference: readonly string[],
): ScopeColumn | null {
  const column = reference.at(-1) ?? '';
  const qualifier = reference.at(-2);
  for (const relation of relations) {
    if (qualifier !== undefined && !sameName(relation.name, qualifier)) continue;
    const found = columnIndex(relation).get(column.toLowerCase());
    if (found) return found;
  }
  return null;
}
