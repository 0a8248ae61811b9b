import type { AppError } from '../../domain/appError.ts';
import { nameOf, tokenize, tokenText, type Token } from '../../sql/tokens.ts';
import { identifierText } from '../../sql/identifierText.ts';

/** Where an error stands in the text, and what would mend it. */
export interface ErrorMark {
  readonly from: number;
  readonly to: number;
  /** What each candidate puts in the place of `from..to`, in the engine's order. */
  readonly fixes: readonly { readonly candidate: string; readonly insert: string }[];
}

const isName = (t: Token | undefined): t is Token => t?.kind === 'word' || t?.kind === 'quoted';

const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The name that the message quotes, where the engine does not give it apart. */
function namedIn(error: AppError): string | null {
  if (error.sql?.name !== undefined) return error.sql.name;
  const quoted =
    /(?:does not have a column named|Referenced table|Referenced column|reference to column name|Column) "([^"]+)"/.exec(
      error.message,
    )?.[1];
  return quoted ?? /with name (\S+) does not exist/.exec(error.message)?.[1] ?? null;
}

/** The parts of a dotted name from token `i` on. */
function chain(sql: string, tokens: readonly Token[], i: number): Token[] {
  const parts: Token[] = [];
  for (let k = i; isName(tokens[k]); k += 2) {
    parts.push(tokens[k] as Token);
    const dot = tokens[k + 1];
    if (!dot || tokenText(sql, dot) !== '.') break;
  }
  return parts;
}

function tokenFor(sql: string, tokens: readonly Token[], error: AppError): Token | undefined {
  const name = namedIn(error);
  const position = error.sql?.position;
  if (position === undefined) {
    return name === null ? undefined : tokens.find((t) => same(nameOf(sql, t), name));
  }
  const i = tokens.findIndex((t) => t.to > position);
  if (i < 0) return tokens.at(-1);
  const parts = chain(sql, tokens, i);
  // The engine points at the start of `g.colum`: the part that it stumbled over is the one it names.
  return parts.findLast((t) => name !== null && same(nameOf(sql, t), name)) ?? parts[0] ?? tokens[i];
}

/** The candidates that can stand where a name stood: names, not signatures. */
export const fixableCandidates = (error: AppError): readonly string[] =>
  (error.sql?.candidates ?? []).filter((c) => c !== '' && !/[()\n]|->/.test(c)).slice(0, 5);

/** The parts of a candidate that is a dotted name; the whole of any other. The engine does not quote: `g.two words` ends in the name. */
function partsOf(candidate: string, name: string | null): readonly string[] {
  if (name !== null && candidate.endsWith(`.${name}`)) return [candidate.slice(0, -name.length - 1), name];
  const tokens = tokenize(candidate);
  const dotted = tokens.every((t, i) => (i % 2 === 0 ? isName(t) : tokenText(candidate, t) === '.'));
  const names = tokens.flatMap((t) => nameOf(candidate, t) ?? []);
  return dotted && names.length > 1 ? names : [candidate];
}

/** Behind a dot only the last part of a candidate goes in, else all of it. */
const fixesFor = (error: AppError, behindDot: boolean): ErrorMark['fixes'] =>
  fixableCandidates(error).map((candidate) => ({
    candidate,
    insert: partsOf(candidate, namedIn(error))
      .slice(behindDot ? -1 : 0)
      .map(identifierText)
      .join('.'),
  }));

/**
 * What to underline for an error of the statement `sql`: the token at the engine's position, of a dotted name the part meant, else the
 * first token of that name; null when the engine gave neither. Offsets count from the statement's start.
 */
export function errorMark(sql: string, error: AppError): ErrorMark | null {
  const tokens = tokenize(sql).filter((t) => t.kind !== 'comment');
  const token = tokenFor(sql, tokens, error);
  if (!token) return null;
  return {
    from: token.from,
    to: token.to,
    fixes: isName(token) ? fixesFor(error, sql[token.from - 1] === '.') : [],
  };
}
