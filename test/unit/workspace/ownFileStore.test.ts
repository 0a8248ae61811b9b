import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  copyLimit,
  createOwnFileStore,
  type FileHandle,
  type OwnFileEnvironment,
} from '../../../src/workspace/ownFileStore.ts';
import { errorOf, valueOf } from './support.ts';

/** The page's own file system, as far as the store uses it. */
class FakeFolder {
  readonly files = new Map<string, Blob>();
  full = false;

  readonly handle = {
    getFileHandle: (name: string, options?: { create?: boolean }) => {
      if (options?.create === true) this.files.set(name, new Blob([]));
      const found = this.files.get(name);
      if (!found) return Promise.reject(new DOMException(name, 'NotFoundError'));
      return Promise.resolve({
        getFile: () => Promise.resolve(new File([this.files.get(name) ?? found], name)),
        createWritable: () => Promise.resolve(this.#writable(name)),
      });
    },
    removeEntry: (name: string) => {
      this.files.delete(name);
      return Promise.resolve();
    },
  } as unknown as FileSystemDirectoryHandle;

  #writable(name: string): WritableStream<Uint8Array> {
    const parts: BlobPart[] = [];
    return new WritableStream({
      write: (chunk) => {
        if (this.full) throw new DOMException('full', 'QuotaExceededError');
        parts.push(new Uint8Array(chunk));
      },
      close: () => {
        this.files.set(name, new Blob(parts));
      },
    });
  }
}

let folder: FakeFolder;
let free: number | null;

const environment = (): OwnFileEnvironment => ({
  folder: () => Promise.resolve(folder.handle),
  free: () => Promise.resolve(free),
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  folder = new FakeFolder();
  free = null;
});

const meta = { id: 'f1', table: 'sales', format: 'csv', options: { csv: { delimiter: ';' } } };
const file = (text = 'a;b', name = 'sales.csv'): File => new File([text], name, { lastModified: 7 });
const copyOf = (f: File) => [{ file: f, handle: null }];

/** A handle that IndexedDB can clone: it has data only; what it does is put on again when it is read. */
const handles = new Map<
  string,
  { file: () => Promise<File>; permission: PermissionState; asked: PermissionState }
>();

function handle(
  name: string,
  at: { file: () => Promise<File>; permission?: PermissionState; asked?: PermissionState },
): FileHandle {
  handles.set(name, { permission: 'granted', asked: 'granted', ...at });
  return { name } as FileHandle;
}

for (const [method, act] of Object.entries({
  getFile: (name: string) => handles.get(name)?.file(),
  queryPermission: (name: string) => Promise.resolve(handles.get(name)?.permission),
  requestPermission: (name: string) => Promise.resolve(handles.get(name)?.asked),
})) {
  Object.defineProperty(Object.prototype, method, {
    configurable: true,
    value(this: { name: string }) {
      return act(this.name);
    },
  });
}

