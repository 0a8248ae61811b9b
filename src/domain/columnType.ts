/**
 * The type of a result column, as people and the value layer see it: DuckDB's logical types without Arrow's storage.
 * The raw value that goes with each type is described at {@link Value}.
 */
export type ColumnType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'integer'; readonly bits: 8 | 16 | 32 | 64 | 128; readonly signed: boolean }
  | { readonly kind: 'bignum' }
  | { readonly kind: 'float'; readonly bits: 32 | 64 }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'json' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time'; readonly unit: 'us' | 'ns' }
  | { readonly kind: 'time_tz' }
  | { readonly kind: 'timestamp'; readonly unit: TimestampUnit; readonly zone: string | null }
  | { readonly kind: 'interval' }
  | { readonly kind: 'blob' }
  | { readonly kind: 'bit' }
  | { readonly kind: 'list'; readonly element: ColumnType }
  | { readonly kind: 'array'; readonly element: ColumnType; readonly length: number }
  | { readonly kind: 'struct'; readonly fields: readonly Column[] }
  | { readonly kind: 'map'; readonly key: ColumnType; readonly value: ColumnType }
  | { readonly kind: 'union'; readonly members: readonly Column[] }
  | { readonly kind: 'unknown'; readonly name: string };

export type TimestampUnit = 's' | 'ms' | 'us' | 'ns';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** An interval as DuckDB keeps it: three parts that do not convert into each other. */
export interface Interval {
  readonly months: number;
  readonly days: number;
  readonly nanos: bigint;
}

/** A time of day with its offset from UTC. */
export interface TimeTz {
  readonly micros: bigint;
  readonly offsetSeconds: number;
}

/** The member of a union that is set. */
export interface Tagged {
  readonly tag: number;
  readonly value: Value;
}

/**
 * One decoded value. By type:
 * boolean → boolean; integer of up to 32 bits and float → number; wider integers, bignum → bigint; decimal → bigint, unscaled;
 * text, json, uuid, bit → string; date → days since 1970-01-01; time → bigint in its unit; timestamp → bigint since the epoch in its
 * unit; blob → bytes; list, array, struct → values in order; map → [key, value] pairs; union → {@link Tagged}; null for SQL NULL.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Interval
  | TimeTz
  | Tagged
  | readonly Value[]
  | readonly (readonly [Value, Value])[];

const integerNames: Record<string, string> = {
  true8: 'TINYINT',
  true16: 'SMALLINT',
  true32: 'INTEGER',
  true64: 'BIGINT',
  true128: 'HUGEINT',
  false8: 'UTINYINT',
  false16: 'USMALLINT',
  false32: 'UINTEGER',
  false64: 'UBIGINT',
  false128: 'UHUGEINT',
};

const timestampNames: Record<TimestampUnit, string> = {
  s: 'TIMESTAMP_S',
  ms: 'TIMESTAMP_MS',
  us: 'TIMESTAMP',
  ns: 'TIMESTAMP_NS',
};

const simpleNames: Partial<Record<ColumnType['kind'], string>> = {
  boolean: 'BOOLEAN',
  bignum: 'BIGNUM',
  text: 'VARCHAR',
  json: 'JSON',
  uuid: 'UUID',
  date: 'DATE',
  time: 'TIME',
  time_tz: 'TIME WITH TIME ZONE',
  interval: 'INTERVAL',
  blob: 'BLOB',
  bit: 'BIT',
};

const fieldList = (fields: readonly Column[]): string =>
  fields.map((f) => `"${f.name.replaceAll('"', '""')}" ${typeName(f.type)}`).join(', ');

/** The SQL name of a type, usable in a CAST. */
export function typeName(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
      return integerNames[`${String(type.signed)}${String(type.bits)}`] ?? 'BIGINT';
    case 'float':
      return type.bits === 32 ? 'FLOAT' : 'DOUBLE';
    case 'decimal':
      return `DECIMAL(${String(type.precision)},${String(type.scale)})`;
    case 'timestamp':
      return type.zone === null ? timestampNames[type.unit] : 'TIMESTAMP WITH TIME ZONE';
    case 'list':
      return `${typeName(type.element)}[]`;
    case 'array':
      return `${typeName(type.element)}[${String(type.length)}]`;
    case 'struct':
      return `STRUCT(${fieldList(type.fields)})`;
    case 'map':
      return `MAP(${typeName(type.key)}, ${typeName(type.value)})`;
    case 'union':
      return `UNION(${fieldList(type.members)})`;
    case 'unknown':
      return type.name;
    default:
      return simpleNames[type.kind] ?? type.kind.toUpperCase();
  }
}

/** Whether values of the type are numbers that can be summed and put on a quantitative scale. */
export function isNumeric(type: ColumnType): boolean {
  return ['integer', 'bignum', 'float', 'decimal'].includes(type.kind);
}

/** Whether values of the type lie on a time line. */
export function isTemporal(type: ColumnType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp';
}

/** Whether a value holds other values. */
export function isNested(type: ColumnType): boolean {
  return ['list', 'array', 'struct', 'map', 'union'].includes(type.kind);
}
