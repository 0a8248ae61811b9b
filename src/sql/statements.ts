import { tokenize, type Token } from './tokens.ts';

/** One statement of a script: its text without the closing semicolon, and where it stands in the script (UTF-16 offsets). */
export interface Statement {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** From the first token to the last, comments included; nothing when there are only comments. */
function statementOf(sql: string, tokens: readonly Token[]): Statement[] {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (!first || !last || tokens.every((t) => t.kind === 'comment')) return [];
  return [{ text: sql.slice(first.from, last.to), from: first.from, to: last.to }];
}

/** The statements of a script, split at semicolons outside quotes and comments; empty ones are left out. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let open: Token[] = [];
  for (const token of tokenize(sql)) {
    if (token.kind === 'symbol' && sql[token.from] === ';') {
      statements.push(...statementOf(sql, open));
      open = [];
    } else open.push(token);
  }
  return [...statements, ...statementOf(sql, open)];
}

/** The statement that the cursor is in or right after; between two, the one before. Null for a script without any. */
export function statementAt(sql: string, offset: number): Statement | null {
  const statements = splitStatements(sql);
  return statements.findLast((s) => s.from <= offset) ?? statements[0] ?? null;
}
