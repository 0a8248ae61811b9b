import * as v from 'valibot';
import type { JsonValue } from '../domain/values/json.ts';
import type { SharedWork } from './incoming.ts';

/** Deeper than any chart that can be drawn, shallow enough for every recursive reader. */
export const maxDepth = 100;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const isLeaf = (value: unknown): boolean =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

/**
 * Whether a value is JSON that may be taken from a stranger: plain, at most {@link maxDepth} deep, no key that reaches a prototype.
 * Walks level by level, so that no depth of nesting exhausts the stack.
 */
export function isTameJson(root: unknown): root is JsonValue {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (isLeaf(value)) continue;
      if (Array.isArray(value)) {
        for (const item of value as unknown[]) next.push(item);
      } else if (typeof value === 'object' && value !== null && isPlain(value)) {
        if (Object.hasOwn(value, '__proto__')) return false;
        for (const item of Object.values(value)) next.push(item);
      } else return false;
    }
    level = next;
  }
  return true;
}

/** An object of JSON: not a list, not a text. */
export const isJsonObject = (value: unknown): value is { readonly [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && isTameJson(value);

const isTextRecord = (value: unknown): value is Readonly<Record<string, string>> =>
  isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string');

export const jsonObjectSchema = v.custom<{ readonly [key: string]: JsonValue }>(
  isJsonObject,
  'not a JSON object',
);
export const paramsSchema = v.custom<Readonly<Record<string, string>>>(isTextRecord, 'not a record of texts');
export const datasetSchema = v.strictObject({ version: v.string(), hash: v.string() });

/** A work as it travels: every key there, none other. */
export const sharedWorkSchema = v.strictObject({
  title: v.string(),
  note: v.string(),
  sql: v.string(),
  params: paramsSchema,
  spec: v.nullable(jsonObjectSchema),
  dataset: datasetSchema,
});

/** What of a work travels, whatever else the given one holds. */
export const travelling = (work: SharedWork): SharedWork => ({
  title: work.title,
  note: work.note,
  sql: work.sql,
  params: work.params,
  spec: work.spec,
  dataset: { version: work.dataset.version, hash: work.dataset.hash },
});

/** Reads JSON that came from outside; null when it is not JSON or not tame. */
export function parseTameJson(text: string): JsonValue | null {
  try {
    const value: unknown = JSON.parse(text);
    return isTameJson(value) ? value : null;
  } catch {
    return null;
  }
}

/** The work in a parsed value, or the first thing that is wrong with it. */
export function readSharedWork(value: unknown): SharedWork | string {
  const parsed = v.safeParse(sharedWorkSchema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return `${v.getDotPath(issue) ?? 'work'}: ${issue.message}`;
}
