export const chart = {
  title_count: 'Number of rows',
  title_mean: 'Mean of {field}',
  title_median: 'Median of {field}',
  title_sum: 'Sum of {field}',
  title_min: 'Smallest {field}',
  title_max: 'Largest {field}',
  title_distinct: 'Distinct {field}',
  title_q1: 'Lower quartile of {field}',
  title_q3: 'Upper quartile of {field}',
  title_stdev: 'Standard deviation of {field}',
};
