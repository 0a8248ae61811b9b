/** Small pieces, so that a few bytes that inflate to megabytes are noticed before they have. */
const pieceSize = 1024;

function piecesOf(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, (at += pieceSize)));
      },
    },
    { highWaterMark: 0 },
  );
}

/** All bytes of a stream, or null as soon as there are more than `limit`. Rejects when the stream fails. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Raw DEFLATE (RFC 1951) by the browser's own compressor. */
export async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await collect(piecesOf(bytes).pipeThrough(new CompressionStream('deflate-raw')), Infinity);
  return packed ?? new Uint8Array();
}

/** The inflated bytes, or null as soon as there are more than `limit`. Rejects when the bytes are not raw DEFLATE. */
export function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return collect(piecesOf(bytes).pipeThrough(new DecompressionStream('deflate-raw')), limit);
}
