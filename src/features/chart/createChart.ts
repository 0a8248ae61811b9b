import { batch, createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import { language } from '../../i18n/i18n.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import { loadChart, type LoadedChart } from './loadChart.ts';
import { recommend, type Recommendation } from './recommend.ts';
import { readStatistics, statisticsSql, type ResultStatistics } from './statistics.ts';

export interface ChartInput {
  sql(): string;
  columns(): readonly Column[];
  spec(): ChartSpec | null;
  query(sql: string): Promise<Result<Rows>>;
}

export interface ChartModel {
  /** A first chart and its alternatives; null until the statistics are there. */
  readonly recommendations: Accessor<readonly Recommendation[] | null>;
  /** The specification in force: the person's, else the first recommended. */
  readonly spec: Accessor<ChartSpec | null>;
  /** The last chart that could be loaded; kept while a later one fails. */
  readonly chart: Accessor<LoadedChart | null>;
  readonly loading: Accessor<boolean>;
  readonly error: Accessor<AppError | null>;
}

interface Asked {
  readonly statistics: Accessor<ResultStatistics | null>;
  readonly error: Accessor<AppError | null>;
  ask(sql: string, columns: readonly Column[]): Promise<void>;
  reset(): void;
}

/** Statistics of the result; an answer that comes after another question is dropped. */
function createStatistics(input: ChartInput): Asked {
  const [statistics, setStatistics] = createSignal<ResultStatistics | null>(null);
  const [error, setError] = createSignal<AppError | null>(null);
  let asked = 0;
  const reset = (): void => {
    asked++;
    setStatistics(null);
    setError(null);
  };
  onCleanup(reset);
  const ask = async (sql: string, columns: readonly Column[]): Promise<void> => {
    const current = ++asked;
    const answer = await input.query(statisticsSql(sql, columns));
    if (current !== asked) return;
    if (answer.ok) setStatistics(readStatistics(answer.value, columns));
    else setError(answer.error);
  };
  return { statistics, error, ask, reset };
}

interface Loader {
  readonly chart: Accessor<LoadedChart | null>;
  readonly loading: Accessor<boolean>;
  readonly error: Accessor<AppError | null>;
  load(spec: ChartSpec, sql: string, columns: readonly Column[]): Promise<void>;
  /** Forgets the picture: another result comes (`waiting`), or there is nothing to draw. */
  clear(waiting: boolean): void;
}

/** The chart's rows; the last that could be loaded stay while a later one fails. */
function createLoader(input: ChartInput): Loader {
  const [chart, setChart] = createSignal<LoadedChart | null>(null);
  const [loading, setLoading] = createSignal(true);
  const [error, setError] = createSignal<AppError | null>(null);
  let loads = 0;
  onCleanup(() => loads++);
  const load = async (spec: ChartSpec, sql: string, columns: readonly Column[]): Promise<void> => {
    const current = ++loads;
    setLoading(true);
    const loaded = await loadChart({
      spec,
      sql,
      columns,
      language: language(),
      query: (s) => input.query(s),
    });
    if (current !== loads) return;
    batch(() => {
      if (loaded.ok) setChart(loaded.value);
      setError(loaded.ok ? null : loaded.error);
      setLoading(false);
    });
  };
  const clear = (waiting: boolean): void => {
    loads++;
    batch(() => {
      setChart(null);
      setError(null);
      setLoading(waiting);
    });
  };
  return { chart, loading, error, load, clear };
}

/** What a chart panel knows, without any element of it. Must be called inside a reactive root. */
export function createChart(input: ChartInput): ChartModel {
  const { statistics, error: unknown, ask, reset } = createStatistics(input);
  const { chart, loading, error, load, clear } = createLoader(input);
  const recommendations = createMemo(() => {
    const known = statistics();
    return known ? recommend(known, language()) : null;
  });
  const spec = createMemo(() => input.spec() ?? recommendations()?.[0]?.spec ?? null);

  createEffect(
    on([() => input.sql(), () => input.columns()], ([sql, columns]) => {
      reset();
      clear(true);
      // The person's own chart goes first; what else could be drawn is asked for behind it.
      if (input.spec() === null) void ask(sql, columns);
    }),
  );
  createEffect(
    on([spec, () => input.sql(), () => input.columns(), language], ([wanted, sql, columns]) => {
      if (!wanted) return;
      void load(wanted, sql, columns).then(() => {
        if (statistics() === null && input.sql() === sql && input.columns() === columns)
          void ask(sql, columns);
      });
    }),
  );
  createEffect(() => {
    if (recommendations()?.length === 0 && input.spec() === null) clear(false);
  });
  createEffect(() => {
    if (unknown() && input.spec() === null) clear(false);
  });
  return {
    recommendations,
    spec,
    chart,
    loading,
    error: () => error() ?? (input.spec() === null ? unknown() : null),
  };
}
