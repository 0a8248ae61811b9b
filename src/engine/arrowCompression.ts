import { decodeLz4Frame } from './lz4Frame.ts';

/*
 * The engine reads Arrow's messages only where their bodies are not compressed, and so does apache-arrow 17. A message's metadata is a
 * table of flatbuffers; what tells of the compression, and where each buffer stands, is changed in a copy of it.
 */

const continuation = 0xffffffff;

/** How the buffers of a body are compressed, by the format's numbers. */
const codecs = ['lz4', 'zstd'] as const;

const kinds = { dictionary: 2, records: 3 } as const;

/** Fields of the tables, by where their offset stands in the table of offsets. */
const slots = {
  message: { headerType: 6, header: 8, bodyLength: 10 },
  dictionary: { data: 6 },
  records: { buffers: 8, compression: 10 },
  compression: { codec: 4 },
} as const;

/** Where the offset of a field stands; 0 where the table has no such field. */
function slotOf(view: DataView, table: number, slot: number): number {
  const offsets = table - view.getInt32(table, true);
  return slot < view.getUint16(offsets, true) ? offsets + slot : 0;
}

/** Where a field stands; 0 where it is left out. */
function fieldOf(view: DataView, table: number, slot: number): number {
  const at = slotOf(view, table, slot);
  const offset = at === 0 ? 0 : view.getUint16(at, true);
  return offset === 0 ? 0 : table + offset;
}

const follow = (view: DataView, at: number): number => at + view.getUint32(at, true);

interface Message {
  readonly view: DataView;
  /** The table at the root. */
  readonly root: number;
  /** The table of the record batch in it; null in a message of another kind. */
  readonly batch: number | null;
  readonly bodyLength: number;
}

function readMessage(metadata: Uint8Array): Message {
  const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  const root = follow(view, 0);
  const length = fieldOf(view, root, slots.message.bodyLength);
  const type = fieldOf(view, root, slots.message.headerType);
  const kind = type === 0 ? 0 : view.getUint8(type);
  const header = fieldOf(view, root, slots.message.header);
  let batch: number | null = null;
  if (kind === kinds.records && header !== 0) batch = follow(view, header);
  if (kind === kinds.dictionary && header !== 0) {
    const data = fieldOf(view, follow(view, header), slots.dictionary.data);
    batch = data === 0 ? null : follow(view, data);
  }
  return { view, root, batch, bodyLength: length === 0 ? 0 : Number(view.getBigInt64(length, true)) };
}

interface Part {
  readonly metadata: Uint8Array;
  readonly message: Message;
  readonly body: Uint8Array;
}

/** The messages of a stream, up to its end; what follows in a file is its footer. */
function* messagesOf(stream: Uint8Array): Generator<Part> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let at = 0;
  while (at + 8 <= stream.length) {
    // Writers before 2019 left the mark out.
    if (view.getUint32(at, true) === continuation) at += 4;
    const length = view.getInt32(at, true);
    at += 4;
    if (length <= 0) return;
    const metadata = stream.subarray(at, at + length);
    const message = readMessage(metadata);
    const end = at + length + message.bodyLength;
    if (end > stream.length) throw new Error('Arrow: the stream is cut off');
    yield { metadata, message, body: stream.subarray(at + length, end) };
    at = end;
  }
}

const compressionOf = ({ view, batch }: Message): number =>
  batch === null ? 0 : fieldOf(view, batch, slots.records.compression);

/** Whether a stream has anything that must be decompressed before the engine reads it. What is damaged is left to the engine to name. */
export function isCompressed(stream: Uint8Array): boolean {
  try {
    for (const { message } of messagesOf(stream)) if (compressionOf(message) !== 0) return true;
  } catch {
    return false;
  }
  return false;
}

type Decode = (input: Uint8Array, length: number) => Uint8Array;

async function decoderOf(message: Message): Promise<Decode> {
  const table = follow(message.view, compressionOf(message));
  const at = fieldOf(message.view, table, slots.compression.codec);
  const codec = codecs[at === 0 ? 0 : message.view.getInt8(at)];
  if (codec === 'lz4') return decodeLz4Frame;
  if (codec !== 'zstd') throw new Error('Arrow: an unknown compression');
  const { decompress } = await import('fzstd');
  return (input, length) => {
    const output = decompress(input, new Uint8Array(length));
    if (output.length !== length) throw new Error('Zstandard: not of the length that it says');
    return output;
  };
}

/** The parts of a body begin at multiples of this. */
const alignment = 64;

/** A buffer as it stands in a body: its length, then its bytes; a length of -1 before bytes that were left as they are. */
function decodedBuffer(stored: Uint8Array, decode: Decode, room: number): Uint8Array | null {
  if (stored.length < 8) return stored.subarray(0, 0);
  const length = Number(new DataView(stored.buffer, stored.byteOffset).getBigInt64(0, true));
  const bytes = stored.subarray(8);
  if (length === -1) return bytes.length > room ? null : bytes;
  return length > room ? null : decode(bytes, length);
}

/** The same message without compression; null where it would need more than `room` bytes. */
async function decompressed(part: Part, room: number): Promise<readonly [Uint8Array, Uint8Array] | null> {
  const { message, body } = part;
  const decode = await decoderOf(message);
  const metadata = part.metadata.slice();
  const view = new DataView(metadata.buffer);
  const batch = message.batch ?? 0;
  const buffers = follow(view, fieldOf(view, batch, slots.records.buffers));
  const parts: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let size = 0;
  for (let i = 0; i < view.getUint32(buffers, true); i++) {
    const entry = buffers + 4 + 16 * i;
    const from = Number(view.getBigInt64(entry, true));
    const stored = body.subarray(from, from + Number(view.getBigInt64(entry + 8, true)));
    const bytes = decodedBuffer(stored, decode, room - size);
    if (bytes === null) return null;
    parts.push({ at: size, bytes });
    view.setBigInt64(entry, BigInt(size), true);
    view.setBigInt64(entry + 8, BigInt(bytes.length), true);
    size += Math.ceil(bytes.length / alignment) * alignment;
  }
  view.setUint16(slotOf(view, batch, slots.records.compression), 0, true);
  const lengthAt = fieldOf(view, message.root, slots.message.bodyLength);
  if (lengthAt !== 0) view.setBigInt64(lengthAt, BigInt(size), true);
  const decoded = new Uint8Array(size);
  for (const { at, bytes } of parts) decoded.set(bytes, at);
  return [metadata, decoded];
}

/** Milliseconds that may pass before the page is let in. */
const frame = 16;

/** What stands before a message's metadata; a length of 0 ends the stream. */
function headOf(length: number): Uint8Array {
  const head = new Uint8Array(8);
  const view = new DataView(head.buffer);
  view.setUint32(0, continuation, true);
  view.setInt32(4, length, true);
  return head;
}

/**
 * An Arrow IPC stream with nothing compressed in it, at most `limit` bytes of it; null where that is not enough. Throws on a stream that
 * is damaged.
 */
export async function decompressStream(stream: Uint8Array, limit: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let since = performance.now();
  for (const part of messagesOf(stream)) {
    if (performance.now() - since > frame) {
      // The page has its turn between two batches.
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    const made =
      compressionOf(part.message) === 0
        ? ([part.metadata, part.body] as const)
        : await decompressed(part, limit - size);
    if (made === null) return null;
    pieces.push(headOf(made[0].length), ...made);
    size += 8 + made[0].length + made[1].length;
    if (size > limit) return null;
  }
  const end = headOf(0);
  const whole = new Uint8Array(size + end.length);
  let at = 0;
  for (const piece of [...pieces, end]) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
