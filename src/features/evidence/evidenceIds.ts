import type { Column, Value } from '../../domain/columnType.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';

/** The figures and cases that result rows name. */
export interface EvidenceIds {
  readonly metricIds: readonly string[];
  readonly caseIds: readonly string[];
}

const names = { metricIds: /(?:^|_)metric_ids?$/i, caseIds: /(?:^|_)case_ids?$/i };

const isTexts = ({ type }: Column): boolean =>
  type.kind === 'text' || (type.kind === 'list' && type.element.kind === 'text');

/** The ids of figures, and of cases beside them, that a statement's result names: one column, an id a row; null where it names no figure. */
export function idsOfColumnsSql(sql: string, columns: readonly Column[]): string | null {
  const carrying = (name: RegExp): Column[] => columns.filter((c) => name.test(c.name) && isTexts(c));
  if (carrying(names.metricIds).length === 0) return null;
  const lists = [...carrying(names.metricIds), ...carrying(names.caseIds)].map((c) =>
    c.type.kind === 'list' ? quoteIdentifier(c.name) : `[${quoteIdentifier(c.name)}]`,
  );
  return `SELECT DISTINCT id FROM (SELECT unnest(flatten([${lists.join(', ')}])) AS id FROM (\n${sql}\n) AS result) AS ids
WHERE id IS NOT NULL ORDER BY id`;
}

/** Whether a column of that name holds ids of figures or cases. */
export const holdsIds = (name: string): boolean => names.metricIds.test(name) || names.caseIds.test(name);

function texts(column: Column, value: Value): string[] {
  if (column.type.kind === 'text' && typeof value === 'string') return [value];
  const isTextList = column.type.kind === 'list' && column.type.element.kind === 'text';
  return isTextList && Array.isArray(value) ? (value as Value[]).filter((v) => typeof v === 'string') : [];
}

/** The ids that rows carry, by the names of their columns (`metric_id`, `best_metric_id`, `case_ids` …), each once, in order. */
export function evidenceIds(columns: readonly Column[], rows: readonly (readonly Value[])[]): EvidenceIds {
  const collect = (name: RegExp): string[] => {
    const found = rows.flatMap((row) =>
      columns.flatMap((column, i) => (name.test(column.name) ? texts(column, row[i] ?? null) : [])),
    );
    return [...new Set(found)];
  };
  return { metricIds: collect(names.metricIds), caseIds: collect(names.caseIds) };
}
