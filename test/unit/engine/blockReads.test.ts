import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { beforeEach, describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';

/** Pieces of a file as the browser gives them: lazily, with a start and an end. */
class FakeBlob {
  constructor(
    readonly bytes: Uint8Array<ArrayBuffer>,
    readonly start = 0,
    readonly end = bytes.length,
  ) {}
  get size(): number {
    return this.end - this.start;
  }
  slice(start = 0, end = this.size): FakeBlob {
    const to = Math.min(this.start + end, this.end);
    return new FakeBlob(this.bytes, Math.min(this.start + start, to), to);
  }
}

const content = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 251);
const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
let asked: number[] = [];
let message = (type: string): void => void type;
let slice: (file: FakeBlob, start?: number, end?: number) => FakeBlob;
/** As DuckDB does it. */
let bytes: (file: FakeBlob, start: number, length: number) => Uint8Array;
const read = (file: FakeBlob, start: number, length: number): number[] => [...bytes(file, start, length)];

beforeEach(async () => {
  class FakeReader {
    readAsArrayBuffer(blob: FakeBlob): ArrayBuffer {
      asked.push(blob.size);
      return blob.bytes.slice(blob.start, blob.end).buffer;
    }
  }
  class Blob extends FakeBlob {}
  Object.defineProperty(Blob.prototype, 'slice', { value: FakeBlob.prototype.slice, writable: true });
  class File extends Blob {}
  const self = {
    FileReaderSync: FakeReader,
    addEventListener: (_: string, listener: (event: object) => void) =>
      (message = (type) => {
        listener({ data: { type } });
      }),
  };
  const source = await readFile(join(root, 'src/engine/blockReads.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  runInContext(outputText, createContext({ self, Blob, File, ArrayBuffer }));
  asked = [];
  slice = (file, start, end) => File.prototype.slice.call(file, start, end);
  bytes = (file, start, length) =>
    new Uint8Array(new FakeReader().readAsArrayBuffer(slice(file, start, start + length)));
});

const expected = (start: number, length: number): number[] => [...content.slice(start, start + length)];

describe('reads of a file, byte by byte', () => {
  test('come out of one question to the browser, and are the same bytes', () => {
    const file = new FakeBlob(content);
    for (let at = 5000; at < 5200; at++) expect(read(file, at, 1)).toEqual(expected(at, 1));
    expect(asked).toEqual([64 * kilobyte]);
  });

  test('past a block, at the end of the file and behind it', () => {
    const file = new FakeBlob(content);
    for (const start of [0, 65_535, 65_530, 99_990, 99_999])
      expect(read(file, start, 8)).toEqual(expected(start, 8));
    expect(read(file, content.length, 4)).toEqual([]);
  });

  test('of several files do not mix', () => {
    const files = Array.from({ length: 12 }, (_, n) => new FakeBlob(content.map((byte) => (byte + n) % 256)));
    for (let round = 0; round < 2; round++)
      for (const [n, file] of files.entries())
        expect(read(file, 77, 3)).toEqual(expected(77, 3).map((byte) => (byte + n) % 256));
  });

  test('are asked for anew by the next query, since the file may have changed, and not by the next step of one', () => {
    const file = new FakeBlob(content.slice());
    expect(read(file, 40, 2)).toEqual(expected(40, 2));
    message('POLL_PENDING_QUERY');
    message('FETCH_QUERY_RESULTS');
    expect(read(file, 40, 2)).toEqual(expected(40, 2));
    expect(asked).toHaveLength(1);
    file.bytes[40] = 255;
    message('START_PENDING_QUERY');
    expect(read(file, 40, 2)).toEqual([255, ...expected(41, 1)]);
    expect(asked).toHaveLength(2);
  });
});

describe('what is read ahead', () => {
  test('grows while a file is read through', () => {
    const file = new FakeBlob(Uint8Array.from({ length: 40 * megabyte }, (_, i) => (i >> 10) % 251));
    for (let at = 0; at < file.size; at += 100_000) {
      const [first] = bytes(file, at, 100_000);
      expect(first).toBe((at >> 10) % 251);
    }
    expect(asked[0]).toBeLessThan(200 * kilobyte);
    expect(Math.max(...asked)).toBe(4 * megabyte);
    expect(asked.length).toBeLessThan(20);
  });

  test('stays small where most of it is not wanted', () => {
    const file = new FakeBlob(new Uint8Array(40 * megabyte));
    for (let at = 0; at < file.size; at += megabyte) bytes(file, at, 100);
    expect(new Set(asked)).toEqual(new Set([64 * kilobyte]));
    asked = [];
    // Near enough to each other to be on the way, and far between.
    for (let at = 0; at < 4 * megabyte; at += 70 * kilobyte) bytes(file, at, 100);
    expect(new Set(asked)).toEqual(new Set([64 * kilobyte]));
  });

  test('nothing where much is wanted at once, and nothing of it is kept', () => {
    const file = new FakeBlob(new Uint8Array(40 * megabyte));
    for (let time = 0; time < 2; time++) expect(bytes(file, 10, 5 * megabyte)).toHaveLength(5 * megabyte);
    expect(asked).toEqual([5 * megabyte, 5 * megabyte]);
  });
});

test('whoever cuts a file in another way gets a piece of it as ever', () => {
  const piece = slice(new FakeBlob(content), 99_000);
  expect([piece.size, piece.start]).toEqual([1000, 99_000]);
});
