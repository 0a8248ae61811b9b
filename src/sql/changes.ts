import { tokenize, tokenText } from './tokens.ts';

const readers = new Set([
  ...['select', 'from', 'values', 'table', 'describe', 'desc', 'summarize', 'show'],
  ...['explain', 'pivot', 'unpivot', '(', 'with'],
]);

const writers = new Set(['insert', 'update', 'delete', 'merge']);

/** Whether a statement may leave something behind in the engine: tables, rows, settings. What merely reads does not. */
export function leavesTraces(sql: string): boolean {
  const words = tokenize(sql)
    .filter((t) => t.kind !== 'comment')
    .map((t) => tokenText(sql, t).toLowerCase());
  const first = words[0] ?? '';
  if (first === 'with') return words.some((word) => writers.has(word));
  return first !== '' && !readers.has(first);
}
