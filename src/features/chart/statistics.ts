import { isNested, isNumeric, isTemporal, type Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';

/** What a recommendation wants to know of a column. */
export interface ColumnStatistics {
  readonly column: Column;
  readonly distinct: number;
  readonly nulls: number;
  /** Of numbers; null where there is none. */
  readonly min: number | null;
  readonly max: number | null;
}

export interface ResultStatistics {
  /** Rows looked at: all of a small result, the first of a large one. */
  readonly rows: number;
  readonly columns: readonly ColumnStatistics[];
}

const rowsLookedAt = 20_000;
const columnsLookedAt = 60;

/** One statement for the counts of all columns, over the first rows only: a picture is wanted at once, not an exact profile. */
export function statisticsSql(sql: string, columns: readonly Column[]): string {
  const parts = columns.slice(0, columnsLookedAt).flatMap(({ name, type }, i) => {
    const c = quoteIdentifier(name);
    const text = isNested(type) ? `CAST(${c} AS VARCHAR)` : c;
    const number = isNumeric(type) ? `${c}::DOUBLE` : 'NULL::DOUBLE';
    return [
      `count(DISTINCT ${text})::INTEGER AS d${String(i)}`,
      `(count(*) - count(${c}))::INTEGER AS n${String(i)}`,
      `min(${number}) AS a${String(i)}`,
      `max(${number}) AS z${String(i)}`,
    ];
  });
  const head = `SELECT * FROM (\n${sql}\n) AS result\nLIMIT ${String(rowsLookedAt)}`;
  return `SELECT count(*)::INTEGER AS row_count${parts.map((p) => `,\n  ${p}`).join('')}\nFROM (${head}) AS first_rows`;
}

/** Reads the answer to {@link statisticsSql}. */
export function readStatistics(rows: Rows, columns: readonly Column[]): ResultStatistics {
  const [answer] = rows.values;
  const at = (name: string): number | null => {
    const value = answer?.[rows.columns.findIndex((c) => c.name === name)];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return {
    rows: at('row_count') ?? 0,
    columns: columns.slice(0, columnsLookedAt).map((column, i) => ({
      column,
      distinct: at(`d${String(i)}`) ?? 0,
      nulls: at(`n${String(i)}`) ?? 0,
      min: at(`a${String(i)}`),
      max: at(`z${String(i)}`),
    })),
  };
}

/** Statistics of rows in memory, for the build and for tests. */
export function statisticsOf(rows: Rows): ResultStatistics {
  return {
    rows: rows.values.length,
    columns: rows.columns.map((column, i) => {
      const values = rows.values.map((row) => row[i] ?? null).filter((v) => v !== null);
      const numbers =
        isNumeric(column.type) || isTemporal(column.type) ? values.map(Number).filter(Number.isFinite) : [];
      const divisor = column.type.kind === 'decimal' ? 10 ** column.type.scale : 1;
      return {
        column,
        distinct: new Set(values.map(String)).size,
        nulls: rows.values.length - values.length,
        min: numbers.length > 0 && isNumeric(column.type) ? Math.min(...numbers) / divisor : null,
        max: numbers.length > 0 && isNumeric(column.type) ? Math.max(...numbers) / divisor : null,
      };
    }),
  };
}
