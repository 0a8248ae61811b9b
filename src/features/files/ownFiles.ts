import { createSignal, type Accessor } from 'solid-js';
import { fail, ok, type AppError, type Result } from '../../domain/appError.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Rows } from '../../engine/rows.ts';
import { quoteIdentifier, quoteText } from '../../sql/identifiers.ts';

/** A data file of the person's own that queries can name. */
export interface OwnFile {
  /** The name of the view in SQL. */
  readonly table: string;
  readonly fileName: string;
  readonly bytes: number;
}

export interface OwnFiles {
  readonly list: Accessor<readonly OwnFile[]>;
  readonly error: Accessor<AppError | null>;
  /** Reads a file in place: nothing is copied, a bad file leaves nothing behind. */
  add(file: File): Promise<Result<OwnFile>>;
  remove(table: string): Promise<void>;
}

const readers: readonly { readonly ending: RegExp; readonly call: (path: string) => string }[] = [
  { ending: /\.parquet$/i, call: (path) => `read_parquet(${path})` },
  { ending: /\.(?:csv|tsv|txt)(?:\.gz)?$/i, call: (path) => `read_csv(${path})` },
  { ending: /\.(?:json|ndjson|jsonl)$/i, call: (path) => `read_json(${path})` },
];

/** Whether a file's name says that it holds data that the engine reads. */
export const isDataFile = (name: string): boolean =>
  !/\.yardstick\.json$/i.test(name) && readers.some((r) => r.ending.test(name));

/** A view name from a file name: letters, digits and underscores of any script, unique among `taken`. */
export function tableName(fileName: string, taken: readonly string[]): string {
  const base =
    fileName
      .replace(/(?:\.\w+)+$/, '')
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
      .toLowerCase() || 'file';
  const safe = /^\p{N}/u.test(base) ? `t_${base}` : base;
  for (let n = 1; ; n++) {
    const name = n === 1 ? safe : `${safe}_${String(n)}`;
    if (!taken.includes(name)) return name;
  }
}

/** The person's own files as views beside the shipped tables. */
export function createOwnFiles(
  engine: Engine,
  run: (sql: string) => Promise<Result<Rows>>,
  changed: () => void,
): OwnFiles {
  const [list, setList] = createSignal<readonly OwnFile[]>([]);
  const [error, setError] = createSignal<AppError | null>(null);

  const add = async (file: File): Promise<Result<OwnFile>> => {
    const reader = readers.find((r) => r.ending.test(file.name));
    if (!reader) return fail({ kind: 'file_foreign', message: file.name });
    if (file.size === 0) return fail({ kind: 'file_damaged', message: `${file.name}: 0 bytes` });
    const table = tableName(file.name, list().map((f) => f.table));
    const path = `own/${table}/${file.name.replace(/[^\p{L}\p{N}._-]+/gu, '_')}`;
    const registered = await engine.register({ name: path, content: file });
    if (!registered.ok) return registered;
    const view = await run(
      `CREATE OR REPLACE VIEW main.${quoteIdentifier(table)} AS SELECT * FROM ${reader.call(quoteText(`files/${path}`))}`,
    );
    if (!view.ok) return fail({ kind: 'file_damaged', message: view.error.message });
    const own = { table, fileName: file.name, bytes: file.size };
    setList([...list(), own]);
    changed();
    return ok(own);
  };

  return {
    list,
    error,
    add: async (file) => {
      const added = await add(file);
      setError(added.ok ? null : added.error);
      return added;
    },
    remove: async (table) => {
      await run(`DROP VIEW IF EXISTS main.${quoteIdentifier(table)}`);
      setList(list().filter((f) => f.table !== table));
      changed();
    },
  };
}
