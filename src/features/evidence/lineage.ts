import { ok, type Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import { datasetViews } from '../../domain/dataset.generated.ts';
import { idsSql, textSql, trace, treesSql } from '../../sql/lineage/lineageSql.ts';
import type { EvidenceData, Query } from './evidenceData.ts';
import type { EvidenceIds } from './evidenceIds.ts';

/** Where rows come from, or why that can't be said. */
export type Lineage =
  | { readonly kind: 'followed'; readonly ids: EvidenceIds }
  | {
      readonly kind: 'refused';
      /** What in the query is not followed; null where it is the statement as a whole. */
      readonly construct: string | null;
      /** The shipped tables that the query reads. */
      readonly tables: readonly string[];
    };

type Traced = { readonly sql: string } | Extract<Lineage, { kind: 'refused' }>;

async function traced(query: Query, sql: string): Promise<Result<Traced>> {
  const trees = await query(treesSql(sql, datasetViews));
  if (!trees.ok) return trees;
  const outcome = trace((trees.value.values[0] ?? []).map(String), datasetViews);
  if (!outcome.ok) {
    const construct = outcome.construct === 'this statement' ? null : outcome.construct;
    return ok({ kind: 'refused', construct, tables: outcome.tables });
  }
  const text = await query(textSql(outcome.tree));
  return text.ok ? ok({ sql: String(text.value.values[0]?.[0] ?? '') }) : text;
}

/** Follows rows of a statement's result back to the figures and cases of the dataset; keeps the rewritten statement for the next row. */
export function createLineage(): (
  query: Query,
  data: EvidenceData,
  sql: string,
  columns: readonly Column[],
  rows: readonly (readonly Value[])[],
) => Promise<Result<Lineage>> {
  let kept: { readonly sql: string; readonly traced: Promise<Result<Traced>> } | null = null;
  return async (query, data, sql, columns, rows) => {
    if (kept?.sql !== sql) kept = { sql, traced: traced(query, sql) };
    const rewritten = await kept.traced;
    if (!rewritten.ok) return rewritten;
    if ('kind' in rewritten.value) return ok(rewritten.value);
    const found = await query(idsSql(rewritten.value.sql, columns, rows));
    // The engine can't bind the rewritten statement: names it hides, or a function that may not be repeated.
    if (!found.ok) return ok({ kind: 'refused', construct: null, tables: [] });
    const ids = found.value.values.map(([id]) => String(id));
    const metricIds = ids.filter((id) => data.figures.has(id));
    return ok({ kind: 'followed', ids: { metricIds, caseIds: ids.filter((id) => data.cases.has(id)) } });
  };
}
