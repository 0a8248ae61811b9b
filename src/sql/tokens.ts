/**
 * `word` a bare name or keyword, `quoted` an identifier in double quotes, `text` a literal in any kind of quotes, `parameter` a `$name` or
 * `$1`, `symbol` an operator or punctuation mark.
 */
export type TokenKind = 'word' | 'quoted' | 'text' | 'number' | 'parameter' | 'symbol' | 'comment';

/** A piece of SQL, by UTF-16 offsets. Blanks are not tokens. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
  /** False for a quote or block comment that runs to the end of the text without closing. */
  readonly closed: boolean;
}

/** Blanks to DuckDB: it reads these as spaces outside quotes, where other characters beyond ASCII are letters. */
const blank = ' \\t\\n\\r\\f\\v\\u00a0\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000\\ufeff';
const letter = `A-Za-z_\\u0080-\\u009f\\u00a1-\\u1fff\\u200c-\\u202e\\u2030-\\u205e\\u2061-\\u2fff\\u3001-\\ufefe\\uff00-\\uffff`;

const blanks = new RegExp(`[${blank}]+`, 'y');
const word = new RegExp(`[${letter}][${letter}0-9$]*`, 'y');
const lineComment = /--[^\n\r]*/y;
const number = /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.\d[\d_]*|\.(?!\.))?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const parameter = new RegExp(`\\$(?:\\d+|[${letter}][${letter}0-9]*)`, 'y');
const dollarTag = new RegExp(`\\$(?:[${letter}][${letter}0-9]*)?\\$`, 'y');
const symbol = /->>|<=>|!~~\*?|::|:=|->|=>|<=|>=|<>|!=|==|\|\||\*\*|\/\/|<<|>>|~~\*?|\^@|&&|!~|@>|<@|[^]/y;

/** The end of what a sticky pattern matches at `at`, or -1. */
function matchEnd(pattern: RegExp, sql: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : -1;
}

/** End of a block comment; DuckDB, like PostgreSQL, lets them nest. -1 when it does not close. */
function blockCommentEnd(sql: string, at: number): number {
  let depth = 0;
  for (let i = at; i < sql.length; i++) {
    if (sql.startsWith('/*', i)) {
      depth++;
      i++;
    } else if (sql.startsWith('*/', i)) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}

/** End of a quoted text or identifier, -1 when it does not close; a doubled quote stands for one, and E'…' knows backslashes. */
function quotedEnd(sql: string, at: number, quote: string, escapes: boolean): number {
  for (let i = at + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return -1;
}

function dollarQuoteEnd(sql: string, at: number, tagEnd: number): number {
  const tag = sql.slice(at, tagEnd);
  const end = sql.indexOf(tag, tagEnd);
  return end < 0 ? -1 : end + tag.length;
}

const token = (sql: string, kind: TokenKind, from: number, end: number): Token => ({
  kind,
  from,
  to: end < 0 ? sql.length : end,
  closed: end >= 0,
});

function dollarToken(sql: string, at: number): Token | null {
  const tagEnd = matchEnd(dollarTag, sql, at);
  if (tagEnd > 0) return token(sql, 'text', at, dollarQuoteEnd(sql, at, tagEnd));
  const end = matchEnd(parameter, sql, at);
  return end > 0 ? token(sql, 'parameter', at, end) : null;
}

/** A bare word, or the literal that a prefix such as E or X begins. */
function wordToken(sql: string, at: number, end: number): Token {
  if (end === at + 1 && sql[end] === "'" && /[bex]/i.test(sql[at] ?? '')) {
    return token(sql, 'text', at, quotedEnd(sql, end, "'", /e/i.test(sql[at] ?? '')));
  }
  return token(sql, 'word', at, end);
}

/** The token at an offset that is not a blank. */
function tokenAt(sql: string, at: number): Token {
  const c = sql[at];
  if (c === "'") return token(sql, 'text', at, quotedEnd(sql, at, c, false));
  if (c === '"') return token(sql, 'quoted', at, quotedEnd(sql, at, c, false));
  if (c === '-' && sql[at + 1] === '-') return token(sql, 'comment', at, matchEnd(lineComment, sql, at));
  if (c === '/' && sql[at + 1] === '*') return token(sql, 'comment', at, blockCommentEnd(sql, at));
  if (c === '$') {
    const dollar = dollarToken(sql, at);
    if (dollar) return dollar;
  }
  const wordEnd = matchEnd(word, sql, at);
  if (wordEnd > 0) return wordToken(sql, at, wordEnd);
  const numberEnd = matchEnd(number, sql, at);
  if (numberEnd > 0) return token(sql, 'number', at, numberEnd);
  return token(sql, 'symbol', at, matchEnd(symbol, sql, at));
}

/** The tokens of a script, comments among them. Never fails: what is open runs to the end. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length;) {
    const end = matchEnd(blanks, sql, at);
    if (end > 0) {
      at = end;
      continue;
    }
    const next = tokenAt(sql, at);
    tokens.push(next);
    at = next.to;
  }
  return tokens;
}

/** The token's text as written. */
export const tokenText = (sql: string, t: Token): string => sql.slice(t.from, t.to);

/** The name that a bare or quoted identifier stands for; null for other tokens. */
export function nameOf(sql: string, t: Token): string | null {
  if (t.kind === 'word') return tokenText(sql, t);
  if (t.kind !== 'quoted') return null;
  return sql.slice(t.from + 1, t.closed ? t.to - 1 : t.to).replaceAll('""', '"');
}

const foreignBlank = /[\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;

/**
 * The script with each blank beyond ASCII outside quotes made a plain space, as DuckDB does before it parses: its error positions count in
 * that text. The length in UTF-16 units stays.
 */
export function plainBlanks(sql: string): string {
  if (sql.search(foreignBlank) < 0) return sql;
  let text = '';
  let at = 0;
  for (const t of tokenize(sql)) {
    text += sql.slice(at, t.from).replace(foreignBlank, ' ') + tokenText(sql, t);
    at = t.to;
  }
  return text + sql.slice(at).replace(foreignBlank, ' ');
}
