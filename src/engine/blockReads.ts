/*
 * Reads ahead in the files that the browser reads for DuckDB, which asks for the headers of pages and Bloom filters in a Parquet file byte
 * by byte: a filter over a gigabyte asks sixty thousand times. Every question to the browser takes a millisecond, cutting a piece off a
 * `Blob` a third of one, a megabyte two and a half.
 *
 * A classic script, loaded before DuckDB's own: it imports and exports nothing.
 */
{
  interface ReaderSync {
    readAsArrayBuffer(blob: Blob): ArrayBuffer;
  }

  /** A stretch of a file that was read. */
  interface Block {
    readonly file: File;
    readonly start: number;
    readonly end: number;
    /** Null when the bytes have been let go: then it tells only where somebody has read. */
    bytes: ArrayBuffer | null;
    /** How many of the bytes somebody wanted. */
    used: number;
  }

  const shortest = 64 * 1024;
  const longest = 4 * 1024 * 1024;
  /** Several, since columns are read in turn. */
  const blocksKept = 8;

  const { FileReaderSync: Reader } = self as unknown as { FileReaderSync: { prototype: ReaderSync } };
  const direct = Reader.prototype.readAsArrayBuffer;
  const cut = Blob.prototype.slice;

  /** A piece of a file that has not been cut off. */
  class Piece {
    readonly start: number;
    readonly end: number;

    constructor(
      readonly file: File,
      start: number,
      end: number,
    ) {
      this.start = Math.min(start, file.size);
      this.end = Math.min(end, file.size);
    }

    get size(): number {
      return this.end - this.start;
    }
  }

  /** The latest first. */
  let blocks: Block[] = [];
  /** DuckDB's messages by which a query goes on. */
  const goingOn = ['POLL_PENDING_QUERY', 'FETCH_QUERY_RESULTS'];
  // Bytes are good for one query: a file that has changed since refuses to be read, and that must not go unnoticed by the next one.
  self.addEventListener('message', ({ data }: MessageEvent<{ readonly type?: string }>) => {
    if (!goingOn.includes(data.type ?? '')) for (const block of blocks) block.bytes = null;
  });

  /** How much to read from a place on: more and more as long as most of it was wanted. */
  function lengthAt({ file, start, size }: Piece): number {
    const before = blocks.find(
      (block) => block.file === file && block.start <= start && start <= 2 * block.end - block.start,
    );
    if (!before) return Math.max(size, shortest);
    const length = before.end - before.start;
    // A read that goes on past the end wants the rest of it, too.
    const wanted = start < before.end ? before.end - start : 0;
    const next = before.used + wanted > length / 2 ? 2 * length : length / 2;
    return Math.max(size, Math.min(longest, Math.max(shortest, next)));
  }

  function readBlock(piece: Piece, reader: ReaderSync): Block & { readonly bytes: ArrayBuffer } {
    const { file, start } = piece;
    const end = Math.min(start + lengthAt(piece), file.size);
    const block = { file, start, end, bytes: direct.call(reader, cut.call(file, start, end)), used: 0 };
    blocks = [block, ...blocks.slice(0, blocksKept - 1)];
    return block;
  }

  // As DuckDB calls it, which hands over what it gets to `readAsArrayBuffer` and to nobody else.
  File.prototype.slice = function (this: File, start, end, type) {
    const plain =
      start !== undefined && end !== undefined && start >= 0 && end >= start && type === undefined;
    return plain ? (new Piece(this, start, end) as unknown as Blob) : cut.call(this, start, end, type);
  };

  Reader.prototype.readAsArrayBuffer = function (part: Blob | Piece) {
    if (!(part instanceof Piece)) return direct.call(this, part);
    const { file, start, end, size } = part;
    if (size >= longest) return direct.call(this, cut.call(file, start, end));
    const known = blocks.find((b) => b.bytes && b.file === file && b.start <= start && end <= b.end);
    const block = known ?? readBlock(part, this);
    block.used += size;
    return (block.bytes ?? new ArrayBuffer(0)).slice(start - block.start, end - block.start);
  };
}
