import { reservedWords } from './keywords.ts';
import { nameOf, tokenize, tokenText, type Token } from './tokens.ts';

/** What may stand at a place: `keyword` after a complete expression, `alias` where a name of one's own may follow a relation. */
export type Expected = 'statement' | 'relation' | 'expression' | 'keyword' | 'alias' | 'type' | 'nothing';

/** What is being written at the cursor. */
export interface CompletionContextAt {
  /** The statement the cursor is in, and where it begins in the script. */
  readonly statement: string;
  readonly start: number;
  /** Where the word that is being written begins, in the script; the cursor when none is. */
  readonly from: number;
  readonly typed: string;
  /** The word is in double quotes that are open. */
  readonly quoted: boolean;
  /** The names before the dot, outermost first. */
  readonly qualifier: readonly string[];
  readonly expected: Expected;
  /** The column that a value is compared with here; `open` when the value's quote has been typed. */
  readonly value: { readonly reference: readonly string[]; readonly open: boolean } | null;
}

const isName = (t: Token | undefined): boolean => t?.kind === 'word' || t?.kind === 'quoted';

/** The tokens before a place, read backwards. */
class Backwards {
  constructor(
    private readonly sql: string,
    private readonly tokens: readonly Token[],
  ) {}

  /** The token `n` places back, 1 the nearest: a bare word in lower case, else as written; '' when there is none. */
  text(n: number): string {
    const t = this.tokens.at(-n);
    if (!t || n > this.tokens.length) return '';
    return t.kind === 'word' ? tokenText(this.sql, t).toLowerCase() : tokenText(this.sql, t);
  }

  token(n: number): Token | undefined {
    return n > this.tokens.length ? undefined : this.tokens.at(-n);
  }

  /** The dotted name that ends `n` places back. */
  reference(n: number): string[] {
    const parts: string[] = [];
    for (let k = n; isName(this.token(k)); k += 2) {
      const t = this.token(k);
      parts.unshift(t ? (nameOf(this.sql, t) ?? '') : '');
      if (this.text(k + 1) !== '.') break;
    }
    return parts;
  }

  /** How many places back the bracket stands that is open here; 0 when none is. */
  openBracket(): number {
    let depth = 0;
    for (let n = 1; n <= this.tokens.length; n++) {
      const text = this.token(n)?.kind === 'symbol' ? this.text(n) : '';
      if (text === ')') depth++;
      if (text === '(' && depth-- === 0) return n;
    }
    return 0;
  }
}

const comparisons = new Set(['=', '==', '<>', '!=', 'like', 'ilike']);

/** The column compared with what stands here: `c = |`, `c like |`, `c in (…, |`. */
function comparedWith(back: Backwards): readonly string[] | null {
  let n = 1;
  if (!comparisons.has(back.text(1))) {
    while (back.text(n) === ',' || back.token(n)?.kind === 'text' || back.token(n)?.kind === 'number') n++;
    if (back.text(n) !== '(' || back.text(n + 1) !== 'in' || (n > 1 && back.text(1) !== ',')) return null;
    n++;
  }
  n++;
  if (back.text(n) === 'not') n++;
  const reference = back.reference(n);
  const word = back.token(n)?.kind === 'word' && reference.length === 1;
  return reference.length === 0 || (word && reservedWords.has(back.text(n))) ? null : reference;
}

const relationWords = new Set([
  'from',
  'join',
  'into',
  'update',
  'summarize',
  'describe',
  'table',
  'lateral',
  'pivot',
  'unpivot',
  'view',
]);
const endWords = new Set(['null', 'end', 'true', 'false', 'asc', 'desc', 'first', 'last', 'all']);
const argumentWords = new Set(['extract', 'substring', 'trim', 'overlay', 'position']);
const statementWords = new Set(['explain', 'analyze', 'union', 'except', 'intersect']);

/** Whether the nearest word that begins a clause in these brackets is FROM or JOIN. */
function inFromList(back: Backwards): boolean {
  let depth = 0;
  for (let n = 1; back.token(n); n++) {
    const text = back.text(n);
    if (text === ')') depth++;
    else if (text === '(' && depth-- === 0) return false;
    else if (depth === 0 && (text === 'from' || text === 'join')) return true;
    else if (
      depth === 0 &&
      [
        'select',
        'where',
        'by',
        'on',
        'using',
        'having',
        'set',
        'values',
        'limit',
        'qualify',
        'window',
      ].includes(text)
    ) {
      return false;
    }
  }
  return false;
}

