import type { Column, Value } from '../../domain/columnType.ts';
import { chartValue } from '../../domain/values/chartValue.ts';
import type { JsonValue } from '../../domain/values/json.ts';
import type { Rows } from '../../engine/rows.ts';
import { rowField } from '../../sql/pushdownEncoding.ts';

export type ChartRow = Record<string, JsonValue>;

/** Rows of several queries in one number: a mark tells by it which row of which query it is drawn from. */
const rowsEach = 1_000_000;

export const rowId = (query: number, row: number): number => query * rowsEach + row;

export const rowOf = (id: number): { readonly query: number; readonly row: number } => ({
  query: Math.floor(id / rowsEach),
  row: id % rowsEach,
});

const read = (column: Column, value: Value): JsonValue => chartValue(column.type, value);

/** The rows as Vega reads them, each with its number. Of columns of the same name the first counts. */
export function chartRows(rows: Rows, query = 0, limit = Infinity): ChartRow[] {
  const firsts = rows.columns.map((c, i) => rows.columns.findIndex((d) => d.name === c.name) === i);
  return rows.values.slice(0, limit === Infinity ? undefined : limit).map((values, row) => {
    const out: ChartRow = {};
    rows.columns.forEach((column, i) => {
      if (firsts[i]) out[column.name] = read(column, values[i] ?? null);
    });
    out[rowField] = rowId(query, row);
    return out;
  });
}
