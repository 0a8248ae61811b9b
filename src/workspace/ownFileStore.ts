import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { storageError } from './database.ts';
import { storageName } from './storageName.ts';

/** What a page may ask of a handle; browsers that give handles have it, TypeScript's library does not know it yet. */
export interface FileHandle extends FileSystemFileHandle {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/** Where the bytes of one part are: on the person's disk, or as a copy of the page's own. */
type Place =
  | { readonly kind: 'handle'; readonly handle: FileHandle }
  | { readonly kind: 'opfs'; readonly key: string }
  | { readonly kind: 'blob'; readonly blob: Blob };

export interface StoredPart {
  readonly fileName: string;
  readonly bytes: number;
  readonly lastModified: number;
}

/** A file of the person's own that is kept for the next visit; `options` are the reader's and checked by it. */
export interface StoredFile {
  readonly id: string;
  readonly table: string;
  readonly format: string;
  readonly options: unknown;
  readonly parts: readonly StoredPart[];
  readonly kept: 'handle' | 'copy';
}

export interface OwnFileStore {
  list(): Promise<Result<readonly StoredFile[]>>;
  /** Keeps files by their handles where each has one, else as copies within {@link copyLimit} and the browser's quota. */
  keep(
    file: Omit<StoredFile, 'kept' | 'parts'>,
    parts: readonly KeptPart[],
  ): Promise<Result<'handle' | 'copy'>>;
  /** Changes what is known of a kept file; one that is not kept stays so. */
  update(id: string, patch: Pick<StoredFile, 'table' | 'options'>): Promise<Result<null>>;
  /** The files; asks the person for permission where the browser wants it, so it must be called from a click. */
  open(id: string): Promise<Result<readonly KeptPart[]>>;
  forget(id: string): Promise<Result<null>>;
}

export interface KeptPart {
  readonly file: File;
  readonly handle: FileHandle | null;
}

/** Bytes that a copied file may have. */
export const copyLimit = 1024 * 1024 * 1024;

const recordSchema = v.object({
  v: v.literal(1),
  id: v.string(),
  table: v.string(),
  format: v.string(),
  options: v.unknown(),
  parts: v.array(
    v.object({
      fileName: v.string(),
      bytes: v.number(),
      lastModified: v.number(),
      place: v.variant('kind', [
        v.object({ kind: v.literal('handle'), handle: v.custom<FileHandle>((h) => typeof h === 'object') }),
        v.object({ kind: v.literal('opfs'), key: v.string() }),
        v.object({ kind: v.literal('blob'), blob: v.instance(Blob) }),
      ]),
    }),
  ),
});

type FileRecord = v.InferOutput<typeof recordSchema>;

interface Schema extends DBSchema {
  files: { key: string; value: unknown };
}

/** What the store needs of the browser. */
export interface OwnFileEnvironment {
  /** The folder of the page's own file system; rejects where there is none. */
  folder(): Promise<FileSystemDirectoryHandle>;
  /** Free bytes of the quota, null where the browser does not tell. */
  free(): Promise<number | null>;
}

const browser: OwnFileEnvironment = {
  folder: async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle(storageName('files'), { create: true });
  },
  free: async () => {
    // Not there on insecure origins, whatever the types say.
    const storage = navigator.storage as StorageManager | undefined;
    const { quota, usage } = (await storage?.estimate()) ?? {};
    return quota === undefined ? null : quota - (usage ?? 0);
  },
};

class Store implements OwnFileStore {
  #database: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(private readonly environment: OwnFileEnvironment) {}

