import type { ByteRange } from './protocol.ts';

/** Bytes of a larger file, with the place where they stand in it. */
export interface Piece {
  readonly at: number;
  readonly body: Blob;
}

const block = 16 * 1024 * 1024;

/**
 * A file of `size` bytes of which only some pieces are there; between them it reads as zeros, all of them the same block of memory. The
 * pieces are in order and do not overlap.
 */
export function sparseFile(name: string, size: number, pieces: readonly Piece[]): File {
  const zeros = new Blob([new Uint8Array(Math.min(block, size))]);
  const parts: Blob[] = [];
  let at = 0;
  const fillTo = (to: number): void => {
    for (; to - at >= block; at += block) parts.push(zeros);
    if (to > at) parts.push(zeros.slice(0, to - at));
    at = to;
  };
  for (const piece of pieces) {
    fillTo(piece.at);
    parts.push(piece.body);
    at += piece.body.size;
  }
  fillTo(size);
  return new File(parts, name);
}

/** Holes between ranges that are cheaper to fetch than to ask around. */
const hole = 64 * 1024;

/** The ranges in order, none overlapping, those that nearly touch made one. */
export function mergeRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const merged: ByteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.to + hole)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else merged.push(range);
  }
  return merged;
}

/** What of `range` lies outside of all `known` ones, which are in order. */
export function withoutRanges(range: ByteRange, known: readonly ByteRange[]): ByteRange[] {
  const left: ByteRange[] = [];
  let { from } = range;
  for (const { from: start, to: end } of known) {
    if (end < from || start > range.to) continue;
    if (start > from) left.push({ from, to: start - 1 });
    from = end + 1;
  }
  if (from <= range.to) left.push({ from, to: range.to });
  return left;
}
