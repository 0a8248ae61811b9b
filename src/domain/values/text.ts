import {
  isNested,
  type Column,
  type ColumnType,
  type Interval,
  type Tagged,
  type TimeTz,
  type Value,
} from '../columnType.ts';
import { decimalText, floatText } from './numberText.ts';
import { dateText, intervalText, timeText, timeTzText, timestampText } from './temporal.ts';

const escaped = (text: string): string => text.replace(/['\\]/g, (c) => `\\${c}`);

/** Text inside a list or struct is quoted where it would read as something else; a backslash alone does not ask for quotes. */
function nestedText(text: string): string {
  const plain = text !== '' && !/^[\t-\r ]|[\t-\r ]$|^null$|[[\]{}(),'":=]/i.test(text);
  return plain ? text : `'${escaped(text)}'`;
}

/** A value inside another: whatever is not nested itself is quoted by the rule for text, timestamps and blobs too. */
function elementText(type: ColumnType, value: Value): string {
  if (value === null) return 'NULL';
  return isNested(type) ? textOf(type, value) : nestedText(textOf(type, value));
}

function structText(fields: readonly Column[], values: readonly Value[]): string {
  // Fields of an unnamed struct (a row) are printed as a tuple.
  const unnamed = fields[0]?.name === '';
  const parts = fields.map((f, i) => {
    const text = elementText(f.type, values[i] ?? null);
    return unnamed ? text : `'${escaped(f.name)}': ${text}`;
  });
  return unnamed ? `(${parts.join(', ')})` : `{${parts.join(', ')}}`;
}

/** Bytes as DuckDB prints a BLOB: printable ASCII as it is, the rest as `\xAA`. */
export function blobText(bytes: Uint8Array): string {
  let text = '';
  for (const b of bytes) {
    const printable = b >= 32 && b <= 126 && b !== 92 && b !== 39 && b !== 34;
    text += printable ? String.fromCharCode(b) : `\\x${b.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}

// A list of JSON is printed as JSON would be, without quotes; in a struct or map it is text.
const listText = (element: ColumnType, values: readonly Value[]): string =>
  `[${values
    .map((v) => (element.kind === 'json' && v !== null ? (v as string) : elementText(element, v)))
    .join(', ')}]`;

function compositeText(type: ColumnType, value: Value): string {
  switch (type.kind) {
    case 'list':
    case 'array':
      return listText(type.element, value as readonly Value[]);
    case 'struct':
      return structText(type.fields, value as readonly Value[]);
    case 'map': {
      const entries = value as readonly (readonly [Value, Value])[];
      return `{${entries.map(([k, v]) => `${elementText(type.key, k)}=${elementText(type.value, v)}`).join(', ')}}`;
    }
    case 'union': {
      const { tag, value: inner } = value as Tagged;
      const member = type.members[tag];
      return member ? textOf(member.type, inner) : '';
    }
    default:
      return String(value as string | number);
  }
}

/**
 * A value as text, equal to what DuckDB's CAST to VARCHAR gives; '' for NULL at the top (grids and files mark null their own way), `NULL`
 * inside lists and structs.
 */
export function textOf(type: ColumnType, value: Value): string {
  if (value === null) return '';
  switch (type.kind) {
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'float':
      return floatText(value as number, type.bits);
    case 'decimal':
      return decimalText(value as bigint, type.scale);
    case 'date':
      return dateText(value as number);
    case 'time':
      return timeText(value as bigint, type.unit);
    case 'time_tz':
      return timeTzText(value as TimeTz);
    case 'timestamp':
      return timestampText(value as bigint, type.unit, type.zone);
    case 'interval':
      return intervalText(value as Interval);
    case 'blob':
      return blobText(value as Uint8Array);
    default:
      return compositeText(type, value);
  }
}
