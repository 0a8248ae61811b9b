/*
 * LZ4 in its frame format, as Arrow files hold it (github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md): the compression that Feather has
 * unless told otherwise. Written here since what npm has is left alone, has another licence, or can't decode blocks that refer to earlier
 * ones, which is how Arrow's own writer makes them.
 */

const magic = 0x184d2204;

const damaged = (what: string): Error => new Error(`LZ4: ${what}`);

/** A length whose first four bits stand in the token; 15 means that more bytes follow. */
function lengthAt(input: Uint8Array, at: number, bits: number): { length: number; at: number } {
  let length = bits;
  if (bits === 15) {
    let more = 255;
    while (more === 255) {
      more = input[at++] ?? 0;
      length += more;
    }
  }
  return { length, at };
}

/** Copies bytes that were written before; where they overlap with what is being written, they repeat. */
function repeat(output: Uint8Array, to: number, distance: number, length: number): void {
  if (distance >= length) {
    output.copyWithin(to, to - distance, to - distance + length);
    return;
  }
  for (let i = to; i < to + length; i++) output[i] = output[i - distance] ?? 0;
}

/** Decodes one block behind what is in `output` already; the answer is where it ends there. */
function decodeBlock(input: Uint8Array, output: Uint8Array, start: number): number {
  let at = 0;
  let to = start;
  while (at < input.length) {
    const token = input[at++] ?? 0;
    const literals = lengthAt(input, at, token >> 4);
    at = literals.at;
    if (at + literals.length > input.length || to + literals.length > output.length)
      throw damaged('a block is longer than it says');
    output.set(input.subarray(at, at + literals.length), to);
    at += literals.length;
    to += literals.length;
    // The last sequence of a block has no match.
    if (at >= input.length) break;
    const distance = (input[at] ?? 0) | ((input[at + 1] ?? 0) << 8);
    const match = lengthAt(input, at + 2, token & 15);
    at = match.at;
    const length = match.length + 4;
    if (distance === 0 || distance > to) throw damaged('a match before the beginning');
    if (to + length > output.length) throw damaged('a block is longer than it says');
    repeat(output, to, distance, length);
    to += length;
  }
  return to;
}

/** Decompresses one frame of `length` bytes. Throws on what is no frame, or not of that length. */
export function decodeLz4Frame(input: Uint8Array, length: number): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  if (input.length < 11 || view.getUint32(0, true) !== magic) throw damaged('not a frame');
  const flags = input[4] ?? 0;
  if (flags >> 6 !== 1) throw damaged('another version');
  const [hasBlockSum, hasSize, hasDictionary] = [flags & 0x10, flags & 0x08, flags & 0x01];
  const output = new Uint8Array(length);
  let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0);
  let to = 0;
  for (;;) {
    if (at + 4 > input.length) throw damaged('cut off');
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) break;
    const size = head & 0x7fffffff;
    if (at + size > input.length) throw damaged('cut off');
    const block = input.subarray(at, at + size);
    if (head > 0x7fffffff) {
      if (to + size > length) throw damaged('a block is longer than it says');
      output.set(block, to);
      to += size;
    } else to = decodeBlock(block, output, to);
    at += size + (hasBlockSum ? 4 : 0);
  }
  if (to !== length) throw damaged('shorter than it says');
  return output;
}
