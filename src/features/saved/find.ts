import type { HistoryEntry, Work } from '../../workspace/work.ts';

export const orders = ['updated', 'created', 'title'] as const;
export type Order = (typeof orders)[number];

const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

/** Lower-case texts of works that were searched before: a list of hundreds is searched at every key. */
const texts = new WeakMap<Work, string>();

function textOf(work: Work): string {
  const known = texts.get(work);
  if (known !== undefined) return known;
  const text = [work.title, work.note, work.sql, ...work.tags].join('\n').toLowerCase();
  texts.set(work, text);
  return text;
}

/** The works that hold every word of the query in title, note, SQL or tags, in the order asked for; ties by id. */
export function findWorks(works: readonly Work[], query: string, order: Order, locale: string): Work[] {
  const words = wordsOf(query);
  const found = works.filter((work) => words.every((word) => textOf(work).includes(word)));
  const collator = new Intl.Collator(locale, { numeric: true });
  const latest = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);
  const compare = {
    updated: (a: Work, b: Work) => latest(a.updatedAt, b.updatedAt),
    created: (a: Work, b: Work) => latest(a.createdAt, b.createdAt),
    title: (a: Work, b: Work) => collator.compare(a.title, b.title),
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
