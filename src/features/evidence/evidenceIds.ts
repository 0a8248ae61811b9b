import type { Column, Value } from '../../domain/columnType.ts';

/** The figures and cases that result rows name. */
export interface EvidenceIds {
  readonly metricIds: readonly string[];
  readonly caseIds: readonly string[];
}

const names = { metricIds: /(?:^|_)metric_ids?$/i, caseIds: /(?:^|_)case_ids?$/i };

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
