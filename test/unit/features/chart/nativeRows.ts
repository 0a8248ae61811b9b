import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Column, ColumnType, Value } from '../../../../src/domain/columnType.ts';
import type { Rows } from '../../../../src/engine/rows.ts';

const integers: Partial<Record<DuckDBTypeId, readonly [8 | 16 | 32 | 64 | 128, boolean]>> = {
  [DuckDBTypeId.TINYINT]: [8, true],
  [DuckDBTypeId.SMALLINT]: [16, true],
  [DuckDBTypeId.INTEGER]: [32, true],
  [DuckDBTypeId.BIGINT]: [64, true],
  [DuckDBTypeId.HUGEINT]: [128, true],
  [DuckDBTypeId.UINTEGER]: [32, false],
  [DuckDBTypeId.UBIGINT]: [64, false],
};

function columnType(type: DuckDBType): ColumnType {
  const integer = integers[type.typeId];
  if (integer) return { kind: 'integer', bits: integer[0], signed: integer[1] };
  switch (type.typeId) {
    case DuckDBTypeId.DOUBLE:
      return { kind: 'float', bits: 64 };
    case DuckDBTypeId.FLOAT:
      return { kind: 'float', bits: 32 };
    case DuckDBTypeId.BOOLEAN:
      return { kind: 'boolean' };
    case DuckDBTypeId.VARCHAR:
      return { kind: 'text' };
    case DuckDBTypeId.DATE:
      return { kind: 'date' };
    case DuckDBTypeId.TIMESTAMP:
      return { kind: 'timestamp', unit: 'us', zone: null };
    case DuckDBTypeId.TIMESTAMP_TZ:
      return { kind: 'timestamp', unit: 'us', zone: 'UTC' };
    case DuckDBTypeId.DECIMAL: {
      const [, width, scale] = /DECIMAL\((\d+),(\d+)\)/.exec(type.toString()) ?? [];
      return { kind: 'decimal', precision: Number(width), scale: Number(scale) };
    }
    default:
      return { kind: 'unknown', name: type.toString() };
  }
}

function plain(value: DuckDBValue): Value {
  if (value instanceof DuckDBDateValue) return value.days;
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return value.micros;
  if (value instanceof DuckDBDecimalValue) return value.value;
  if (value === null || typeof value !== 'object') return value;
  return String(value);
}

/** Runs SQL in native DuckDB and gives rows as the page's engine does. */
export async function nativeRows(connection: DuckDBConnection, sql: string): Promise<Rows> {
  const read = await connection.runAndReadAll(sql);
  const columns: Column[] = read
    .columnNames()
    .map((name, i) => ({ name, type: columnType(read.columnType(i)) }));
  const values = read.getRows().map((row) =>
    row.map((v, i) => {
      const type = columns[i]?.type;
      const value = plain(v);
      return typeof value === 'bigint' && type?.kind === 'integer' && type.bits <= 32 ? Number(value) : value;
    }),
  );
  return { columns, values };
}
