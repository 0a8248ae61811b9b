import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { crc32 } from '../share/checksum.ts';
import { isJsonObject, parseTameJson } from '../share/schema.ts';
import { sameContent } from './conflict.ts';
import { readWorkRecord, withoutRev, workOf, workRecord } from './records.ts';
import type { Work } from './work.ts';

/** The whole workspace as one file: its works as stored records, so that an older file goes through the same migrations. */
export const archiveExtension = '.yardstick-workspace.json';
export const maxArchiveBytes = 200_000_000;

/** Stands first in the file, whoever wrote it: enough to tell it from other files without reading it whole. */
const mark = '{"yardstick":"workspace","v":1,';

const checksumOf = (works: unknown): string =>
  crc32(new TextEncoder().encode(JSON.stringify(works))).toString(16);

/** All works as the text of a file. */
export function toArchive(works: readonly Work[], exportedAt: string): string {
  const records = works.map((work) => workRecord(work, '', ''));
  return `${mark}${JSON.stringify({ exportedAt, checksum: checksumOf(records), works: records }).slice(1)}\n`;
}

const damaged = (message: string): Result<never> => fail({ kind: 'file_damaged', message });

function readText(text: string): Result<Work[]> {
  const content = parseTameJson(text);
  if (!isJsonObject(content) || !Array.isArray(content['works']))
    return damaged('not a whole workspace file');
  const stored: readonly unknown[] = content['works'];
  if (content['checksum'] !== checksumOf(stored)) return damaged('checksum differs');
  const works: Work[] = [];
  for (const [i, record] of stored.entries()) {
    const read = readWorkRecord(record);
    if (!read.ok) return damaged(`work ${String(i + 1)}: ${read.reason}`);
    works.push(withoutRev(workOf(read.value)));
  }
  return ok(works);
}

/** The works in a workspace file; null when the file is none of these, whatever else it is. */
export async function readArchive(file: Blob): Promise<Result<Work[] | null>> {
  try {
    const head = await file.slice(0, mark.length + 8).text();
    if (!head.startsWith('{"yardstick":"workspace","v":')) return ok(null);
    if (!head.startsWith(mark)) return fail({ kind: 'file_version', message: head });
    if (file.size > maxArchiveBytes)
      return fail({ kind: 'file_too_large', message: `${String(file.size)} bytes` });
    return readText(await file.text());
  } catch (thrown) {
    return fail({ kind: 'file_damaged', message: messageOf(thrown), cause: thrown });
  }
}

/** What an import would do, in numbers of works. */
export interface ImportPreview {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Works that are here and not in the file. */
  readonly missing: number;
}

/**
 * Compares the works of a file with those that are here.
 * @param listed all that are here
 * @param here those of them, whole, that the file has too
 */
export function previewImport(
  listed: readonly { readonly id: string }[],
  here: readonly Work[],
  incoming: readonly Work[],
): ImportPreview {
  const known = new Set(listed.map((work) => work.id));
  const byId = new Map(here.map((work) => [work.id, work]));
  let [added, same] = [0, 0];
  for (const work of incoming) {
    const mine = byId.get(work.id);
    if (!known.has(work.id)) added++;
    else if (mine && sameContent(mine, work)) same++;
  }
  const ids = new Set(incoming.map((work) => work.id));
  return {
    added,
    same,
    changed: incoming.length - added - same,
    missing: listed.filter((work) => !ids.has(work.id)).length,
  };
}
