import type { FileHandle } from '../../workspace/ownFileStore.ts';

/** Handles of files that came with one: by them a file can be read again at the next visit, without a copy. */
const handles = new WeakMap<File, FileHandle>();

export const handleOf = (file: File): FileHandle | null => handles.get(file) ?? null;

export function rememberHandle(file: File, handle: FileHandle): File {
  handles.set(file, handle);
  return file;
}

interface PickerWindow {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileHandle[]>;
}

/** Whether the browser's own picker hands out handles. */
export const hasPicker = (): boolean => 'showOpenFilePicker' in window;

/** Lets the person choose files; none when the picker is closed. Must be called from a click. */
export async function pickFiles(multiple = true): Promise<File[]> {
  try {
    const picked = (await (window as PickerWindow).showOpenFilePicker?.({ multiple })) ?? [];
    return await Promise.all(picked.map(async (handle) => rememberHandle(await handle.getFile(), handle)));
  } catch {
    // Closed without choosing, or a file that went away in between.
    return [];
  }
}
