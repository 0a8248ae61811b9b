/** Effect sizes once more, in SQL, from the coded columns alone: a second program that must agree with the first. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildRealDataset, rowsOf, type Dataset } from './dataset.ts';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await buildRealDataset();
});
afterAll(() => rm(dirname(dataset.folder), { recursive: true, force: true }));

const recomputed = `
WITH stated AS (
  SELECT m.*, x.higher_is_better,
    CASE WHEN u.dimension = 'ratio' THEN u.factor WHEN u.dimension = 'percentage_point' THEN 0.01 END AS p_unit,
    coalesce(m.value_high, m.value) AS value_to,
    coalesce(m.result_high, m.result_value) AS result_to,
    coalesce(m.baseline_high, m.baseline_value) AS baseline_to,
    CASE WHEN b.unit_id IS NULL THEN 1 WHEN b.dimension = u.dimension THEN b.factor / u.factor END AS to_unit,
    CASE WHEN m.form = 'percentage_point' OR m.percent_reading = 'points' THEN 'points' ELSE m.form END AS reads,
    coalesce(m.multiple_reading, 'ambiguous') AS reading,
    CASE m.direction WHEN 'increase' THEN 1 WHEN 'decrease' THEN -1 END AS way
  FROM yardstick.metrics AS m
  JOIN yardstick.measures AS x ON x.measure_id = m.measure_id
  JOIN yardstick.units AS u ON u.unit_id = m.unit_id
  LEFT JOIN yardstick.units AS b ON b.unit_id = m.baseline_unit_id
  WHERE m.kind = 'gain'
),
ratios AS (
  SELECT *,
    CASE
      WHEN reads = 'relative_change' THEN 1 + way * value * p_unit
      WHEN reads = 'from_to' THEN result_value / (baseline_to * to_unit)
      WHEN reads = 'points' THEN coalesce(result_value, baseline_value + way * value) / coalesce(baseline_value, result_value - way * value_to)
      WHEN reads = 'multiple' AND (way = 1 OR (reading = 'times_of' AND value < 1))
        THEN value + CASE reading WHEN 'times_more' THEN 1 ELSE 0 END
      WHEN reads = 'multiple' THEN 1 / (value + CASE reading WHEN 'times_more' THEN 1 ELSE 0 END)
    END AS r_from,
    CASE
      WHEN reads = 'relative_change' THEN 1 + way * value_to * p_unit
      WHEN reads = 'from_to' THEN result_to / (baseline_value * to_unit)
      WHEN reads = 'points' THEN coalesce(result_to, baseline_value + way * value_to) / coalesce(baseline_value, result_value - way * value)
      WHEN reads = 'multiple' AND (way = 1 OR (reading = 'times_of' AND value < 1))
        THEN value_to + CASE reading WHEN 'times_of' THEN 0 ELSE 1 END
      WHEN reads = 'multiple' THEN 1 / (value_to + CASE reading WHEN 'times_of' THEN 0 ELSE 1 END)
    END AS r_to
  FROM stated
),
signed AS (
  SELECT *,
    CASE WHEN higher_is_better THEN 1 WHEN NOT higher_is_better THEN -1 END AS sign,
    reads = 'multiple' AND reading = 'ambiguous' AS two_readings,
    -- whether a greater number as printed makes a greater ratio
    CASE WHEN reads = 'from_to' OR way = 1 OR (reads = 'multiple' AND reading = 'times_of' AND value < 1) THEN 1 ELSE -1 END AS grows
  FROM ratios
),
ends AS (
  SELECT *,
    least(sign * ln(r_from), sign * ln(r_to)) AS low,
    greatest(sign * ln(r_from), sign * ln(r_to)) AS high,
    CASE
      WHEN qualifier IN ('at_least', 'over') THEN CASE WHEN sign * grows = 1 THEN 'lower_bound' ELSE 'upper_bound' END
      WHEN qualifier IN ('up_to', 'under') THEN CASE WHEN sign * grows = 1 THEN 'upper_bound' ELSE 'lower_bound' END
      WHEN reads = 'from_to' AND baseline_qualifier IN ('at_least', 'over') THEN CASE sign WHEN -1 THEN 'lower_bound' ELSE 'upper_bound' END
      WHEN reads = 'from_to' AND baseline_qualifier IN ('up_to', 'under') THEN CASE sign WHEN -1 THEN 'upper_bound' ELSE 'lower_bound' END
      ELSE 'none'
    END AS bound
  FROM signed
  WHERE r_from > 0 AND r_to > 0
    -- a floor over a floor, or a ceiling over a ceiling, leaves both ends open
    AND NOT (reads = 'from_to' AND (
      (qualifier IN ('at_least', 'over') AND coalesce(baseline_qualifier, '') IN ('at_least', 'over'))
      OR (qualifier IN ('up_to', 'under') AND coalesce(baseline_qualifier, '') IN ('up_to', 'under'))))
)
SELECT metric_id,
  CASE
    WHEN two_readings THEN sign * ln(r_from)
    WHEN bound = 'lower_bound' THEN low
    WHEN bound = 'upper_bound' THEN high
    ELSE (low + high) / 2
  END AS lnrr,
  CASE WHEN bound <> 'upper_bound' THEN low END AS lnrr_low,
  CASE WHEN bound <> 'lower_bound' THEN high END AS lnrr_high,
  bound AS censoring
FROM ends
WHERE sign IS NOT NULL`;

it('every effect size agrees with its recomputation in SQL to 1e-12', async () => {
  const differing = await rowsOf(
    dataset.connection,
    `
    SELECT metric_id, m.lnrr, r.lnrr AS again, m.lnrr_low, r.lnrr_low AS low_again, m.lnrr_high, r.lnrr_high AS high_again
    FROM (FROM yardstick.metrics WHERE kind = 'gain') AS m
    LEFT JOIN (${recomputed}) AS r USING (metric_id)
    WHERE (m.lnrr IS NULL) <> (r.lnrr IS NULL) OR (m.lnrr_low IS NULL) <> (r.lnrr_low IS NULL)
      OR (m.lnrr_high IS NULL) <> (r.lnrr_high IS NULL) OR m.censoring IS DISTINCT FROM r.censoring
      OR abs(m.lnrr - r.lnrr) > 1e-12 OR abs(m.lnrr_low - r.lnrr_low) > 1e-12 OR abs(m.lnrr_high - r.lnrr_high) > 1e-12`,
  );
  expect(differing).toEqual([]);
  const [{ n } = { n: 0 }] = await rowsOf(
    dataset.connection,
    `SELECT count(*)::INTEGER AS n FROM (${recomputed})`,
  );
  expect(n).toBeGreaterThan(50);
});

it('improvement_factor is exp(lnrr), and the ends enclose the point', async () => {
  const wrong = await rowsOf(
    dataset.connection,
    `
    FROM yardstick.metrics
    WHERE abs(ln(improvement_factor) - lnrr) > 1e-12 OR (lnrr IS NULL) <> (improvement_factor IS NULL)
      OR lnrr_low > lnrr OR lnrr_high < lnrr`,
  );
  expect(wrong).toEqual([]);
});

it('log odds ratios follow from both levels', async () => {
  const wrong = await rowsOf(
    dataset.connection,
    `
    SELECT m.metric_id, m.log_odds_ratio,
      (CASE WHEN x.higher_is_better THEN 1 ELSE -1 END) * (
        ln((m.result_value / 100) / (1 - m.result_value / 100)) - ln((m.baseline_value / 100) / (1 - m.baseline_value / 100))
      ) AS again
    FROM yardstick.metrics AS m JOIN yardstick.measures AS x USING (measure_id)
    WHERE m.lnrr IS NOT NULL AND m.form = 'from_to' AND m.unit_id = 'percent' AND m.baseline_unit_id IS NULL
      AND m.baseline_high IS NULL AND m.result_high IS NULL
      AND m.baseline_value BETWEEN 0.001 AND 99.999 AND m.result_value BETWEEN 0.001 AND 99.999
      AND abs(coalesce(m.log_odds_ratio, 1e9) - again) > 1e-12`,
  );
  expect(wrong).toEqual([]);
});

it('a gain has an effect size or says why not, and nothing else has either', async () => {
  const wrong = await rowsOf(
    dataset.connection,
    `
    SELECT metric_id FROM yardstick.metrics
    WHERE (kind = 'gain') <> ((lnrr IS NOT NULL)::INTEGER + (effect_blocked_by IS NOT NULL)::INTEGER = 1)
      OR (kind = 'gain') <> (evidence_grade IS NOT NULL)
      OR (lnrr IS NOT NULL AND (effect_rule IS NULL OR censoring IS NULL))`,
  );
  expect(wrong).toEqual([]);
});
