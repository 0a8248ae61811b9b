/** Formats that queries can read. */
export const fileFormats = ['parquet', 'csv', 'json', 'arrow', 'xlsx', 'duckdb'] as const;
export type FileFormat = (typeof fileFormats)[number];

const endings: readonly { readonly ending: RegExp; readonly format: FileFormat }[] = [
  { ending: /\.(?:parquet|pq|parq)$/i, format: 'parquet' },
  { ending: /\.(?:csv|tsv|tab|psv|txt)(?:\.gz|\.zst)?$/i, format: 'csv' },
  { ending: /\.(?:json|ndjson|jsonl|geojson)(?:\.gz|\.zst)?$/i, format: 'json' },
  { ending: /\.(?:arrow|arrows|feather|ipc)$/i, format: 'arrow' },
  { ending: /\.(?:xlsx|xlsm|xls)$/i, format: 'xlsx' },
  { ending: /\.(?:duckdb|ddb|db)$/i, format: 'duckdb' },
];

/** The format that a file's name promises. */
export const promisedFormat = (name: string): FileFormat | null =>
  endings.find((e) => e.ending.test(name))?.format ?? null;

/**
 * Which of the page's own files a name says that it is. Browsers number a second copy (`x.yardstick (1).json`); share sheets and mail may
 * put `.txt` behind.
 */
export function ownFileKind(name: string): 'work' | 'workspace' | null {
  const found = /\.yardstick(-workspace)?(?: ?\(\d+\))?\.json(?:\.txt)?$/i.exec(name);
  if (!found) return null;
  return found[1] === undefined ? 'work' : 'workspace';
}

/** Whether a file's name says that it holds data that the engine reads. */
export const isDataFile = (name: string): boolean =>
  ownFileKind(name) === null && promisedFormat(name) !== null;

/** For the system's file dialog. */
export const acceptedEndings = [
  ...['.parquet', '.pq', '.csv', '.tsv', '.txt', '.gz', '.json', '.ndjson', '.jsonl'],
  ...['.arrow', '.arrows', '.feather', '.ipc', '.xlsx', '.xlsm', '.duckdb', '.ddb', '.db'],
] as const;
