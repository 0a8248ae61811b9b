import { fail, ok, type Result } from '../../domain/appError.ts';
import type { EngineConnection } from '../../engine/connection.ts';
import type { Engine } from '../../engine/engine.ts';
import { recordsOf } from '../../engine/rows.ts';
import { quoteIdentifier } from '../../sql/identifiers.ts';
import { detachStatement } from './loadDuckdb.ts';
import type { LoadContext } from './loadContext.ts';
import { contextOf, loadFile, type LoadedFile, type LoadRequest } from './loadFile.ts';
import type { OwnFile } from './ownFile.ts';

/** A file's table as it stands in the engine. */
export interface OwnTable {
  readonly loaded: LoadedFile;
  readonly files: readonly File[];
}

const hideStatement = (table: string, relation: string | null): string =>
  relation === null ? detachStatement(table) : `DROP VIEW IF EXISTS main.${quoteIdentifier(table)}`;

/** The engine's side of one's own files: views over registered files, attached databases. */
export class OwnTables {
  readonly connection: EngineConnection;

  constructor(private readonly engine: Engine) {
    this.connection = engine.connect();
  }

  /** Names that a new table must not have. */
  async taken(): Promise<string[]> {
    const names = await this.connection.all(
      `SELECT table_name AS name FROM duckdb_tables() WHERE database_name <> 'scratch' AND NOT internal
       UNION SELECT view_name FROM duckdb_views() WHERE NOT internal
       UNION SELECT database_name FROM duckdb_databases()`,
    );
    return names.ok ? recordsOf<{ name: string }>(names.value).map((r) => r.name) : [];
  }

  /** Reads files and shows them under a name. `wanted` is asked once more before anything shows. */
  async load(request: Omit<LoadRequest, 'connection'>, wanted: () => boolean): Promise<Result<OwnTable>> {
    const loaded = await loadFile(this.engine, { ...request, connection: this.connection });
    if (!loaded.ok) return loaded;
    const table = { loaded: loaded.value, files: request.files };
    const shown = wanted()
      ? await this.#show(request.table, loaded.value.relation)
      : fail({ kind: 'cancelled', message: '' });
    if (shown.ok) return ok(table);
    if (loaded.value.relation === null) await this.hide(request.table, table);
    await this.release(table);
    return shown;
  }

  /** Takes the name away; what it stood for stays. */
  async hide(name: string, { loaded }: OwnTable): Promise<void> {
    await this.connection.all(hideStatement(name, loaded.relation));
  }

  /** Shows under a name what was hidden, or lost with the engine. */
  async reveal(own: OwnFile, table: OwnTable, restarted: boolean): Promise<Result<OwnTable>> {
    const { loaded, files } = table;
    if (!loaded.restore || (loaded.relation !== null && !restarted)) {
      const shown = await this.#show(own.table, loaded.relation);
      return shown.ok ? ok(table) : shown;
    }
    const onCheck = (): void => undefined;
    const request = { files, table: own.table, options: own.options, connection: this.connection, onCheck };
    const relation = await loaded.restore(contextOf(this.engine, request, 'binary', []));
    if (!relation.ok) return relation;
    const shown = await this.#show(own.table, relation.value);
    if (!shown.ok) return shown;
    const release = relation.value === null ? [] : [`DROP TABLE IF EXISTS ${relation.value}`];
    return ok({ files, loaded: { ...loaded, relation: relation.value, release } });
  }

  /** Frees what a hidden table held. */
  async release({ loaded }: OwnTable): Promise<void> {
    for (const sql of loaded.release) await this.connection.all(sql);
    for (const name of loaded.registered) await this.engine.unregister(name);
  }

  /** Runs something that registers files for a moment only. */
  async passing<T>(work: (context: LoadContext) => Promise<T>): Promise<T> {
    const registered: string[] = [];
    const onCheck = (): void => undefined;
    const request = { files: [], table: '', options: {}, connection: this.connection, onCheck };
    try {
      return await work(contextOf(this.engine, request, 'text', registered));
    } finally {
      for (const name of registered) await this.engine.unregister(name);
    }
  }

  /** Makes a relation's view; a database needs none. */
  async #show(name: string, relation: string | null): Promise<Result<null>> {
    if (relation === null) return ok(null);
    const created = await this.connection.all(
      `CREATE OR REPLACE VIEW main.${quoteIdentifier(name)} AS SELECT * FROM ${relation}`,
    );
    return created.ok ? ok(null) : created;
  }
}
