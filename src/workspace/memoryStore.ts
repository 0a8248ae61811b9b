import { ok } from '../domain/appError.ts';
import { historyLimit, type FullStore } from './store.ts';
import { headOf, type HistoryEntry, type OpenTabs, type Work } from './work.ts';

function memoryHistory(): Pick<FullStore, 'listHistory' | 'addHistory' | 'clearHistory'> {
  let history: HistoryEntry[] = [];
  return {
    listHistory: (limit) => Promise.resolve(ok(history.slice(0, limit))),
    addHistory: (entry) => {
      history = [entry, ...history].slice(0, historyLimit);
      return Promise.resolve(ok(null));
    },
    clearHistory: () => {
      history = [];
      return Promise.resolve(ok(null));
    },
  };
}

/** A store that lives as long as the page: for browsers that refuse storage, and for tests. */
export function createMemoryStore(): FullStore {
  const works = new Map<string, Work>();
  const trash = new Map<string, { readonly work: Work; readonly trashedAt: string }>();
  let tabs: OpenTabs | null = null;
  const put = (work: Work): void => {
    works.set(work.id, work);
    trash.delete(work.id);
  };
  const remove = (id: string): void => {
    const work = works.get(id);
    if (!work) return;
    works.delete(id);
    trash.set(id, { work, trashedAt: new Date().toISOString() });
  };
  return {
    mode: 'memory',
    listWorks: () =>
      Promise.resolve(
        ok([...works.values()].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)).map(headOf)),
      ),
    readWorks: (ids) => Promise.resolve(ok(ids.flatMap((id) => works.get(id) ?? []))),
    putWork: (work) => {
      put(work);
      return Promise.resolve(ok(null));
    },
    removeWork: (id) => {
      remove(id);
      return Promise.resolve(ok(null));
    },
    listTrash: () =>
      Promise.resolve(
        ok([...trash.values()].reverse().map(({ work, trashedAt }) => ({ work: headOf(work), trashedAt }))),
      ),
    restoreWork: (id) => {
      const trashed = trash.get(id);
      if (trashed) put(trashed.work);
      return Promise.resolve(ok(null));
    },
    emptyTrash: () => {
      trash.clear();
      return Promise.resolve(ok(null));
    },
    importWorks: (given, mode) => {
      if (mode === 'replace') for (const id of [...works.keys()]) remove(id);
      given.forEach(put);
      return Promise.resolve(ok(null));
    },
    readTabs: () => Promise.resolve(ok(tabs)),
    putTabs: (next) => {
      tabs = next;
      return Promise.resolve(ok(null));
    },
    ...memoryHistory(),
    subscribe: () => () => undefined,
    skipped: () => [],
    close: () => undefined,
  };
}
