import { batch, createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { ok, type AppError, type Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import { language } from '../../i18n/i18n.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import { loadChart, type LoadedChart } from './loadChart.ts';
import { recommend, type Recommendation } from './recommend.ts';
import { readStatistics, statisticsSql, type ResultStatistics } from './statistics.ts';

export interface ChartInput {
  /** The statement whose result is charted; by it the chart is recommended. */
  sql(): string;
  /** What is drawn of the result: the statement itself, or its rows that the table's filter leaves. */
  rowsSql(): string;
  columns(): readonly Column[];
  spec(): ChartSpec | null;
  /** `signal` takes the question back: another result came. */
  query(sql: string, signal?: AbortSignal): Promise<Result<Rows>>;
}

export interface ChartModel {
  /** A first chart and its alternatives; null until the statistics are there. */
  readonly recommendations: Accessor<readonly Recommendation[] | null>;
  /** The specification in force: the person's, else the first recommended. */
  readonly spec: Accessor<ChartSpec | null>;
  /** Whether the result is known to have no rows. */
  readonly rowless: Accessor<boolean>;
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
  /** What is drawn instead of a chart that names columns the result lacks. */
  readonly substitute: Accessor<ChartSpec | null>;
  /** `instead` gives a chart for a result that lacks what the wanted one names. */
  load(
    spec: ChartSpec,
    sql: string,
    columns: readonly Column[],
    instead: () => Promise<ChartSpec | 'no_rows' | null>,
  ): Promise<void>;
  /** Forgets the picture: another result comes (`waiting`), or there is nothing to draw. */
  clear(waiting: boolean): void;
}

/** The chart's rows; the last that could be loaded stay while a later one fails. */
function createLoader(input: ChartInput): Loader {
  const [chart, setChart] = createSignal<LoadedChart | null>(null);
  const [loading, setLoading] = createSignal(true);
  const [error, setError] = createSignal<AppError | null>(null);
  const [substitute, setSubstitute] = createSignal<ChartSpec | null>(null);
  let loads = 0;
  onCleanup(() => loads++);
  const clear = (waiting: boolean): void => {
    loads++;
    batch(() => {
      setChart(null);
      setError(null);
      setSubstitute(null);
      setLoading(waiting);
    });
  };
  const load: Loader['load'] = async (spec, sql, columns, instead) => {
    const current = ++loads;
    setLoading(true);
    const ask = (wanted: ChartSpec): Promise<Result<LoadedChart>> =>
      loadChart({ spec: wanted, sql, columns, language: language(), query: (s) => input.query(s) });
    let loaded = await ask(spec);
    if (current !== loads) return;
    const lacking = loaded.ok ? undefined : loaded.error.params?.['columns'];
    if (loaded.ok) setSubstitute(null);
    else if (lacking !== undefined && !chart()) {
      // A chart that was made for another query: the result gets one of its own, and the person is told.
      const other = await instead();
      const drawn = other && other !== 'no_rows' && current === loads ? await ask(other) : null;
      if (current !== loads) return;
      if (other === 'no_rows') {
        clear(false);
        return;
      }
      if (other && drawn?.ok) {
        setSubstitute(other);
        loaded = ok({ ...drawn.value, notices: [{ key: 'not_this_result', params: { columns: lacking } }] });
      }
    }
    batch(() => {
      if (loaded.ok) setChart(loaded.value);
      setError(loaded.ok ? null : loaded.error);
      setLoading(false);
    });
  };
  return { chart, loading, error, substitute, load, clear };
}

interface Questions extends ChartInput {
  /** Takes back what was asked so far. */
  withdraw(): void;
}

/** One question at a time: on the chart's connection a later statement would stop an earlier one that still streams. */
function oneByOne(input: ChartInput): Questions {
  let last: Promise<unknown> = Promise.resolve();
  let open = new AbortController();
  const query = (sql: string): Promise<Result<Rows>> => {
    const { signal } = open;
    const next = last.then(() => input.query(sql, signal));
    last = next.catch(() => undefined);
    return next;
  };
  const withdraw = (): void => {
    open.abort();
    open = new AbortController();
  };
  onCleanup(withdraw);
  return {
    sql: () => input.sql(),
    rowsSql: () => input.rowsSql(),
    columns: () => input.columns(),
    spec: () => input.spec(),
    query,
    withdraw,
  };
}

/** What a chart panel knows, without any element of it. Must be called inside a reactive root. */
export function createChart(given: ChartInput): ChartModel {
  const input = oneByOne(given);
  const { statistics, error: unknown, ask, reset } = createStatistics(input);
  const { chart, loading, error, substitute, load, clear } = createLoader(input);
  const recommendations = createMemo(() => {
    const known = statistics();
    return known ? recommend(known, language()) : null;
  });
  const spec = createMemo(() => input.spec() ?? recommendations()?.[0]?.spec ?? null);

  const follow = (wanted: ChartSpec, sql: string, columns: readonly Column[]): void => {
    const instead = async (): Promise<ChartSpec | 'no_rows' | null> => {
      if (statistics() === null) await ask(sql, columns);
      if (statistics()?.rows === 0) return 'no_rows';
      return recommendations()?.[0]?.spec ?? null;
    };
    // The person's own chart goes first; what else could be drawn is asked for behind it.
    void load(wanted, input.rowsSql(), columns, instead).then(() => {
      if (statistics() === null && input.sql() === sql && input.columns() === columns) void ask(sql, columns);
    });
  };

  // One effect for both, since the order of two is not given: first another result is asked about, then the chart is loaded.
  createEffect(
    on([() => input.sql(), () => input.columns(), spec, language, () => input.rowsSql()], (now, former) => {
      const [sql, columns, wanted] = now;
      const another = !former || former[0] !== sql || former[1] !== columns;
      if (another) {
        input.withdraw();
        reset();
        clear(true);
      }
      const own = input.spec();
      // What was recommended for the former result is not drawn for this one.
      if (another && own === null) void ask(sql, columns);
      else if (wanted) follow(another && own ? own : wanted, sql, columns);
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
    rowless: () => statistics()?.rows === 0,
    spec: () => substitute() ?? spec(),
    chart,
    loading,
    error: () => error() ?? (input.spec() === null ? unknown() : null),
  };
}
