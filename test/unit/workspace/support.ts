import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import {
  openStore,
  type StoreEnvironment,
  type StoreOptions,
} from '../../../src/workspace/indexedDbStore.ts';
import type { AppError, Result } from '../../../src/domain/appError.ts';
import type { FullStore } from '../../../src/workspace/store.ts';
import type { HistoryEntry, Work } from '../../../src/workspace/work.ts';

/** Web Locks as one browser has them, as far as the store uses them. */
export class FakeLocks {
  private readonly held = new Map<string, Promise<void>>();

  readonly manager = {
    request: async (
      name: string,
      options: LockOptions,
      granted: (lock: Lock | null) => Promise<unknown>,
    ): Promise<void> => {
      while (this.held.has(name)) {
        await Promise.race([
          this.held.get(name),
          new Promise((_, reject) =>
            options.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
          ),
        ]);
      }
      const done = Promise.resolve(granted({ name, mode: 'exclusive' })).then(
        () => void this.held.delete(name),
      );
      this.held.set(name, done);
      await done;
    },
    query: () => Promise.resolve({ held: [...this.held.keys()].map((name) => ({ name })), pending: [] }),
  } as unknown as LockManager;
}

export const refusingLocks = {
  request: () => Promise.reject(new DOMException('no', 'SecurityError')),
  query: () => Promise.reject(new DOMException('no', 'SecurityError')),
} as unknown as LockManager;

/** One browser: its database, its locks, its channel. */
export class Browser {
  readonly locks = new FakeLocks();
  private readonly opened: FullStore[] = [];
  private readonly channels: BroadcastChannel[] = [];
  persistAsked = 0;

  constructor() {
    globalThis.indexedDB = new IDBFactory();
  }

  /** A window; the same `session` again is a reload of it. */
  async window(session: Map<string, string> = new Map(), options: StoreOptions = {}): Promise<FullStore> {
    const { store, error } = await openStore({
      ...options,
      environment: { ...this.environment(session), ...options.environment },
    });
    if (error) throw new Error(error.message);
    this.opened.push(store);
    return store;
  }

  environment(session: Map<string, string>): StoreEnvironment {
    return {
      locks: this.locks.manager,
      session: {
        getItem: (key) => session.get(key) ?? null,
        setItem: (key, value) => void session.set(key, value),
      },
      patience: 20,
      openPatience: 1000,
      channel: () => {
        const channel = new BroadcastChannel('test-workspace');
        this.channels.push(channel);
        return channel;
      },
      persist: () => {
        this.persistAsked++;
        return Promise.resolve(true);
      },
    };
  }

  /** Lets every pending lock request and message through. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  close(): void {
    for (const store of this.opened) store.close();
    for (const channel of this.channels) channel.close();
  }
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

export function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error('expected an error');
  return result.error;
}

export const work = (patch: Partial<Work> = {}): Work => ({
  id: 'w1',
  title: 'First',
  note: '',
  sql: 'select 1',
  params: {},
  spec: null,
  tags: [],
  dataset: { version: '1', hash: 'h' },
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...patch,
});

export const run = (n: number): HistoryEntry => ({
  id: `h${String(n)}`,
  at: new Date(n * 1000).toISOString(),
  sql: `select ${String(n)}`,
  status: 'done',
  rows: 1,
  milliseconds: 1,
  message: null,
});

/** Reads or writes the database behind the store's back. */
export async function raw<T>(
  name: string,
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('yardstick-workspace');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('open'));
  });
  const request = use(db.transaction(name, mode).objectStore(name));
  const value = await new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('request'));
  });
  db.close();
  return value;
}
