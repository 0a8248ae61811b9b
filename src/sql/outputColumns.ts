import { isParens, isSymbol, isWord, splitAtCommas, type Leaf, type Node } from './nesting.ts';
import { reservedWords } from './keywords.ts';

/** One item of a select list: a named column, with the reference it passes on unchanged; or a star, less what it leaves out. */
export type OutputItem =
  | { readonly kind: 'column'; readonly name: string; readonly source: readonly string[] | null }
  | {
      readonly kind: 'star';
      readonly of: string | null;
      readonly exclude: readonly string[];
      readonly rename: ReadonlyMap<string, string>;
    };

const leafName = (node: Node | undefined): string | null => (node?.kind === 'leaf' ? node.name : null);

/** The parts of an item that is nothing but a (dotted) name. */
function reference(nodes: readonly Node[]): string[] | null {
  const parts: string[] = [];
  for (const [i, node] of nodes.entries()) {
    const name = leafName(node);
    if (i % 2 === 1 ? !isSymbol(node, '.') : name === null) return null;
    if (name !== null && i % 2 === 0) parts.push(name);
  }
  return nodes.length % 2 === 1 ? parts : null;
}

const endsExpression = (node: Node | undefined): boolean => {
  if (node === undefined) return false;
  if (node.kind === 'group') return true;
  if (node.token.kind === 'symbol') return node.text === '*';
  return (
    node.token.kind !== 'word' || node.text === 'end' || node.text === 'null' || !reservedWords.has(node.text)
  );
};

/** The alias of an item written without AS: a name right behind a complete expression. */
function bareAlias(nodes: readonly Node[]): Leaf | null {
  const last = nodes.at(-1);
  const before = nodes.at(-2);
  if (last?.kind !== 'leaf' || last.name === null || nodes.length < 2 || !endsExpression(before)) return null;
  if (last.token.kind === 'word' && reservedWords.has(last.text)) return null;
  const unit = before?.kind === 'leaf' && before.token.kind === 'number' && isWord(nodes.at(-3), 'interval');
  return unit || isWord(before, 'interval', 'date', 'timestamp') ? null : last;
}

function starOf(nodes: readonly Node[]): OutputItem | null {
  const at = nodes.findIndex((n) => isSymbol(n, '*'));
  const lead = nodes.slice(0, Math.max(at, 0));
  const isStar = at === 0 || (at === 2 && isSymbol(lead[1], '.'));
  const isColumns = isWord(nodes[0], 'columns') && isParens(nodes[1]);
  if (!isStar && !isColumns) return null;
  const exclude: string[] = [];
  const rename = new Map<string, string>();
  for (let i = at + 1; i < nodes.length; i++) {
    const [word, group] = [nodes[i], nodes[i + 1]];
    const parts = isParens(group) ? splitAtCommas(group.nodes) : group ? [[group]] : [];
    if (isWord(word, 'exclude')) exclude.push(...parts.flatMap((p) => leafName(p.at(-1)) ?? []));
    if (isWord(word, 'rename')) {
      for (const p of parts) rename.set((leafName(p[0]) ?? '').toLowerCase(), leafName(p.at(-1)) ?? '');
    }
  }
  return { kind: 'star', of: at === 2 ? leafName(lead[0]) : null, exclude, rename };
}

function itemOf(nodes: readonly Node[]): OutputItem | null {
  if (nodes.length === 0) return null;
  const star = starOf(nodes);
  if (star) return star;
  // `name: expression`, DuckDB's prefix form.
  const prefix = leafName(nodes[0]);
  if (prefix !== null && isSymbol(nodes[1], ':'))
    return { kind: 'column', name: prefix, source: reference(nodes.slice(2)) };
  const explicit = isWord(nodes.at(-2), 'as') ? leafName(nodes.at(-1)) : null;
  if (explicit !== null) return { kind: 'column', name: explicit, source: reference(nodes.slice(0, -2)) };
  const whole = reference(nodes);
  if (whole) return { kind: 'column', name: whole.at(-1) ?? '', source: whole };
  const alias = bareAlias(nodes);
  return alias?.name != null
    ? { kind: 'column', name: alias.name, source: reference(nodes.slice(0, -1)) }
    : null;
}

/** The items of a select list that have a name one can refer to. */
export function outputItems(nodes: readonly Node[]): OutputItem[] {
  let list = nodes;
  if (isWord(list[0], 'distinct', 'all')) {
    list = isWord(list[1], 'on') && isParens(list[2]) ? list.slice(3) : list.slice(1);
  }
  return splitAtCommas(list).flatMap((part) => itemOf(part) ?? []);
}
