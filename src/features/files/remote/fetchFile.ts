import { fail, ok, type Result } from '../../../domain/appError.ts';
import type { RemoteOrigin } from '../ownFile.ts';
import type { RemoteAddress } from './address.ts';
import type { RemoteAnswer, RemoteGate } from './gate.ts';
import type { RemoteHead } from './protocol.ts';
import type { Piece } from './sparseFile.ts';

/** Bytes that are fetched at most. What is larger is better downloaded, and read in place. */
export const fetchLimit = 1024 * 1024 * 1024;

/** A Parquet file larger than this is not fetched whole when its host gives parts: the person chooses columns. */
export const partsFrom = 16 * 1024 * 1024;

/** Of the end of a Parquet file: nearly always enough for its footer. */
const tailBytes = 256 * 1024;

/** A file of which nothing but the footer has come. */
export interface RemoteParquet {
  readonly address: RemoteAddress;
  readonly origin: RemoteOrigin;
  readonly size: number;
  /** The first bytes and the footer. */
  readonly pieces: readonly Piece[];
}

export type Fetched =
  | { readonly kind: 'file'; readonly file: File; readonly origin: RemoteOrigin }
  | { readonly kind: 'parquet'; readonly parquet: RemoteParquet };

/** How a fetch is followed and stopped. */
export interface FetchHooks {
  readonly signal: AbortSignal;
  /** `total` is null where the host does not say. */
  onProgress(received: number, total: number | null): void;
}

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const originOf = ({ url }: RemoteAddress, head: RemoteHead): RemoteOrigin => ({
  url,
  retrievedAt: new Date().toISOString(),
  ...(head.etag === null ? {} : { etag: head.etag }),
  ...(head.lastModified === null ? {} : { lastModified: head.lastModified }),
});

/** Whether an answer is of the same state of the file as the first one, as far as its host tells. */
export const sameState = (origin: RemoteOrigin, head: RemoteHead): boolean =>
  (origin.etag === undefined || head.etag === null || origin.etag === head.etag) &&
  (origin.lastModified === undefined ||
    head.lastModified === null ||
    origin.lastModified === head.lastModified);

async function whole(
  address: RemoteAddress,
  answer: RemoteAnswer,
  { onProgress }: FetchHooks,
): Promise<Result<Fetched>> {
  const { host, fileName: name } = address;
  const { bytes } = answer.head;
  const beyond = { name, host, mb: fetchLimit >> 20 };
  if (bytes !== null && bytes > fetchLimit) {
    answer.cancel();
    return fail({ kind: 'remote_beyond', message: String(bytes), params: beyond });
  }
  onProgress(0, bytes);
  const body = await answer.read(fetchLimit, (received) => {
    onProgress(received, bytes === null || received > bytes ? null : bytes);
  });
  if (!body.ok && body.error.kind === 'remote_beyond') return fail({ ...body.error, params: beyond });
  if (!body.ok) return body;
  return ok({ kind: 'file', file: new File([body.value], name), origin: originOf(address, answer.head) });
}

/** One part of a file; null where the host gives the whole instead, or something else. */
export async function fetchRange(
  gate: RemoteGate,
  parquet: Pick<RemoteParquet, 'address' | 'origin'>,
  range: { readonly from: number; readonly to: number },
  hooks: FetchHooks,
): Promise<Result<Piece | null>> {
  const { url, host } = parquet.address;
  const answer = await gate.open(url, range, hooks.signal);
  // Pages may read the file, but not ask for parts of it: some browsers ask the host first, and not every host answers that.
  if (!answer.ok) return answer.error.kind === 'remote_refused' ? ok(null) : answer;
  const { head, read, cancel } = answer.value;
  if (head.status !== 206) {
    cancel();
    return ok(null);
  }
  if (!sameState(parquet.origin, head)) {
    cancel();
    return fail({ kind: 'remote_changed', message: url, params: { host } });
  }
  const size = range.to - range.from + 1;
  const body = await read(size, (received) => {
    hooks.onProgress(received, size);
  });
  if (!body.ok) return body.error.kind === 'remote_beyond' ? ok(null) : body;
  return ok(body.value.size === size ? { at: range.from, body: body.value } : null);
}

/** The footer of a Parquet file, by its last bytes; null where they can't be had, or are not what they should be. */
async function footerOf(
  gate: RemoteGate,
  parquet: Omit<RemoteParquet, 'pieces'>,
  hooks: FetchHooks,
): Promise<Result<Piece | null>> {
  const { size } = parquet;
  let from = size - tailBytes;
  for (;;) {
    const tail = await fetchRange(gate, parquet, { from, to: size - 1 }, hooks);
    if (!tail.ok || tail.value === null) return tail;
    const end = new Uint8Array(await tail.value.body.slice(-8).arrayBuffer());
    const name = parquet.address.fileName;
    if (ascii(end.subarray(4)) === 'PARE')
      return fail({ kind: 'file_encrypted', message: name, params: { name } });
    if (ascii(end.subarray(4)) !== 'PAR1') return ok(null);
    const needed = new DataView(end.buffer).getUint32(0, true) + 8;
    if (needed <= size - from) return tail;
    if (needed > size) return ok(null);
    from = size - needed;
  }
}

/**
 * Fetches a file. Of a large Parquet file it fetches the footer alone where the host gives parts, so that the person can choose among its
 * columns; a host that gives none is asked for all of it. Without `inParts` every file is fetched whole.
 */
export async function fetchFile(
  gate: RemoteGate,
  address: RemoteAddress,
  hooks: FetchHooks,
  inParts = true,
): Promise<Result<Fetched>> {
  const { url, host, fileName: name } = address;
  const opened = await gate.open(url, null, hooks.signal);
  if (!opened.ok) return opened;
  const { head, cancel } = opened.value;
  if (head.status < 200 || head.status > 299) {
    cancel();
    const params = { host, status: String(head.status) };
    return fail({ kind: 'remote_status', message: `${String(head.status)} ${url}`, params });
  }
  const isLarge =
    inParts && head.bytes !== null && head.bytes > partsFrom && ascii(head.start.subarray(0, 4)) === 'PAR1';
  if (!isLarge || head.bytes === null) return whole(address, opened.value, hooks);
  const first = { address, origin: originOf(address, head), size: head.bytes };
  const footer = await footerOf(gate, first, { ...hooks, onProgress: () => undefined });
  if (!footer.ok) {
    cancel();
    return footer;
  }
  if (footer.value === null) {
    if (head.bytes <= fetchLimit) return whole(address, opened.value, hooks);
    cancel();
    const params = { name, host, mb: fetchLimit >> 20 };
    return fail({ kind: 'remote_no_parts', message: String(head.bytes), params });
  }
  cancel();
  const start = { at: 0, body: new Blob([head.start.slice(0, 4)]) };
  return ok({ kind: 'parquet', parquet: { ...first, pieces: [start, footer.value] } });
}
