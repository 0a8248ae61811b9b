import { createSignal, type Accessor } from 'solid-js';
import type { AppError, Result } from '../domain/appError.ts';
import { isDataFile, ownFileKind } from '../features/files/formats.ts';
import type { OwnFiles } from '../features/files/ownFiles.ts';
import type { Incoming } from '../share/incoming.ts';
import type { Work } from '../workspace/work.ts';
import { readIncomingFile, readIncomingLink } from './incoming.ts';
import type { SharedFiles } from './shared.ts';

/** What came from outside and waits for the person, one after the other. */
export type Arrival =
  | { readonly kind: 'work'; readonly incoming: Incoming }
  | { readonly kind: 'workspace'; readonly works: readonly Work[] }
  | { readonly kind: 'shared'; readonly shared: SharedFiles }
  | { readonly kind: 'error'; readonly error: AppError };

export interface Opening {
  /** The first of what waits. */
  readonly first: Accessor<Arrival | null>;
  /** The first is settled: the next one is shown. */
  settle(): void;
  fail(error: AppError): void;
  /** Opens files that were dropped, picked, or handed over by the system. */
  files(files: Iterable<File>): void;
  /** Reads the link in the page's address. */
  link(): Promise<void>;
  /** Takes what the system shared with the page, if its address says so. */
  share(): Promise<void>;
}

/** What the page's address says was shared; the address says it once. */
function takeShareId(): string | null {
  const address = new URL(location.href);
  const id = address.searchParams.get('shared');
  address.searchParams.delete('shared');
  if (id !== null) history.replaceState(null, '', address);
  return id;
}

/** Everything that comes into the page from outside: nothing of it runs before it was shown. Must be called in a reactive root. */
export function createOpening(ownFiles: OwnFiles, onData: () => void): Opening {
  const [waiting, setWaiting] = createSignal<readonly Arrival[]>([]);
  const add = (...arrivals: readonly Arrival[]): void => {
    setWaiting((before) => [...before, ...arrivals]);
  };
  const addError = (error: AppError): void => {
    add({ kind: 'error', error });
  };
  const addWork = (read: Result<Incoming | null>): void => {
    if (!read.ok) addError(read.error);
    else if (read.value) add({ kind: 'work', incoming: read.value });
  };
  const openWorkspace = async (file: File): Promise<void> => {
    const { readArchive } = await import('../workspace/archive.ts');
    const read = await readArchive(file);
    if (!read.ok) addError(read.error);
    else if (read.value) add({ kind: 'workspace', works: read.value });
    else addError({ kind: 'file_foreign', message: file.name });
  };
  const open = async (file: File): Promise<void> => {
    if (isDataFile(file.name)) {
      onData();
      await ownFiles.add(file);
    } else if (ownFileKind(file.name) === 'workspace') await openWorkspace(file);
    else addWork(await readIncomingFile(file));
  };
  return {
    first: () => waiting()[0] ?? null,
    settle: () => {
      setWaiting((before) => before.slice(1));
    },
    fail: addError,
    files: (files) => {
      for (const file of files) void open(file);
    },
    link: async () => {
      const read = await readIncomingLink(location.hash);
      addWork(read);
      // The link has been read: a reload must not offer it again over newer work.
      if (!read.ok || read.value) history.replaceState(null, '', location.pathname + location.search);
    },
    share: async () => {
      const id = takeShareId();
      if (id === null) return;
      const { takeShared } = await import('./shared.ts');
      const taken = await takeShared(id);
      if (!taken.ok) addError(taken.error);
      else {
        for (const link of taken.value.links) addWork(await readIncomingLink(link));
        if (taken.value.files.length > 0) add({ kind: 'shared', shared: taken.value });
      }
    },
  };
}
