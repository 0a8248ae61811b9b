import type { Connection } from './database.ts';
import {
  readTabsRecord,
  readWorkRecord,
  tabsRecord,
  workOf,
  type TabsRecord,
  type WorkRecord,
} from './records.ts';
import type { FullStore } from './store.ts';
import { mergeTabs } from './tabs.ts';
import type { WindowIdentity } from './window.ts';
import type { OpenTabs } from './work.ts';

const openTabs = (record: TabsRecord): OpenTabs => ({ works: record.works, active: record.active });

/**
 * A window goes on with what it saved itself. Whoever takes its tabs over must be able to do so too: its works are made from the versions
 * that it wrote.
 */
function withOwnRevs(record: TabsRecord, saved: readonly WorkRecord[]): TabsRecord {
  const own = new Map(saved.filter(({ writer }) => writer === record.window).map(({ id, rev }) => [id, rev]));
  const works = record.works.map((work) => {
    const rev = own.get(work.id);
    return rev === undefined ? work : { ...work, rev };
  });
  return { ...record, works };
}

/** Open tabs, one record for each window (rules T). */
export function createTabsTable(
  connection: Connection,
  identity: Promise<WindowIdentity>,
): Pick<FullStore, 'readTabs' | 'putTabs'> {
  const accepted = (stored: unknown): TabsRecord | null => {
    const window = (stored as { window?: unknown } | null)?.window;
    return connection.accept('tabs', String(window), readTabsRecord(stored));
  };

  /** Takes over the tabs of windows that are gone; they become this window's in the same step. */
  const adopt = (id: string, onlyLatest: boolean): ReturnType<FullStore['readTabs']> =>
    connection.write(['tabs', 'works'], async (tx) => {
      const store = tx.objectStore('tabs');
      const records = (await store.getAll()).map(accepted).filter((r) => r !== null);
      const saved = (await tx.objectStore('works').getAll())
        .map(readWorkRecord)
        .flatMap((r) => (r.ok ? [r.value] : []));
      const owned = records.map((record) => withOwnRevs(record, saved));
      const latest = [...owned].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 1);
      const merged = mergeTabs(onlyLatest ? latest : owned, saved.map(workOf));
      if (!merged) return null;
      await store.put(tabsRecord(merged, id, new Date().toISOString()));
      if (!onlyLatest)
        for (const record of records) if (record.window !== id) await store.delete(record.window);
      return merged;
    });

  return {
    readTabs: async () => {
      const window = await identity;
      if (window.known) {
        const own = await connection.read(['tabs'], (tx) => tx.objectStore('tabs').get(window.id));
        if (!own.ok) return own;
        const record = own.value === undefined ? null : accepted(own.value);
        if (record) return { ok: true, value: openTabs(record) };
      }
      const others = await window.others().catch(() => null);
      if (others !== null && others.size > 0) return { ok: true, value: null };
      // Without locks nobody can tell which windows are gone: theirs are copied, not taken.
      return adopt(window.id, others === null);
    },
    putTabs: async (tabs) => {
      const { id } = await identity;
      const put = await connection.write(['tabs'], async (tx) => {
        await tx.objectStore('tabs').put(tabsRecord(tabs, id, new Date().toISOString()));
      });
      return put.ok ? { ok: true, value: null } : put;
    },
  };
}
