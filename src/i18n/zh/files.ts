export const files = {
  add: '添加文件…',
  hint: 'Parquet、CSV、TSV、JSON 和 NDJSON 就地读取，不离开本机。*.yardstick.json 文件会作为作品打开。',
  none: '尚未添加自己的文件。',
  query: '查询此文件',
  remove: '移除 {name}',
};
