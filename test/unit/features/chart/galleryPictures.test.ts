import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import { compileChart, toVegaSpec } from '../../../../src/features/chart/compileSpec.ts';
import { loadChart } from '../../../../src/features/chart/loadChart.ts';
import { printTheme } from '../../../../src/features/chart/theme.ts';
import { questions } from '../../../../src/features/gallery/questions.ts';
import { drawnMarks } from './drawn.ts';
import { nativeRows } from './nativeRows.ts';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await openShippedDatabase(join(root, 'public/data'));
});
afterAll(() => {
  connection.closeSync();
});

describe('each ready question is drawn by the page as by Vega alone', () => {
  it.each(questions.flatMap((q) => (['en', 'zh'] as const).map((language) => ({ id: q.id, language, q }))))(
    '$id in $language',
    async ({ q, language }) => {
      const sql = q.sql(language);
      const rows = await nativeRows(connection, sql);
      const options = {
        title: q.title[language],
        sourceLine: 'S',
        theme: printTheme,
        language,
        width: 640,
        height: 400,
      };
      const chart = await loadChart({
        spec: q.spec(language),
        sql,
        columns: rows.columns,
        language,
        query: async (s) => ({ ok: true, value: await nativeRows(connection, s) }),
      });
      if (!chart.ok) throw new Error(chart.error.message);
      expect(chart.value.notices).toEqual([]);
      const live = compileChart(chart.value.spec, chart.value.rows, options);
      const alone = toVegaSpec({ ...q.spec(language) }, rows, options);
      if (!live.ok || !alone.ok) throw new Error('not compiled');
      expect(live.value.warnings).toEqual([]);
      const marks = await drawnMarks(live.value.vega);
      expect(marks.length).toBeGreaterThan(1);
      expect(marks).toEqual(await drawnMarks(alone.value.vega));
    },
  );
});
