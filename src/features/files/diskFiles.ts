import { fail, ok, type Result } from '../../domain/appError.ts';
import { handleOf, rememberHandle } from './fileHandles.ts';
import { unreadable } from './recognise.ts';

/** Whether a file still is what was read: the browser refuses one that changed, and its handle knows a newer date. */
export async function isUnchanged(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    const handle = handleOf(file);
    return !handle || (await handle.getFile()).lastModified === file.lastModified;
  } catch {
    return false;
  }
}

/** Files as they are on disk now, by their handles; one that came without a handle only the person can find again. */
export async function readAgain(files: readonly File[]): Promise<Result<readonly File[]>> {
  const again: File[] = [];
  for (const file of files) {
    const handle = handleOf(file);
    if (!handle) return fail({ kind: 'file_unreadable', message: 'no handle', params: { name: file.name } });
    try {
      again.push(rememberHandle(await handle.getFile(), handle));
    } catch (thrown) {
      return fail(unreadable(file.name, thrown));
    }
  }
  return ok(again);
}
