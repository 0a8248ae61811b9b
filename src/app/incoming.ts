import { fail, messageOf, type Result } from '../domain/appError.ts';
import type { Incoming } from '../share/incoming.ts';

/** A work in the address's hash, if there is one. The reader is loaded only then. */
export async function readIncomingLink(hash: string): Promise<Result<Incoming | null>> {
  if (!/^#w\d*(?:=|%3D)/i.test(hash)) return { ok: true, value: null };
  const { decodeLink } = await import('../share/link.ts');
  return decodeLink(hash);
}

/** A work in a file that was dropped or picked. */
export async function readIncomingFile(file: File): Promise<Result<Incoming>> {
  const { readFile, maxFileBytes } = await import('../share/file.ts');
  if (file.size > maxFileBytes) return fail({ kind: 'file_too_large', message: file.name });
  try {
    return readFile(await file.text());
  } catch (thrown) {
    return fail({ kind: 'file_damaged', message: messageOf(thrown), cause: thrown });
  }
}
