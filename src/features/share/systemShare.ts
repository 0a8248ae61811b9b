import { fileNameOf, toFile } from '../../share/file.ts';
import type { SharedWork } from '../../share/incoming.ts';

/** Whether the system has a share sheet for pages. */
export const canSend = (): boolean =>
  typeof navigator !== 'undefined' && typeof navigator.share === 'function';

/** Hands a work to the system's share sheet: as a file where it takes one, else as a link. False when that failed; giving up is no failure. */
export async function send(work: SharedWork, url: string): Promise<boolean> {
  const file = new File([toFile(work)], fileNameOf(work.title), { type: 'application/json' });
  const asFile: ShareData = { title: work.title, files: [file] };
  const takesFile = typeof navigator.canShare === 'function' && navigator.canShare(asFile);
  if (!takesFile && url === '') return false;
  try {
    await navigator.share(takesFile ? asFile : { title: work.title, url });
    return true;
  } catch (thrown) {
    return thrown instanceof DOMException && thrown.name === 'AbortError';
  }
}
