import type { JsonValue } from '../domain/values/json.ts';

/** A part of a Vega-Lite specification. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isArray = (value: unknown): value is readonly JsonValue[] => Array.isArray(value);

export const objectAt = (parent: JsonObject, key: string): JsonObject => {
  const value = parent[key];
  return isObject(value) ? value : {};
};

/** The same object without some of its keys. */
export const without = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

/**
 * The column that a Vega-Lite field names: `a`, `a\.b` and `['a.b']` name one column each; `a.b` reaches into a nested value and names
 * none.
 */
export function columnOf(field: string): string | null {
  const bracket = /^\[(["'])(.*)\1\]$/s.exec(field);
  if (bracket) return (bracket[2] ?? '').replace(/\\(.)/gs, '$1');
  if (/^(?:[^\\.[\]]|\\.)+$/s.test(field)) return field.replace(/\\(.)/gs, '$1');
  return null;
}

/** A column's name as a Vega-Lite field. */
export const fieldOf = (column: string): string => column.replace(/[\\.[\]]/g, '\\$&');

const letters = /^[A-Za-z_]\w*$/;

/** Gives each column that crosses into Vega a name that its expressions and signals can hold, the column's own where it can. */
export class Aliases {
  #taken = new Set<string>();

  /** A name that nothing else has; `wish` where it is free and plain. */
  take(wish: string): string {
    const plain = letters.test(wish) ? wish : wish.replace(/\W+/g, '_').replace(/^(?=\d|$)/, 'c');
    let name = plain;
    // DuckDB's names do not tell case apart.
    for (let n = 2; this.#taken.has(name.toLowerCase()); n++) name = `${plain}_${String(n)}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
