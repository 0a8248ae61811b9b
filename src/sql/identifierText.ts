import { quoteIdentifier } from './identifiers.ts';
import { reservedWords } from './keywords.ts';
import { tokenize } from './tokens.ts';

/** A name as one would write it by hand: bare where DuckDB reads it so (Chinese included), else quoted. */
export function identifierText(name: string): string {
  const [only, ...more] = tokenize(name);
  const bare = only?.kind === 'word' && more.length === 0 && only.to === name.length && only.from === 0;
  return bare && !reservedWords.has(name.toLowerCase()) ? name : quoteIdentifier(name);
}
