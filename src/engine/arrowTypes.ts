import { DataType, Precision, TimeUnit, type Field } from 'apache-arrow';
import type { Column, ColumnType, TimestampUnit } from '../domain/columnType.ts';

/** DuckDB marks types that Arrow lacks (lossless conversion) with extension metadata on the field. */
function extensionName(field: Field): string | null {
  const name = field.metadata.get('ARROW:extension:name');
  if (name === undefined) return null;
  if (name !== 'arrow.opaque') return name;
  const detail = field.metadata.get('ARROW:extension:metadata') ?? '';
  return /"type_name":"([^"]+)"/.exec(detail)?.[1] ?? name;
}

const extensionTypes: Record<string, ColumnType> = {
  hugeint: { kind: 'integer', bits: 128, signed: true },
  uhugeint: { kind: 'integer', bits: 128, signed: false },
  'arrow.bool8': { kind: 'boolean' },
  'arrow.uuid': { kind: 'uuid' },
  'arrow.json': { kind: 'json' },
  bit: { kind: 'bit' },
  bignum: { kind: 'bignum' },
  varint: { kind: 'bignum' },
  time_tz: { kind: 'time_tz' },
};

const timestampUnits: Record<TimeUnit, TimestampUnit> = {
  [TimeUnit.SECOND]: 's',
  [TimeUnit.MILLISECOND]: 'ms',
  [TimeUnit.MICROSECOND]: 'us',
  [TimeUnit.NANOSECOND]: 'ns',
};

const columnsOf = (fields: readonly Field[]): Column[] =>
  fields.map((f) => ({ name: f.name, type: columnType(f) }));

function elementType(type: { readonly children: readonly Field[] }): ColumnType {
  const child = type.children[0];
  return child ? columnType(child) : { kind: 'unknown', name: 'NULL' };
}

function nestedType(type: DataType): ColumnType {
  if (DataType.isList(type)) return { kind: 'list', element: elementType(type) };
  if (DataType.isFixedSizeList(type))
    return { kind: 'array', element: elementType(type), length: type.listSize };
  if (DataType.isStruct(type)) return { kind: 'struct', fields: columnsOf(type.children) };
  if (DataType.isUnion(type)) return { kind: 'union', members: columnsOf(type.children) };
  if (DataType.isMap(type)) {
    const entries = columnsOf((type.children[0]?.type as { children?: Field[] } | undefined)?.children ?? []);
    const [key, value] = entries;
    if (key && value) return { kind: 'map', key: key.type, value: value.type };
  }
  return { kind: 'unknown', name: String(type) };
}

function scalarType(type: DataType): ColumnType | null {
  if (DataType.isInt(type)) return { kind: 'integer', bits: type.bitWidth, signed: type.isSigned };
  if (DataType.isFloat(type)) return { kind: 'float', bits: type.precision === Precision.SINGLE ? 32 : 64 };
  if (DataType.isDecimal(type)) return { kind: 'decimal', precision: type.precision, scale: type.scale };
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return { kind: 'text' };
  if (DataType.isDictionary(type)) return { kind: 'text' };
  if (DataType.isBool(type)) return { kind: 'boolean' };
  if (DataType.isDate(type)) return { kind: 'date' };
  if (DataType.isTime(type)) return { kind: 'time', unit: type.unit === TimeUnit.NANOSECOND ? 'ns' : 'us' };
  if (DataType.isTimestamp(type)) {
    return {
      kind: 'timestamp',
      unit: timestampUnits[type.unit],
      zone: (type.timezone as string | null) || null,
    };
  }
  if (DataType.isInterval(type)) return { kind: 'interval' };
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type))
    return { kind: 'blob' };
  return null;
}

/** The logical type of an Arrow field that the engine sent with lossless conversion on. */
export function columnType(field: Field): ColumnType {
  const extension = extensionName(field);
  const known = extension === null ? undefined : extensionTypes[extension];
  return known ?? scalarType(field.type as DataType) ?? nestedType(field.type as DataType);
}

/** Whether a field holds an ENUM anywhere: its dictionary does not come with a streamed batch, so such columns are cast by the query. */
export function holdsEnum(field: Field): boolean {
  const type = field.type as DataType & { children?: readonly Field[] };
  return DataType.isDictionary(type) || (type.children ?? []).some(holdsEnum);
}
