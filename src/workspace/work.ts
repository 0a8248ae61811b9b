import type { JsonValue } from '../domain/values/json.ts';

/** A Vega-Lite specification without data: the result of the work's query is put in when it is drawn. */
export type ChartSpec = { readonly [key: string]: JsonValue };

/** What a work was made with. */
export interface DatasetStamp {
  readonly version: string;
  readonly hash: string;
}

/** A query with its chart: what people make, save and pass on. */
export interface Work {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly sql: string;
  /** Values of `$name` parameters as typed. */
  readonly params: Readonly<Record<string, string>>;
  /** Null while the chart is left to the recommendation. */
  readonly spec: ChartSpec | null;
  readonly tags: readonly string[];
  readonly dataset: DatasetStamp;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Which stored version this one was made from; the store's own, handed on by whoever copies a work. */
  readonly rev?: string;
}

/** What a list shows of a work, kept apart from the rest so that hundreds are listed at once; the rest is read when it is wanted. */
export interface WorkHead {
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly hasChart: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** What a search looks through: title, tags, note and SQL in lower case, the first {@link searchedCharacters} of it. */
  readonly text: string;
}

/** Longer than queries that people write by hand; what machines wrote is found by its beginning. */
export const searchedCharacters = 20_000;

export const headOf = (work: Work): WorkHead => ({
  id: work.id,
  title: work.title,
  tags: work.tags,
  hasChart: work.spec !== null,
  createdAt: work.createdAt,
  updatedAt: work.updatedAt,
  text: [work.title, ...work.tags, work.note, work.sql].join('\n').slice(0, searchedCharacters).toLowerCase(),
});

/** A run, for the history. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: string;
  readonly sql: string;
  readonly status: 'done' | 'failed' | 'cancelled';
  readonly rows: number | null;
  readonly milliseconds: number;
  readonly message: string | null;
}

/** What was open, to come back to it. */
export interface OpenTabs {
  readonly works: readonly Work[];
  /** Ids of works that are saved under the same id. */
  readonly active: string | null;
}

/** A new work with nothing in it. */
export function emptyWork(dataset: DatasetStamp, title: string): Work {
  const now = new Date().toISOString();
  return {
    id: crypto.randomUUID(),
    title,
    note: '',
    sql: '',
    params: {},
    spec: null,
    tags: [],
    dataset,
    createdAt: now,
    updatedAt: now,
  };
}
