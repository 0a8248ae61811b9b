import { afterAll, beforeAll, expect, it } from 'vitest';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { storedViews } from '../../data/build/views.ts';
import { buildRealDataset, rowsOf, type Dataset } from './dataset.ts';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await buildRealDataset();
});
afterAll(() => rm(dirname(dataset.folder), { recursive: true, force: true }));

const query = (sql: string) => rowsOf(dataset.connection, sql);
const count = async (from: string) => (await query(`SELECT count(*)::INTEGER AS n FROM ${from}`))[0]?.['n'];

it('the five views are there, bind and return rows', async () => {
  const names = dataset.descriptor.views.map(({ name }) => name);
  expect(names).toEqual(['gains', 'case_overview', 'industry_scorecard', 'vendor_scorecard', 'citations']);
  for (const { name, schema } of dataset.descriptor.views) {
    expect(await count(`yardstick.${name}`), name).toBeGreaterThan(0);
    const columns = (await query(`DESCRIBE yardstick.${name}`)).map((row) => row['column_name']);
    expect(columns, name).toEqual(schema.fields.map((field) => field.name));
  }
});

it('what is stored of a view is what the view gives', async () => {
  expect(storedViews.length).toBeGreaterThan(0);
  for (const name of storedViews) {
    const stored = `read_parquet('${join(dataset.folder, `${name}.parquet`)}')`;
    const order = (from: string) => `FROM ${from} ORDER BY ALL`;
    expect(await query(order(stored)), name).toEqual(await query(order(`yardstick.${name}`)));
    const types = async (from: string) =>
      (await query(`DESCRIBE FROM ${from}`)).map(
        (row) => `${String(row['column_name'])} ${String(row['column_type'])}`,
      );
    expect(await types(stored), name).toEqual(await types(`yardstick.${name}`));
  }
});

it('views refer to tables of the schema only', () => {
  for (const { name, sql } of dataset.descriptor.views) {
    const tables = [...sql.matchAll(/\b(?:FROM|JOIN)\s+([\w.]+)/g)].map((match) => match[1] ?? '');
    const ctes = [...sql.matchAll(/(?:WITH|\),)\s*(\w+) AS \(/g)].map((match) => match[1] ?? '');
    const views = dataset.descriptor.views.map((view) => `yardstick.${view.name}`);
    for (const table of tables) {
      expect(table.startsWith('yardstick.') || ctes.includes(table), `${name}: ${table}`).toBe(true);
      expect(views, name).not.toContain(table);
    }
  }
});

it('gains: each gain once', async () => {
  expect(await count('yardstick.gains')).toBe(await count(`yardstick.metrics WHERE kind = 'gain'`));
  expect(await count('(SELECT DISTINCT metric_id FROM yardstick.gains)')).toBe(
    await count('yardstick.gains'),
  );
});

it('gains: parties and uses in the order of the case, names in both languages', async () => {
  const wrong = await query(`
    SELECT g.metric_id FROM yardstick.gains AS g
    WHERE g.vendor_ids IS DISTINCT FROM (
        SELECT list(o.organization_id ORDER BY o.sort_order) FROM yardstick.case_organizations AS o
        WHERE o.case_id = g.case_id AND o.role = 'vendor')
      OR (g.vendor_ids IS NOT NULL AND (g.vendors_en IS NULL OR g.vendors_zh IS NULL))
      OR (g.customer_ids IS NOT NULL AND (g.customers_en IS NULL OR g.customers_zh IS NULL))
      OR (g.case_id IS NOT NULL AND (g.industry_en IS NULL OR g.industry_zh IS NULL OR g.section_title_en IS NULL))`);
  expect(wrong).toEqual([]);
});

it('case_overview: each case once, its figures counted', async () => {
  expect(await count('yardstick.case_overview')).toBe(await count('yardstick.cases'));
  const [sums] = await query(
    'SELECT sum(n_figures)::INTEGER AS figures, sum(n_gains)::INTEGER AS gains FROM yardstick.case_overview',
  );
  expect(sums).toEqual({
    figures: await count('yardstick.metrics WHERE case_id IS NOT NULL'),
    gains: await count(`yardstick.metrics WHERE case_id IS NOT NULL AND kind = 'gain'`),
  });
});

it('industry_scorecard: every gain of a case is a point, a bound or without effect', async () => {
  const wrong = await query(
    'FROM yardstick.industry_scorecard WHERE n_with_effect <> n_points + n_lower_bounds + n_upper_bounds OR n_with_effect > n_gains',
  );
  expect(wrong).toEqual([]);
  const [sums] = await query('SELECT sum(n_gains)::INTEGER AS gains FROM yardstick.industry_scorecard');
  expect(sums).toEqual({
    gains: await count(`yardstick.metrics WHERE kind = 'gain' AND case_id IS NOT NULL`),
  });
});

it('industry_scorecard: median and quartiles of the points, computed from their sorted values', async () => {
  const cells = await query(`
    SELECT s.industry_id, s.dimension, s.lnrr_q1, s.lnrr_median, s.lnrr_q3, s.improvement_median,
      list(g.lnrr ORDER BY g.lnrr) FILTER (WHERE g.censoring = 'none') AS points
    FROM yardstick.industry_scorecard AS s
    JOIN yardstick.gains AS g ON g.industry_id = s.industry_id AND g.dimension = s.dimension
    GROUP BY ALL`);
  let checked = 0;
  for (const cell of cells) {
    const points = (cell['points'] ?? []) as number[];
    if (points.length === 0) {
      expect(cell['lnrr_median']).toBeNull();
      continue;
    }
    checked++;
    expect(cell['lnrr_q1']).toBeCloseTo(quantile(points, 0.25), 12);
    expect(cell['lnrr_median']).toBeCloseTo(quantile(points, 0.5), 12);
    expect(cell['lnrr_q3']).toBeCloseTo(quantile(points, 0.75), 12);
    if (points.length % 2 === 1)
      expect(Math.log(Number(cell['improvement_median']))).toBeCloseTo(quantile(points, 0.5), 12);
  }
  expect(checked).toBeGreaterThan(5);
});

it('vendor_scorecard: each vendor once, with its cases', async () => {
  expect(await count('yardstick.vendor_scorecard')).toBe(
    await count(`(SELECT DISTINCT organization_id FROM yardstick.case_organizations WHERE role = 'vendor')`),
  );
  const [sums] = await query('SELECT sum(n_cases)::INTEGER AS n FROM yardstick.vendor_scorecard');
  expect(sums).toEqual({ n: await count(`yardstick.case_organizations WHERE role = 'vendor'`) });
});

it('citations: one for each figure and each case, whole in both languages', async () => {
  const figures = Number(await count('yardstick.metrics'));
  const cases = Number(await count('yardstick.cases'));
  expect(await count('yardstick.citations')).toBe(figures + cases);
  const wrong = await query(`
    FROM yardstick.citations
    WHERE citation_en IS NULL OR citation_zh IS NULL OR NOT contains(citation_en, ' line') OR NOT contains(citation_zh, '行')
      OR (metric_id IS NULL AND case_id IS NULL)`);
  expect(wrong).toEqual([]);
});

/** With linear interpolation, as quantile_cont. */
function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? NaN;
  const high = sorted[Math.ceil(at)] ?? NaN;
  return low + (high - low) * (at - Math.floor(at));
}
