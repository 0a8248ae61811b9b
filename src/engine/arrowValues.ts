import type { Data } from 'apache-arrow';
import type { ColumnType, Value } from '../domain/columnType.ts';

/** Reads the value at a row of one Arrow array. */
export type Reader = (row: number) => Value;

/** A byte order mark inside a value is part of it. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

type Bytes = Uint8Array<ArrayBuffer>;

function little128(bytes: Uint8Array, start: number, signed: boolean): bigint {
  let value = 0n;
  for (let i = 15; i >= 0; i--) value = (value << 8n) | BigInt(bytes[start + i] ?? 0);
  return signed ? BigInt.asIntN(128, value) : value;
}

function uuidText(bytes: Uint8Array, start: number): string {
  let hex = '';
  for (let i = 0; i < 16; i++) hex += (bytes[start + i] ?? 0).toString(16).padStart(2, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** DuckDB's BIT: a first byte with the number of padding bits, then the bits from the left. */
function bitText(bytes: Uint8Array): string {
  const padding = bytes[0] ?? 0;
  let bits = '';
  for (let i = 1; i < bytes.length; i++) bits += (bytes[i] ?? 0).toString(2).padStart(8, '0');
  return bits.slice(padding);
}

/** DuckDB's BIGNUM: three bytes of header (sign, length), then the magnitude from the high byte on; negative ones are complemented. */
function bignum(bytes: Uint8Array): bigint {
  const negative = ((bytes[0] ?? 0) & 0x80) === 0;
  let magnitude = 0n;
  for (let i = 3; i < bytes.length; i++) {
    const b = bytes[i] ?? 0;
    magnitude = (magnitude << 8n) | BigInt(negative ? ~b & 0xff : b);
  }
  return negative ? -magnitude : magnitude;
}

/** DuckDB's TIMETZ: microseconds in the upper 40 bits, 57,599 minus the offset in seconds in the lower 24. */
function timeTz(bytes: Uint8Array, start: number): Value {
  let bits = 0n;
  for (let i = 7; i >= 0; i--) bits = (bits << 8n) | BigInt(bytes[start + i] ?? 0);
  return { micros: bits >> 24n, offsetSeconds: 57599 - Number(bits & 0xffffffn) };
}

function slices(data: Data): (row: number) => Uint8Array {
  const bytes = data.values as Bytes;
  const offsets = data.valueOffsets as Int32Array;
  return (row) => bytes.subarray(offsets[row] ?? 0, offsets[row + 1] ?? 0);
}

/** How many values of an array are decoded one by one; who reads more reads them all, and decoding them at once is much faster. */
const readsApart = 200;

/** Bytes of text that are decoded at once at the most. */
const wholeAtMost = 1 << 20;

/** The text of all rows as one, where it is short enough and has a character for every byte; else null. */
function wholeText(data: Data): string | null {
  const offsets = data.valueOffsets as Int32Array;
  const [from, to] = [offsets[0] ?? 0, offsets[data.length] ?? 0];
  if (to - from > wholeAtMost) return null;
  const text = utf8.decode((data.values as Bytes).subarray(from, to));
  return text.length === to - from ? text : null;
}

function textReader(data: Data): Reader {
  const at = slices(data);
  const offsets = data.valueOffsets as Int32Array;
  const start = offsets[0] ?? 0;
  let reads = 0;
  let whole: string | null = null;
  return (row) => {
    if (++reads === readsApart) whole = wholeText(data);
    return whole === null
      ? utf8.decode(at(row))
      : whole.slice((offsets[row] ?? 0) - start, (offsets[row + 1] ?? 0) - start);
  };
}

function decimalReader(data: Data): Reader {
  const words = data.values as Uint32Array;
  return (row) => {
    let value = 0n;
    for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(words[row * 4 + i] ?? 0);
    return BigInt.asIntN(128, value);
  };
}

function intervalReader(data: Data): Reader {
  // Arrow JS has no reader for MONTH_DAY_NANO: 16 bytes a value, two int32 and an int64.
  const words = data.values as Int32Array;
  return (row) => {
    const at = row * 4;
    const nanos = (BigInt(words[at + 3] ?? 0) << 32n) | BigInt((words[at + 2] ?? 0) >>> 0);
    return { months: words[at] ?? 0, days: words[at + 1] ?? 0, nanos };
  };
}

