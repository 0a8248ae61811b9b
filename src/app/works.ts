import { batch, createSignal, onCleanup, type Accessor } from 'solid-js';
import { fail, ok, type AppError, type Result } from '../domain/appError.ts';
import type { FullStore, TrashedWork } from '../workspace/store.ts';
import type { Work, WorkHead } from '../workspace/work.ts';
import type { WorkPatch } from './tabs.ts';

/** The saved works and what can be done with them. */
export interface Works {
  readonly list: Accessor<readonly WorkHead[]>;
  readonly trash: Accessor<readonly TrashedWork[]>;
  /** Until the storage has answered for the first time. */
  readonly loading: Accessor<boolean>;
  /** Whether {@link list} and {@link trash} are what is stored. */
  readonly listed: Accessor<boolean>;
  /** Why the latest change could not be stored; null when it was. */
  readonly error: Accessor<AppError | null>;
  /** Keeps the outcome of a write for {@link error}. */
  note(result: Result<unknown>): void;
  refresh(): Promise<void>;
  /** Works whole; an error when one of them is gone or can't be read. */
  read(ids: readonly string[]): Promise<Result<readonly Work[]>>;
  put(work: Work): Promise<Result<null>>;
  /** Changes what is saved under an id. */
  change(id: string, patch: WorkPatch): Promise<Result<null>>;
  remove(id: string): Promise<Result<null>>;
  restore(id: string): Promise<Result<null>>;
  emptyTrash(): Promise<Result<null>>;
  /** Takes works of a workspace file in, all or none. */
  importAll(works: readonly Work[], mode: 'merge' | 'replace'): Promise<Result<null>>;
  duplicate(id: string, title: string): Promise<Result<null>>;
}

const sameHead = (a: WorkHead, b: WorkHead): boolean =>
  a.updatedAt === b.updatedAt &&
  a.title === b.title &&
  a.hasChart === b.hasChart &&
  a.tags.join('\n') === b.tags.join('\n') &&
  a.text === b.text;

/** The same objects for works that have not changed: what stands on screen for them stays, an open menu too. */
function keepSame(before: readonly WorkHead[], now: readonly WorkHead[]): readonly WorkHead[] {
  const known = new Map(before.map((head) => [head.id, head]));
  return now.map((head) => {
    const old = known.get(head.id);
    return old && sameHead(old, head) ? old : head;
  });
}

/** Reads works whole; one that is gone or can't be read is an error. */
const createReader =
  (store: FullStore): Works['read'] =>
  async (ids) => {
    const found = await store.readWorks(ids);
    if (!found.ok || found.value.length === ids.length) return found;
    return fail({ kind: 'work_missing', message: `${String(found.value.length)} of ${String(ids.length)}` });
  };

/** Must be called inside a reactive root. */
export function createWorks(store: FullStore): Works {
  const [list, setList] = createSignal<readonly WorkHead[]>([]);
  const [trash, setTrash] = createSignal<readonly TrashedWork[]>([]);
  const [loading, setLoading] = createSignal(true);
  const [listed, setListed] = createSignal(false);
  const [error, setError] = createSignal<AppError | null>(null);
  const note = (result: Result<unknown>): void => {
    setError(result.ok ? null : result.error);
  };
  const refresh = async (): Promise<void> => {
    // One after the other: what the first finds missing, it puts there for the second.
    const works = await store.listWorks();
    const trashed = await store.listTrash();
    batch(() => {
      setLoading(false);
      if (works.ok) setList((before) => keepSame(before, works.value));
      else note(works);
      if (trashed.ok) setTrash(trashed.value);
      if (works.ok && trashed.ok && store.mode === 'stored') setListed(true);
    });
  };
  const changed = async (write: Promise<Result<null>>): Promise<Result<null>> => {
    const result = await write;
    note(result);
    await refresh();
    return result;
  };
  const read = createReader(store);
  /** Puts what becomes of a saved work. */
  const putAnew = async (id: string, next: (work: Work) => Work): Promise<Result<null>> => {
    const found = await read([id]);
    const [work] = found.ok ? found.value : [];
    if (!work) return changed(Promise.resolve(found.ok ? ok(null) : found));
    return changed(store.putWork(next(work)));
  };
  onCleanup(store.subscribe(() => void refresh()));
  return {
    list,
    trash,
    loading,
    listed,
    error,
    note,
    refresh,
    read,
    put: (work) => changed(store.putWork(work)),
    remove: (id) => changed(store.removeWork(id)),
    restore: (id) => changed(store.restoreWork(id)),
    emptyTrash: () => changed(store.emptyTrash()),
    importAll: (works, mode) => changed(store.importWorks(works, mode)),
    change: (id, patch) =>
      putAnew(id, (work) => ({ ...work, ...patch, updatedAt: new Date().toISOString() })),
    duplicate: (id, title) => {
      const now = new Date().toISOString();
      return putAnew(id, (work) => ({
        ...{ ...work, id: crypto.randomUUID(), title },
        ...{ createdAt: now, updatedAt: now },
      }));
    },
  };
}
