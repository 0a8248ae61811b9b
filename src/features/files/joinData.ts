import { ok, type Result } from '../../domain/appError.ts';
import { recordsOf, type Rows } from '../../engine/rows.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import {
  shippedKeys,
  suggestJoins,
  type ColumnValues,
  type JoinSuggestion,
  type KeyValues,
} from './joinGuide.ts';
import type { OwnColumn } from './ownFile.ts';

type Query = (sql: string) => Promise<Result<Rows>>;

const columnsLooked = 40;
const valuesSampled = 300;
const rowsSampled = 200_000;

/** Types whose values can be names or codes. */
const comparable = /^(?:VARCHAR|ENUM|TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT)\b/;

const listOf = (rows: Rows): string[] => recordsOf<{ v: string }>(rows).map((r) => r.v);

async function ownValues(query: Query, table: string, column: string): Promise<Result<ColumnValues>> {
  const name = quoteIdentifier(column);
  const values = await query(
    `SELECT DISTINCT ${name}::VARCHAR AS v FROM (SELECT ${name} FROM main.${quoteIdentifier(table)} LIMIT ${String(rowsSampled)})
     WHERE ${name} IS NOT NULL AND trim(${name}::VARCHAR) <> '' LIMIT ${String(valuesSampled)}`,
  );
  return values.ok ? ok({ column, values: listOf(values.value) }) : values;
}

/** Compares a table's values with the shipped ones. Of long tables the first rows stand for all. */
export async function joinsOf(
  query: Query,
  table: string,
  columns: readonly OwnColumn[],
): Promise<Result<JoinSuggestion[]>> {
  const own: ColumnValues[] = [];
  for (const column of columns.filter((c) => comparable.test(c.type)).slice(0, columnsLooked)) {
    const values = await ownValues(query, table, column.name);
    if (!values.ok) return values;
    if (values.value.values.length > 0) own.push(values.value);
  }
  const shipped: KeyValues[] = [];
  for (const key of shippedKeys) {
    const name = quoteIdentifier(key.column);
    const values = await query(
      `SELECT DISTINCT ${name}::VARCHAR AS v FROM yardstick.${key.table} WHERE ${name} IS NOT NULL`,
    );
    if (!values.ok) return values;
    shipped.push({ key, values: listOf(values.value) });
  }
  return ok(suggestJoins(table, own, shipped));
}
