import {
  type DuckDBListType,
  DuckDBTypeId,
  DuckDBDateValue,
  DuckDBListValue,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api';
import type { Column, ColumnType, Value } from '../../src/domain/columnType.ts';
import type { Rows } from '../../src/engine/rows.ts';

/** The types that the shipped data and the ready questions have; another one must be added here, not guessed. */
function columnType(type: DuckDBType): ColumnType {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return { kind: 'text' };
    case DuckDBTypeId.DOUBLE:
      return { kind: 'float', bits: 64 };
    case DuckDBTypeId.INTEGER:
      return { kind: 'integer', bits: 32, signed: true };
    case DuckDBTypeId.BIGINT:
      return { kind: 'integer', bits: 64, signed: true };
    case DuckDBTypeId.HUGEINT:
      return { kind: 'integer', bits: 128, signed: true };
    case DuckDBTypeId.BOOLEAN:
      return { kind: 'boolean' };
    case DuckDBTypeId.DATE:
      return { kind: 'date' };
    case DuckDBTypeId.LIST:
      return { kind: 'list', element: columnType((type as DuckDBListType).valueType) };
    default:
      throw new Error(`No column type for ${String(type)}`);
  }
}

function valueOf(value: unknown): Value {
  if (value instanceof DuckDBListValue) return value.items.map(valueOf);
  return value instanceof DuckDBDateValue ? value.days : (value as Value);
}

/** The rows of a statement in native DuckDB, as the page's own engine would give them. */
export async function nativeRows(connection: DuckDBConnection, sql: string): Promise<Rows> {
  const reader = await connection.runAndReadAll(sql);
  const types = reader.columnTypes();
  const columns: Column[] = reader.columnNames().map((name, i) => {
    const type = types[i];
    return { name, type: type ? columnType(type) : { kind: 'text' } };
  });
  return { columns, values: reader.getRows().map((row) => row.map(valueOf)) };
}
