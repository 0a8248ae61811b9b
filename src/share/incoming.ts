import type { JsonValue } from '../domain/values/json.ts';

/** The part of a work that travels: no ids, no dates of the sender's storage. */
export interface SharedWork {
  readonly title: string;
  readonly note: string;
  readonly sql: string;
  readonly params: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, JsonValue>> | null;
  readonly dataset: { readonly version: string; readonly hash: string };
}

/** A work that came from outside, read and checked, not yet run. */
export interface Incoming {
  readonly from: 'link' | 'file';
  readonly work: SharedWork;
}