  list(): Promise<Result<readonly StoredFile[]>> {
    return this.#attempt(async (db) => {
      const records = (await db.getAll('files')).flatMap((stored) => {
        const read = v.safeParse(recordSchema, stored);
        return read.success ? [read.output] : [];
      });
      return records.map(storedFile);
    });
  }

  async keep(
    file: Omit<StoredFile, 'kept' | 'parts'>,
    parts: readonly KeptPart[],
  ): Promise<Result<'handle' | 'copy'>> {
    const byHandle = parts.every((part) => part.handle !== null);
    const bytes = parts.reduce((sum, part) => sum + part.file.size, 0);
    if (!byHandle) {
      const room = await this.#room(bytes);
      if (!room.ok) return room;
    }
    const places: Place[] = [];
    const kept = await this.#attempt(async (db) => {
      for (const part of parts) {
        places.push(
          part.handle ? { kind: 'handle', handle: part.handle } : await this.#copy(file.id, part.file),
        );
      }
      const record: FileRecord = {
        v: 1,
        id: file.id,
        table: file.table,
        format: file.format,
        options: JSON.parse(JSON.stringify(file.options)) as unknown,
        parts: parts.map((part, i) => ({
          fileName: part.file.name,
          bytes: part.file.size,
          lastModified: part.file.lastModified,
          place: places[i] ?? { kind: 'blob', blob: part.file },
        })),
      };
      const former = v.safeParse(recordSchema, await db.get('files', file.id));
      await db.put('files', record, file.id);
      if (former.success) await this.#removeCopies(former.output.parts.map((part) => part.place));
      return byHandle ? ('handle' as const) : ('copy' as const);
    });
    if (!kept.ok) await this.#removeCopies(places);
    return kept;
  }

  update(id: string, patch: Pick<StoredFile, 'table' | 'options'>): Promise<Result<null>> {
    return this.#attempt(async (db) => {
      const tx = db.transaction('files', 'readwrite');
      const read = v.safeParse(recordSchema, await tx.store.get(id));
      if (read.success) {
        const options = JSON.parse(JSON.stringify(patch.options)) as unknown;
        await tx.store.put({ ...read.output, table: patch.table, options }, id);
      }
      await tx.done;
      return null;
    });
  }

  async open(id: string): Promise<Result<readonly KeptPart[]>> {
    const record = await this.#attempt(async (db) => v.safeParse(recordSchema, await db.get('files', id)));
    if (!record.ok) return record;
    if (!record.value.success) return fail({ kind: 'storage_refused', message: `no record of ${id}` });
    const parts: KeptPart[] = [];
    for (const part of record.value.output.parts) {
      const opened = await this.#openPart(part.fileName, part.lastModified, part.place);
      if (!opened.ok) return opened;
      parts.push(opened.value);
    }
    return ok(parts);
  }

  forget(id: string): Promise<Result<null>> {
    return this.#attempt(async (db) => {
      const read = v.safeParse(recordSchema, await db.get('files', id));
      await db.delete('files', id);
      if (read.success) await this.#removeCopies(read.output.parts.map((part) => part.place));
      return null;
    });
  }

  async #openPart(name: string, lastModified: number, place: Place): Promise<Result<KeptPart>> {
    const params = { name };
    try {
      if (place.kind === 'blob')
        return ok({ file: new File([place.blob], name, { lastModified }), handle: null });
      if (place.kind === 'opfs') {
        const copy = await (await this.environment.folder()).getFileHandle(place.key);
        return ok({ file: new File([await copy.getFile()], name, { lastModified }), handle: null });
      }
      const { handle } = place;
      const given = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
      const permission = given === 'granted' ? given : await handle.requestPermission?.({ mode: 'read' });
      if (permission !== 'granted') return fail({ kind: 'file_unreadable', message: 'permission', params });
      return ok({ file: await handle.getFile(), handle });
    } catch (thrown) {
      const gone = thrown instanceof DOMException && thrown.name === 'NotFoundError';
      return fail({ kind: gone ? 'file_not_found' : 'file_unreadable', message: messageOf(thrown), params });
    }
  }

  async #room(bytes: number): Promise<Result<null>> {
    if (bytes > copyLimit)
      return fail({ kind: 'file_copy_too_large', message: String(bytes), params: { mb: copyLimit >> 20 } });
    const free = await this.environment.free().catch(() => null);
    return free !== null && bytes > free ? fail({ kind: 'storage_full', message: String(free) }) : ok(null);
  }

  /** In the page's own file system, which reads in place; in the database where there is none. */
  async #copy(id: string, file: File): Promise<Place> {
    let folder: FileSystemDirectoryHandle;
    try {
      folder = await this.environment.folder();
    } catch {
      return { kind: 'blob', blob: new Blob([await file.arrayBuffer()]) };
    }
    const key = `${id}-${crypto.randomUUID()}`;
    const target = await folder.getFileHandle(key, { create: true });
    try {
      await file.stream().pipeTo(await target.createWritable());
    } catch (thrown) {
      await folder.removeEntry(key).catch(() => undefined);
      throw thrown;
    }
    return { kind: 'opfs', key };
  }

  async #removeCopies(places: readonly Place[]): Promise<void> {
    for (const place of places) {
      if (place.kind !== 'opfs') continue;
      const folder = await this.environment.folder().catch(() => null);
      await folder?.removeEntry(place.key).catch(() => undefined);
    }
  }

  async #attempt<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<Result<T>> {
    try {
      this.#database ??= openDB<Schema>(storageName('files'), 1, {
        upgrade: (db) => {
          db.createObjectStore('files');
        },
        terminated: () => {
          this.#database = null;
        },
      });
      return ok(await work(await this.#database));
    } catch (thrown) {
      this.#database = null;
      return fail(storageError(thrown));
    }
  }
}

const storedFile = (record: FileRecord): StoredFile => ({
  id: record.id,
  table: record.table,
  format: record.format,
  options: record.options,
  parts: record.parts.map(({ fileName, bytes, lastModified }) => ({ fileName, bytes, lastModified })),
  kept: record.parts.every((part) => part.place.kind === 'handle') ? 'handle' : 'copy',
});

/** The person's own files that outlive the visit, in a database of their own: handles, or copies. No call rejects. */
export const createOwnFileStore = (environment: OwnFileEnvironment = browser): OwnFileStore =>
  new Store(environment);
