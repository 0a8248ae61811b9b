import { MessageHeader, MessageReader, tableFromIPC, tableToIPC } from 'apache-arrow';
import { decompressStream, isCompressed } from './arrowCompression.ts';

const magic = 'ARROW1';
/** The magic bytes are padded to eight. */
const preamble = 8;

const isFile = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(0, magic.length)) === magic;

/** Whether the first message after the preamble is the schema, as the format asks for; some writers leave it to the footer. */
function beginsWithSchema(bytes: Uint8Array): boolean {
  const first = new MessageReader(bytes.subarray(preamble)).next();
  return first.done !== true && first.value.headerType === MessageHeader.Schema;
}

/**
 * The IPC stream inside Arrow bytes, which may be a file (Feather 2) or a stream already, with nothing compressed in it. The bytes must be
 * the caller's own; a file's stream is a copy of them without their beginning. Null where more than `limit` bytes would come of it; throws
 * what the reader throws on a file that is no Arrow.
 */
export async function arrowStream(bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
  if (isFile(bytes) && !beginsWithSchema(bytes)) return tableToIPC(tableFromIPC(bytes), 'stream');
  const stream = isFile(bytes) ? bytes.subarray(preamble) : bytes;
  if (isCompressed(stream)) return decompressStream(stream, limit);
  return isFile(bytes) ? stream.slice() : stream;
}
