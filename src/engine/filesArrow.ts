import { MessageHeader, MessageReader, tableFromIPC, tableToIPC } from 'apache-arrow';

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
 * The IPC stream inside Arrow bytes, which may be a file (Feather 2) or a stream already. The bytes must be the caller's own; a file's
 * stream is a copy of them without their beginning. Throws what the reader throws on a file that is no Arrow.
 */
export function arrowStream(bytes: Uint8Array): Uint8Array {
  if (!isFile(bytes)) return bytes;
  if (beginsWithSchema(bytes)) return bytes.slice(preamble);
  return tableToIPC(tableFromIPC(bytes), 'stream');
}
