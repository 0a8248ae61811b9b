import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { engineError } from './errors.ts';

/** A file that queries can read under `files/<name>`; kept so that a restart brings it back. */
export type RegisteredFile = { readonly name: string; readonly content: Uint8Array | File };

/** DuckDB's number for a file that the browser reads (`BROWSER_FILEREADER`). */
const browserFileReader = 2;

const pathOf = (name: string): string => `files/${name}`;

/** Makes a file readable for queries. A `File` stays where it is: the engine reads the parts that it needs. */
export async function registerFile(db: AsyncDuckDB, file: RegisteredFile): Promise<Result<null>> {
  try {
    if (file.content instanceof File)
      await db.registerFileHandle(pathOf(file.name), file.content, browserFileReader, true);
    // The engine takes the buffer over: it gets a copy, so that a restart still has the bytes.
    else await db.registerFileBuffer(pathOf(file.name), file.content.slice());
    return ok(null);
  } catch (thrown) {
    return fail({ kind: 'file_corrupt', message: messageOf(thrown), params: { name: file.name } });
  }
}

/** Forgets a file; one that is not there is forgotten already. */
export async function dropFile(db: AsyncDuckDB, name: string): Promise<void> {
  try {
    await db.dropFile(pathOf(name));
  } catch {
    // A query that still reads it holds it; it goes with the engine.
  }
}

/**
 * Copies an Arrow IPC stream into a new table of the schema `scratch`, which no list of tables shows. The bytes are handed over: they are
 * gone afterwards. A stream that breaks off leaves no table.
 */
export async function insertArrow(db: AsyncDuckDB, stream: Uint8Array, table: string): Promise<Result<null>> {
  try {
    const connection = await db.connect();
    try {
      await connection.insertArrowFromIPCStream(stream, { name: table, schema: 'scratch', create: true });
    } finally {
      await connection.close();
    }
    return ok(null);
  } catch (thrown) {
    return fail(engineError(thrown, ''));
  }
}
