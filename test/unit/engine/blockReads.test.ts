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
let asked: number[] = [];
let nextMessage = (): void => undefined;
let read: (file: FakeBlob, start: number, length: number) => number[];

beforeEach(async () => {
  class FakeReader {
    readAsArrayBuffer(blob: FakeBlob): ArrayBuffer {
      asked.push(blob.size);
      return blob.bytes.slice(blob.start, blob.end).buffer;
    }
  }
  class Blob extends FakeBlob {}
  Object.defineProperty(Blob.prototype, 'slice', { value: FakeBlob.prototype.slice, writable: true });
  const self = {
    FileReaderSync: FakeReader,
    addEventListener: (_: string, listener: () => void) => (nextMessage = listener),
  };
  const source = await readFile(join(root, 'src/engine/blockReads.ts'), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  runInContext(outputText, createContext({ self, Blob, WeakMap }));
  asked = [];
  read = (file, start, length) => {
    // As DuckDB does it.
    const part = Blob.prototype.slice.call(file, start, start + length);
    return [...new Uint8Array(new FakeReader().readAsArrayBuffer(part))];
  };
});

const expected = (start: number, length: number): number[] => [...content.slice(start, start + length)];

describe('reads of a file, byte by byte', () => {
  test('come out of one question to the browser, and are the same bytes', () => {
    const file = new FakeBlob(content);
    for (let at = 5000; at < 5200; at++) expect(read(file, at, 1)).toEqual(expected(at, 1));
    expect(asked).toEqual([16 * 1024]);
  });

  test('past a block, at the end of the file and behind it', () => {
    const file = new FakeBlob(content);
    for (const start of [0, 16_383, 16_380, 99_990, 99_999])
      expect(read(file, start, 8)).toEqual(expected(start, 8));
    expect(read(file, content.length, 4)).toEqual([]);
  });

  test('of several files do not mix', () => {
    const files = Array.from({ length: 12 }, (_, n) => new FakeBlob(content.map((byte) => (byte + n) % 256)));
    for (let round = 0; round < 2; round++)
      for (const [n, file] of files.entries())
        expect(read(file, 77, 3)).toEqual(expected(77, 3).map((byte) => (byte + n) % 256));
  });

  test('are asked for anew at each message, since the file may have changed', () => {
    const file = new FakeBlob(content.slice());
    expect(read(file, 40, 2)).toEqual(expected(40, 2));
    file.bytes[40] = 255;
    nextMessage();
    expect(read(file, 40, 2)).toEqual([255, ...expected(41, 1)]);
    expect(asked).toHaveLength(2);
  });

  test('large ones go to the browser as they are', () => {
    const file = new FakeBlob(content);
    expect(read(file, 10, 5000)).toEqual(expected(10, 5000));
    expect(read(file, 20, 5000)).toEqual(expected(20, 5000));
    expect(asked).toEqual([5000, 5000]);
  });
});
