/*
 * Reads a file in blocks where DuckDB asks for it byte by byte, as it does for the head of each Bloom filter of a Parquet file: every
 * question to the browser takes a millisecond, and a filter over a gigabyte asked sixty thousand.
 *
 * A classic script, loaded before DuckDB's own: it imports and exports nothing.
 */
{
  interface ReaderSync {
    readAsArrayBuffer(blob: Blob): ArrayBuffer;
  }

  /** Bytes of a file that were read, and where they begin. */
  interface Block {
    readonly file: Blob;
    readonly start: number;
    readonly bytes: ArrayBuffer;
  }

  /** Reads of fewer bytes come out of a block. */
  const small = 1024;
  const blockSize = 16 * 1024;
  /** Several, since columns are read in turn. */
  const blocksKept = 8;

  const { FileReaderSync: Reader } = self as unknown as { FileReaderSync: { prototype: ReaderSync } };
  const read = (reader: ReaderSync, blob: Blob): ArrayBuffer => direct.call(reader, blob);
  const direct = Reader.prototype.readAsArrayBuffer;
  const cut = Blob.prototype.slice;
  const origins = new WeakMap<Blob, { readonly file: Blob; readonly start: number }>();
  let blocks: Block[] = [];
  // Good for one step of a query: a file that has changed since refuses to be read, and that must not go unnoticed.
  self.addEventListener('message', () => (blocks = []));

  Blob.prototype.slice = function (start, end, type) {
    const part = cut.call(this, start, end, type);
    if (start !== undefined && start >= 0) origins.set(part, { file: this, start });
    return part;
  };

  Reader.prototype.readAsArrayBuffer = function (part) {
    const origin = origins.get(part);
    if (!origin || part.size >= small) return read(this, part);
    const { file, start } = origin;
    const end = start + part.size;
    let block = blocks.find(
      (b) => b.file === file && b.start <= start && end <= b.start + b.bytes.byteLength,
    );
    if (!block) {
      block = { file, start, bytes: read(this, cut.call(file, start, start + blockSize)) };
      blocks = [block, ...blocks.slice(0, blocksKept - 1)];
    }
    return block.bytes.slice(start - block.start, end - block.start);
  };
}
