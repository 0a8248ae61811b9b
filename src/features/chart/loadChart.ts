import { fail, ok, type Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import type { Language, Params } from '../../i18n/i18n.ts';
import { planPushdown } from '../../sql/pushdown.ts';
import type { Extents, Pushdown } from '../../sql/pushdownPlan.ts';
import { rowLimit } from '../../sql/pushdownPlan.ts';
import type { JsonObject } from '../../sql/pushdownSpec.ts';
import { chartRows, type ChartRow } from './chartData.ts';
import { guardSpec } from './guardSpec.ts';
import type { Answer } from './markText.ts';
import { missingColumns, prepareSpec } from './prepareSpec.ts';
import type { ChartKey } from './words.ts';

/** Something to say beside a chart. */
export interface Notice {
  readonly key: ChartKey;
  readonly params?: Params;
}

/** A chart with the rows it is drawn from. */
export interface LoadedChart {
  /** What is compiled: aggregates taken over by SQL are gone from it. */
  readonly spec: JsonObject;
  readonly answers: readonly Answer[];
  readonly rows: ReadonlyMap<string, readonly ChartRow[]>;
  readonly notices: readonly Notice[];
  /** The statements that were run for it. */
  readonly sql: readonly string[];
}

export interface LoadInput {
  readonly spec: unknown;
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly language: Language;
  query(sql: string): Promise<Result<Rows>>;
}

async function extentsFor(plan: Pushdown, input: LoadInput): Promise<Result<Extents>> {
  const extents = new Map<string, readonly [number, number] | null>();
  for (const ask of plan.extentsWanted) {
    const answer = await input.query(ask);
    if (!answer.ok) return answer;
    const [low, high] = answer.value.values[0] ?? [];
    extents.set(ask, typeof low === 'number' && typeof high === 'number' ? [low, high] : null);
  }
  return ok(extents);
}

function noticesFor(plan: Pushdown, answers: readonly Answer[], removed: readonly string[]): Notice[] {
  const notices: Notice[] = removed.map((what) => ({ key: `removed_${what}` as ChartKey }));
  if (plan.leftToVega) notices.push({ key: 'left_to_vega', params: { n: rowLimit } });
  for (const { query, rows } of answers) {
    if (rows.values.length <= query.limit) continue;
    notices.push({ key: query.grouped ? 'groups_cut' : 'rows_cut', params: { n: query.limit } });
  }
  return notices;
}

/**
 * Checks a specification, translates it, runs what it asks of the engine. Errors: `spec_refused`, `spec_invalid` (params.columns where
 * the result lacks some), and whatever the engine says.
 */
export async function loadChart(input: LoadInput): Promise<Result<LoadedChart>> {
  const guarded = guardSpec(input.spec);
  if (!guarded.ok) return guarded;
  const spec = prepareSpec(guarded.value.spec, input.columns, input.language);
  const missing = missingColumns(spec, input.columns);
  if (missing.length > 0) {
    const columns = missing.join(', ');
    return fail({ kind: 'spec_invalid', message: `no column ${columns}`, params: { columns } });
  }
  const given = { spec, sql: input.sql, columns: input.columns };
  const first = planPushdown({ ...given, extents: new Map() });
  const extents = await extentsFor(first, input);
  if (!extents.ok) return extents;
  const plan = first.extentsWanted.length > 0 ? planPushdown({ ...given, extents: extents.value }) : first;
  const answers: Answer[] = [];
  const rows = new Map<string, readonly ChartRow[]>();
  for (const [i, query] of plan.queries.entries()) {
    const answer = await input.query(query.sql);
    if (!answer.ok) return answer;
    answers.push({ query, rows: answer.value });
    rows.set(query.name, chartRows(answer.value, i, query.limit));
  }
  return ok({
    spec: plan.spec,
    answers,
    rows,
    notices: noticesFor(plan, answers, guarded.value.removed),
    sql: [...first.extentsWanted, ...plan.queries.map((q) => q.sql)],
  });
}
