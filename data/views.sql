-- The views of the schema yardstick: the analyst's first questions. They read the tables of the schema and nothing else, and run in
-- DuckDB 1.4 and DuckDB-WASM alike. Nothing is pooled: a stated gain carries no variance, so there are medians and quartiles, never a
-- weighted mean, and gains that are bounds (at least, up to) are counted beside them, never in them.

-- Each gain, flat: its case, who takes part, what for, where it is stated, its effect size and evidence.
CREATE OR REPLACE VIEW yardstick.gains AS
WITH parts AS (
  SELECT
    p.case_id,
    string_agg(coalesce(o.name_en, o.name_zh), ', ' ORDER BY p.sort_order) FILTER (WHERE p.role = 'vendor') AS vendors_en,
    string_agg(coalesce(o.name_zh, o.name_en), '、' ORDER BY p.sort_order) FILTER (WHERE p.role = 'vendor') AS vendors_zh,
    list(p.organization_id ORDER BY p.sort_order) FILTER (WHERE p.role = 'vendor') AS vendor_ids,
    string_agg(coalesce(o.name_en, o.name_zh), ', ' ORDER BY p.sort_order) FILTER (WHERE p.role = 'customer') AS customers_en,
    string_agg(coalesce(o.name_zh, o.name_en), '、' ORDER BY p.sort_order) FILTER (WHERE p.role = 'customer') AS customers_zh,
    list(p.organization_id ORDER BY p.sort_order) FILTER (WHERE p.role = 'customer') AS customer_ids
  FROM yardstick.case_organizations AS p
  JOIN yardstick.organizations AS o ON o.organization_id = p.organization_id
  GROUP BY p.case_id
),
uses AS (
  SELECT
    u.case_id,
    string_agg(f.name_en, ', ' ORDER BY u.sort_order) AS functions_en,
    string_agg(f.name_zh, '、' ORDER BY u.sort_order) AS functions_zh,
    list(u.function_id ORDER BY u.sort_order) AS function_ids
  FROM yardstick.case_functions AS u
  JOIN yardstick.functions AS f ON f.function_id = u.function_id
  GROUP BY u.case_id
)
SELECT
  m.metric_id,
  m.case_id,
  m.source_id,
  c.title_en AS case_title_en,
  c.title_zh AS case_title_zh,
  c.product,
  c.stage,
  c.year,
  c.industry_id,
  i.name_en AS industry_en,
  i.name_zh AS industry_zh,
  parts.vendors_en,
  parts.vendors_zh,
  parts.vendor_ids,
  parts.customers_en,
  parts.customers_zh,
  parts.customer_ids,
  uses.functions_en,
  uses.functions_zh,
  uses.function_ids,
  m.figure_text,
  m.label_en,
  m.label_zh,
  m.measure_id,
  x.name_en AS measure_en,
  x.name_zh AS measure_zh,
  x.dimension,
  x.higher_is_better,
  m.form,
  m.direction,
  m.value,
  m.value_high,
  m.unit_id,
  m.baseline_value,
  m.baseline_high,
  m.baseline_qualifier,
  m.baseline_unit_id,
  m.result_value,
  m.result_high,
  m.comparator,
  m.comparator_implied,
  m.comparator_same_time,
  m.qualifier,
  m.status,
  m.claimed_by,
  m.measured_by,
  m.multiple_reading,
  m.percent_reading,
  m.lnrr,
  m.lnrr_low,
  m.lnrr_high,
  m.improvement_factor,
  m.log_odds_ratio,
  m.censoring,
  m.effect_rule,
  m.effect_blocked_by,
  m.d1_baseline,
  m.d2_comparator_time,
  m.d3_measurer,
  m.d4_sample_period,
  m.d5_figures_against,
  m.d6_realised,
  m.evidence_grade,
  s.title_en AS source_title_en,
  s.title_zh AS source_title_zh,
  s.publisher,
  s.published,
  c.section_id,
  n.title_en AS section_title_en,
  n.title_zh AS section_title_zh,
  m.line_start,
  m.line_end,
  m.note
