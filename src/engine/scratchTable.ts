import { ok, type Result } from '../domain/appError.ts';
import type { ConnectionHost, EngineConnection } from './connection.ts';
import type { StoredRows } from './queryResult.ts';

let tables = 0;

/** A name of its own for a table in `scratch`, the database that no list of tables shows. */
const scratchName = (): string => `scratch.result_${String(++tables)}`;

/** A result that the engine keeps as a table. It goes with a restart of the engine. */
export class ScratchTable implements StoredRows {
  /**
   * @param connection of its own: pages are read while the result's query has the other
   * @param generation of the engine that has the table
   */
  constructor(
    private readonly host: ConnectionHost,
    private readonly connection: EngineConnection,
    private readonly name: string,
    private readonly generation: number,
    readonly rowCount: number,
  ) {}

  async table(): Promise<string | null> {
    const database = await this.host.database();
    return database.ok && database.value.generation === this.generation ? this.name : null;
  }

  page(start: number, count: number): ReturnType<StoredRows['page']> {
    const end = start + count;
    return this.connection.batch(
      `SELECT * FROM ${this.name} WHERE rowid >= ${String(start)} AND rowid < ${String(end)}`,
    );
  }

  async drop(): Promise<void> {
    await this.connection.cancel();
    await this.connection.all(`DROP TABLE IF EXISTS ${this.name}`);
    await this.connection.close();
  }
}

/** Runs `create` for a new table and counts its rows; leaves nothing behind where that fails. */
export async function scratchTable(
  host: ConnectionHost,
  connection: EngineConnection,
  create: (name: string) => Promise<Result<unknown>>,
): Promise<Result<ScratchTable>> {
  const database = await host.database();
  if (!database.ok) return database;
  const name = scratchName();
  const created = await create(name);
  const counted = created.ok ? await connection.all(`SELECT count(*)::INTEGER FROM ${name}`) : created;
  if (!counted.ok) {
    // Not waited for: what there is of it is nobody's any more.
    void connection.all(`DROP TABLE IF EXISTS ${name}`).then(() => connection.close());
    return counted;
  }
  const rowCount = Number(counted.value.values[0]?.[0] ?? 0);
  return ok(new ScratchTable(host, connection, name, database.value.generation, rowCount));
}
