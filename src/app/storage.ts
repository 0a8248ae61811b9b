import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import type { StoreOptions } from '../workspace/indexedDbStore.ts';
import { createMemoryStore } from '../workspace/memoryStore.ts';
import type { FullStore } from '../workspace/store.ts';

/**
 * The browser's storage, opened in the background: the page is drawn without waiting for it, and each call waits until it is there. Where
 * it is refused, work goes on in memory and the first call says so.
 */
export function createPersistentStore(options: StoreOptions = {}): FullStore {
  let refused: Result<null> = ok(null);
  const opening: Promise<FullStore> = import('../workspace/indexedDbStore.ts')
    .then((m) => m.openStore(options))
    .then(({ store, error }) => {
      if (error) refused = fail(error);
      return store;
    })
    .catch((thrown: unknown) => {
      refused = fail({ kind: 'storage_refused', message: messageOf(thrown), cause: thrown });
      return createMemoryStore();
    });
  let opened: FullStore | null = null;
  void opening.then((store) => {
    opened = store;
  });
  const told = async (work: Promise<Result<null>>): Promise<Result<null>> => {
    const result = await work;
    return result.ok ? refused : result;
  };
  return {
    get mode() {
      return opened?.mode ?? 'stored';
    },
    listWorks: async () => (await opening).listWorks(),
    readWorks: async (ids) => (await opening).readWorks(ids),
    putWork: async (work) => told((await opening).putWork(work)),
    removeWork: async (id) => (await opening).removeWork(id),
    readTabs: async () => (await opening).readTabs(),
    putTabs: async (tabs) => told((await opening).putTabs(tabs)),
    listHistory: async (limit) => (await opening).listHistory(limit),
    addHistory: async (entry) => (await opening).addHistory(entry),
    clearHistory: async () => (await opening).clearHistory(),
    listTrash: async () => (await opening).listTrash(),
    restoreWork: async (id) => told((await opening).restoreWork(id)),
    emptyTrash: async () => (await opening).emptyTrash(),
    importWorks: async (works, how) => told((await opening).importWorks(works, how)),
    skipped: () => opened?.skipped() ?? [],
    close: () => {
      opened?.close();
    },
    subscribe: (listener) => {
      let stop: () => void = () => undefined;
      void opening.then((store) => {
        stop = store.subscribe(listener);
      });
      return () => {
        stop();
      };
    },
  };
}
