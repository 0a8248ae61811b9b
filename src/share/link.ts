import { fail, messageOf, ok, type Result } from '../domain/appError.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { crc32 } from './checksum.ts';
import { deflate, inflate } from './deflate.ts';
import type { Incoming, SharedWork } from './incoming.ts';
import { parseTameJson, readSharedWork, travelling } from './schema.ts';

/**
 * A link's fragment is `#w1=` and base64url of: CRC-32 of the rest (4 bytes, big end first), then the work as JSON in UTF-8, raw DEFLATE.
 * The figure after `w` is the version of all of this. The fragment is never sent to a server.
 *
 * L1  What is encoded is decoded to an equal work.
 * L2  A hash that is no link of ours gives null, not an error.
 * L3  Another version gives link_version, and nothing of it is read.
 * L4  A link that is cut off or altered anywhere gives link_damaged.
 * L5  Nothing inflates past {@link maxInflated}, whatever it claims.
 * L6  More than {@link maxLinkLength} characters give link_too_long, in both directions.
 * L7  Only a work with all its keys and no others is taken; no key reaches a prototype.
 * L8  Nothing throws.
 */
const version = '1';

/** Longest fragment that browsers, mail and chat are known to pass on whole. */
export const maxLinkLength = 30_000;

/** Bytes of JSON in a link. */
export const maxInflated = 2_000_000;

const checksumOf = (packed: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, crc32(packed));
  return bytes;
};

const tooLong = (length: number): Result<never> =>
  fail({
    kind: 'link_too_long',
    message: `${String(length)} characters, at most ${String(maxLinkLength)}`,
    params: { length, limit: maxLinkLength },
  });

const damaged = (message: string): Result<never> => fail({ kind: 'link_damaged', message });

/** The fragment that holds a work, `#` included. */
export async function encodeLink(work: SharedWork): Promise<Result<string>> {
  try {
    const json = JSON.stringify(travelling(work));
    // What the other side would refuse is not sent.
    const read = readSharedWork(parseTameJson(json));
    if (typeof read === 'string') return fail({ kind: 'spec_invalid', message: read });
    const bytes = new TextEncoder().encode(json);
    if (bytes.length > maxInflated) return tooLong(bytes.length);
    const packed = await deflate(bytes);
    const whole = new Uint8Array(4 + packed.length);
    whole.set(checksumOf(packed));
    whole.set(packed, 4);
    const fragment = `#w${version}=${toBase64Url(whole)}`;
    return fragment.length > maxLinkLength ? tooLong(fragment.length) : ok(fragment);
  } catch (thrown) {
    return fail({ kind: 'internal', message: messageOf(thrown), cause: thrown });
  }
}

/** The work in a location's hash; null when the hash is no link of ours. */
export async function decodeLink(hash: string): Promise<Result<Incoming | null>> {
  // Some programs escape the equals sign when they pass a link on.
  const found = /^#?w(\d{1,6})(?:=|%3D)/i.exec(hash);
  if (!found) return ok(null);
  if (hash.length > maxLinkLength) return tooLong(hash.length);
  if (found[1] !== version) return fail({ kind: 'link_version', message: `version ${found[1] ?? ''}` });
  const whole = fromBase64Url(hash.slice(found[0].length));
  if (!whole || whole.length < 5) return damaged('not base64url');
  const packed = whole.slice(4);
  if (new DataView(whole.buffer).getUint32(0) !== crc32(packed)) return damaged('checksum differs');
  try {
    const bytes = await inflate(packed, maxInflated);
    if (!bytes) return damaged(`inflates past ${String(maxInflated)} bytes`);
    const read = readSharedWork(parseTameJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return typeof read === 'string' ? damaged(read) : ok({ from: 'link', work: read });
  } catch (thrown) {
    return fail({ kind: 'link_damaged', message: messageOf(thrown), cause: thrown });
  }
}
