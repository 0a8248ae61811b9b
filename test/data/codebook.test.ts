/** The queries that the codebook answers in one line each, run as they stand there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildRealDataset, rowsOf, type Dataset } from './dataset.ts';
import { root } from './project.ts';

let dataset: Dataset;
let queries: readonly string[];
beforeAll(async () => {
  dataset = await buildRealDataset();
  await dataset.connection.run("SET search_path = 'yardstick'");
  const codebook = await readFile(join(root, 'data/README.md'), 'utf8');
  queries = [...codebook.matchAll(/```sql\n([^\n]+)\n```/g)].map((match) => match[1] ?? '');
});
afterAll(() => rm(dirname(dataset.folder), { recursive: true, force: true }));

const query = (sql: string) => rowsOf(dataset.connection, sql);
const answer = (about: RegExp) => {
  const found = queries.filter((sql) => about.test(sql));
  expect(found).toHaveLength(1);
  return query(found[0] ?? '');
};

it('four queries, each of one line over gains', () => {
  expect(queries).toHaveLength(4);
  for (const sql of queries) expect(sql).toMatch(/ FROM gains\b/);
});

it('time gains by industry: n, median and quartiles agree with industry_scorecard', async () => {
  const rows = await answer(/dimension = 'time'/);
  expect(rows.length).toBeGreaterThan(3);
  const scorecard = await query(`
    SELECT industry_en, n_points::BIGINT AS n, improvement_q1 AS q1, improvement_median AS median, improvement_q3 AS q3
    FROM industry_scorecard WHERE dimension = 'time' AND n_points > 0 ORDER BY n DESC, industry_en`);
  expect(rows).toEqual(scorecard);
});

it('gains measured by the customer with a stated baseline are those of the metrics table', async () => {
  const rows = await answer(/measured_by = 'customer'/);
  const expected = await query(`
    SELECT metric_id FROM metrics WHERE kind = 'gain' AND measured_by = 'customer' AND baseline_value IS NOT NULL`);
  expect(rows.map((row) => row['metric_id']).sort()).toEqual(expected.map((row) => row['metric_id']).sort());
});

it('the share of projections is theirs among all gains', async () => {
  const [row] = await answer(/status <> 'reported'/);
  const statuses = await query(`SELECT status FROM metrics WHERE kind = 'gain'`);
  const projected = statuses.filter(({ status }) => status !== 'reported').length;
  expect(Number(row?.['n_gains'])).toBe(statuses.length);
  expect(Number(row?.['n_projected'])).toBe(projected);
  expect(row?.['share']).toBeCloseTo(projected / statuses.length, 12);
});

it('vendors with gains in two documents or more, counted by hand', async () => {
  const rows = await answer(/unnest\(vendor_ids\)/);
  const parts = await query(`
    SELECT p.organization_id AS vendor, m.source_id FROM metrics AS m
    JOIN case_organizations AS p ON p.case_id = m.case_id AND p.role = 'vendor' WHERE m.kind = 'gain'`);
  const several = [...new Set(parts.map(({ vendor }) => vendor))].flatMap((vendor) => {
    const gains = parts.filter((part) => part['vendor'] === vendor);
    return new Set(gains.map((gain) => gain['source_id'])).size > 1 ? [[vendor, gains.length]] : [];
  });
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map((row) => [row['vendor'], Number(row['n_gains'])]).sort()).toEqual(several.sort());
});
