import { detectEncoding } from './encoding.ts';

/** What a file holds, told from its bytes; `text` where they read as text of no known shape, `binary` where nothing is known. */
export type ContentKind =
  | 'parquet'
  | 'parquet_cut'
  | 'parquet_encrypted'
  | 'arrow_file'
  | 'arrow_stream'
  | 'feather1'
  | 'duckdb'
  | 'xlsx'
  | 'zip'
  | 'ole'
  | 'gzip'
  | 'zstd'
  | 'sqlite'
  | 'pdf'
  | 'image'
  | 'orc'
  | 'avro'
  | 'html'
  | 'json'
  | 'text'
  | 'binary';

/** Bytes of the start that {@link contentKind} wants to see, and of the end. */
export const headBytes = 64 * 1024;
export const tailBytes = 16;

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length));

const signatures: readonly { readonly at: number; readonly text: string; readonly kind: ContentKind }[] = [
  { at: 0, text: 'ARROW1', kind: 'arrow_file' },
  { at: 0, text: 'FEA1', kind: 'feather1' },
  { at: 8, text: 'DUCK', kind: 'duckdb' },
  { at: 0, text: '\x1f\x8b', kind: 'gzip' },
  { at: 0, text: '\x28\xb5\x2f\xfd', kind: 'zstd' },
  { at: 0, text: 'SQLite format 3\0', kind: 'sqlite' },
  { at: 0, text: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', kind: 'ole' },
  { at: 0, text: '%PDF-', kind: 'pdf' },
  { at: 0, text: '\x89PNG', kind: 'image' },
  { at: 0, text: '\xff\xd8\xff', kind: 'image' },
  { at: 0, text: 'GIF8', kind: 'image' },
  { at: 0, text: 'ORC', kind: 'orc' },
  { at: 0, text: 'Obj\x01', kind: 'avro' },
];

function parquetKind(head: Uint8Array, tail: Uint8Array, size: number): ContentKind | null {
  const start = ascii(head, 0, 4);
  if (start !== 'PAR1' && start !== 'PARE') return null;
  const end = ascii(tail, tail.length - 4, 4);
  if (end === 'PARE') return 'parquet_encrypted';
  if (end !== 'PAR1' || size < 12) return 'parquet_cut';
  const footer = new DataView(tail.buffer, tail.byteOffset).getUint32(tail.length - 8, true);
  return footer + 12 > size ? 'parquet_cut' : 'parquet';
}

/** An Arrow IPC stream begins with a message of some size whose metadata is a table of flatbuffers. */
function isArrowStream(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const view = new DataView(head.buffer, head.byteOffset);
  const size = view.getInt32(4, true);
  return view.getUint32(0, true) === 0xffffffff && size > 0 && size < 64 * 1024 * 1024;
}

function zipKind(head: Uint8Array): ContentKind | null {
  if (ascii(head, 0, 4) !== 'PK\x03\x04') return null;
  // Names of the parts stand uncompressed before each; those of a workbook lie under xl/.
  const text = new TextDecoder('latin1').decode(head);
  if (/\bxl\//.test(text)) return 'xlsx';
  const document = /\bword\/|\bppt\/|opendocument|META-INF\//.test(text);
  return text.includes('[Content_Types].xml') && !document ? 'xlsx' : 'zip';
}

function textKind(head: Uint8Array): ContentKind {
  const guess = detectEncoding(head);
  if (guess === null) return 'binary';
  const text = new TextDecoder(guess.encoding).decode(head.subarray(guess.bom)).trimStart();
  if (/^<(?:!doctype html|html|head|body|table)\b/i.test(text)) return 'html';
  // A bracket alone may begin a line of CSV; followed by what JSON allows there it doesn't.
  return /^(?:\{\s*(?:"|\})|\[\s*(?:[[\]{"]|-?\d|true|false|null))/.test(text) ? 'json' : 'text';
}

/** Tells a format by the first and last bytes. `head` holds {@link headBytes} of the start, `tail` {@link tailBytes} of the end, or all there is. */
export function contentKind(head: Uint8Array, tail: Uint8Array, size: number): ContentKind {
  const known = signatures.find((s) => ascii(head, s.at, s.text.length) === s.text)?.kind;
  return (
    known ??
    parquetKind(head, tail, size) ??
    zipKind(head) ??
    (isArrowStream(head) ? 'arrow_stream' : textKind(head))
  );
}
