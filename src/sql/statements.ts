/** One statement of a script: its text without the closing semicolon, and where it stands in the script (UTF-16 offsets). */
export interface Statement {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const lineEnd = (sql: string, at: number): number => {
  const end = sql.indexOf('\n', at);
  return end < 0 ? sql.length : end;
};

/** End of a block comment; DuckDB, like PostgreSQL, lets them nest. */
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
  return sql.length;
}

/** End of a quoted text or identifier; a doubled quote stands for one, and E'…' strings know backslashes. */
function quotedEnd(sql: string, at: number, quote: string, escapes: boolean): number {
  for (let i = at + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') i++;
    else if (sql[i] === quote) {
      if (sql[i + 1] !== quote) return i + 1;
      i++;
    }
  }
  return sql.length;
}

function dollarQuoteEnd(sql: string, at: number): number | null {
  const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(at, at + 70))?.[0];
  if (tag === undefined) return null;
  const end = sql.indexOf(tag, at + tag.length);
  return end < 0 ? sql.length : end + tag.length;
}

/** Where the token that starts at `at` ends, if it is one that may hold a semicolon; else null. */
function opaqueEnd(sql: string, at: number): number | null {
  const c = sql[at];
  if (c === "'") return quotedEnd(sql, at, c, /[eE]/.test(sql[at - 1] ?? '') && !/\w/.test(sql[at - 2] ?? ''));
  if (c === '"') return quotedEnd(sql, at, c, false);
  if (c === '-' && sql[at + 1] === '-') return lineEnd(sql, at);
  if (c === '/' && sql[at + 1] === '*') return blockCommentEnd(sql, at);
  if (c === '$' && !/[\w$]/.test(sql[at - 1] ?? '')) return dollarQuoteEnd(sql, at);
  return null;
}

/** Whether a text is nothing but blanks and comments. */
function isBlank(sql: string): boolean {
  for (let i = 0; i < sql.length; ) {
    const comment = sql.startsWith('--', i) || sql.startsWith('/*', i);
    if (!comment && !/\s/.test(sql[i] ?? '')) return false;
    i = comment ? (opaqueEnd(sql, i) ?? sql.length) : i + 1;
  }
  return true;
}

function trimmed(sql: string, from: number, to: number): Statement {
  const text = sql.slice(from, to);
  const lead = text.length - text.trimStart().length;
  return { text: text.trim(), from: from + lead, to: from + lead + text.trim().length };
}

/** The statements of a script, split at semicolons outside quotes and comments; empty ones are left out. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let from = 0;
  const close = (to: number): void => {
    if (!isBlank(sql.slice(from, to))) statements.push(trimmed(sql, from, to));
    from = to + 1;
  };
  for (let i = 0; i < sql.length; ) {
    const end = opaqueEnd(sql, i);
    if (end !== null) i = end;
    else {
      if (sql[i] === ';') close(i);
      i++;
    }
  }
  close(sql.length);
  return statements;
}

/** The statement that the cursor is in or right after; between two, the one before. Null for a script without any. */
export function statementAt(sql: string, offset: number): Statement | null {
  const statements = splitStatements(sql);
  return statements.findLast((s) => s.from <= offset) ?? statements[0] ?? null;
}
