import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import { effectSize } from '../../../../src/domain/effectSize.ts';
import type { StatedFigure } from '../../../../src/domain/statedFigure.ts';
import {
  emptyMapping,
  guessMapping,
  isMapped,
  gainsView,
  ownGainsView,
  publishedGainsView,
  type GainsMapping,
} from '../../../../src/features/files/ownGains.ts';

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openShippedDatabase(join(root, 'public/data'));
  const made = await database.runAndReadAll("SELECT sql FROM duckdb_views() WHERE view_name = 'gains'");
  await database.run(publishedGainsView(String(made.getRowsJson()[0]?.[0])));
});

const columns: GainsMapping = {
  label: { column: 'label' },
  industry: { column: 'industry' },
  measure: { column: 'measure' },
  dimension: { constant: 'time' },
  baseline: { column: 'before' },
  result: { column: 'after' },
  change: { column: 'change' },
  unit: { column: 'unit' },
  direction: { column: 'direction' },
  better: { constant: 'less' },
};

interface Row {
  readonly label: string;
  readonly measure?: string;
  readonly before?: number;
  readonly after?: number;
  readonly change?: string;
  readonly unit?: string;
  readonly direction?: string;
}

const literal = (value: string | number | undefined): string =>
  value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`;

async function gains(rows: readonly Row[], mapping = columns): Promise<Record<string, unknown>[]> {
  const values = rows.map(
    (r) =>
      `(${[r.label, r.measure ?? 'processing_time', r.before, r.after, r.change, r.unit, r.direction].map(literal).join(', ')})`,
  );
  await database.run(`CREATE OR REPLACE TABLE main.pilot AS SELECT *, 'Finance' AS industry
    FROM (VALUES ${values.join(', ')}) AS v(label, measure, before, after, change, unit, direction)`);
  await database.run(ownGainsView([{ table: 'pilot', fileName: "pilot's.csv", mapping }]));
  const reader = await database.runAndReadAll('SELECT * FROM own_gains ORDER BY metric_id');
  return reader.getRowObjectsJson() as Record<string, unknown>[];
}

const percent = { id: 'percent', dimension: 'ratio', factor: 0.01 };
const times = { id: 'times', dimension: 'multiple', factor: 1 };
const minute = { id: 'minute', dimension: 'time', factor: 60 };

const figure: StatedFigure = {
  kind: 'gain',
  form: 'relative_change',
  direction: 'increase',
  qualifier: 'exact',
  value: null,
  valueHigh: null,
  unit: percent,
  baselineValue: null,
  baselineHigh: null,
  baselineQualifier: null,
  baselineUnit: null,
  resultValue: null,
  resultHigh: null,
  multipleReading: null,
  percentReading: 'relative',
  higherIsBetter: false,
};

const change = (value: number, direction: 'increase' | 'decrease'): StatedFigure => ({
  ...figure,
  value,
  direction,
});
const multiple = (value: number, direction: 'increase' | 'decrease'): StatedFigure => ({
  ...figure,
  form: 'multiple',
  unit: times,
  value,
  direction,
  multipleReading: 'times_of',
});
const levels = (baselineValue: number | null, resultValue: number | null): StatedFigure => ({
  ...figure,
  form: 'from_to',
  unit: minute,
  baselineValue,
  resultValue,
});

/** Rows of one's own, and the same figure as it is coded for the shipped data. */
const cases: readonly (readonly [string, Row, StatedFigure])[] = [
  ['E1 up p %', { label: 'a', change: '40', unit: 'percent', direction: 'increase' }, change(40, 'increase')],
  ['E2 down p %', { label: 'a', change: '40', unit: '%', direction: 'decrease' }, change(40, 'decrease')],
  ['E2 by its sign', { label: 'a', change: '-40%' }, change(40, 'decrease')],
  ['E2 in Chinese', { label: 'a', change: '40％', direction: '降低' }, change(40, 'decrease')],
  ['E2 of 100 %', { label: 'a', change: '100%', direction: 'down' }, change(100, 'decrease')],
  ['E3 levels', { label: 'a', before: 120, after: 45, unit: 'minute' }, levels(120, 45)],
  ['E3 before a change', { label: 'a', before: 2, after: 3, change: '50%', direction: 'up' }, levels(2, 3)],
  ['E3 without a result', { label: 'a', before: 120 }, levels(120, null)],
  ['E3 without a baseline', { label: 'a', after: 120 }, levels(null, 120)],
  ['E3 of zero', { label: 'a', before: 0, after: 3 }, levels(0, 3)],
  [
    'E4 N times of',
    { label: 'a', change: '3', unit: 'times', direction: 'increase' },
    multiple(3, 'increase'),
  ],
  ['E4 below one', { label: 'a', change: '0.5x', direction: 'decrease' }, multiple(0.5, 'decrease')],
  ['E4 against itself', { label: 'a', change: '0.5×', direction: 'increase' }, multiple(0.5, 'increase')],
  ['E4 of zero', { label: 'a', change: '0 倍', direction: 'increase' }, multiple(0, 'increase')],
  ['E6 to the Nth part', { label: 'a', change: '4倍', direction: 'decrease' }, multiple(4, 'decrease')],
];

describe('gains of one’s own', () => {
  it.each(cases)('%s: as the shipped figures', async (_, row, coded) => {
    const [own] = await gains([row]);
    const shipped = effectSize(coded);
    expect(own?.['effect_rule']).toBe(shipped.rule);
    expect(own?.['effect_blocked_by'] ?? null).toBe(shipped.blockedBy);
    expect(own?.['censoring'] ?? null).toBe(shipped.censoring);
    for (const [name, value] of [
      ['lnrr', shipped.lnrr],
      ['improvement_factor', shipped.improvementFactor],
    ] as const) {
      if (value === null) expect(own?.[name] ?? null).toBeNull();
      else expect(Number(own?.[name])).toBeCloseTo(value, 12);
    }
  });

  it('have the columns and types of the shipped gains, in their order', async () => {
    await gains([{ label: 'a', change: '40%', direction: 'up' }]);
    const shape = async (name: string): Promise<unknown> =>
      (await database.runAndReadAll(`SELECT column_name, column_type FROM (DESCRIBE ${name})`)).getRowsJson();
    expect(await shape('own_gains')).toEqual(await shape('yardstick.gains'));
  });

  it('are marked as own, with the shipped industry and measure', async () => {
    const [own] = await gains([{ label: 'Claims', change: '40%', direction: 'decrease' }]);
    expect(own).toMatchObject({
      source_id: 'own',
      metric_id: 'own-pilot-1',
      claimed_by: 'own',
      case_title_en: 'Claims',
      industry_id: 'finance',
      measure_id: 'processing_time',
      dimension: 'time',
      higher_is_better: false,
      publisher: "pilot's.csv",
    });
  });

  it('of a measure of one’s own need to say whether more is better', async () => {
    const row = { label: 'a', measure: 'Widgets per day', change: '40%', direction: 'increase' };
    const [less] = await gains([row]);
    expect(Number(less?.['improvement_factor'])).toBeCloseTo(1 / 1.4, 12);
    const [more] = await gains([row], { ...columns, better: { constant: 'more' } });
    expect(Number(more?.['improvement_factor'])).toBeCloseTo(1.4, 12);
    const [unsaid] = await gains([row], { ...columns, better: null });
    expect(unsaid?.['effect_blocked_by']).toBe('direction_not_valued');
    expect(unsaid).toMatchObject({ measure_en: 'Widgets per day', dimension: 'time' });
  });

  it('leave out rows without any number', async () => {
    expect(
      await gains([
        { label: 'a' },
        { label: 'b', change: 'a lot' },
        { label: 'c', change: '1,200%', direction: 'up' },
      ]),
    ).toHaveLength(1);
  });

  it('of several tables stand in one view', async () => {
    await gains([{ label: 'a', change: '40%', direction: 'up' }]);
    await database.run('CREATE OR REPLACE TABLE main.second AS SELECT * FROM main.pilot');
    const mapped = ['pilot', 'second'].map((table) => ({ table, fileName: table, mapping: columns }));
    await database.run(ownGainsView(mapped));
    const reader = await database.runAndReadAll('SELECT metric_id FROM own_gains ORDER BY 1');
    expect(reader.getRowsJson()).toEqual([['own-pilot-1'], ['own-second-1']]);
  });

  it('stand among the published ones while they are shown, in whatever reads the gains', async () => {
    const count = async (sql: string): Promise<number> =>
      Number((await database.runAndReadAll(sql)).getRowsJson()[0]?.[0]);
    const before = await count('SELECT count(*) FROM gains');
    await gains([{ label: 'a', change: '40%', direction: 'up' }]);
    await database.run(gainsView(true));
    expect(await count('SELECT count(*) FROM gains')).toBe(before + 1);
    expect(await count("SELECT count(*) FROM yardstick.gains WHERE source_id = 'own'")).toBe(1);
    await database.run(gainsView(false));
    expect(await count('SELECT count(*) FROM gains')).toBe(before);
  });

  it('are mapped by the names of the columns first', () => {
    const guess = guessMapping(['Project', 'Sector', 'KPI', 'Before', 'After', 'Unit']);
    expect(guess).toEqual({
      ...emptyMapping,
      label: { column: 'Project' },
      industry: { column: 'Sector' },
      measure: { column: 'KPI' },
      baseline: { column: 'Before' },
      result: { column: 'After' },
      unit: { column: 'Unit' },
    });
    expect(isMapped(guess)).toBe(true);
    expect(isMapped(guessMapping(['名称', '行业', '指标']))).toBe(false);
    expect(guessMapping(['名称', '提升', '方向'])).toMatchObject({
      change: { column: '提升' },
      direction: { column: '方向' },
    });
  });
});
