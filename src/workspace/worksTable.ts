import { ok, type Result } from '../domain/appError.ts';
import { sameContent, type PutContext } from './conflict.ts';
import type { Connection } from './database.ts';
import { readHeadRecord, withoutRev, workOf, workRecord, type HeadRecord } from './records.ts';
import type { FullStore, TrashedWork } from './store.ts';
import type { Work } from './work.ts';
import { createWorkRecords, type FoundHeads, type WorkRecords, type Writing } from './workRecords.ts';

type WorksTable = Pick<
  FullStore,
  | 'listWorks'
  | 'readWorks'
  | 'putWork'
  | 'removeWork'
  | 'listTrash'
  | 'restoreWork'
  | 'emptyTrash'
  | 'importWorks'
>;

export interface WorksOptions {
  /** Who writes, known once the window is identified. */
  context(): Promise<PutContext>;
  /** After a change that other windows must hear of. */
  onChange(): void;
  /** A copy was made rather than overwrite what another window wrote. */
  onConflict(title: string): void;
}

const latestFirst = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

async function importAll(
  tx: Writing,
  records: WorkRecords,
  works: readonly Work[],
  replace: boolean,
  given: PutContext,
): Promise<void> {
  // An imported work was made from none of the versions here: it must not pass for this window's own.
  const context = { ...given, writer: `import-${given.newId()}` };
  const incoming = new Map(works.map((work) => [work.id, work]));
  if (replace) {
    const trashedAt = new Date().toISOString();
    for (const record of await records.all(tx)) {
      const next = incoming.get(record.id);
      if (record.trashedAt !== null || (next && sameContent(next, record.work))) continue;
      const id = next ? context.newId() : record.id;
      if (next) await records.remove(tx, record.id);
      await records.write(tx, workRecord({ ...record.work, id }, record.rev, record.writer, trashedAt));
    }
  }
  for (const work of incoming.values()) {
    const there = await records.get(tx, work.id);
    if (there?.trashedAt === null && sameContent(there.work, work)) continue;
    await records.put(tx, withoutRev(work), context);
  }
}

/** The heads of all works; what was missing or too many among them is set right behind the answer. */
function createHeads(
  connection: Connection,
  records: WorkRecords,
): () => Promise<Result<readonly HeadRecord[]>> {
  const mend = async ({ made, stale }: FoundHeads): Promise<void> => {
    if (made.length + stale.length === 0) return;
    await connection.write(['works', 'heads'], async (tx) => {
      const works = tx.objectStore('works');
      for (const head of made) {
        // A newer version written meanwhile has brought its own.
        const known = readHeadRecord(await tx.objectStore('heads').get(head.id)).ok;
        if (!known && (await works.getKey(head.id)) !== undefined) await tx.objectStore('heads').put(head);
      }
      for (const id of stale)
        if ((await works.getKey(id)) === undefined) await tx.objectStore('heads').delete(id);
    });
  };
  return async () => {
    const found = await connection.read(['works', 'heads'], (tx) => records.heads(tx));
    if (!found.ok) return found;
    void mend(found.value);
    return ok(found.value.heads);
  };
}

/** Saved works and trash in the database (rules R and W). */
export function createWorksTable(connection: Connection, options: WorksOptions): WorksTable {
  const records = createWorkRecords(connection);
  const heads = createHeads(connection, records);
  const write = async <T>(work: (tx: Writing) => Promise<T>): Promise<Result<T>> => {
    const done = await connection.write(['works', 'heads'], work, true);
    if (done.ok) options.onChange();
    return done;
  };
  const change = (id: string, trashedAt: string | null): Promise<Result<null>> =>
    write(async (tx) => {
      const record = await records.get(tx, id);
      if (record) await records.write(tx, { ...record, trashedAt });
      return null;
    });
  return {
    listWorks: async () => {
      const all = await heads();
      if (!all.ok) return all;
      const works = all.value.filter((r) => r.trashedAt === null).map((r) => r.head);
      return ok(works.sort((a, b) => latestFirst(a.updatedAt, b.updatedAt)));
    },
    readWorks: async (ids) => {
      const read = await connection.read(['works', 'heads'], (tx) =>
        Promise.all(ids.map((id) => records.get(tx, id))),
      );
      return read.ok ? ok(read.value.filter((record) => record !== null).map(workOf)) : read;
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
      const all = await heads();
      if (!all.ok) return all;
      const trashed = all.value.flatMap((r): TrashedWork[] =>
        r.trashedAt === null ? [] : [{ work: r.head, trashedAt: r.trashedAt }],
      );
      return ok(trashed.sort((a, b) => latestFirst(a.trashedAt, b.trashedAt)));
    },
    emptyTrash: () =>
      write(async (tx) => {
        for (const { id, trashedAt } of (await records.heads(tx)).heads)
          if (trashedAt !== null) await records.remove(tx, id);
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
