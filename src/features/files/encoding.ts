/** How a text file is encoded: a label of the platform's TextDecoder, and the length of the byte order mark before the text. */
export interface EncodingGuess {
  readonly encoding: string;
  readonly bom: number;
}

/** Encodings offered by hand. */
export const offeredEncodings = [
  'utf-8',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'windows-1251',
] as const;

const starts = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, i) => bytes[i] === byte);

function byMark(bytes: Uint8Array): EncodingGuess | null {
  if (starts(bytes, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', bom: 3 };
  if (starts(bytes, [0xff, 0xfe])) return { encoding: 'utf-16le', bom: 2 };
  if (starts(bytes, [0xfe, 0xff])) return { encoding: 'utf-16be', bom: 2 };
  return null;
}

/** UTF-16 without a mark: text with many ASCII characters has a zero in every second byte. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  const length = Math.min(bytes.length, 4096) & ~1;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  if (length < 8) return null;
  const many = length / 2 / 4;
  if (odd > many && even < many / 8) return 'utf-16le';
  if (even > many && odd < many / 8) return 'utf-16be';
  return null;
}

function isValid(encoding: string, bytes: Uint8Array): boolean {
  try {
    // As a stream: a character cut off at the end of the sample is no error.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Bytes that no text has. */
function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 64 * 1024);
  let control = 0;
  for (let i = 0; i < length; i++) {
    const b = bytes[i] ?? 0;
    if (b === 0) return true;
    if (b < 0x20 && b !== 0x09 && b !== 0x0a && b !== 0x0d && b !== 0x0c && b !== 0x1b) control++;
  }
  return control > length / 50;
}

/** Of the bytes beyond ASCII, the share that stand in pairs: nearly all in Chinese text, few in a Western one. */
function pairedShare(bytes: Uint8Array): number {
  let paired = 0;
  let all = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    all++;
    if ((bytes[i + 1] ?? 0) >= 0x80) {
      paired += 2;
      all++;
      i++;
    }
  }
  return all === 0 ? 0 : paired / all;
}

/**
 * The encoding of a text from its first bytes; null where they are no text. A byte order mark decides; else valid UTF-8 is UTF-8; what is
 * left is GB18030 where it is valid as such and its bytes stand in pairs as in Chinese text, otherwise Windows-1252.
 */
export function detectEncoding(sample: Uint8Array): EncodingGuess | null {
  const marked = byMark(sample);
  if (marked) return marked;
  const wide = utf16WithoutMark(sample);
  if (wide !== null) return { encoding: wide, bom: 0 };
  if (looksBinary(sample)) return null;
  if (isValid('utf-8', sample)) return { encoding: 'utf-8', bom: 0 };
  const chinese = isValid('gb18030', sample) && pairedShare(sample) > 0.6;
  return { encoding: chinese ? 'gb18030' : 'windows-1252', bom: 0 };
}

/** The file's text as UTF-8 without a mark, piece by piece: the browser keeps the outcome where it keeps large blobs. */
export async function toUtf8(file: File, { encoding, bom }: EncodingGuess): Promise<File> {
  const text = bom === 0 ? file : file.slice(bom);
  // Already UTF-8: a slice refers to the same bytes on disk.
  if (encoding === 'utf-8') return bom === 0 ? file : named(text, file);
  const decoded = text
    .stream()
    .pipeThrough(new TextDecoderStream(encoding) as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .pipeThrough(new TextEncoderStream());
  return named(await new Response(decoded).blob(), file);
}

const named = (blob: Blob, file: File): File =>
  new File([blob], file.name, { lastModified: file.lastModified });
