import type { JsonValue } from '../domain/values/json.ts';
import type { ChartSpec } from '../workspace/work.ts';

/** Every text under one of the keys, anywhere in a specification. */
function textsAt(value: JsonValue | undefined, keys: readonly string[], into: Set<string>): Set<string> {
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) textsAt(item, keys, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const texts: readonly JsonValue[] = Array.isArray(inner) ? inner : [inner as JsonValue];
      if (keys.includes(key)) for (const text of texts) if (typeof text === 'string') into.add(text);
      textsAt(inner as JsonValue, keys, into);
    }
  }
  return into;
}

/**
 * Whether a result has the columns that a chart names. A chart that was made for another query is left alone and one is recommended
 * instead: who changes the query wants to see its answer.
 */
export function chartFits(spec: ChartSpec, columns: readonly string[]): boolean {
  const known = new Set([...columns, ...textsAt(spec, ['as'], new Set())]);
  return [...textsAt(spec, ['field'], new Set())].every(
    (field) => known.has(field) || /[.[\]\\]/.test(field),
  );
}
