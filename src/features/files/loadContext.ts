import { fail, ok, type AppError, type Result } from '../../domain/appError.ts';
import type { Rows } from '../../engine/rows.ts';
import { recordsOf } from '../../engine/rows.ts';
import type { ContentKind } from './contentKind.ts';
import type { FileOptions, Notice, OwnColumn } from './ownFile.ts';

/** What a loader works with. Whatever it registers is forgotten again when it fails. */
export interface LoadContext {
  /** The files that make up the table; several for Parquet only. */
  readonly files: readonly File[];
  readonly kind: ContentKind;
  /** The name in SQL. */
  readonly table: string;
  readonly options: FileOptions;
  /** Makes a file readable; the answer is its path in SQL. */
  register(name: string, content: File | Uint8Array): Promise<Result<string>>;
  query(sql: string): Promise<Result<Rows>>;
  /** Copies an Arrow stream into a table that no list shows; the answer is the table's name in SQL. */
  insertArrow(stream: Uint8Array): Promise<Result<string>>;
  /** Runs the check of all rows; the person may leave it out, then it answers null. */
  check(sql: string): Promise<Result<Rows | null>>;
}

/** What came of reading a file. */
export interface Loaded {
  /** What the view selects from; null where a whole database is attached. */
  readonly relation: string | null;
  readonly columns: readonly OwnColumn[];
  readonly tables: readonly string[];
  readonly rows: number | null;
  readonly notices: readonly Notice[];
  readonly options: FileOptions;
  /** Does again what a restart of the engine undoes, beyond the registered files; the answer is the relation from now on. */
  restore?(context: LoadContext): Promise<Result<string | null>>;
  /** Statements that free what it holds beyond the view and the registered files. */
  readonly release: readonly string[];
}

export const firstFile = (context: LoadContext): File => context.files[0] ?? new File([], '');

/** Columns of a relation with the engine's names of their types. */
export async function describe(context: LoadContext, relation: string): Promise<Result<OwnColumn[]>> {
  const described = await context.query(`DESCRIBE SELECT * FROM ${relation}`);
  if (!described.ok) return described;
  const records = recordsOf<{ column_name: string; column_type: string }>(described.value);
  return ok(records.map((r) => ({ name: r.column_name, type: r.column_type })));
}

/** The one number that a statement gives, null where it gives none. */
export const numberOf = (rows: Rows): number | null => {
  const value = rows.values[0]?.[0];
  return value === null || value === undefined ? null : Number(value);
};

/** Reads every value of every row once; null when the person left the check out. */
export async function checkRows(context: LoadContext, relation: string): Promise<Result<number | null>> {
  const counted = await context.check(`SELECT count(*) AS n, count(COLUMNS(*)) FROM ${relation}`);
  if (!counted.ok) return counted;
  return ok(counted.value ? numberOf(counted.value) : null);
}

/** What was read, where nothing but the view and the registered files stands for it. */
export const plainLoaded = (
  context: LoadContext,
  relation: string,
  columns: readonly OwnColumn[],
  rows: number | null,
  notices: readonly Notice[],
): Loaded => ({
  relation,
  columns,
  tables: [],
  rows,
  notices: rows === null ? [...notices, { kind: 'unchecked' }] : notices,
  options: context.options,
  release: [],
});

export const noTable = (context: LoadContext): { readonly ok: false; readonly error: AppError } =>
  fail({
    kind: 'file_no_rows',
    message: firstFile(context).name,
    params: { name: firstFile(context).name },
  });
