import { fail, ok, type Result } from '../../domain/appError.ts';
import type { EngineConnection } from '../../engine/connection.ts';
import type { Rows } from '../../engine/rows.ts';
import type { OwnFile } from './ownFile.ts';
import { gainsView, isMapped, ownGainsView, publishedGainsView, type MappedTable } from './ownGains.ts';

/** The tables of the list that hold gains of one's own. */
export const mappedTables = (list: readonly OwnFile[]): MappedTable[] =>
  list.flatMap((own) => {
    const mapping = own.options.gains;
    if (own.state !== 'ready' || !mapping || !isMapped(mapping)) return [];
    return [{ table: own.table, fileName: own.fileName, mapping }];
  });

/** Keeps the engine's views of gains in step with the list. */
export class GainsViews {
  #made = false;

  constructor(private readonly connection: EngineConnection) {}

  /** After a restart of the engine there is nothing left of them. */
  forget(): void {
    this.#made = false;
  }

  /** Makes the views for these tables, with one's own gains among the published ones if wanted; takes them away when there are none. */
  async apply(tables: readonly MappedTable[], shown: boolean): Promise<Result<null>> {
    if (tables.length === 0) return this.#made ? this.#remove() : ok(null);
    const published = await this.#published();
    if (!published.ok) return published;
    // Never through its own view: the published ones alone while it is made.
    return this.#run([gainsView(false), ownGainsView(tables), ...(shown ? [gainsView(true)] : [])]);
  }

  /** The first rows of gains that are not shown anywhere yet. */
  async preview(select: string, columns: string): Promise<Result<Rows>> {
    const published = await this.#published();
    if (!published.ok) return published;
    return this.connection.all(`SELECT ${columns} FROM (${select}) ORDER BY metric_id LIMIT 8`);
  }

  /** The shipped view is copied once, before anything is put in its place. */
  async #published(): Promise<Result<null>> {
    if (this.#made) return ok(null);
    const found = await this.connection.all(
      "SELECT sql FROM duckdb_views() WHERE schema_name = 'yardstick' AND view_name = 'gains'",
    );
    if (!found.ok) return found;
    const sql = found.value.values[0]?.[0];
    if (typeof sql !== 'string') return fail({ kind: 'internal', message: 'no view gains' });
    const made = await this.#run([publishedGainsView(sql)]);
    this.#made = made.ok;
    return made;
  }

  #remove(): Promise<Result<null>> {
    return this.#run([gainsView(false), 'DROP VIEW IF EXISTS main.own_gains']);
  }

  async #run(statements: readonly string[]): Promise<Result<null>> {
    for (const sql of statements) {
      const done = await this.connection.all(sql);
      if (!done.ok) return done;
    }
    return ok(null);
  }
}
