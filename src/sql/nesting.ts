import { nameOf, tokenize, tokenText, type Token } from './tokens.ts';

/** A bracketed part; an unclosed one runs to the end of the statement. */
export interface Group {
  readonly open: Token;
  readonly nodes: readonly Node[];
  /** Where its inside begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** A token, or what stands in brackets. */
export type Node = Leaf | (Group & { readonly kind: 'group'; readonly bracket: string });

export interface Leaf {
  readonly kind: 'leaf';
  readonly token: Token;
  /** As written, in lower case when it is a bare word: what a keyword is compared with. */
  readonly text: string;
  /** The identifier it stands for, null for other tokens. */
  readonly name: string | null;
}

const closes: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export const startOf = (node: Node): number => (node.kind === 'leaf' ? node.token.from : node.open.from);
export const endOf = (node: Node): number => (node.kind === 'leaf' ? node.token.to : node.to);

const leaf = (sql: string, token: Token): Leaf => {
  const text = tokenText(sql, token);
  return {
    kind: 'leaf',
    token,
    text: token.kind === 'word' ? text.toLowerCase() : text,
    name: nameOf(sql, token),
  };
};

/** The tokens of a statement, brackets folded into groups. Comments are left out; a stray closing bracket is a leaf like any other. */
export function nest(sql: string, tokens: readonly Token[] = tokenize(sql)): Node[] {
  let i = 0;
  const read = (closing: string | null): { nodes: Node[]; end: number } => {
    const nodes: Node[] = [];
    for (; i < tokens.length; i++) {
      const token = tokens[i];
      if (!token || token.kind === 'comment') continue;
      const text = token.kind === 'symbol' ? tokenText(sql, token) : '';
      if (text !== '' && text === closing) return { nodes, end: token.from };
      const close = closes[text];
      if (close === undefined) nodes.push(leaf(sql, token));
      else {
        i++;
        const inner = read(close);
        nodes.push({
          kind: 'group',
          bracket: text,
          open: token,
          nodes: inner.nodes,
          from: token.to,
          to: inner.end,
        });
      }
    }
    return { nodes, end: sql.length };
  };
  return read(null).nodes;
}

/** Whether a node is one of these keywords, bare. */
export const isWord = (node: Node | undefined, ...words: readonly string[]): boolean =>
  node?.kind === 'leaf' && node.token.kind === 'word' && words.includes(node.text);

/** Whether a node is this operator or punctuation mark. */
export const isSymbol = (node: Node | undefined, text: string): boolean =>
  node?.kind === 'leaf' && node.token.kind === 'symbol' && node.text === text;

/** Whether a node is a round bracket. */
export const isParens = (node: Node | undefined): node is Extract<Node, { kind: 'group' }> =>
  node?.kind === 'group' && node.bracket === '(';

/** The nodes between commas. */
export function splitAtCommas(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (isSymbol(node, ',')) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}