describe('own files kept for the next visit', () => {
  it('as a copy where there is no handle: read back as they were', async () => {
    const store = createOwnFileStore(environment());
    expect(valueOf(await store.keep(meta, copyOf(file())))).toBe('copy');
    const again = createOwnFileStore(environment());
    expect(valueOf(await again.list())).toEqual([
      { ...meta, kept: 'copy', parts: [{ fileName: 'sales.csv', bytes: 3, lastModified: 7 }] },
    ]);
    const [part] = valueOf(await again.open('f1'));
    expect(await part?.file.text()).toBe('a;b');
    expect([part?.file.name, part?.file.lastModified]).toEqual(['sales.csv', 7]);
    expect(folder.files.size).toBe(1);
  });

  it('in the database where there is no file system of the page’s own', async () => {
    const store = createOwnFileStore({
      ...environment(),
      folder: () => Promise.reject(new DOMException('', 'SecurityError')),
    });
    expect(valueOf(await store.keep(meta, copyOf(file())))).toBe('copy');
    const [part] = valueOf(await store.open('f1'));
    expect(await part?.file.text()).toBe('a;b');
  });

  it('several parts as one', async () => {
    const store = createOwnFileStore(environment());
    await store.keep(meta, [...copyOf(file('1', 'a')), ...copyOf(file('2', 'b'))]);
    const parts = valueOf(await store.open('f1'));
    expect(await Promise.all(parts.map((p) => p.file.text()))).toEqual(['1', '2']);
  });

  it('anew: the former copy goes', async () => {
    const store = createOwnFileStore(environment());
    await store.keep(meta, copyOf(file('old')));
    await store.keep(meta, copyOf(file('new')));
    expect(folder.files.size).toBe(1);
    expect(await valueOf(await store.open('f1'))[0]?.file.text()).toBe('new');
  });

  it('forgotten, with their copies', async () => {
    const store = createOwnFileStore(environment());
    await store.keep(meta, copyOf(file()));
    valueOf(await store.forget('f1'));
    expect(valueOf(await store.list())).toEqual([]);
    expect(folder.files.size).toBe(0);
    expect(errorOf(await store.open('f1')).kind).toBe('storage_refused');
  });

  it('renamed and read in another way', async () => {
    const store = createOwnFileStore(environment());
    await store.keep(meta, copyOf(file()));
    valueOf(await store.update('f1', { table: 'other', options: {} }));
    expect(valueOf(await store.list())[0]).toMatchObject({ table: 'other', options: {} });
    valueOf(await store.update('nothing', { table: 'x', options: {} }));
    expect(valueOf(await store.list())).toHaveLength(1);
  });

  it('not at all beyond the limit or the quota, and nothing half-written stays', async () => {
    const store = createOwnFileStore(environment());
    const huge = file();
    Object.defineProperty(huge, 'size', { value: copyLimit + 1 });
    expect(errorOf(await store.keep(meta, copyOf(huge)))).toMatchObject({
      kind: 'file_copy_too_large',
      params: { mb: 1024 },
    });
    free = 2;
    expect(errorOf(await store.keep(meta, copyOf(file()))).kind).toBe('storage_full');
    free = null;
    folder.full = true;
    expect(errorOf(await store.keep(meta, [...copyOf(file()), ...copyOf(file())])).kind).toBe('storage_full');
    expect(folder.files.size).toBe(0);
    expect(valueOf(await store.list())).toEqual([]);
  });

  it('by their handles where there are some: nothing is copied, the file on disk is read', async () => {
    const store = createOwnFileStore(environment());
    const known = handle('disk.csv', { file: () => Promise.resolve(file('new')) });
    expect(valueOf(await store.keep(meta, [{ file: file('old'), handle: known }]))).toBe('handle');
    expect(folder.files.size).toBe(0);
    const [part] = valueOf(await createOwnFileStore(environment()).open('f1'));
    expect(await part?.file.text()).toBe('new');
    expect(part?.handle).not.toBeNull();
  });

  it('by handle, once the permission is given again; refused is said', async () => {
    const store = createOwnFileStore(environment());
    const asked = handle('asked.csv', { file: () => Promise.resolve(file()), permission: 'prompt' });
    await store.keep(meta, [{ file: file(), handle: asked }]);
    expect((await store.open('f1')).ok).toBe(true);
    const refused = handle('refused.csv', {
      file: () => Promise.resolve(file()),
      permission: 'prompt',
      asked: 'denied',
    });
    await store.keep({ ...meta, id: 'f2' }, [{ file: file(), handle: refused }]);
    expect(errorOf(await store.open('f2'))).toMatchObject({
      kind: 'file_unreadable',
      params: { name: 'sales.csv' },
    });
  });

  it('by handle, gone from the disk: said', async () => {
    const store = createOwnFileStore(environment());
    const gone = handle('gone.csv', {
      file: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
    });
    await store.keep(meta, [{ file: file(), handle: gone }]);
    expect(errorOf(await store.open('f1')).kind).toBe('file_not_found');
  });

  it('with a record that cannot be read: skipped', async () => {
    const store = createOwnFileStore(environment());
    await store.keep(meta, copyOf(file()));
    await new Promise<void>((resolve) => {
      indexedDB.open('yardstick-files').onsuccess = (event) => {
        const db = (event.target as IDBOpenDBRequest).result;
        const tx = db.transaction('files', 'readwrite');
        tx.objectStore('files').put({ v: 99 }, 'odd');
        tx.oncomplete = () => {
          db.close();
          resolve();
        };
      };
    });
    expect(valueOf(await store.list()).map((f) => f.id)).toEqual(['f1']);
  });

  it('nowhere, where the browser refuses: an error, no exception', async () => {
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      get: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    const store = createOwnFileStore(environment());
    expect(errorOf(await store.list()).kind).toBe('storage_refused');
    expect(errorOf(await store.keep(meta, copyOf(file()))).kind).toBe('storage_refused');
    Object.defineProperty(globalThis, 'indexedDB', {
      configurable: true,
      writable: true,
      value: new IDBFactory(),
    });
  });
});
