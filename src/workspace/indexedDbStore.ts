import type { AppError } from '../domain/appError.ts';
import { connect } from './database.ts';
import { createHistoryTable } from './historyTable.ts';
import { createMemoryStore } from './memoryStore.ts';
import { storageName } from './storageName.ts';
import type { FullStore } from './store.ts';
import { createTabsTable } from './tabsTable.ts';
import { identifyWindow, type WindowEnvironment } from './window.ts';
import { createWorksTable } from './worksTable.ts';

/** What of the browser the store uses; tests put in their own. */
export interface StoreEnvironment extends WindowEnvironment {
  /** How long IndexedDB may take to open, in milliseconds. */
  readonly openPatience: number;
  channel(): BroadcastChannel | null;
  /** Asks the browser not to clear the storage by itself. */
  persist(): Promise<unknown>;
}

export interface StoreOptions {
  /** The title of a copy that is made rather than overwrite another window's version. */
  readonly copyTitle?: (title: string) => string;
  /** Such a copy was made. */
  readonly onConflict?: (title: string) => void;
  readonly environment?: Partial<StoreEnvironment>;
}

function attempt<T>(get: () => T): T | null {
  try {
    return get();
  } catch {
    return null;
  }
}

const browser = (): StoreEnvironment => ({
  locks: attempt(() => (typeof navigator === 'undefined' ? null : (navigator.locks ?? null))),
  session: attempt(() => (typeof sessionStorage === 'undefined' ? null : sessionStorage)),
  patience: 500,
  openPatience: 5000,
  channel: () => attempt(() => new BroadcastChannel(storageName('workspace'))),
  persist: () => navigator.storage.persist(),
});

/** Tells other windows of changes, and hears of theirs. Not of its own: a channel doesn't echo. */
function createNews(channel: BroadcastChannel | null): {
  tell(): void;
  subscribe: FullStore['subscribe'];
  close(): void;
} {
  const listeners = new Set<() => void>();
  if (channel) {
    channel.onmessage = () => {
      for (const listener of listeners) listener();
    };
  }
  return {
    tell: () => {
      attempt(() => channel?.postMessage('changed'));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => channel?.close(),
  };
}

/**
 * Saved work in IndexedDB by the rules of SPEC.md. Where the browser refuses, a store in memory, and the error that says so. Never rejects.
 */
export async function openStore(
  options: StoreOptions = {},
): Promise<{ store: FullStore; error: AppError | null }> {
  const environment = { ...browser(), ...options.environment };
  const connected = await connect(environment.openPatience);
  if (!connected.ok)
    return { store: createMemoryStore(), error: { ...connected.error, kind: 'storage_refused' } };
  const connection = connected.value;
  const identity = identifyWindow(environment);
  const news = createNews(environment.channel());
  const works = createWorksTable(connection, {
    context: async () => ({
      writer: (await identity).id,
      newId: () => crypto.randomUUID(),
      copyTitle: options.copyTitle ?? ((title) => `${title} (copy)`),
    }),
    onChange: news.tell,
    onConflict: options.onConflict ?? (() => undefined),
  });
  let asked = false;
  const askToKeep = (): void => {
    if (asked) return;
    asked = true;
    // Refused or unknown: the storage works all the same.
    void Promise.resolve()
      .then(environment.persist)
      .catch(() => undefined);
  };
  return {
    error: null,
    store: {
      mode: 'stored',
      ...works,
      putWork: async (work) => {
        const done = await works.putWork(work);
        if (done.ok) askToKeep();
        return done;
      },
      ...createTabsTable(connection, identity),
      ...createHistoryTable(connection, news.tell),
      subscribe: news.subscribe,
      skipped: () => connection.skipped(),
      close: () => {
        news.close();
        connection.close();
        void identity.then((window) => {
          window.release();
        });
      },
    },
  };
}
