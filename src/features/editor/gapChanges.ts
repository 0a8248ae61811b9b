import { tokenize, tokenText } from '../../sql/tokens.ts';
import type { TextChange } from './textChange.ts';

/**
 * What turns one text into another that differs in blanks and in the case of words only, one change for each place, so that the cursor
 * stays at its token. Null when anything else differs.
 */
export function gapChanges(before: string, after: string): TextChange[] | null {
  const [old, next] = [tokenize(before), tokenize(after)];
  if (old.length !== next.length) return null;
  const changes: TextChange[] = [];
  const change = (from: number, to: number, insert: string): void => {
    if (before.slice(from, to) !== insert) changes.push({ from, to, insert });
  };
  let [oldAt, nextAt] = [0, 0];
  for (const [i, token] of old.entries()) {
    const other = next[i];
    if (!other || other.kind !== token.kind) return null;
    const [was, is] = [tokenText(before, token), tokenText(after, other)];
    const equal =
      token.kind === 'word' ? was.toLowerCase() === is.toLowerCase() : sameBody(token.kind, was, is);
    if (!equal) return null;
    change(oldAt, token.from, after.slice(nextAt, other.from));
    change(token.from, token.to, is);
    [oldAt, nextAt] = [token.to, other.to];
  }
  change(oldAt, before.length, after.slice(nextAt));
  return changes;
}

/** A comment's own lines may be indented anew; all else must stay letter by letter. */
const sameBody = (kind: string, was: string, is: string): boolean =>
  kind === 'comment' ? was.replace(/\s+/g, ' ').trim() === is.replace(/\s+/g, ' ').trim() : was === is;
