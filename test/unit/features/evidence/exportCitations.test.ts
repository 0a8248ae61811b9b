import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeRows } from '../../../../scripts/lib/nativeRows.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { ok } from '../../../../src/domain/appError.ts';
import { loadEvidenceData, type EvidenceData } from '../../../../src/features/evidence/evidenceData.ts';
import { citationColumns, citationRecords } from '../../../../src/features/evidence/exportCitations.ts';

let data: EvidenceData;
let cited: Map<string, { readonly en: string; readonly zh: string }>;

beforeAll(async () => {
  const database = await openShippedDatabase(join(root, 'public/data'));
  const loaded = await loadEvidenceData(async (sql) => ok(await nativeRows(database, sql)));
  if (!loaded.ok) throw new Error(loaded.error.message);
  data = loaded.value;
  const rows = await database.runAndReadAll(
    'SELECT coalesce(metric_id, case_id), citation_en, citation_zh FROM yardstick.citations',
  );
  cited = new Map((rows.getRowsJson() as [string, string, string][]).map(([id, en, zh]) => [id, { en, zh }]));
});

describe('citationRecords', () => {
  it('cites every figure as the view `citations` does, in either language', () => {
    const metricIds = [...data.figures.keys()];
    for (const language of ['en', 'zh'] as const) {
      const records = citationRecords({ metricIds, caseIds: [] }, data, '1.0.0', language);
      expect(records.map(([id]) => id)).toEqual(metricIds);
      for (const record of records) {
        expect(record.length).toBe(citationColumns.length);
        expect(record[3]).toBe(cited.get(record[0] ?? '')?.[language]);
        expect(record[1]).toBe(data.figures.get(record[0] ?? '')?.figure_text);
      }
    }
  });

  it('cites a case by itself only where no figure of it is named', () => {
    const figure = [...data.figures.values()].find((m) => m.case_id !== null);
    const other = [...data.cases.keys()].find((id) => id !== figure?.case_id) ?? '';
    const ids = { metricIds: [figure?.metric_id ?? ''], caseIds: [figure?.case_id ?? '', other] };
    const records = citationRecords(ids, data, '1.0.0', 'en');
    expect(records.map(([id]) => id)).toEqual([figure?.metric_id, other]);
    expect(records[1]?.[3]).toBe(cited.get(other)?.en);
  });

  it('leaves out what the dataset does not have', () => {
    expect(citationRecords({ metricIds: ['mine-m1'], caseIds: ['c'] }, data, '1.0.0', 'en')).toEqual([]);
  });
});
