import { rememberHandle } from './fileHandles.ts';
import type { FileHandle } from '../../workspace/ownFileStore.ts';

interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** What a dropped item is, taken while the drop event lasts: afterwards the browser tells nothing any more. */
interface Dropped {
  readonly handle: Promise<FileSystemHandle | null> | null;
  readonly entry: FileSystemEntry | null;
  readonly file: File | null;
}

/** Files of a folder beyond this many are left where they are. */
export const mostFiles = 1000;

async function readDirectory(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  // A reader gives some hundred entries at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** The files in a folder and the folders in it, in the order of their paths. */
export async function filesOfEntry(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile)
    return new Promise((resolve, reject) => {
      (entry as FileSystemFileEntry).file((file) => {
        resolve([file]);
      }, reject);
    });
  const entries = await readDirectory((entry as FileSystemDirectoryEntry).createReader());
  entries.sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1));
  const files: File[] = [];
  for (const inner of entries) {
    if (files.length >= mostFiles) break;
    // What the system keeps beside one's files (`.DS_Store`, `_SUCCESS`) is not meant.
    if (/^[._]/.test(inner.name)) continue;
    files.push(...(await filesOfEntry(inner)));
  }
  return files.slice(0, mostFiles);
}

async function filesOfItem({ handle, entry, file }: Dropped): Promise<File[]> {
  const known = await handle?.catch(() => null);
  if (known?.kind === 'file') {
    const withHandle = known as FileHandle;
    return [rememberHandle(await withHandle.getFile(), withHandle)];
  }
  if (entry) return filesOfEntry(entry);
  return file ? [file] : [];
}

/** The files of a drop, those in folders too. Must be called while the event is handled; what can't be read is left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const dropped = items.map((item: HandleItem): Dropped => ({
    handle: item.getAsFileSystemHandle?.() ?? null,
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const files = await Promise.all(dropped.map((d) => filesOfItem(d).catch(() => (d.file ? [d.file] : []))));
  return files.flat().slice(0, mostFiles);
}
