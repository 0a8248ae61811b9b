import { batch, createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js';
import type { Column, Value } from '../domain/columnType.ts';
import type { QueryResult } from '../engine/queryResult.ts';
import { rowsWhere, wrapQuery, type ColumnFilter } from '../sql/wrap.ts';
import type { Session } from './session.ts';

/** Rows of the result that the evidence panel explains. */
export interface Selection {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** What the rows meet and no other row of {@link sql} does; null for a row chosen by itself. */
  readonly condition: string | null;
  /** The statement whose rows they are. */
  readonly sql: string;
}

/** Marks chosen in the chart: their rows as a condition on the result's columns, and the same in words. */
export interface ChartChoice {
  readonly condition: string;
  readonly label: string;
}

export interface SelectionState {
  /** The row chosen in the grid, if the choice came from there. */
  readonly row: Accessor<number | null>;
  readonly selection: Accessor<Selection | null>;
  selectRow(row: number, values: readonly Value[]): void;
  /** The table's filters; the chart draws what they leave. */
  readonly filters: Accessor<readonly ColumnFilter[]>;
  setFilters(filters: readonly ColumnFilter[]): void;
  /** The statement of the result with the table's filters: what the chart draws. */
  readonly filteredSql: Accessor<string>;
  /** What is chosen in the chart; the table shows these rows only, the evidence panel what is behind them. */
  readonly choice: Accessor<ChartChoice | null>;
  choose(choice: ChartChoice | null): Promise<void>;
}

/** Rows behind marks that are read for the ids in them; what is behind rows without ids is found by the condition. */
const rowsBehindMarks = 5_000;

/** A value that holds for one result only. */
function createOfResult<T>(
  result: Accessor<QueryResult | null>,
  empty: T,
): [Accessor<T>, (value: T) => void] {
  const [held, setHeld] = createSignal<{ readonly of: QueryResult | null; readonly value: T }>({
    of: null,
    value: empty,
  });
  return [() => (held().of === result() ? held().value : empty), (value) => setHeld({ of: result(), value })];
}

/** What is looked at, in grid and chart alike; forgotten when another result comes. */
export function createSelection(session: Session): SelectionState {
  const run = createMemo(() => session.active().runner.state);
  const result = (): QueryResult | null => run().result;
  const [row, setRow] = createSignal<number | null>(null);
  const [selection, setSelection] = createSignal<Selection | null>(null);
  const [filters, setFilters] = createOfResult<readonly ColumnFilter[]>(result, []);
  const [choice, setChoice] = createOfResult<ChartChoice | null>(result, null);
  const filteredSql = createMemo(() => {
    const names = (result()?.columns ?? []).map((c) => c.name);
    return wrapQuery(run().resultSql, names, { filters: filters() });
  });
  const clear = (): void => {
    setRow(null);
    setSelection(null);
  };
  createEffect(on(result, clear));
  return {
    row,
    selection,
    selectRow: (next, values) => {
      const { columns } = result() ?? { columns: null };
      if (!columns) return;
      setRow(next);
      setSelection({ columns, rows: [values], condition: null, sql: run().resultSql });
    },
    filters,
    setFilters,
    filteredSql,
    choice,
    choose: async (next) => {
      if (next === null && choice() === null) return;
      batch(() => {
        setChoice(next);
        setRow(null);
        if (next === null) setSelection(null);
      });
      if (next === null) return;
      const sql = filteredSql();
      const found = await session.query(
        `${rowsWhere(sql, next.condition)}\nLIMIT ${String(rowsBehindMarks)}`,
      );
      if (!found.ok || choice() !== next) return;
      const { columns, values } = found.value;
      setSelection({ columns, rows: values, condition: next.condition, sql });
    },
  };
}