FROM yardstick.metrics AS m
JOIN yardstick.measures AS x ON x.measure_id = m.measure_id
JOIN yardstick.sources AS s ON s.source_id = m.source_id
LEFT JOIN yardstick.cases AS c ON c.case_id = m.case_id
LEFT JOIN yardstick.industries AS i ON i.industry_id = c.industry_id
LEFT JOIN yardstick.sections AS n ON n.section_id = c.section_id
LEFT JOIN parts ON parts.case_id = m.case_id
LEFT JOIN uses ON uses.case_id = m.case_id
WHERE m.kind = 'gain';

-- Each case with who takes part, what for, how it is made and how many figures it states.
CREATE OR REPLACE VIEW yardstick.case_overview AS
WITH parts AS (
  SELECT
    p.case_id,
    string_agg(coalesce(o.name_en, o.name_zh), ', ' ORDER BY p.sort_order) FILTER (WHERE p.role = 'vendor') AS vendors_en,
    string_agg(coalesce(o.name_zh, o.name_en), '、' ORDER BY p.sort_order) FILTER (WHERE p.role = 'vendor') AS vendors_zh,
    list(p.organization_id ORDER BY p.sort_order) FILTER (WHERE p.role = 'vendor') AS vendor_ids,
    string_agg(coalesce(o.name_en, o.name_zh), ', ' ORDER BY p.sort_order) FILTER (WHERE p.role = 'customer') AS customers_en,
    string_agg(coalesce(o.name_zh, o.name_en), '、' ORDER BY p.sort_order) FILTER (WHERE p.role = 'customer') AS customers_zh,
    list(p.organization_id ORDER BY p.sort_order) FILTER (WHERE p.role = 'customer') AS customer_ids
  FROM yardstick.case_organizations AS p
  JOIN yardstick.organizations AS o ON o.organization_id = p.organization_id
  GROUP BY p.case_id
),
uses AS (
  SELECT
    u.case_id,
    string_agg(f.name_en, ', ' ORDER BY u.sort_order) AS functions_en,
    string_agg(f.name_zh, '、' ORDER BY u.sort_order) AS functions_zh,
    list(u.function_id ORDER BY u.sort_order) AS function_ids
  FROM yardstick.case_functions AS u
  JOIN yardstick.functions AS f ON f.function_id = u.function_id
  GROUP BY u.case_id
),
means AS (
  SELECT
    u.case_id,
    string_agg(t.name_en, ', ' ORDER BY u.sort_order) AS techniques_en,
    string_agg(t.name_zh, '、' ORDER BY u.sort_order) AS techniques_zh,
    list(u.technique_id ORDER BY u.sort_order) AS technique_ids
  FROM yardstick.case_techniques AS u
  JOIN yardstick.techniques AS t ON t.technique_id = u.technique_id
  GROUP BY u.case_id
),
counts AS (
  SELECT
    m.case_id,
    count(*)::INTEGER AS n_figures,
    (count(*) FILTER (WHERE m.kind = 'gain'))::INTEGER AS n_gains,
    count(m.lnrr)::INTEGER AS n_with_effect
  FROM yardstick.metrics AS m
  WHERE m.case_id IS NOT NULL
  GROUP BY m.case_id
)
SELECT
  c.case_id,
  c.source_id,
  c.title_en AS case_title_en,
  c.title_zh AS case_title_zh,
  c.summary_en,
  c.summary_zh,
  c.product,
  c.stage,
  c.year,
  c.industry_id,
  i.name_en AS industry_en,
  i.name_zh AS industry_zh,
  c.industry_label,
  parts.vendors_en,
  parts.vendors_zh,
  parts.vendor_ids,
  parts.customers_en,
  parts.customers_zh,
  parts.customer_ids,
  uses.functions_en,
  uses.functions_zh,
  uses.function_ids,
  means.techniques_en,
  means.techniques_zh,
  means.technique_ids,
  coalesce(counts.n_figures, 0) AS n_figures,
  coalesce(counts.n_gains, 0) AS n_gains,
  coalesce(counts.n_with_effect, 0) AS n_with_effect,
  s.title_en AS source_title_en,
  s.title_zh AS source_title_zh,
  c.section_id,
  n.title_en AS section_title_en,
  n.title_zh AS section_title_zh,
  c.line_start,
  c.line_end
