import { createEffect, createSignal, on, type Accessor } from 'solid-js';
import type { Column, Value } from '../domain/columnType.ts';
import type { Session } from './session.ts';

/** Rows of the result that the evidence panel explains. */
export interface Selection {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
}

export interface SelectionState {
  /** The row chosen in the grid, if the choice came from there. */
  readonly row: Accessor<number | null>;
  readonly selection: Accessor<Selection | null>;
  selectRow(row: number, values: readonly Value[]): void;
  /** Rows behind a mark: those that meet a condition on the result's columns. */
  selectWhere(condition: string | null): Promise<void>;
}

const rowsBehindMark = 200;

/** What is looked at, in grid and chart alike; forgotten when another result comes. */
export function createSelection(session: Session): SelectionState {
  const [row, setRow] = createSignal<number | null>(null);
  const [selection, setSelection] = createSignal<Selection | null>(null);
  const state = (): Session['active'] extends Accessor<infer T> ? T : never => session.active();
  createEffect(
    on(
      () => state().runner.state.result,
      () => {
        setRow(null);
        setSelection(null);
      },
    ),
  );
  return {
    row,
    selection,
    selectRow: (next, values) => {
      const { result } = state().runner.state;
      if (!result) return;
      setRow(next);
      setSelection({ columns: result.columns, rows: [values] });
    },
    selectWhere: async (condition) => {
      setRow(null);
      if (condition === null) {
        setSelection(null);
        return;
      }
      const sql = state().runner.state.resultSql;
      const found = await session.query(
        `SELECT * FROM (${sql}\n) WHERE ${condition} LIMIT ${String(rowsBehindMark)}`,
      );
      if (found.ok) setSelection({ columns: found.value.columns, rows: found.value.values });
    },
  };
}
