import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import { isNumeric, typeName, type ColumnType } from '../../domain/columnType.ts';
import { recordsOf, type Rows } from '../../engine/rows.ts';
import { summaryBins, summaryQuery, type SummaryKind } from '../../sql/summaries.ts';
import type { ColumnFilter } from '../../sql/wrap.ts';
import { filterFromInput } from './filterInput.ts';
import type { GridModel } from './gridModel.ts';

/** What is known of a column's values in the rows on screen. */
export interface ColumnSummary {
  readonly column: number;
  readonly rows: number;
  readonly filled: number;
  readonly distinct_values: number;
  readonly smallest: string | null;
  readonly largest: string | null;
  readonly mean: number | null;
  /** The ends of the range that the bins divide. */
  readonly low: number | null;
  readonly high: number | null;
  readonly bins: readonly { readonly bin: number; readonly n: number }[] | null;
  readonly tops: readonly { readonly label: string; readonly n: number }[] | null;
}

/** Columns asked about in one query: those on screen, in parts. */
const batchSize = 8;

/** Waits for scrolling to rest. */
const delay = 150;

export function summaryKind(type: ColumnType): SummaryKind {
  if (isNumeric(type)) return 'number';
  return type.kind === 'date' || type.kind === 'timestamp' ? 'time' : 'values';
}

/** Summaries are made without being asked for where they are cheap and there is something to sum up. */
export const summariesByDefault = (rows: number): boolean => rows >= 20 && rows <= 200_000;

export interface SummariesOptions {
  readonly model: GridModel;
  readonly on: Accessor<boolean>;
  /** Whether other rows are on their way, whose query must not wait for what is asked about these. */
  readonly leaving: Accessor<boolean>;
  /** Places of the columns on screen. */
  readonly visible: Accessor<readonly number[]>;
  query(sql: string, signal: AbortSignal): Promise<Result<Rows>>;
}

/** Asks the engine for the summaries of the columns on screen, once the rows are there; forgets them when other rows are shown. */
export function createSummaries(options: SummariesOptions): (column: number) => ColumnSummary | null {
  const { model } = options;
  const [known, setKnown] = createSignal<{
    readonly sql: string;
    readonly columns: ReadonlyMap<number, ColumnSummary>;
  }>({
    sql: '',
    columns: new Map(),
  });
  const refused = new Set<string>();
  createEffect(() => {
    const sql = model.viewSql();
    model.tick();
    if (!options.on() || options.leaving() || !model.wrappable || model.busy() || !model.source().complete)
      return;
    const have = known().sql === sql ? known().columns : new Map<number, ColumnSummary>();
    const wanted = options
      .visible()
      .filter((c) => !have.has(c) && !refused.has(`${String(c)} ${sql}`))
      .slice(0, batchSize);
    if (wanted.length === 0) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const columns = wanted.map((column) => ({
        column,
        kind: summaryKind(model.columns[column]?.type ?? { kind: 'text' }),
      }));
      void options.query(summaryQuery(sql, model.names, columns), stop.signal).then((answer) => {
        if (stop.signal.aborted) return;
        // What can't be summed up is not asked about again.
        if (!answer.ok) for (const column of wanted) refused.add(`${String(column)} ${sql}`);
        else
          setKnown({
            sql,
            columns: new Map([
              ...have,
              ...recordsOf<ColumnSummary>(answer.value).map((s) => [s.column, s] as const),
            ]),
          });
      });
    }, delay);
    onCleanup(() => {
      clearTimeout(timer);
      stop.abort();
    });
  });
  return (column) => (known().sql === model.viewSql() ? (known().columns.get(column) ?? null) : null);
}

/** Counts of all bins, empty ones included. */
export function binCounts(summary: ColumnSummary): number[] {
  const counts = new Array<number>(summaryBins).fill(0);
  for (const { bin, n } of summary.bins ?? []) counts[bin] = n;
  return counts;
}

const timeLiteral = (seconds: number, type: ColumnType): string => {
  const iso = new Date(seconds * 1000).toISOString().replace('T', ' ').replace('Z', '');
  return type.kind === 'timestamp' && type.zone !== null ? `'${iso}+00'::TIMESTAMPTZ` : `'${iso}'::TIMESTAMP`;
};

/** The filter for the values of one bin. */
export function binFilter(summary: ColumnSummary, type: ColumnType, bin: number): ColumnFilter | null {
  const { low, high, column } = summary;
  if (low === null || high === null) return null;
  const at = (i: number): number => low + ((high - low) * i) / summaryBins;
  const last = bin === summaryBins - 1 || high === low;
  const literal = (n: number): string =>
    summaryKind(type) === 'time' ? timeLiteral(n, type) : `${String(n)}::DOUBLE`;
  return {
    column,
    kind: 'range',
    low: literal(at(bin)),
    high: literal(last ? high : at(bin + 1)),
    closed: last,
  };
}

/** The filter for one of the commonest values. */
export const topFilter = (summary: ColumnSummary, type: ColumnType, label: string): ColumnFilter | null =>
  type.kind === 'text' || type.kind === 'boolean' || type.kind === 'uuid'
    ? filterFromInput(summary.column, type, '=', label)
    : {
        column: summary.column,
        kind: 'compare',
        operator: '=',
        literal: `'${label.replaceAll("'", "''")}'::${typeName(type)}`,
      };
