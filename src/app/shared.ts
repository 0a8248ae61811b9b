import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import type { SharedCache, SharedNote } from './sw/protocol.ts';

/** What the system's share sheet handed to the installed app. */
export interface SharedFiles {
  readonly files: readonly File[];
  /** Hashes of links that hold a work. */
  readonly links: readonly string[];
}

const cacheName: SharedCache = 'yardstick-shared';
const link = /#w\d{1,6}(?:=|%3D)[\w-]+/gi;

const addressOf = (...path: readonly string[]): string =>
  new URL(['shared', ...path].join('/'), document.baseURI).href;

async function readKept(id: string): Promise<SharedFiles | null> {
  const cache = await caches.open(cacheName);
  const stored = await cache.match(addressOf(id));
  if (!stored) return null;
  const note = (await stored.json()) as SharedNote;
  const files: File[] = [];
  for (const [n, { name, type }] of note.files.entries()) {
    const kept = await cache.match(addressOf(id, String(n)));
    if (kept) files.push(new File([await kept.blob()], name, { type }));
    await cache.delete(addressOf(id, String(n)));
  }
  await cache.delete(addressOf(id));
  return { files, links: note.texts.flatMap((text) => text.match(link) ?? []) };
}

/** Takes a share that the service worker kept. An error where it was not kept, or holds nothing that can be opened. */
export async function takeShared(id: string): Promise<Result<SharedFiles>> {
  if (id === 'too_large') return fail({ kind: 'share_too_large', message: '' });
  try {
    const kept = await readKept(id);
    if (!kept) return fail({ kind: 'share_lost', message: id });
    if (kept.files.length + kept.links.length === 0) return fail({ kind: 'share_empty', message: '' });
    return ok(kept);
  } catch (thrown) {
    return fail({ kind: 'share_lost', message: messageOf(thrown), cause: thrown });
  }
}
