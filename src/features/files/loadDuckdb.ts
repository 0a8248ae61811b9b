import { ok, type Result } from '../../domain/appError.ts';
import { recordsOf } from '../../engine/rows.ts';
import { identifierText } from '../../sql/identifierText.ts';
import { quoteIdentifier, quoteText } from '../../sql/identifiers.ts';
import { firstFile, noTable, numberOf, type LoadContext, type Loaded } from './loadContext.ts';

/** Attaches a database under the file's name in SQL. */
export const attachStatement = (path: string, table: string): string =>
  `ATTACH ${quoteText(path)} AS ${quoteIdentifier(table)} (READ_ONLY)`;

export const detachStatement = (table: string): string =>
  `DETACH DATABASE IF EXISTS ${quoteIdentifier(table)}`;

interface Relation {
  readonly schema: string;
  readonly name: string;
}

/** A DuckDB file, attached read-only: its tables and views are named `<table>.<name>`. */
export async function loadDuckdb(context: LoadContext): Promise<Result<Loaded>> {
  const path = await context.register(firstFile(context).name, firstFile(context));
  if (!path.ok) return path;
  const attached = await context.query(attachStatement(path.value, context.table));
  if (!attached.ok) return attached;
  const listed = await context.query(
    `SELECT schema_name AS schema, table_name AS name FROM duckdb_tables() WHERE database_name = ${quoteText(context.table)}
     UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = ${quoteText(context.table)} AND NOT internal
     ORDER BY 1, 2`,
  );
  const relations = listed.ok ? recordsOf<Relation>(listed.value) : [];
  if (!listed.ok || relations.length === 0) {
    await context.query(detachStatement(context.table));
    return listed.ok ? noTable(context) : listed;
  }
  const tables = relations.map(({ schema, name }) =>
    [context.table, ...(schema === 'main' ? [] : [schema]), name].map(identifierText).join('.'),
  );
  const counted = tables.length === 1 ? await context.query(`SELECT count(*) FROM ${tables[0] ?? ''}`) : null;
  return ok({
    relation: null,
    columns: [],
    tables,
    rows: counted?.ok === true ? numberOf(counted.value) : null,
    notices: [],
    options: context.options,
    restore: async (again) => {
      const back = await again.query(attachStatement(path.value, again.table));
      return back.ok ? ok(null) : back;
    },
    release: [],
  });
}
