import { createSignal, type Accessor } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Rows } from '../../engine/rows.ts';
import { findQuery } from '../../sql/wrap.ts';

const foundLimit = 1000;

export interface Found {
  readonly text: string;
  readonly sql: string;
  readonly rows: readonly number[];
  /** There are more than were asked for. */
  readonly more: boolean;
  /** Which of them is shown. */
  readonly at: number;
}

/** Looks for a text in all rows of a query, in the engine. */
export interface Finder {
  readonly found: Accessor<Found | null>;
  /** Finds a text; again, the next row with it. */
  find(text: string): Promise<void>;
  step(by: 1 | -1): void;
}

export interface FinderOptions {
  viewSql(): string;
  readonly names: readonly string[];
  /** Columns that are shown. */
  columns(): readonly number[];
  query(sql: string): Promise<Result<Rows>>;
  onRow(row: number): void;
  onError(error: AppError): void;
}

export function createFinder(options: FinderOptions): Finder {
  const [found, setFound] = createSignal<Found | null>(null);
  let request = 0;
  const show = (next: Found): void => {
    setFound(next);
    const row = next.rows[next.at];
    if (row !== undefined) options.onRow(row);
  };
  const step = (by: 1 | -1): void => {
    const now = found();
    if (!now || now.rows.length === 0) return;
    show({ ...now, at: (now.at + by + now.rows.length) % now.rows.length });
  };
  return {
    found,
    step,
    find: async (text) => {
      const sql = options.viewSql();
      const now = found();
      if (now?.text === text && now.sql === sql) {
        step(1);
        return;
      }
      const current = ++request;
      if (text === '') {
        setFound(null);
        return;
      }
      const answer = await options.query(
        findQuery(sql, options.names, { columns: options.columns(), text, limit: foundLimit }),
      );
      if (current !== request) return;
      if (!answer.ok) {
        options.onError(answer.error);
        return;
      }
      const rows = answer.value.values.map(([n]) => Number(n));
      show({ text, sql, rows, more: rows.length === foundLimit, at: 0 });
    },
  };
}
