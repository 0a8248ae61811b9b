import { fail, ok, type AppError, type Result } from '../../domain/appError.ts';
import { quoteIdentifier, quoteText } from '../../sql/identifiers.ts';
import {
  describe,
  firstFile,
  noTable,
  numberOf,
  plainLoaded,
  type LoadContext,
  type Loaded,
} from './loadContext.ts';

/**
 * Whether columns are encrypted though the footer is not. The footer then names the algorithm with some random bytes, which the engine
 * mostly can't show as text: it stumbles over a file that it could describe before.
 */
async function isEncrypted(context: LoadContext, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const told = await context.query(
      `SELECT (encryption_algorithm IS NOT NULL)::INTEGER FROM parquet_file_metadata(${path})`,
    );
    if (told.ok ? numberOf(told.value) === 1 : /invalid unicode/i.test(told.error.message)) return true;
  }
  return false;
}

const encrypted = (
  context: LoadContext,
  { message }: AppError,
): { readonly ok: false; readonly error: AppError } =>
  fail({ kind: 'file_encrypted', message, params: { name: firstFile(context).name } });

/** One Parquet file, or several of the same columns as one table, in place. */
export async function loadParquet(context: LoadContext): Promise<Result<Loaded>> {
  const paths: string[] = [];
  for (const [i, file] of context.files.entries()) {
    const path = await context.register(
      context.files.length === 1 ? file.name : `${String(i)}-${file.name}`,
      file,
    );
    if (!path.ok) return path;
    paths.push(path.value);
  }
  const list = paths.map(quoteText);
  const whole = `read_parquet(${list.length === 1 ? (list[0] ?? '') : `[${list.join(', ')}]`})`;
  const { columns: there } = context.options;
  const relation = there ? `(SELECT ${there.map(quoteIdentifier).join(', ')} FROM ${whole})` : whole;
  const columns = await describe(context, relation);
  if (!columns.ok) return columns;
  if (columns.value.length === 0) return noTable(context);
  const rows = await context.query(`SELECT count(*) FROM ${relation}`);
  if (!rows.ok) return rows;
  // The footer may be sound and the pages not: encrypted columns show only when they are read.
  const probe = await context.query(`SELECT * FROM ${relation} LIMIT 1`);
  if (!probe.ok) return (await isEncrypted(context, list)) ? encrypted(context, probe.error) : probe;
  return ok(plainLoaded(context, relation, columns.value, numberOf(rows.value), []));
}
