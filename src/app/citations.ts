import { ok, type Result } from '../domain/appError.ts';
import type { Rows } from '../engine/rows.ts';
import { evidenceData } from '../features/evidence/kept.ts';
import { citationColumns, citationRecords } from '../features/evidence/exportCitations.ts';
import { evidenceIds, holdsIds } from '../features/evidence/evidenceIds.ts';
import { readRange } from '../features/grid/rangeReader.ts';
import type { RowSource } from '../features/grid/rowSource.ts';
import { language } from '../i18n/i18n.ts';
import { dataset } from './dataset.ts';

/**
 * The citations of the figures and cases that the rows of a result name, a header first; null when they name none. Read from the rows
 * themselves, since a statement may give others when it runs again.
 */
export async function citationsOf(
  source: RowSource,
  query: (sql: string) => Promise<Result<Rows>>,
  signal: AbortSignal,
): Promise<Result<readonly (readonly string[])[] | null>> {
  const metricIds = new Set<string>();
  const caseIds = new Set<string>();
  const named = source.columns.flatMap((column, i) => (holdsIds(column.name) ? [i] : []));
  if (named.length === 0) return ok(null);
  const columns = named.flatMap((i) => source.columns[i] ?? []);
  const range = { source, columns: named, first: 0, end: source.rowCount };
  const read = await readRange(range, signal, (rows) => {
    const ids = evidenceIds(columns, rows);
    for (const id of ids.metricIds) metricIds.add(id);
    for (const id of ids.caseIds) caseIds.add(id);
  });
  if (!read.ok) return read;
  if (metricIds.size + caseIds.size === 0) return ok(null);
  const data = await evidenceData(query);
  if (!data.ok) return data;
  const ids = { metricIds: [...metricIds], caseIds: [...caseIds] };
  const records = citationRecords(ids, data.value, dataset.version, language());
  return ok(records.length === 0 ? null : [citationColumns, ...records]);
}
