import type { ColumnType, Tagged, Value } from '../columnType.ts';
import { decimalText, floatText } from './numberText.ts';
import { textOf } from './text.ts';

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const safeInteger = (n: bigint): boolean => n >= -9007199254740991n && n <= 9007199254740991n;

function decimalJson(value: bigint, scale: number): number | string {
  const text = decimalText(value, scale);
  // Up to 15 significant digits survive a double and back; longer ones are kept exact as text.
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length <= 15 ? Number(text) : text;
}

/**
 * A value for JSON and Vega: numbers where a double holds them exactly, else text; dates and times as ISO-like text (see `text.ts`);
 * not-a-number and infinities as null, since JSON has none; JSON columns parsed; a struct without
 * field names as a list.
 */
export function jsonOf(type: ColumnType, value: Value): JsonValue {
  if (value === null) return null;
  switch (type.kind) {
    case 'boolean':
      return value as boolean;
    case 'integer':
    case 'bignum':
      if (typeof value === 'bigint') return safeInteger(value) ? Number(value) : value.toString();
      return value as number;
    case 'float':
      return Number.isFinite(value) ? Number(floatText(value as number, type.bits)) : null;
    case 'decimal':
      return decimalJson(value as bigint, type.scale);
    case 'json':
      try {
        return JSON.parse(value as string) as JsonValue;
      } catch {
        return value as string;
      }
    case 'list':
    case 'array':
      return (value as readonly Value[]).map((v) => jsonOf(type.element, v));
    case 'struct':
      if (type.fields[0]?.name === '')
        return type.fields.map((f, i) => jsonOf(f.type, (value as readonly Value[])[i] ?? null));
      return Object.fromEntries(
        type.fields.map((f, i) => [f.name, jsonOf(f.type, (value as readonly Value[])[i] ?? null)]),
      );
    case 'map':
      return Object.fromEntries(
        (value as readonly (readonly [Value, Value])[]).map(([k, v]) => [
          textOf(type.key, k),
          jsonOf(type.value, v),
        ]),
      );
    case 'union': {
      const { tag, value: inner } = value as Tagged;
      const member = type.members[tag];
      return member ? jsonOf(member.type, inner) : null;
    }
    default:
      return textOf(type, value);
  }
}
