import type { Connection } from './database.ts';
import { historyRecord, readHistoryRecord } from './records.ts';
import { historyLimit, type FullStore } from './store.ts';

/** The history of runs (rule H1): numbered as they come, so that the latest are read without reading all. */
export function createHistoryTable(
  connection: Connection,
  onChange: () => void,
): Pick<FullStore, 'listHistory' | 'addHistory' | 'clearHistory'> {
  return {
    listHistory: (limit) =>
      connection.read(['history'], async (tx) => {
        const store = tx.objectStore('history');
        const last = (await store.openKeyCursor(null, 'prev'))?.key;
        if (last === undefined || limit < 1) return [];
        const stored = await store.getAll(IDBKeyRange.lowerBound(last - limit, true));
        return stored
          .map((s, i) => connection.accept('history', i, readHistoryRecord(s)))
          .filter((entry) => entry !== null)
          .reverse();
      }),
    addHistory: async (entry) => {
      const added = await connection.write(['history'], async (tx) => {
        const store = tx.objectStore('history');
        const n = await store.add(historyRecord(entry));
        await store.delete(IDBKeyRange.upperBound(n - historyLimit));
      });
      if (!added.ok) return added;
      onChange();
      return { ok: true, value: null };
    },
    clearHistory: async () => {
      const cleared = await connection.write(['history'], (tx) => tx.objectStore('history').clear());
      if (!cleared.ok) return cleared;
      onChange();
      return { ok: true, value: null };
    },
  };
}
