import { fileNameOf, toFile } from '../../share/file.ts';
import type { SharedWork } from '../../share/incoming.ts';

/** How a hand-over to the system's share sheet ended; giving up counts as done. */
export type Sent = 'sent' | 'failed' | 'refused';

/**
 * The work as a file for the share sheet. Some browsers take only a few kinds of files from a page and name no `.json` among them: as text
 * they take it.
 */
export function workFile(work: SharedWork, asText: boolean): File {
  const name = fileNameOf(work.title);
  return asText
    ? new File([toFile(work)], `${name}.txt`, { type: 'text/plain' })
    : new File([toFile(work)], name, { type: 'application/json' });
}

/** Whether the system has a share sheet that takes this. */
export function canSend(data: ShareData): boolean {
  if (typeof navigator === 'undefined' || typeof navigator.share !== 'function') return false;
  return typeof navigator.canShare === 'function' ? navigator.canShare(data) : data.files === undefined;
}

/** Hands something to the system's share sheet; `refused` is by the browser itself, before any sheet was shown. */
export async function send(data: ShareData): Promise<Sent> {
  try {
    await navigator.share(data);
    return 'sent';
  } catch (thrown) {
    const name = thrown instanceof DOMException ? thrown.name : '';
    if (name === 'AbortError') return 'sent';
    return name === 'NotAllowedError' ? 'refused' : 'failed';
  }
}
