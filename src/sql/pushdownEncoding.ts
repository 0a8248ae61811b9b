import type { JsonValue } from '../domain/values/json.ts';
import { isArray, isObject, type JsonObject } from './pushdownSpec.ts';

/** The row of its query that a mark is drawn from, in the data that Vega gets. */
export const rowField = 'yardstick_row';

/** A definition of an encoding that names a field or counts rows. */
export const isFieldDef = (def: JsonValue | undefined): def is JsonObject =>
  isObject(def) && (def['field'] !== undefined || def['aggregate'] !== undefined);

type Change = (def: JsonObject, channel: string) => JsonValue;

function changeDef(def: JsonValue, channel: string, change: Change): JsonValue {
  if (isArray(def)) return def.map((d) => changeDef(d, channel, change));
  if (!isObject(def)) return def;
  const { condition } = def;
  const within = condition === undefined ? def : { ...def, condition: changeDef(condition, channel, change) };
  return isFieldDef(within) ? change(within, channel) : within;
}

/** The encoding with each of its field definitions changed, those in lists and conditions too. */
export function mapFieldDefs(encoding: JsonObject, change: Change): JsonObject {
  return Object.fromEntries(
    Object.entries(encoding).map(([channel, def]) => [channel, changeDef(def, channel, change)]),
  );
}

/** Each field definition with its channel. */
export function fieldDefs(encoding: JsonObject): { readonly channel: string; readonly def: JsonObject }[] {
  const found: { channel: string; def: JsonObject }[] = [];
  mapFieldDefs(encoding, (def, channel) => {
    found.push({ channel, def });
    return def;
  });
  return found;
}

export const markType = (node: JsonObject): string => {
  const { mark } = node;
  const type = isObject(mark) ? mark['type'] : mark;
  return typeof type === 'string' ? type : '';
};

/** Whether the mark or a condition computes with the row itself, so that its columns must stay as they are. */
export function readsDatum(node: JsonObject, encoding: JsonObject): boolean {
  const tests = Object.values(encoding).map((def) => {
    const one = (d: JsonValue): string =>
      isObject(d) ? JSON.stringify([d['condition'] ?? null, d['value'] ?? null]) : '';
    return isArray(def) ? def.map(one).join('') : one(def);
  });
  return (
    /\bdatum\b/.test(JSON.stringify(node['mark'] ?? null)) ||
    /\bdatum\b|"field":/.test(tests.filter((t) => t.includes('test')).join(''))
  );
}

/** The title that a definition gives itself, if any; an empty one leaves it to another layer. */
export function titleOf(def: JsonObject): string | null {
  for (const holder of [def, def['axis'], def['legend'], def['header']]) {
    if (isObject(holder) && typeof holder['title'] === 'string' && holder['title'] !== '')
      return holder['title'];
  }
  return null;
}
