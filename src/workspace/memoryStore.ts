import { ok } from '../domain/appError.ts';
import type { WorkspaceStore } from './store.ts';
import type { HistoryEntry, OpenTabs, Work } from './work.ts';

/** A store that lives as long as the page: for browsers that refuse storage, and for tests. */
export function createMemoryStore(): WorkspaceStore {
  const works = new Map<string, Work>();
  let tabs: OpenTabs | null = null;
  let history: HistoryEntry[] = [];
  return {
    mode: 'memory',
    listWorks: () => Promise.resolve(ok([...works.values()])),
    putWork: (work) => {
      works.set(work.id, work);
      return Promise.resolve(ok(null));
    },
    removeWork: (id) => {
      works.delete(id);
      return Promise.resolve(ok(null));
    },
    readTabs: () => Promise.resolve(ok(tabs)),
    putTabs: (next) => {
      tabs = next;
      return Promise.resolve(ok(null));
    },
    listHistory: (limit) => Promise.resolve(ok(history.slice(0, limit))),
    addHistory: (entry) => {
      history = [entry, ...history];
      return Promise.resolve(ok(null));
    },
    clearHistory: () => {
      history = [];
      return Promise.resolve(ok(null));
    },
    subscribe: () => () => undefined,
  };
}
