import { describe, expect, test } from 'vitest';
import { decodeLz4Frame } from '../../../src/engine/lz4Frame.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const text = (hex: string, length: number): string =>
  Buffer.from(decodeLz4Frame(bytes(hex), length)).toString();

const head = '04224d18 60 40 82';

describe('an LZ4 frame', () => {
  test('of literals, of a match that overlaps itself, of a stored block', () => {
    expect(text(`${head} 06000000 50 68656c6c6f 00000000`, 5)).toBe('hello');
    // "ab", then 10 bytes from 2 back, then "!"
    expect(text(`${head} 07000000 26 6162 0200 10 21 00000000`, 13)).toBe('abababababab!');
    expect(text(`${head} 03000080 616263 00000000`, 3)).toBe('abc');
  });

  test('whose second block refers to the first; with sizes and sums', () => {
    expect(text(`${head} 05000000 40 61626364 07000000 04 0400 30 78797a 00000000`, 15)).toBe(
      'abcdabcdabcdxyz',
    );
    // Block sums, content size and content sum are passed over.
    expect(text('04224d18 7c 40 0300000000000000 82 03000080 616263 ffffffff 00000000 ffffffff', 3)).toBe(
      'abc',
    );
  });

  test('with lengths of more than fifteen', () => {
    expect(text(`${head} 16000000 f0 05 ${'61'.repeat(20)} 00000000`, 20)).toBe('a'.repeat(20));
    expect(text(`${head} 0a000000 1f 61 0100 ff 02 30 78797a 00000000`, 280)).toBe(`${'a'.repeat(277)}xyz`);
  });

  test.each([
    ['nothing', '', 1],
    ['another format', '28b52ffd 00000000 000000', 1],
    ['a frame without an end', `${head} 03000080 616263`, 3],
    ['a block without an end', `${head} 09000080 616263`, 3],
    ['fewer bytes than promised', `${head} 03000080 616263 00000000`, 4],
    ['more bytes than promised', `${head} 03000080 616263 00000000`, 2],
    ['more literals than promised', `${head} 06000000 50 68656c6c6f 00000000`, 4],
    ['a match longer than promised', `${head} 07000000 26 6162 0200 10 21 00000000`, 5],
    ['a match before the beginning', `${head} 07000000 26 6162 0300 10 21 00000000`, 13],
    ['a match at no distance', `${head} 07000000 26 6162 0000 10 21 00000000`, 13],
  ])('%s is refused', (_, hex, length) => {
    expect(() => decodeLz4Frame(bytes(hex), length)).toThrow('LZ4');
  });
});
