export const files = {
  add: 'Add files …',
  hint: 'Parquet, CSV, TSV, JSON and NDJSON are read in place and stay on this machine. A *.yardstick.json file opens as a saved work.',
  none: 'No files of your own yet.',
  query: 'Query this file',
  remove: 'Remove {name}',
};
