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
