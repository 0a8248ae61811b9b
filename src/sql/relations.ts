import { isParens, isSymbol, isWord, splitAtCommas, type Group, type Leaf, type Node } from './nesting.ts';
import { holdsQuery } from './queryShape.ts';
import { reservedWords } from './keywords.ts';

/** What stands in FROM: a named table, a subquery, a table function or a file; with its alias and the names it gives its columns. */
export interface RelationShape {
  readonly kind: 'named' | 'subquery' | 'function' | 'file';
  /** Parts of the dotted name, of a function its name; empty for a subquery. */
  readonly parts: readonly string[];
  readonly alias: string | null;
  readonly columns: readonly string[];
  readonly body: Group | null;
}

/** Words that follow a relation and are no alias, beyond the reserved ones. */
const notAlias = new Set([
  'set',
  'values',
  'exclude',
  'asof',
  'positional',
  'anti',
  'semi',
  'using',
  'pivot',
  'unpivot',
  'at',
]);

const canBeAlias = (node: Node | undefined): node is Leaf =>
  node?.kind === 'leaf' &&
  (node.token.kind === 'quoted' ||
    (node.token.kind === 'word' && !reservedWords.has(node.text) && !notAlias.has(node.text)));

const namesIn = (group: Group): string[] =>
  splitAtCommas(group.nodes).flatMap((part) => {
    const [first] = part;
    return first?.kind === 'leaf' && first.name !== null ? [first.name] : [];
  });

/** The dotted name at `i`: its parts, and where it ends. */
function dotted(nodes: readonly Node[], i: number): { parts: string[]; next: number } {
  const parts: string[] = [];
  let k = i;
  for (;;) {
    const node = nodes[k];
    if (node?.kind !== 'leaf' || node.name === null) break;
    parts.push(node.name);
    k++;
    if (!isSymbol(nodes[k], '.')) break;
    k++;
  }
  return { parts, next: k };
}

interface Read {
  readonly relations: RelationShape[];
  readonly next: number;
}

/** `[AS] alias [(columns)]` at `i`. */
function aliasAt(
  nodes: readonly Node[],
  i: number,
): { alias: string | null; columns: string[]; next: number } {
  let k = isWord(nodes[i], 'as') ? i + 1 : i;
  const node = nodes[k];
  if (!canBeAlias(node)) return { alias: null, columns: [], next: k };
  k++;
  const group = nodes[k];
  return isParens(group)
    ? { alias: node.name, columns: namesIn(group), next: k + 1 }
    : { alias: node.name, columns: [], next: k };
}

function grouped(nodes: readonly Node[], i: number, group: Group): Read {
  const { alias, columns, next } = aliasAt(nodes, i + 1);
  if (holdsQuery(group))
    return { relations: [{ kind: 'subquery', parts: [], alias, columns, body: group }], next };
  // Brackets around a join.
  return { relations: relationsOf(group.nodes), next };
}

function relationAt(nodes: readonly Node[], i: number): Read {
  const first = nodes[i];
  if (isWord(first, 'lateral', 'only')) return relationAt(nodes, i + 1);
  if (isParens(first)) return grouped(nodes, i, first);
  if (first?.kind !== 'leaf') return { relations: [], next: i + 1 };
  // `alias: relation`, DuckDB's prefix form.
  if (canBeAlias(first) && isSymbol(nodes[i + 1], ':')) {
    const { relations, next } = relationAt(nodes, i + 2);
    return { relations: relations.map((r) => ({ ...r, alias: first.name })), next };
  }
  if (first.token.kind === 'text') {
    const { alias, columns, next } = aliasAt(nodes, i + 1);
    return { relations: [{ kind: 'file', parts: [first.text], alias, columns, body: null }], next };
  }
  if (first.name === null || (first.token.kind === 'word' && reservedWords.has(first.text)))
    return { relations: [], next: i + 1 };
  const { parts, next } = dotted(nodes, i);
  const call = nodes[next];
  const { alias, columns, next: end } = aliasAt(nodes, isParens(call) ? next + 1 : next);
  const kind = isParens(call) ? 'function' : 'named';
  return { relations: [{ kind, parts, alias, columns, body: null }], next: end };
}

/** The relations of a FROM clause (also of UPDATE, INSERT INTO, PIVOT), joins in brackets included. */
export function relationsOf(nodes: readonly Node[]): RelationShape[] {
  const found: RelationShape[] = [];
  let expected = true;
  for (let i = 0; i < nodes.length;) {
    const node = nodes[i];
    if (isSymbol(node, ',') || isWord(node, 'join')) {
      expected = true;
      i++;
    } else if (expected) {
      const { relations, next } = relationAt(nodes, i);
      found.push(...relations);
      expected = relations.length === 0 && isWord(node, 'or', 'replace', 'table', 'view');
      i = Math.max(next, i + 1);
    } else i++;
  }
  return found;
}
