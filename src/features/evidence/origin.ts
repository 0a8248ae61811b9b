import { ok, type Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import type { SourcesRow } from '../../domain/dataset.generated.ts';
import { idsWhereSql, namesDiffer } from '../../sql/lineage/lineageSql.ts';
import { idColumns, statementTables, tracedViews } from '../../sql/lineage/tables.ts';
import type { EvidenceData, Query } from './evidenceData.ts';
import { idsOfColumnsSql, type EvidenceIds } from './evidenceIds.ts';
import { evidenceData, lineage } from './kept.ts';
import { sortedIds, type Refused } from './lineage.ts';

/** What stands behind a whole result: its figures, its cases, their documents. */
export interface Origin extends EvidenceIds {
  /** By ids in its columns, by following the query, or only by the tables that the query reads. */
  readonly way: 'ids' | 'lineage' | 'tables';
  /** In order of publication. */
  readonly documents: readonly SourcesRow[];
  /** The shipped tables that were read, where no more is known. */
  readonly tables: readonly string[];
  readonly data: EvidenceData;
}

type Found = Pick<Origin, 'way' | 'metricIds' | 'caseIds' | 'tables'>;

const nothing: EvidenceIds = { metricIds: [], caseIds: [] };

/** Tables and views whose rows are of figures or cases. */
const evidential = new Set([...Object.keys(idColumns), ...tracedViews]);

async function byColumns(
  query: Query,
  data: EvidenceData,
  sql: string,
  columns: readonly Column[],
): Promise<Result<Found> | null> {
  const ask = idsOfColumnsSql(sql, columns);
  if (ask === null) return null;
  const ids = await query(ask);
  if (!ids.ok) return ids;
  return ok({ way: 'ids', ...sortedIds(data, ids.value.values), tables: [] });
}

async function byLineage(
  query: Query,
  data: EvidenceData,
  sql: string,
  columns: readonly Column[],
): Promise<Result<Found>> {
  const traced = await lineage.traced(query, sql);
  if (!traced.ok) return traced;
  const { tables } = traced.value;
  const refused = (why: Refused | null): Found => ({
    way: 'tables',
    ...nothing,
    tables: why?.tables ?? tables,
  });
  if (traced.value.kind === 'refused') return ok(refused(traced.value));
  // What reads no figure and no case is not run a second time.
  if (!tables.some((name) => evidential.has(name))) return ok({ way: 'lineage', ...nothing, tables });
  if (!namesDiffer(columns)) return ok(refused(null));
  const ids = await query(idsWhereSql(traced.value.sql, columns, null));
  if (!ids.ok) return ids.error.kind === 'sql' ? ok(refused(null)) : ids;
  return ok({ way: 'lineage', ...sortedIds(data, ids.value.values), tables });
}

/** The documents of rows that are no figure and no case, and of whole tables where no row is known. */
async function furtherDocuments(query: Query, found: Found): Promise<Result<ReadonlySet<string>>> {
  const named = found.way === 'ids' ? [] : statementTables.filter((table) => found.tables.includes(table));
  const whole = found.way === 'tables' && found.tables.some((name) => evidential.has(name));
  const empty = found.metricIds.length + found.caseIds.length + named.length === 0;
  const looked =
    empty && found.way !== 'ids' && found.tables.some((name) => ['sources', 'sections'].includes(name));
  const tables = [...named, ...(whole ? ['metrics', 'cases'] : []), ...(looked ? ['sources'] : [])];
  if (tables.length === 0) return ok(new Set<string>());
  const rows = await query(
    tables.map((table) => `SELECT DISTINCT source_id FROM yardstick.${table}`).join(' UNION '),
  );
  return rows.ok ? ok(new Set(rows.value.values.map(([id]) => String(id)))) : rows;
}

/**
 * What a statement's result rests on. Runs the statement again, rewritten, where it names no figure: to be asked for when the result is
 * there, never before it.
 */
export async function originOf(
  query: Query,
  sql: string,
  columns: readonly Column[],
): Promise<Result<Origin>> {
  const loaded = await evidenceData(query);
  if (!loaded.ok) return loaded;
  const data = loaded.value;
  const found = (await byColumns(query, data, sql, columns)) ?? (await byLineage(query, data, sql, columns));
  if (!found.ok) return found;
  const further = await furtherDocuments(query, found.value);
  if (!further.ok) return further;
  const ids = new Set([
    ...found.value.metricIds.map((id) => data.figures.get(id)?.source_id),
    ...found.value.caseIds.map((id) => data.cases.get(id)?.source_id),
    ...further.value,
  ]);
  const documents = [...data.sources.values()]
    .filter((source) => ids.has(source.source_id))
    .sort((a, b) => a.published.localeCompare(b.published) || a.source_id.localeCompare(b.source_id));
  return ok({ ...found.value, documents, data });
}
