import { ok, type Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import { datasetViews } from '../../domain/dataset.generated.ts';
import { idsSql, idsWhereSql, namesDiffer, textSql, trace, treesSql } from '../../sql/lineage/lineageSql.ts';
import type { EvidenceData, Query } from './evidenceData.ts';
import type { EvidenceIds } from './evidenceIds.ts';

/** A query can't be followed: why, and what is known all the same. */
export interface Refused {
  readonly kind: 'refused';
  /** What in the query is not followed; null where it is the statement as a whole. */
  readonly construct: string | null;
  /** The shipped tables that the query reads. */
  readonly tables: readonly string[];
}

/** Where rows come from, or why that can't be said. */
export type Lineage = { readonly kind: 'followed'; readonly ids: EvidenceIds } | Refused;

/** A statement rewritten so that each row carries its ids. */
export interface Traced {
  readonly kind: 'traced';
  readonly sql: string;
  readonly tables: readonly string[];
}

/** Which rows of a result are asked about: a condition on its columns says it for any number of them. */
export interface RowsAsked {
  readonly rows: readonly (readonly Value[])[];
  readonly condition?: string | null;
}

/** So many rewritten statements are kept: the open result, and what is filtered of it. */
const keptStatements = 8;

export interface LineageFinder {
  /** Rewrites a statement, without running it. */
  traced(query: Query, sql: string): Promise<Result<Traced | Refused>>;
  /** Follows rows of a statement's result back to the figures and cases of the dataset. */
  ofRows(
    query: Query,
    data: EvidenceData,
    sql: string,
    columns: readonly Column[],
    asked: RowsAsked,
  ): Promise<Result<Lineage>>;
}

/** The ids of one column of rows, told apart. */
export function sortedIds(data: EvidenceData, values: readonly (readonly Value[])[]): EvidenceIds {
  const ids = values.map(([id]) => String(id));
  return {
    metricIds: ids.filter((id) => data.figures.has(id)),
    caseIds: ids.filter((id) => data.cases.has(id)),
  };
}

async function rewritten(query: Query, sql: string): Promise<Result<Traced | Refused>> {
  const trees = await query(treesSql(sql, datasetViews));
  if (!trees.ok) return trees;
  const outcome = trace((trees.value.values[0] ?? []).map(String), datasetViews);
  if (!outcome.ok) {
    const construct = outcome.construct === 'this statement' ? null : outcome.construct;
    return ok({ kind: 'refused', construct, tables: outcome.tables });
  }
  const text = await query(textSql(outcome.tree));
  if (!text.ok) return text;
  return ok({ kind: 'traced', sql: String(text.value.values[0]?.[0] ?? ''), tables: outcome.tables });
}

/** Keeps the latest rewritten statements, since one row after the other is asked about. */
export function createLineage(): LineageFinder {
  const kept = new Map<string, Promise<Result<Traced | Refused>>>();
  const traced: LineageFinder['traced'] = (query, sql) => {
    const known = kept.get(sql) ?? rewritten(query, sql);
    kept.delete(sql);
    kept.set(sql, known);
    for (const old of [...kept.keys()].slice(0, -keptStatements)) kept.delete(old);
    // What failed is asked again: the engine may have been restarted.
    void known.then((result) => {
      if (!result.ok && kept.get(sql) === known) kept.delete(sql);
    });
    return known;
  };
  return {
    traced,
    ofRows: async (query, data, sql, columns, { rows, condition = null }) => {
      const text = await traced(query, sql);
      if (!text.ok) return text;
      if (text.value.kind === 'refused') return ok(text.value);
      const { sql: carrying, tables } = text.value;
      const found = await query(
        condition !== null && namesDiffer(columns)
          ? idsWhereSql(carrying, columns, condition)
          : idsSql(carrying, columns, rows),
      );
      // The engine can't bind the rewritten statement: names it hides, or a function that may not be repeated.
      if (!found.ok) return ok({ kind: 'refused', construct: null, tables });
      return ok({ kind: 'followed', ids: sortedIds(data, found.value.values) });
    },
  };
}
