import { rewrite, type Rewritten } from './offsetMap.ts';
import { tokenize, tokenText } from './tokens.ts';

/**
 * An EXPLAIN that asks for the plan as JSON, which the plan view draws; null for any other statement, and for one that names a format
 * itself.
 */
export function explainAsJson(sql: string): Rewritten | null {
  const tokens = tokenize(sql).filter((t) => t.kind !== 'comment');
  const text = (i: number): string => {
    const token = tokens[i];
    return token ? tokenText(sql, token).toLowerCase() : '';
  };
  const [first, second] = tokens;
  if (!first || !second || text(0) !== 'explain') return null;
  if (text(1) === 'analyze')
    return rewrite(sql, [{ from: second.from, to: second.to, text: '(ANALYZE, FORMAT json)' }]);
  if (text(1) !== '(') return rewrite(sql, [{ from: first.to, to: first.to, text: ' (FORMAT json)' }]);
  const close = tokens.findIndex((_, i) => text(i) === ')');
  const end = tokens[close];
  const names = tokens.slice(2, close).map((_, i) => text(i + 2));
  // `EXPLAIN (SELECT 1)` explains what is in the brackets.
  if (!end || names.includes('format') || !/^(?:analyze|verbose)$/.test(names[0] ?? '')) {
    return names.includes('format')
      ? null
      : rewrite(sql, [{ from: first.to, to: first.to, text: ' (FORMAT json)' }]);
  }
  return rewrite(sql, [{ from: end.from, to: end.from, text: ', FORMAT json' }]);
}
