import type { ColumnType, Value } from '../columnType.ts';
import { decimalText } from './numberText.ts';
import { textOf } from './text.ts';
import { timestampMillis } from './temporal.ts';

const dayMillis = 86_400_000;

/**
 * A value for a scale: numbers for everything numeric (rounded to a double, a mark needs no more), milliseconds since the epoch for dates
 * and timestamps, text for the rest. The exact value stays in the grid; tooltips use {@link textOf}.
 */
export function chartValue(type: ColumnType, value: Value): number | string | boolean | null {
  if (value === null) return null;
  switch (type.kind) {
    case 'boolean':
      return value as boolean;
    case 'integer':
    case 'bignum':
      return Number(value);
    case 'float':
      return Number.isFinite(value) ? (value as number) : null;
    case 'decimal':
      return Number(decimalText(value as bigint, type.scale));
    case 'date':
      return Math.abs(value as number) === 2147483647 ? null : (value as number) * dayMillis;
    case 'timestamp':
      return timestampMillis(value as bigint, type.unit);
    default:
      return textOf(type, value);
  }
}
