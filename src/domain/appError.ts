/**
 * What can go wrong at a boundary (engine, storage, link, file). A value, not an exception: a failed query never throws through a component.
 * `kind` picks the words on screen (src/i18n), `message` is the technical text, shown as detail.
 */
export interface AppError {
  readonly kind: ErrorKind;
  readonly message: string;
  /** Numbers and names that the words on screen need. */
  readonly params?: Readonly<Record<string, string | number>>;
  /** For SQL errors: where in the statement, and what the engine suggests. */
  readonly sql?: SqlErrorDetail;
  readonly cause?: unknown;
}

export interface SqlErrorDetail {
  /** The engine's class of error: Parser, Binder, Catalog, Conversion … */
  readonly type: string;
  /** Offset in UTF-16 units from the start of the statement, where the engine gives one. */
  readonly position?: number;
  /** The name the engine stumbled over. */
  readonly name?: string;
  /** Names that the engine offers instead. */
  readonly candidates: readonly string[];
}

export type ErrorKind =
  | 'sql'
  | 'cancelled'
  | 'out_of_memory'
  | 'access_denied'
  | 'engine_crashed'
  | 'engine_unavailable'
  | 'no_webassembly'
  | 'engine_file_missing'
  | 'extension_missing'
  | 'data_missing'
  | 'data_damaged'
  | 'part_missing'
  | 'storage_refused'
  | 'storage_full'
  | 'storage_evicted'
  | 'work_missing'
  | 'link_damaged'
  | 'link_version'
  | 'link_too_long'
  | 'share_empty'
  | 'share_lost'
  | 'share_too_large'
  | 'file_foreign'
  | 'file_damaged'
  | 'file_too_large'
  | 'file_version'
  | 'file_empty'
  | 'file_unreadable'
  | 'file_read'
  | 'file_mismatch'
  | 'file_unsupported'
  | 'file_cut'
  | 'file_corrupt'
  | 'file_beyond'
  | 'file_encrypted'
  | 'file_newer'
  | 'file_bad_row'
  | 'file_bad_record'
  | 'file_sniff'
  | 'file_no_rows'
  | 'file_not_found'
  | 'file_copy_too_large'
  | 'remote_address'
  | 'remote_insecure'
  | 'remote_unreachable'
  | 'remote_refused'
  | 'remote_redirect'
  | 'remote_status'
  | 'remote_lost'
  | 'remote_changed'
  | 'remote_beyond'
  | 'remote_no_parts'
  | 'remote_off'
  | 'remote_unavailable'
  | 'name_unusable'
  | 'name_taken'
  | 'spec_invalid'
  | 'spec_refused'
  | 'chart_failed'
  | 'export_failed'
  | 'whole_page_missing'
  | 'internal';

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const fail = (error: AppError): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error,
});

/** The message of anything thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