FROM yardstick.cases AS c
JOIN yardstick.industries AS i ON i.industry_id = c.industry_id
JOIN yardstick.sources AS s ON s.source_id = c.source_id
JOIN yardstick.sections AS n ON n.section_id = c.section_id
LEFT JOIN parts ON parts.case_id = c.case_id
LEFT JOIN uses ON uses.case_id = c.case_id
LEFT JOIN means ON means.case_id = c.case_id
LEFT JOIN counts ON counts.case_id = c.case_id;

-- Gains by industry and dimension. Median and quartiles are of points only.
CREATE OR REPLACE VIEW yardstick.industry_scorecard AS
SELECT
  i.industry_id,
  i.name_en AS industry_en,
  i.name_zh AS industry_zh,
  i.sort_order,
  x.dimension,
  count(DISTINCT c.case_id)::INTEGER AS n_cases,
  count(*)::INTEGER AS n_gains,
  count(m.lnrr)::INTEGER AS n_with_effect,
  (count(*) FILTER (WHERE m.censoring = 'none'))::INTEGER AS n_points,
  (count(*) FILTER (WHERE m.censoring = 'lower_bound'))::INTEGER AS n_lower_bounds,
  (count(*) FILTER (WHERE m.censoring = 'upper_bound'))::INTEGER AS n_upper_bounds,
  quantile_cont(m.lnrr, 0.25) FILTER (WHERE m.censoring = 'none') AS lnrr_q1,
  median(m.lnrr) FILTER (WHERE m.censoring = 'none') AS lnrr_median,
  quantile_cont(m.lnrr, 0.75) FILTER (WHERE m.censoring = 'none') AS lnrr_q3,
  quantile_cont(m.improvement_factor, 0.25) FILTER (WHERE m.censoring = 'none') AS improvement_q1,
  median(m.improvement_factor) FILTER (WHERE m.censoring = 'none') AS improvement_median,
  quantile_cont(m.improvement_factor, 0.75) FILTER (WHERE m.censoring = 'none') AS improvement_q3
FROM yardstick.metrics AS m
JOIN yardstick.measures AS x ON x.measure_id = m.measure_id
JOIN yardstick.cases AS c ON c.case_id = m.case_id
JOIN yardstick.industries AS i ON i.industry_id = c.industry_id
WHERE m.kind = 'gain'
GROUP BY i.industry_id, i.name_en, i.name_zh, i.sort_order, x.dimension;

