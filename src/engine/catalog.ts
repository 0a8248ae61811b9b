import { ok, type Result } from '../domain/appError.ts';
import type { EngineConnection } from './connection.ts';
import { recordsOf } from './rows.ts';

export interface CatalogColumn {
  readonly name: string;
  /** The engine's name of the type, such as `VARCHAR`. */
  readonly type: string;
}

export interface CatalogTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
}

export interface CatalogFunction {
  readonly name: string;
  readonly kind: string;
  readonly parameters: readonly string[];
  readonly returns: string | null;
  readonly description: string | null;
}

/** What queries can name: tables and views with their columns, functions, keywords. */
export interface Catalog {
  readonly tables: readonly CatalogTable[];
  readonly functions: readonly CatalogFunction[];
  readonly keywords: readonly string[];
}

export const emptyCatalog: Catalog = { tables: [], functions: [], keywords: [] };

interface ColumnRecord {
  schema: string;
  table: string;
  column: string;
  type: string;
}

/** Tables of an attached database are named `<database>.<table>`: its name stands for the schema. */
const columnsQuery = `
  SELECT CASE WHEN database_name IN (current_database(), 'temp') THEN schema_name ELSE database_name END AS schema,
    table_name AS "table", column_name AS "column", data_type AS type
  FROM duckdb_columns()
  WHERE NOT internal AND database_name NOT IN ('scratch', 'system')
    AND (database_name = current_database() OR schema_name = 'main')
  ORDER BY database_name <> current_database(), schema_name = 'yardstick', schema_name, table_name, column_index`;

const functionsQuery = `
  SELECT function_name AS name, any_value(function_type) AS kind, first(parameters ORDER BY len(parameters)) AS parameters,
    any_value(return_type) AS returns, any_value(description) AS description
  FROM duckdb_functions()
  WHERE function_name ~ '^[a-z_][a-z0-9_]*$' AND database_name = 'system'
  GROUP BY function_name ORDER BY function_name`;

/** The tables and columns that queries can read now. */
export async function readTables(connection: EngineConnection): Promise<Result<CatalogTable[]>> {
  const rows = await connection.all(columnsQuery);
  if (!rows.ok) return rows;
  const tables = new Map<string, { schema: string; name: string; columns: CatalogColumn[] }>();
  for (const r of recordsOf<ColumnRecord>(rows.value)) {
    const key = `${r.schema}.${r.table}`;
    const table = tables.get(key) ?? { schema: r.schema, name: r.table, columns: [] };
    table.columns.push({ name: r.column, type: r.type });
    tables.set(key, table);
  }
  return ok([...tables.values()]);
}

/** Functions and keywords: they do not change while the engine runs. */
export async function readVocabulary(
  connection: EngineConnection,
): Promise<Result<Pick<Catalog, 'functions' | 'keywords'>>> {
  const functions = await connection.all(functionsQuery);
  if (!functions.ok) return functions;
  const keywords = await connection.all('SELECT keyword_name AS name FROM duckdb_keywords() ORDER BY 1');
  if (!keywords.ok) return keywords;
  return ok({
    functions: recordsOf<CatalogFunction>(functions.value),
    keywords: recordsOf<{ name: string }>(keywords.value).map((k) => k.name),
  });
}