function numberReader(data: Data): Reader {
  const values = data.values as ArrayLike<number | bigint>;
  return (row) => values[row] ?? null;
}

/** Booleans are bits, also where the engine names the field bool8, one byte a value: its buffer is packed nevertheless. */
function booleanReader(data: Data): Reader {
  const { buffer, byteOffset, byteLength } = data.values as Bytes | Int8Array;
  const bits = new Uint8Array(buffer, byteOffset, byteLength);
  return (row) => ((bits[(data.offset + row) >> 3] ?? 0) & (1 << ((data.offset + row) & 7))) !== 0;
}

function scalarReader(type: ColumnType, data: Data): Reader {
  const bytes = data.values as Bytes;
  switch (type.kind) {
    case 'text':
    case 'json':
    case 'unknown': {
      if (data.dictionary) {
        const dictionary = data.dictionary;
        const indices = data.values as ArrayLike<number>;
        return (row) => dictionary.get(indices[row] ?? 0) as string;
      }
      return textReader(data);
    }
    case 'boolean':
      return booleanReader(data);
    case 'integer':
      return type.bits === 128 ? (row) => little128(bytes, row * 16, type.signed) : numberReader(data);
    case 'decimal':
      return decimalReader(data);
    case 'uuid':
      return (row) => uuidText(bytes, row * 16);
    case 'time_tz':
      return (row) => timeTz(bytes, row * 8);
    case 'interval':
      return intervalReader(data);
    default:
      return binaryReader(type, data);
  }
}

function binaryReader(type: ColumnType, data: Data): Reader {
  if (type.kind !== 'blob' && type.kind !== 'bit' && type.kind !== 'bignum') return numberReader(data);
  const at = slices(data);
  if (type.kind === 'bit') return (row) => bitText(at(row));
  if (type.kind === 'bignum') return (row) => bignum(at(row));
  return (row) => at(row).slice();
}

const childReader = (type: ColumnType, data: Data, index: number): Reader => {
  const child = data.children[index];
  return child ? reader(type, child) : () => null;
};

function range(read: Reader, from: number, to: number): Value[] {
  const values: Value[] = [];
  for (let i = from; i < to; i++) values.push(read(i));
  return values;
}

function nestedReader(type: ColumnType, data: Data): Reader | null {
  const offsets = data.valueOffsets as Int32Array;
  switch (type.kind) {
    case 'list': {
      const read = childReader(type.element, data, 0);
      return (row) => range(read, offsets[row] ?? 0, offsets[row + 1] ?? 0);
    }
    case 'array': {
      const read = childReader(type.element, data, 0);
      return (row) => range(read, row * type.length, (row + 1) * type.length);
    }
    case 'struct': {
      const reads = type.fields.map((f, i) => childReader(f.type, data, i));
      return (row) => reads.map((read) => read(row));
    }
    case 'map': {
      const entries = data.children[0];
      const key = entries ? childReader(type.key, entries, 0) : () => null;
      const value = entries ? childReader(type.value, entries, 1) : () => null;
      return (row) => {
        const pairs: (readonly [Value, Value])[] = [];
        for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++)
          pairs.push([key(i), value(i)] as const);
        return pairs;
      };
    }
    case 'union': {
      const reads = type.members.map((m, i) => childReader(m.type, data, i));
      const tags = data.typeIds as unknown as Int8Array;
      return (row) => {
        const tag = tags[row] ?? 0;
        const value = reads[tag]?.(row) ?? null;
        // A union has no validity of its own: NULL and a member that is NULL look alike.
        return value === null ? null : { tag, value };
      };
    }
    default:
      return null;
  }
}

/** A reader of one Arrow array as values of `type` (see `Value` for the shapes); NULL by the validity bits. */
export function reader(type: ColumnType, data: Data): Reader {
  const read = nestedReader(type, data) ?? scalarReader(type, data);
  const validity = data.nullBitmap as Uint8Array | undefined;
  if (data.nullCount === 0 || !validity || validity.length === 0 || type.kind === 'union') return read;
  return (row) => {
    const bit = data.offset + row;
    return ((validity[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0 ? null : read(row);
  };
}
