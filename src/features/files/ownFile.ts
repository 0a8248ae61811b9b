import type { AppError } from '../../domain/appError.ts';
import type { CsvOptions } from './csvSql.ts';
import type { FileFormat } from './formats.ts';
import type { GainsMapping } from './ownGains.ts';

export interface OwnColumn {
  readonly name: string;
  /** The engine's name of the type. */
  readonly type: string;
}

/** Which part of a workbook is the table. */
export interface SheetOptions {
  /** By name; the first one with content when left out. */
  readonly sheet?: string;
  /** The part of the sheet, as spreadsheets write it; all of it when left out. */
  readonly range?: string;
  /** Number of the row that holds the names, from 1 in the range; 0 when none does. Worked out when left out. */
  readonly headerRow?: number;
}

/** Where a file was fetched from, and which state of it. */
export interface RemoteOrigin {
  readonly url: string;
  /** ISO 8601. */
  readonly retrievedAt: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** How a file is read, as far as it is not worked out from the file. */
export interface FileOptions {
  /** The format, where the file's name tells another one. */
  readonly as?: FileFormat;
  readonly csv?: CsvOptions;
  readonly sheet?: SheetOptions;
  /** Leave out JSON records that do not fit. */
  readonly skipBad?: boolean;
  /** The columns that hold gains of one's own. */
  readonly gains?: GainsMapping;
  /** Where it comes from, unless it is a file of this machine. */
  readonly origin?: RemoteOrigin;
  /** The columns that are there, where a Parquet file was not fetched whole; the others read as nothing and are not shown. */
  readonly columns?: readonly string[];
}

/** What a person should know of how a file was read. */
export type Notice =
  | { readonly kind: 'encoding'; readonly encoding: string }
  | { readonly kind: 'skipped'; readonly n: number; readonly line: number }
  | { readonly kind: 'padded' }
  | { readonly kind: 'cell_errors'; readonly n: number; readonly cell: string; readonly code: string }
  | { readonly kind: 'formulas_without_value'; readonly n: number; readonly cell: string }
  | { readonly kind: 'unchecked' };

export type OwnFileState =
  /** Kept from an earlier visit, not read yet. */
  | 'stored'
  | 'loading'
  | 'ready'
  /** Changed, moved or deleted on disk since it was read. */
  | 'changed';

/** A table or a database of the person's own that queries can name. */
export interface OwnFile {
  readonly id: string;
  /** Its name in SQL: of a view, or of an attached database. */
  readonly table: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly format: FileFormat;
  readonly state: OwnFileState;
  /** While all its rows are read once. */
  readonly checking?: boolean;
  /** Null while unknown. */
  readonly rows: number | null;
  readonly columns: readonly OwnColumn[];
  /** The tables of an attached database, as they are named in SQL. */
  readonly tables: readonly string[];
  readonly options: FileOptions;
  readonly notices: readonly Notice[];
  /** How it is kept for the next visit. */
  readonly kept: 'no' | 'handle' | 'copy';
  /** How many files make it up. */
  readonly parts: number;
}

/** Ways out of a failed reading. */
export type Remedy =
  | { readonly kind: 'open_as'; readonly format: FileFormat }
  | { readonly kind: 'skip_bad' }
  | { readonly kind: 'column_as_text'; readonly column: string }
  | { readonly kind: 'csv_options' }
  | { readonly kind: 'pick_again' };

/** A file that could not be read, and what can be done about it. */
export interface FileProblem {
  readonly id: string;
  readonly fileName: string;
  readonly error: AppError;
  readonly remedies: readonly Remedy[];
  readonly options: FileOptions;
}
