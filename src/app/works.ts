import { batch, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { AppError, Result } from '../domain/appError.ts';
import type { FullStore, TrashedWork } from '../workspace/store.ts';
import type { Work } from '../workspace/work.ts';

/** The saved works and what can be done with them. */
export interface Works {
  readonly list: Accessor<readonly Work[]>;
  readonly trash: Accessor<readonly TrashedWork[]>;
  /** Whether {@link list} and {@link trash} are what is stored. */
  readonly listed: Accessor<boolean>;
  /** Why the latest change could not be stored; null when it was. */
  readonly error: Accessor<AppError | null>;
  /** Keeps the outcome of a write for {@link error}. */
  note(result: Result<unknown>): void;
  refresh(): Promise<void>;
  put(work: Work): Promise<Result<null>>;
  remove(id: string): Promise<Result<null>>;
  restore(id: string): Promise<Result<null>>;
  emptyTrash(): Promise<Result<null>>;
  /** Takes works of a workspace file in, all or none. */
  importAll(works: readonly Work[], mode: 'merge' | 'replace'): Promise<Result<null>>;
  duplicate(work: Work, title: string): Promise<Result<null>>;
}

/** Must be called inside a reactive root. */
export function createWorks(store: FullStore): Works {
  const [list, setList] = createSignal<readonly Work[]>([]);
  const [trash, setTrash] = createSignal<readonly TrashedWork[]>([]);
  const [listed, setListed] = createSignal(false);
  const [error, setError] = createSignal<AppError | null>(null);
  const note = (result: Result<unknown>): void => {
    setError(result.ok ? null : result.error);
  };
  const refresh = async (): Promise<void> => {
    const [works, trashed] = await Promise.all([store.listWorks(), store.listTrash()]);
    batch(() => {
      if (works.ok) setList(works.value);
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
  onCleanup(store.subscribe(() => void refresh()));
  return {
    list,
    trash,
    listed,
    error,
    note,
    refresh,
    put: (work) => changed(store.putWork(work)),
    remove: (id) => changed(store.removeWork(id)),
    restore: (id) => changed(store.restoreWork(id)),
    emptyTrash: () => changed(store.emptyTrash()),
    importAll: (works, mode) => changed(store.importWorks(works, mode)),
    duplicate: (work, title) => {
      const now = new Date().toISOString();
      return changed(
        store.putWork({ ...work, id: crypto.randomUUID(), title, createdAt: now, updatedAt: now }),
      );
    },
  };
}
