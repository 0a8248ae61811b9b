/** What the tables of the dataset say of where a row comes from. */

export const shippedSchema = 'yardstick';

/** Columns that hold the id of the figure or case that a row is of. Rows of other tables (look-ups, documents) are of none. */
export const idColumns: Readonly<Record<string, readonly string[]>> = {
  metrics: ['metric_id'],
  cases: ['case_id'],
  case_organizations: ['case_id'],
  case_functions: ['case_id'],
  case_techniques: ['case_id'],
  assessments: ['case_id'],
  gains: ['metric_id', 'case_id'],
  citations: ['metric_id', 'case_id'],
};

/** Tables whose rows are statements of a document, though of no figure or case; each has a column `source_id`. */
export const statementTables: readonly string[] = ['models', 'risks', 'principles', 'corrections'];

/** Views whose rows are computed from several figures or cases: traced through their own statement. */
export const tracedViews: readonly string[] = ['case_overview', 'industry_scorecard', 'vendor_scorecard'];

/** DuckDB's aggregate functions: a call of one makes a SELECT an aggregation. */
export const aggregateFunctions: ReadonlySet<string> = new Set(
  (
    'any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_min arg_min_null argmax argmin ' +
    'array_agg avg bit_and bit_or bit_xor bitstring_agg bool_and bool_or corr count count_if count_star countif covar_pop covar_samp ' +
    'entropy favg first fsum group_concat histogram histogram_exact kahan_sum kurtosis kurtosis_pop last list listagg mad max max_by ' +
    'mean median min min_by mode product quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 ' +
    'regr_slope regr_sxx regr_sxy regr_syy reservoir_quantile sem skewness stddev stddev_pop stddev_samp string_agg sum ' +
    'sum_no_overflow sumkahan var_pop var_samp variance'
  ).split(' '),
);