function afterWord(back: Backwards, text: string): Expected {
  const bracket = back.openBracket();
  const caller = bracket > 0 ? back.text(bracket + 1) : '';
  if (text === 'as') return caller === 'cast' || caller === 'try_cast' ? 'type' : 'statement';
  if (relationWords.has(text)) {
    const argument = text === 'from' && (argumentWords.has(caller) || back.text(2) === 'distinct');
    return argument ? 'expression' : 'relation';
  }
  if (statementWords.has(text)) return 'statement';
  if (text === 'all' && statementWords.has(back.text(2))) return 'statement';
  if (endWords.has(text)) return 'keyword';
  if (reservedWords.has(text) || text === 'set' || text === 'values')
    return text === 'with' ? 'nothing' : 'expression';
  return afterName(back);
}

/** A name is complete: after a relation an alias may follow, elsewhere only keywords and operators. */
function afterName(back: Backwards): Expected {
  let n = 2;
  while (back.text(n) === '.') n += 2;
  const before = back.text(n);
  const relation = relationWords.has(before) || (before === ',' && inFromList(back));
  return relation ? 'alias' : 'keyword';
}

function afterSymbol(back: Backwards, text: string): Expected {
  if (text === '::') return 'type';
  if (text === ',') return inFromList(back) ? 'relation' : 'expression';
  if (text === '(')
    return relationWords.has(back.text(2)) || (back.text(2) === ',' && inFromList(back))
      ? 'relation'
      : 'expression';
  if (text === ')' || text === ']' || text === '}') return 'keyword';
  if (text === '*')
    return ['select', ',', '.', '(', 'distinct'].includes(back.text(2)) ? 'keyword' : 'expression';
  return 'expression';
}

function expectedAfter(back: Backwards): Expected {
  const last = back.token(1);
  if (!last) return 'statement';
  const text = back.text(1);
  if (last.kind === 'word') return afterWord(back, text);
  if (last.kind === 'symbol') return afterSymbol(back, text);
  return last.kind === 'quoted' ? afterName(back) : 'keyword';
}

/** The statement that holds the cursor: from behind the semicolon before it to the one after. */
function statementTokens(
  sql: string,
  tokens: readonly Token[],
  offset: number,
): { tokens: Token[]; start: number; end: number } {
  const isEnd = (t: Token): boolean => t.kind === 'symbol' && sql[t.from] === ';';
  const before = tokens.findLastIndex((t) => isEnd(t) && t.to <= offset);
  const after = tokens.findIndex((t) => isEnd(t) && t.from >= offset);
  const end = tokens[after]?.from ?? sql.length;
  return {
    tokens: tokens.slice(before + 1, after < 0 ? tokens.length : after),
    start: tokens[before]?.to ?? 0,
    end,
  };
}

/** Whether the cursor is inside the token rather than at its border. */
const inside = (t: Token, offset: number): boolean => t.from < offset && (offset < t.to || !t.closed);

/** The token that is being written at the cursor, if it is one that completion can go on with. */
function currentToken(sql: string, tokens: readonly Token[], offset: number): Token | 'closed' | null {
  const token = tokens.find((t) => t.from < offset && offset <= t.to);
  if (!token) return null;
  if (token.kind === 'comment')
    return inside(token, offset) || sql.startsWith('--', token.from) ? 'closed' : null;
  if (token.kind === 'word') return token;
  if (token.kind === 'number' || token.kind === 'parameter') return 'closed';
  return (token.kind === 'text' || token.kind === 'quoted') && inside(token, offset) ? token : null;
}

/** What is being written at an offset of a script, as far as the text before it tells. Null in comments, numbers and other literals. */
export function completionContext(sql: string, offset: number): CompletionContextAt | null {
  const { tokens, start, end } = statementTokens(sql, tokenize(sql), offset);
  const current = currentToken(sql, tokens, offset);
  if (current === 'closed') return null;
  const wordFrom = current?.from ?? offset;
  const open = current?.kind === 'text';
  const quoted = current?.kind === 'quoted';
  if (open && sql[wordFrom] !== "'") return null;
  const back = new Backwards(
    sql,
    tokens.filter((t) => t.to <= wordFrom && t.kind !== 'comment'),
  );
  const reference = comparedWith(back);
  if (open && reference === null) return null;
  const from = open || quoted ? wordFrom + 1 : wordFrom;
  const qualified = back.text(1) === '.';
  return {
    statement: sql.slice(start, end),
    start,
    from,
    typed: sql.slice(from, offset),
    quoted,
    qualifier: qualified ? back.reference(2) : [],
    expected: qualified ? qualifiedExpected(back) : expectedAfter(back),
    value: reference && !qualified ? { reference, open } : null,
  };
}

/** After `a.`: a table where a relation is expected, else a column. */
function qualifiedExpected(back: Backwards): Expected {
  let n = 1;
  while (back.text(n) === '.') n += 2;
  return relationWords.has(back.text(n)) || (back.text(n) === ',' && inFromList(back))
    ? 'relation'
    : 'expression';
}
