import { describe, expect, it } from 'vitest';
import { detectEncoding, toUtf8 } from '../../../../src/features/files/encoding.ts';

const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.from(bytes).swap16());

/** 名称,城市 in GB18030, then 㐀, which takes four bytes. */
const chinese = new Uint8Array([
  0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xb3, 0xc7, 0xca, 0xd0, 0x0a, 0x81, 0x39, 0xee, 0x39,
]);

describe('the encoding of a text', () => {
  it.each<[string, Uint8Array, string, number]>([
    ['ASCII', utf8('a,b\n1,2\n'), 'utf-8', 0],
    ['UTF-8', utf8('名称,é'), 'utf-8', 0],
    ['UTF-8 with a mark', utf8('\ufeffa'), 'utf-8', 3],
    ['UTF-8 cut within a character', utf8('a,名').subarray(0, 4), 'utf-8', 0],
    ['UTF-16 with a mark', utf16('\ufeffa,b'), 'utf-16le', 2],
    ['big-endian UTF-16 with a mark', swapped(utf16('\ufeffa,b')), 'utf-16be', 2],
    ['UTF-16 without a mark', utf16('name,city\nA,B\n'), 'utf-16le', 0],
    ['big-endian UTF-16 without a mark', swapped(utf16('name,city\nA,B\n')), 'utf-16be', 0],
    ['Chinese in GB18030', chinese, 'gb18030', 0],
    ['French', latin('prénom;ville\nRenée;Genève\n'), 'windows-1252', 0],
    ['German, whose bytes would be valid GB18030', latin('Zürich,Köln,München'), 'windows-1252', 0],
  ])('%s', (_, sample, encoding, bom) => {
    expect(detectEncoding(sample)).toEqual({ encoding, bom });
  });

  it('is none where the bytes are no text', () => {
    expect(detectEncoding(new Uint8Array([1, 2, 3, 0, 5]))).toBeNull();
    expect(detectEncoding(new Uint8Array(100).fill(7))).toBeNull();
  });
});

describe('a text as UTF-8', () => {
  const text = async (bytes: Uint8Array<ArrayBuffer>, encoding: string, bom: number): Promise<string> =>
    (await toUtf8(new File([bytes], 'a.csv'), { encoding, bom })).text();

  it('keeps every character', async () => {
    expect(await text(new Uint8Array(chinese), 'gb18030', 0)).toBe('名称,城市\n㐀');
    expect(await text(new Uint8Array(utf16('\ufeffa,名')), 'utf-16le', 2)).toBe('a,名');
    expect(await text(new Uint8Array(latin('é')), 'windows-1252', 0)).toBe('é');
  });

  it('has no mark, and is the file itself where it was UTF-8 already', async () => {
    expect(await text(new Uint8Array(utf8('\ufeffa')), 'utf-8', 3)).toBe('a');
    const file = new File(['a'], 'a.csv');
    expect(await toUtf8(file, { encoding: 'utf-8', bom: 0 })).toBe(file);
  });

  it('keeps name and date', async () => {
    const file = new File([new Uint8Array(chinese)], '表.csv', { lastModified: 5 });
    const made = await toUtf8(file, { encoding: 'gb18030', bom: 0 });
    expect([made.name, made.lastModified]).toEqual(['表.csv', 5]);
  });
});
