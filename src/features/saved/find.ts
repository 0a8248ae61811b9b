import type { HistoryEntry, WorkHead } from '../../workspace/work.ts';

export const orders = ['updated', 'created', 'title'] as const;
export type Order = (typeof orders)[number];

const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** The works that hold every word of the query in title, note, SQL or tags, in the order asked for; ties by id. */
export function findWorks(
  works: readonly WorkHead[],
  query: string,
  order: Order,
  locale: string,
): WorkHead[] {
  const words = wordsOf(query);
  const found = works.filter((work) => words.every((word) => work.text.includes(word)));
  const collator = new Intl.Collator(locale, { numeric: true });
  const latest = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
  const compare = {
    updated: (a: WorkHead, b: WorkHead) => latest(a.updatedAt, b.updatedAt),
    created: (a: WorkHead, b: WorkHead) => latest(a.createdAt, b.createdAt),
    title: (a: WorkHead, b: WorkHead) => collator.compare(a.title, b.title),
  }[order];
  return found.sort((a, b) => compare(a, b) || (a.id < b.id ? -1 : 1));
}

/** The runs that hold every word of the query in SQL or message. */
export function findRuns(runs: readonly HistoryEntry[], query: string): HistoryEntry[] {
  const words = wordsOf(query);
  return runs.filter((run) => {
    const text = `${run.sql}\n${run.message ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Tags as typed: separated by commas (Chinese ones too), no doubles, no empty ones. */
export const parseTags = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** A query without the comments that it opens with: what it is known by in a list. */
export function headline(sql: string): string {
  const body = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/, '');
  return (body === '' ? sql.trim() : body).slice(0, 400);
}
