import { endOf, isParens, isSymbol, isWord, startOf, type Group, type Node } from './nesting.ts';

/** The clause that a place in a query belongs to. */
export type ClauseName =
  | 'into'
  | 'select'
  | 'from'
  | 'where'
  | 'group by'
  | 'having'
  | 'qualify'
  | 'window'
  | 'order by'
  | 'limit'
  | 'values'
  | 'set'
  | 'other';

export interface Clause {
  readonly name: ClauseName;
  /** The keyword that opens it. */
  readonly from: number;
  /** Where the next clause begins, or the query ends. */
  readonly to: number;
  /** Without the keyword. */
  readonly nodes: readonly Node[];
}

export interface CteShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly body: Group;
  readonly recursive: boolean;
}

/** One SELECT of a query, or one side of a UNION. */
export interface Branch {
  readonly from: number;
  readonly to: number;
  readonly clauses: readonly Clause[];
}

export interface QueryShape {
  readonly ctes: readonly CteShape[];
  readonly branches: readonly Branch[];
}

const queryStarts = [
  'select',
  'from',
  'with',
  'values',
  'pivot',
  'unpivot',
  'summarize',
  'describe',
  'show',
  'table',
];

/** Whether brackets hold a query: what is in them begins like one, or holds only another such bracket. */
export function holdsQuery(group: Group): boolean {
  const [first] = group.nodes;
  if (isWord(first, ...queryStarts)) return true;
  return (
    isParens(first) &&
    holdsQuery(first) &&
    (group.nodes.length === 1 || isWord(group.nodes[1], 'union', 'intersect', 'except'))
  );
}

const clauseWords: Readonly<Record<string, ClauseName>> = {
  select: 'select',
  from: 'from',
  where: 'where',
  having: 'having',
  qualify: 'qualify',
  window: 'window',
  limit: 'limit',
  offset: 'limit',
  values: 'values',
  set: 'set',
  returning: 'select',
  update: 'from',
  into: 'into',
  pivot: 'from',
  unpivot: 'from',
  summarize: 'from',
  describe: 'from',
  table: 'from',
};

/** The clause that the node at `i` opens, if it does. `from` of IS DISTINCT FROM, a column named like a word, `AS table` do not. */
function clauseAt(nodes: readonly Node[], i: number, current: ClauseName): ClauseName | null {
  const node = nodes[i];
  if (node?.kind !== 'leaf' || node.token.kind !== 'word') return null;
  const before = nodes[i - 1];
  // Right behind a dot it is a column of that name; with a blank between, the column is still to be written.
  if ((isSymbol(before, '.') && before && endOf(before) === startOf(node)) || isSymbol(nodes[i + 1], '.'))
    return null;
  if ((node.text === 'group' || node.text === 'order') && isWord(nodes[i + 1], 'by'))
    return `${node.text} by`;
  if (node.text === 'from' && isWord(before, 'distinct') && isWord(nodes[i - 2], 'is', 'not')) return null;
  if (node.text === 'set' && current !== 'from') return null;
  if (
    ['pivot', 'unpivot', 'table', 'describe', 'summarize', 'update'].includes(node.text) &&
    i > 0 &&
    !isWord(before, 'explain', 'analyze')
  ) {
    return null;
  }
  if (node.text === 'values' && current === 'select') return null;
  return clauseWords[node.text] ?? null;
}

function clausesOf(nodes: readonly Node[], end: number): Clause[] {
  const starts: { name: ClauseName; at: number }[] = [];
  let current: ClauseName = 'other';
  for (let i = 0; i < nodes.length; i++) {
    const name = clauseAt(nodes, i, current);
    if (name === null) continue;
    current = name;
    starts.push({ name, at: i });
  }
  const first = starts[0]?.at ?? nodes.length;
  if (first > 0) starts.unshift({ name: 'other', at: 0 });
  return starts.map(({ name, at }, k) => {
    const next = starts[k + 1]?.at ?? nodes.length;
    const opening = nodes[at];
    const following = nodes[next];
    const skip = name === 'other' ? 0 : name.endsWith(' by') ? 2 : 1;
    return {
      name,
      from: opening ? startOf(opening) : end,
      to: following ? startOf(following) : end,
      nodes: nodes.slice(at + skip, next),
    };
  });
}

/** The CTE that begins at node `i`: `name [(columns)] [USING KEY (…)] AS [[NOT] MATERIALIZED] (…)`. */
function cteAt(
  nodes: readonly Node[],
  i: number,
  recursive: boolean,
): { cte: CteShape | null; next: number } {
  const name = nodes[i];
  let k = i + 1;
  const columns = isParens(nodes[k]) ? nodes[k++] : undefined;
  while (k < nodes.length && !isWord(nodes[k], 'as') && !isSymbol(nodes[k], ',')) k++;
  if (isWord(nodes[k], 'as')) k++;
  while (isWord(nodes[k], 'not', 'materialized')) k++;
  const body = nodes[k];
  if (name?.kind !== 'leaf' || name.name === null || !isParens(body)) return { cte: null, next: k };
  const names = isParens(columns)
    ? columns.nodes.flatMap((n) => (n.kind === 'leaf' && n.name !== null ? [n.name] : []))
    : [];
  return { cte: { name: name.name, columns: names, body, recursive }, next: k + 1 };
}

function ctesOf(nodes: readonly Node[], start: number): { ctes: CteShape[]; next: number } {
  const ctes: CteShape[] = [];
  let i = start + 1;
  const recursive = isWord(nodes[i], 'recursive');
  if (recursive) i++;
  while (i < nodes.length) {
    const { cte, next } = cteAt(nodes, i, recursive);
    if (cte) ctes.push(cte);
    i = next;
    if (!isSymbol(nodes[i], ',')) break;
    i++;
  }
  return { ctes, next: i };
}

/** A query's common table expressions and its SELECTs. What stands before it (EXPLAIN, CREATE … AS, INSERT INTO t) is skipped. */
export function shapeOf(nodes: readonly Node[], from: number, to: number): QueryShape {
  const at = nodes.findIndex(
    (n, i) => isWord(n, 'with') && (i === 0 || !isSymbol(nodes[i - 1], '.')) && !isParens(nodes[i - 1]),
  );
  const { ctes, next } = at >= 0 && isLeading(nodes, at) ? ctesOf(nodes, at) : { ctes: [], next: 0 };
  const branches: Branch[] = [];
  let first = next;
  const close = (end: number): void => {
    const begin = nodes[first - 1];
    const stop = nodes[end];
    const bounds = { from: begin && first > next ? endOf(begin) : from, to: stop ? startOf(stop) : to };
    branches.push({ ...bounds, clauses: clausesOf(nodes.slice(first, end), bounds.to) });
  };
  for (let i = next; i < nodes.length; i++) {
    const isSetOperation =
      isWord(nodes[i], 'union', 'intersect') || (isWord(nodes[i], 'except') && i > first);
    if (!isSetOperation) continue;
    close(i);
    first = i + 1;
    while (isWord(nodes[first], 'all', 'distinct', 'by', 'name')) first++;
    i = first - 1;
  }
  close(nodes.length);
  return { ctes, branches };
}

/** A WITH opens the query when no clause came before it. */
const isLeading = (nodes: readonly Node[], at: number): boolean =>
  !nodes.slice(0, at).some((n) => isWord(n, 'select', 'from', 'where', 'order', 'group'));
