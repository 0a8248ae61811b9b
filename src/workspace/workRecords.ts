import type { IDBPTransaction } from 'idb';
import { planPut, sameContent, type PutContext } from './conflict.ts';
import type { Connection, WorkspaceSchema } from './database.ts';
import { headRecord, readHeadRecord, readWorkRecord, type HeadRecord, type WorkRecord } from './records.ts';
import type { Work } from './work.ts';

/** A transaction over works and their heads, for reading or for writing. */
export type Reading = IDBPTransaction<WorkspaceSchema, ('works' | 'heads' | 'tabs' | 'history')[]>;
export type Writing = IDBPTransaction<
  WorkspaceSchema,
  ('works' | 'heads' | 'tabs' | 'history')[],
  'readwrite'
>;

type AnyTx = Reading | Writing;

/** What {@link WorkRecords.heads} found. */
export interface FoundHeads {
  readonly heads: readonly HeadRecord[];
  /** Made just now from works that had none. */
  readonly made: readonly HeadRecord[];
  /** Ids of heads whose work is gone. */
  readonly stale: readonly string[];
}

export interface WorkRecords {
  get(tx: AnyTx, id: string): Promise<WorkRecord | null>;
  all(tx: AnyTx): Promise<WorkRecord[]>;
  heads(tx: AnyTx): Promise<FoundHeads>;
  write(tx: Writing, record: WorkRecord): Promise<void>;
  remove(tx: Writing, id: string): Promise<void>;
  /** Writes what {@link planPut} says. Gives the title of the copy that was made, if one was. */
  put(tx: Writing, work: Work, context: PutContext): Promise<string | null>;
}

/** The records within one transaction; those that can't be read are reported and left out. A work and its head are written together. */
export function createWorkRecords(connection: Connection): WorkRecords {
  const accept = (stored: unknown): WorkRecord | null => {
    const id = (stored as { id?: unknown } | null)?.id;
    return connection.accept('works', String(id), readWorkRecord(stored));
  };
  const get: WorkRecords['get'] = async (tx, id) => {
    const stored: unknown = await tx.objectStore('works').get(id);
    return stored === undefined ? null : accept(stored);
  };
  const all: WorkRecords['all'] = async (tx) => {
    const stored: unknown[] = await tx.objectStore('works').getAll();
    return stored.map(accept).filter((record) => record !== null);
  };
  const heads: WorkRecords['heads'] = async (tx) => {
    const ids: readonly string[] = await tx.objectStore('works').getAllKeys();
    const stored: readonly unknown[] = await tx.objectStore('heads').getAll();
    const known = new Map<string, HeadRecord>();
    for (const one of stored) {
      const read = readHeadRecord(one);
      // One that can't be read is made anew: it says nothing that the work does not.
      if (read.ok) known.set(read.value.id, read.value);
    }
    const made: HeadRecord[] = [];
    for (const id of ids) {
      const record = known.has(id) ? null : await get(tx, id);
      if (record) made.push(headRecord(record));
    }
    const there = new Set(ids);
    const stale = [...known.keys()].filter((id) => !there.has(id));
    return { heads: [...known.values()].filter(({ id }) => there.has(id)).concat(made), made, stale };
  };
  const write: WorkRecords['write'] = async (tx, record) => {
    await tx.objectStore('works').put(record);
    await tx.objectStore('heads').put(headRecord(record));
  };
  const remove: WorkRecords['remove'] = async (tx, id) => {
    await tx.objectStore('works').delete(id);
    await tx.objectStore('heads').delete(id);
  };
  const put: WorkRecords['put'] = async (tx, work, context) => {
    const store = tx.objectStore('works');
    const stored: unknown = await store.get(work.id);
    const read = stored === undefined ? null : accept(stored);
    // What can't be read is moved aside: nothing is written over it.
    if (stored !== undefined && !read)
      await store.put({ ...(stored as object), id: `unread-${crypto.randomUUID()}` });
    let title: string | null = null;
    for (const record of planPut(read, work, context)) {
      if (record.id !== work.id) {
        const made = (await all(tx)).some(
          (other) => other.trashedAt === null && sameContent(other.work, record.work),
        );
        if (made) continue;
        title = record.work.title;
      }
      await write(tx, record);
    }
    return title;
  };
  return { get, all, heads, write, remove, put };
}
