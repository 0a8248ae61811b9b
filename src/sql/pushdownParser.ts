/** Vega's expression language, read into a tree: the part of it that SQL can say too. */
export type Node =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'datum'; readonly column: string }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Node }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'choice'; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] };

/** Thrown inside the translation only, for what is outside the subset. */
export class Untranslatable extends Error {}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign' | 'end';
  readonly text: string;
}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|([A-Za-z_$][\w$]*)|(===|!==|==|!=|<=|>=|&&|\|\||[-+*/%<>!?:(),.[\]]))/y;

function tokens(text: string): Token[] {
  const found: Token[] = [];
  tokenPattern.lastIndex = 0;
  const end = text.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const match = tokenPattern.exec(text);
    if (!match) throw new Untranslatable('character');
    const [, number, quoted, name, sign] = match;
    if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (quoted !== undefined) found.push({ kind: 'text', text: unquoted(quoted) });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'sign', text: sign ?? '' });
  }
  return [...found, { kind: 'end', text: '' }];
}

function unquoted(quoted: string): string {
  const inner = quoted.slice(1, -1);
  // Escapes other than of quotes and backslashes are rare: left to Vega.
  if (/\\[^'"\\]/.test(inner)) throw new Untranslatable('escape');
  return inner.replace(/\\(.)/g, '$1');
}

/** How tightly the two-sided operators bind. */
const strength: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '===': 3,
  '!==': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

const constants: Readonly<Record<string, string | number | boolean | null>> = {
  true: true,
  false: false,
  null: null,
  PI: Math.PI,
  E: Math.E,
  LN2: Math.LN2,
  LN10: Math.LN10,
};

const maxDepth = 60;

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly list: readonly Token[]) {}

  parse(): Node {
    const node = this.#choice();
    if (this.#peek().kind !== 'end') throw new Untranslatable('trailing text');
    return node;
  }

  #peek(): Token {
    return this.list[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at++;
    return token;
  }

  #take(sign: string): boolean {
    const token = this.#peek();
    const there = token.kind === 'sign' && token.text === sign;
    if (there) this.#at++;
    return there;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new Untranslatable(`no ${sign}`);
  }

  #choice(): Node {
    if (++this.#depth > maxDepth) throw new Untranslatable('depth');
    const test = this.#binary(0);
    let node = test;
    if (this.#take('?')) {
      const yes = this.#choice();
      this.#expect(':');
      node = { kind: 'choice', test, yes, no: this.#choice() };
    }
    this.#depth--;
    return node;
  }

  #binary(least: number): Node {
    let left = this.#unary();
    for (;;) {
      const token = this.#peek();
      const binding = token.kind === 'sign' ? (strength[token.text] ?? 0) : 0;
      if (binding === 0 || binding <= least) return left;
      this.#at++;
      left = { kind: 'binary', operator: token.text, left, right: this.#binary(binding) };
    }
  }

  #unary(): Node {
    if (++this.#depth > maxDepth) throw new Untranslatable('depth');
    const node = this.#signed();
    this.#depth--;
    return node;
  }

  #signed(): Node {
    if (this.#take('!')) return { kind: 'unary', operator: '!', of: this.#unary() };
    if (this.#take('-')) return { kind: 'unary', operator: '-', of: this.#unary() };
    return this.#primary();
  }

  #primary(): Node {
    const token = this.#next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.#choice();
      this.#expect(')');
      return inner;
    }
    if (token.kind !== 'name') throw new Untranslatable(token.text);
    if (token.text === 'datum') return { kind: 'datum', column: this.#member() };
    const constant = Object.hasOwn(constants, token.text) ? constants[token.text] : undefined;
    if (constant !== undefined) return { kind: 'literal', value: constant };
    this.#expect('(');
    return { kind: 'call', name: token.text, args: this.#arguments() };
  }

  #member(): string {
    if (this.#take('.')) {
      const name = this.#next();
      if (name.kind !== 'name' || this.#reachesInside()) throw new Untranslatable('member');
      return name.text;
    }
    this.#expect('[');
    const name = this.#next();
    if (name.kind !== 'text') throw new Untranslatable('computed member');
    this.#expect(']');
    if (this.#reachesInside()) throw new Untranslatable('nested member');
    return name.text;
  }

  #reachesInside(): boolean {
    const { kind, text } = this.#peek();
    return kind === 'sign' && (text === '.' || text === '[' || text === '(');
  }

  #arguments(): Node[] {
    const args: Node[] = [];
    if (this.#take(')')) return args;
    do args.push(this.#choice());
    while (this.#take(','));
    this.#expect(')');
    return args;
  }
}

/** The tree of an expression. Throws {@link Untranslatable}. */
export function parseExpression(text: string): Node {
  return new Parser(tokens(text)).parse();
}
