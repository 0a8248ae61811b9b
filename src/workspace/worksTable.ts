import { ok, type Result } from '../domain/appError.ts';
import { planPut, sameContent, type PutContext } from './conflict.ts';
import type { Connection } from './database.ts';
import { readWorkRecord, withoutRev, workOf, workRecord, type WorkRecord } from './records.ts';
import type { FullStore, TrashedWork } from './store.ts';
import type { Work } from './work.ts';

type WorksTable = Pick<
  FullStore,
  'listWorks' | 'putWork' | 'removeWork' | 'listTrash' | 'restoreWork' | 'emptyTrash' | 'importWorks'
>;

export interface WorksOptions {
  /** Who writes, known once the window is identified. */
  context(): Promise<PutContext>;
  /** After a change that other windows must hear of. */
  onChange(): void;
  /** A copy was made rather than overwrite what another window wrote. */
  onConflict(title: string): void;
}

type Tx = Parameters<Parameters<Connection['write']>[1]>[0];

/** A transaction for reading or for writing. */
interface AnyTx {
  objectStore(name: 'works'): { getAll(): Promise<unknown[]> };
}

const latestFirst = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/** The records within one transaction; those that can't be read are reported and left out. */
function recordsOf(connection: Connection) {
  const accept = (stored: unknown): WorkRecord | null => {
    const id = (stored as { id?: unknown } | null)?.id;
    return connection.accept('works', String(id), readWorkRecord(stored));
  };
  const all = async (tx: AnyTx): Promise<WorkRecord[]> => {
    const stored = await tx.objectStore('works').getAll();
    return stored.map(accept).filter((record) => record !== null);
  };
  const get = async (tx: Tx, id: string): Promise<WorkRecord | null> => {
    const stored = await tx.objectStore('works').get(id);
    return stored === undefined ? null : accept(stored);
  };
  /** Writes what {@link planPut} says. Gives the title of the copy that was made, if one was. */
  const put = async (tx: Tx, work: Work, context: PutContext): Promise<string | null> => {
    const store = tx.objectStore('works');
    const stored = await store.get(work.id);
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
      await store.put(record);
    }
    return title;
  };
  return { all, get, put };
}

type Records = ReturnType<typeof recordsOf>;

async function importAll(
  tx: Tx,
  records: Records,
  works: readonly Work[],
  replace: boolean,
  given: PutContext,
): Promise<void> {
  const store = tx.objectStore('works');
  // An imported work was made from none of the versions here: it must not pass for this window's own.
  const context = { ...given, writer: `import-${given.newId()}` };
  const incoming = new Map(works.map((work) => [work.id, work]));
  if (replace) {
    const trashedAt = new Date().toISOString();
    for (const record of await records.all(tx)) {
      const next = incoming.get(record.id);
      if (record.trashedAt !== null || (next && sameContent(next, record.work))) continue;
      const id = next ? context.newId() : record.id;
      if (next) await store.delete(record.id);
      await store.put(workRecord({ ...record.work, id }, record.rev, record.writer, trashedAt));
    }
  }
  for (const work of incoming.values()) {
    const there = await records.get(tx, work.id);
    if (there?.trashedAt === null && sameContent(there.work, work)) continue;
    await records.put(tx, withoutRev(work), context);
  }
}

/** Saved works and trash in the database (rules R and W). */
export function createWorksTable(connection: Connection, options: WorksOptions): WorksTable {
  const records = recordsOf(connection);
  const list = (): Promise<Result<WorkRecord[]>> => connection.read(['works'], (tx) => records.all(tx));
  const write = async <T>(work: (tx: Tx) => Promise<T>): Promise<Result<T>> => {
    const done = await connection.write(['works'], work, true);
    if (done.ok) options.onChange();
    return done;
  };
  const change = (id: string, trashedAt: string | null): Promise<Result<null>> =>
    write(async (tx) => {
      const record = await records.get(tx, id);
      if (record) await tx.objectStore('works').put({ ...record, trashedAt });
      return null;
    });
  return {
    listWorks: async () => {
      const all = await list();
      if (!all.ok) return all;
      const works = all.value.filter((r) => r.trashedAt === null).map(workOf);
      return ok(works.sort((a, b) => latestFirst(a.updatedAt, b.updatedAt)));
    },
    putWork: async (work) => {
      const context = await options.context();
      const done = await write((tx) => records.put(tx, work, context));
      if (!done.ok) return done;
      if (done.value !== null) options.onConflict(done.value);
      return ok(null);
    },
    removeWork: (id) => change(id, new Date().toISOString()),
    restoreWork: (id) => change(id, null),
    listTrash: async () => {
      const all = await list();
      if (!all.ok) return all;
      const trashed = all.value.flatMap((r): TrashedWork[] =>
        r.trashedAt === null ? [] : [{ work: workOf(r), trashedAt: r.trashedAt }],
      );
      return ok(trashed.sort((a, b) => latestFirst(a.trashedAt, b.trashedAt)));
    },
    emptyTrash: () =>
      write(async (tx) => {
        const trashed = (await records.all(tx)).filter((record) => record.trashedAt !== null);
        for (const record of trashed) await tx.objectStore('works').delete(record.id);
        return null;
      }),
    importWorks: async (works, mode) => {
      const context = await options.context();
      return write(async (tx) => {
        await importAll(tx, records, works, mode === 'replace', context);
        return null;
      });
    },
  };
}