-- Vendors by cases, customers and gains. Median and quartiles are of points only.
CREATE OR REPLACE VIEW yardstick.vendor_scorecard AS
WITH vendors AS (
  SELECT p.organization_id, p.case_id, c.source_id, c.industry_id
  FROM yardstick.case_organizations AS p
  JOIN yardstick.cases AS c ON c.case_id = p.case_id
  WHERE p.role = 'vendor'
),
reach AS (
  SELECT
    v.organization_id,
    count(DISTINCT v.case_id)::INTEGER AS n_cases,
    count(DISTINCT k.organization_id)::INTEGER AS n_customers,
    count(DISTINCT v.industry_id)::INTEGER AS n_industries,
    count(DISTINCT v.source_id)::INTEGER AS n_sources
  FROM vendors AS v
  LEFT JOIN yardstick.case_organizations AS k ON k.case_id = v.case_id AND k.role = 'customer'
  GROUP BY v.organization_id
),
effects AS (
  SELECT
    v.organization_id,
    count(*)::INTEGER AS n_gains,
    count(m.lnrr)::INTEGER AS n_with_effect,
    (count(*) FILTER (WHERE m.censoring = 'none'))::INTEGER AS n_points,
    (count(*) FILTER (WHERE m.censoring = 'lower_bound'))::INTEGER AS n_lower_bounds,
    (count(*) FILTER (WHERE m.censoring = 'upper_bound'))::INTEGER AS n_upper_bounds,
    quantile_cont(m.lnrr, 0.25) FILTER (WHERE m.censoring = 'none') AS lnrr_q1,
    median(m.lnrr) FILTER (WHERE m.censoring = 'none') AS lnrr_median,
    quantile_cont(m.lnrr, 0.75) FILTER (WHERE m.censoring = 'none') AS lnrr_q3,
    median(m.improvement_factor) FILTER (WHERE m.censoring = 'none') AS improvement_median
  FROM vendors AS v
  JOIN yardstick.metrics AS m ON m.case_id = v.case_id
  WHERE m.kind = 'gain'
  GROUP BY v.organization_id
)
SELECT
  o.organization_id,
  coalesce(o.name_en, o.name_zh) AS vendor_en,
  coalesce(o.name_zh, o.name_en) AS vendor_zh,
  o.kind,
  o.country,
  reach.n_cases,
  reach.n_customers,
  reach.n_industries,
  reach.n_sources,
  coalesce(effects.n_gains, 0) AS n_gains,
  coalesce(effects.n_with_effect, 0) AS n_with_effect,
  coalesce(effects.n_points, 0) AS n_points,
  coalesce(effects.n_lower_bounds, 0) AS n_lower_bounds,
  coalesce(effects.n_upper_bounds, 0) AS n_upper_bounds,
  effects.lnrr_q1,
  effects.lnrr_median,
  effects.lnrr_q3,
  effects.improvement_median
FROM reach
JOIN yardstick.organizations AS o ON o.organization_id = reach.organization_id
LEFT JOIN effects ON effects.organization_id = reach.organization_id;

-- A reference for each figure, and for each case (metric_id is null). A figure outside any case is in the innermost section around it.
CREATE OR REPLACE VIEW yardstick.citations AS
WITH cited AS (
  SELECT m.metric_id, m.case_id, m.source_id, c.section_id, m.line_start, m.line_end
  FROM yardstick.metrics AS m
  JOIN yardstick.cases AS c ON c.case_id = m.case_id
  UNION ALL
  SELECT m.metric_id, NULL, m.source_id, arg_max(n.section_id, n.line_start), m.line_start, m.line_end
  FROM yardstick.metrics AS m
  LEFT JOIN yardstick.sections AS n
    ON n.source_id = m.source_id AND m.line_start BETWEEN n.line_start AND n.line_end
  WHERE m.case_id IS NULL
  GROUP BY m.metric_id, m.source_id, m.line_start, m.line_end
  UNION ALL
  SELECT NULL, c.case_id, c.source_id, c.section_id, c.line_start, c.line_end
  FROM yardstick.cases AS c
)
SELECT
  cited.metric_id,
  cited.case_id,
  cited.source_id,
  cited.section_id,
  cited.line_start,
  cited.line_end,
  s.publisher || ' (' || s.published || '). ' || s.title_en || '. '
    || coalesce('Section “' || n.title_en || '”, ', '')
    || CASE WHEN cited.line_start = cited.line_end
         THEN 'line ' || cited.line_start
         ELSE 'lines ' || cited.line_start || '–' || cited.line_end END
    || '.' AS citation_en,
  s.publisher || '：《' || s.title_zh || '》，' || s.published || '，'
    || coalesce('“' || n.title_zh || '”，', '')
    || '第 ' || cited.line_start
    || CASE WHEN cited.line_start = cited.line_end THEN '' ELSE '–' || cited.line_end END
    || ' 行。' AS citation_zh
FROM cited
JOIN yardstick.sources AS s ON s.source_id = cited.source_id
LEFT JOIN yardstick.sections AS n ON n.section_id = cited.section_id;
