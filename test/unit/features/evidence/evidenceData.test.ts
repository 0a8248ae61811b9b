import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { nativeRows } from '../../../../scripts/lib/nativeRows.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { citationText, type Locator } from '../../../../src/domain/citation.ts';
import { ok, type Result } from '../../../../src/domain/appError.ts';
import type { Rows } from '../../../../src/engine/rows.ts';
import {
  caseRecord,
  figureRecord,
  keptEvidenceData,
  loadEvidenceData,
  type EvidenceData,
} from '../../../../src/features/evidence/evidenceData.ts';
import { citedSource } from '../../../../src/features/evidence/citedSource.ts';

let database: DuckDBConnection;
let data: EvidenceData;
const query = async (sql: string): Promise<Result<Rows>> => ok(await nativeRows(database, sql));

beforeAll(async () => {
  database = await openShippedDatabase(join(root, 'public/data'));
  const loaded = await loadEvidenceData(query);
  if (!loaded.ok) throw new Error(loaded.error.message);
  data = loaded.value;
});

describe('figureRecord', () => {
  it('gives for every figure the citation that the view `citations` has', async () => {
    const cited = await database.runAndReadAll(
      'SELECT metric_id, citation_en FROM yardstick.citations WHERE metric_id IS NOT NULL',
    );
    const rows = cited.getRowsJson() as [string, string][];
    expect(rows.length).toBe(data.figures.size);
    for (const [id, text] of rows) {
      const record = figureRecord(data, id);
      if (!record?.source) throw new Error(id);
      const locator: Locator = {
        section: record.section && { en: record.section.title_en, zh: record.section.title_zh },
        lineStart: record.figure.line_start,
        lineEnd: record.figure.line_end,
      };
      expect(citationText(citedSource(record.source), locator, 'en')).toBe(text);
      expect(record.measure, id).not.toBeNull();
      expect(record.unit, id).not.toBeNull();
    }
  });

  it('finds the corrections on the lines cited, other statements of the figure included, and none beside them', async () => {
    const reader = await database.runAndReadAll(`
      SELECT m.metric_id, list(k.correction_id ORDER BY k.correction_id) AS ids
      FROM yardstick.metrics AS m JOIN yardstick.corrections AS k
        ON k.source_id = m.source_id AND (k.line BETWEEN m.line_start AND m.line_end OR list_contains(m.also_lines, k.line))
      GROUP BY 1`);
    const expected = new Map(reader.getRowsJson().map(([id, ids]) => [String(id), ids]));
    expect(expected.size).toBeGreaterThan(50);
    for (const id of data.figures.keys()) {
      const found = figureRecord(data, id)
        ?.corrections.map((k) => k.correction_id)
        .sort();
      expect(found).toEqual(expected.get(id) ?? []);
    }
  });

  it('lists the other figures of the case, not the figure itself', () => {
    const [id, figures] = [...data.figuresOfCase].find(([, list]) => list.length > 2) ?? ['', []];
    const record = figureRecord(data, figures[0]?.metric_id ?? '');
    expect(record?.case?.case_id).toBe(id);
    expect(record?.siblings).toEqual(figures.slice(1));
  });

  it('is null for an id that is not there', () => {
    expect(figureRecord(data, "x' OR true --")).toBeNull();
    expect(caseRecord(data, '')).toBeNull();
  });
});

describe('caseRecord', () => {
  it('has the figures and the corrections of the case’s lines', () => {
    const record = caseRecord(data, 'caict-2023-04');
    expect(record?.figures.length).toBe(record?.case.n_figures);
    expect(record?.corrections.length).toBeGreaterThan(0);
    for (const k of record?.corrections ?? []) {
      expect(k.line).toBeGreaterThanOrEqual(record?.case.line_start ?? Infinity);
      expect(k.line).toBeLessThanOrEqual(record?.case.line_end ?? 0);
    }
  });
});

describe('keptEvidenceData', () => {
  it('asks once, and again only after a failure', async () => {
    const load = keptEvidenceData();
    let asked = 0;
    let broken = true;
    const counted = (sql: string): Promise<Result<Rows>> => {
      asked++;
      if (broken) return Promise.resolve({ ok: false, error: { kind: 'engine_crashed', message: 'gone' } });
      return query(sql);
    };
    expect((await load(counted)).ok).toBe(false);
    expect(asked).toBe(1);
    broken = false;
    const [first, second] = await Promise.all([load(counted), load(counted)]);
    const once = asked;
    expect(first.ok).toBe(true);
    expect(second).toBe(first);
    await load(counted);
    expect(asked).toBe(once);
  });
});
