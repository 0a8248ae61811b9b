import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { fail, messageOf, ok, type AppError, type Result } from '../domain/appError.ts';
import type { SkippedRecord } from './store.ts';
import type { Read } from './records.ts';
import { storageName } from './storageName.ts';

/** Values are checked when they are read (records.ts): what is in there may be of any age, or broken. */
export interface WorkspaceSchema extends DBSchema {
  works: { key: string; value: unknown };
  /** What lists need of the works; made anew from them where it is missing. */
  heads: { key: string; value: unknown };
  tabs: { key: string; value: unknown };
  history: { key: number; value: unknown };
}

type Database = IDBPDatabase<WorkspaceSchema>;
type Name = StoreNames<WorkspaceSchema>;
type Writing = IDBPTransaction<WorkspaceSchema, Name[], 'readwrite'>;
type Reading = IDBPTransaction<WorkspaceSchema, Name[]>;

export const databaseName = storageName('workspace');
export const databaseVersion = 2;

function create(db: Database, oldVersion: number): void {
  if (oldVersion < 1) {
    db.createObjectStore('works', { keyPath: 'id' });
    db.createObjectStore('tabs', { keyPath: 'window' });
    db.createObjectStore('history', { keyPath: 'n', autoIncrement: true });
  }
  // Filled when works are listed first: an upgrade that reads them all would keep other windows waiting.
  if (oldVersion < 2) db.createObjectStore('heads', { keyPath: 'id' });
}

/** Opens the database; rejects when the browser refuses, another page blocks the upgrade, or nothing happens in time. */
function open(patience: number, onGone: () => void): Promise<Database> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`no answer from IndexedDB in ${String(patience)} ms`));
    }, patience);
    const opening = openDB<WorkspaceSchema>(databaseName, databaseVersion, {
      upgrade: create,
      blocked: () => {
        reject(new Error('an older page in another tab blocks the upgrade'));
      },
      blocking: (_current, _blocked, event) => {
        // A newer page wants to upgrade; it may, and this one says at its next call that it is the older one.
        (event.target as IDBDatabase).close();
        onGone();
      },
      terminated: onGone,
    });
    opening.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** What a thrown value of IndexedDB means to a person. */
export function storageError(thrown: unknown): AppError {
  const full = thrown instanceof Error && thrown.name === 'QuotaExceededError';
  return { kind: full ? 'storage_full' : 'storage_refused', message: messageOf(thrown), cause: thrown };
}

export interface Connection {
  /** Reads; what is thrown becomes an error value. */
  read<T>(stores: Name[], work: (tx: Reading) => Promise<T>): Promise<Result<T>>;
  /** Writes all or nothing. `durable`: the answer waits until the disk has it. */
  write<T>(stores: Name[], work: (tx: Writing) => Promise<T>, durable?: boolean): Promise<Result<T>>;
  /** The value, or null for a record that can't be read, which is then reported. */
  accept<T>(where: SkippedRecord['where'], key: IDBValidKey, read: Read<T>): T | null;
  skipped(): readonly SkippedRecord[];
  close(): void;
}

/** Connects; a browser that refuses is an error value. A connection that the browser closed is opened again at the next call. */
export async function connect(patience: number): Promise<Result<Connection>> {
  let current: Database | null = null;
  const skipped = new Map<string, SkippedRecord>();
  const database = async (): Promise<Database> => {
    current ??= await open(patience, () => {
      current = null;
    });
    return current;
  };
  const attempt = async <T>(work: (db: Database) => Promise<T>): Promise<Result<T>> => {
    try {
      return ok(await work(await database()));
    } catch (thrown) {
      return fail(storageError(thrown));
    }
  };
  const opened = await attempt(() => Promise.resolve(null));
  if (!opened.ok) return opened;
  return ok({
    read: (stores, work) => attempt((db) => work(db.transaction(stores))),
    write: (stores, work, durable = false) =>
      attempt((db) =>
        commit(db.transaction(stores, 'readwrite', { durability: durable ? 'strict' : 'default' }), work),
      ),
    accept: (where, key, read) => {
      const name = `${where} ${String(key)}`;
      if (read.ok) skipped.delete(name);
      else skipped.set(name, { where, reason: read.reason });
      return read.ok ? read.value : null;
    },
    skipped: () => [...skipped.values()],
    close: () => {
      current?.close();
    },
  });
}

async function commit<T>(tx: Writing, work: (tx: Writing) => Promise<T>): Promise<T> {
  // Awaited below; until then a failure must not count as unhandled.
  tx.done.catch(() => undefined);
  try {
    const value = await work(tx);
    await tx.done;
    return value;
  } catch (thrown) {
    try {
      tx.abort();
    } catch {
      // It has ended already.
    }
    // The transaction knows the cause (quota), a request in it only that it was aborted.
    throw tx.error ?? thrown;
  }
}
