import { messageOf, type AppError } from '../domain/appError.ts';
import { fetchFile } from './pageFiles.ts';

/** A file of the dataset and where it is. */
export interface DataFile {
  readonly name: string;
  readonly url: string;
}

const hex = (digest: ArrayBuffer): string =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const sha256 = async (bytes: Uint8Array): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

/** The hashes in the description of the data package, by the files' names; none when it can't be read. */
async function describedHashes(descriptionUrl: string): Promise<ReadonlyMap<string, string>> {
  try {
    const response = await fetchFile(descriptionUrl, true);
    const { resources } = (await response.json()) as {
      resources: readonly { readonly name: string; readonly hash: string }[];
    };
    return new Map(resources.map(({ name, hash }) => [name, hash.replace('sha256:', '')]));
  } catch {
    return new Map();
  }
}

/**
 * Compares the files of the dataset with the one hash that the page was built with: SHA-256 over theirs, in hexadecimal, joined by line
 * feeds. Null when they are the same, or when the browser cannot tell (an address without https); else which file differs.
 */
export async function dataProblem(
  files: readonly DataFile[],
  bytes: readonly Uint8Array[],
  expected: string,
  descriptionUrl: string,
): Promise<AppError | null> {
  if (!isSecureContext) return null;
  try {
    const hashes = await Promise.all(bytes.map(sha256));
    const all = await sha256(new TextEncoder().encode(hashes.join('\n')));
    if (all === expected) return null;
    const described = await describedHashes(descriptionUrl);
    const wrong = files.find(({ name }, i) => described.get(name) !== hashes[i]);
    return {
      kind: 'data_damaged',
      params: { name: wrong?.name ?? 'data' },
      message: `sha256 ${all}, built with ${expected}`,
    };
  } catch (thrown) {
    return { kind: 'data_damaged', params: { name: 'data' }, message: messageOf(thrown), cause: thrown };
  }
}
