import type { Column, Value } from '../domain/columnType.ts';
import { jsonOf, type JsonValue } from '../domain/values/json.ts';

/** A whole small result in memory: what the page asks the engine for its own purposes. */
export interface Rows {
  readonly columns: readonly Column[];
  /** One array a row, values in column order. */
  readonly values: readonly (readonly Value[])[];
}

/** The rows as objects by column name, with values as JSON (see `jsonOf`). */
export function recordsOf<T = Record<string, JsonValue>>(rows: Rows): T[] {
  return rows.values.map(
    (row) => Object.fromEntries(rows.columns.map((c, i) => [c.name, jsonOf(c.type, row[i] ?? null)])) as T,
  );
}
