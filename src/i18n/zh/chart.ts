export const chart = {
  title_count: '行数',
  title_mean: '{field}的均值',
  title_median: '{field}的中位数',
  title_sum: '{field}合计',
  title_min: '{field}最小值',
  title_max: '{field}最大值',
  title_distinct: '{field}不同值个数',
  title_q1: '{field}下四分位',
  title_q3: '{field}上四分位',
  title_stdev: '{field}标准差',
};
