import { describe, expect, test } from 'vitest';
import { toBase64Url } from '../../../src/share/base64url.ts';
import { crc32 } from '../../../src/share/checksum.ts';
import { deflate } from '../../../src/share/deflate.ts';
import type { SharedWork } from '../../../src/share/incoming.ts';
import { decodeLink, encodeLink, maxInflated, maxLinkLength } from '../../../src/share/link.ts';
import { mutate, randomOf, samples, wrongValues } from './samples.ts';

const sample = samples[0] as SharedWork;

async function linkOf(work: SharedWork): Promise<string> {
  const link = await encodeLink(work);
  if (!link.ok) throw new Error(link.error.message);
  return link.value;
}

/** A link around any bytes, its checksum right: what somebody hostile would make. */
async function forge(json: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const packed = await deflate(typeof json === 'string' ? new TextEncoder().encode(json) : json);
  const whole = new Uint8Array(4 + packed.length);
  new DataView(whole.buffer).setUint32(0, crc32(packed));
  whole.set(packed, 4);
  return `#w1=${toBase64Url(whole)}`;
}

const kindOf = async (hash: string): Promise<string> => {
  const read = await decodeLink(hash);
  return read.ok ? (read.value ? 'work' : 'none') : read.error.kind;
};

/** Text that hardly deflates. */
const noise = (length: number): string => {
  const random = randomOf(5);
  return Array.from({ length }, () => String.fromCharCode(33 + Math.floor(random() * 90))).join('');
};

describe('link', () => {
  test('L1 a work comes back equal', async () => {
    for (const work of samples) {
      expect(await decodeLink(await linkOf(work))).toEqual({ ok: true, value: { from: 'link', work } });
    }
  });

  test('L1 only what travels is in it', async () => {
    const withMore = { ...sample, id: 'secret-id', tags: ['private'], createdAt: '2020-01-01' };
    const read = await decodeLink(await linkOf(withMore));
    expect(read).toEqual({ ok: true, value: { from: 'link', work: sample } });
  });

  test('L1 an escaped equals sign is understood', async () => {
    const link = await linkOf(sample);
    expect(await kindOf(link.replace('=', '%3D'))).toBe('work');
    expect(await kindOf(link.slice(1))).toBe('work');
  });

  test('L2 a hash of something else is no link', async () => {
    for (const hash of ['', '#', '#main', '#wow=1', '#w=abc', '#x1=abc', '#w1', '#/saved/w1=abc']) {
      expect(await kindOf(hash), hash).toBe('none');
    }
  });

  test('L3 another version is named as such', async () => {
    const link = await linkOf(sample);
    expect(await kindOf(link.replace('#w1', '#w2'))).toBe('link_version');
    expect(await kindOf(link.replace('#w1', '#w0'))).toBe('link_version');
    expect(await kindOf(link.replace('#w1', '#w11'))).toBe('link_version');
    expect(await kindOf('#w2=')).toBe('link_version');
  });

  test('L4 cut off after any character', async () => {
    const link = await linkOf(sample);
    for (let length = '#w1='.length; length < link.length; length++) {
      expect(await kindOf(link.slice(0, length)), String(length)).toBe('link_damaged');
    }
  });

  test('L4 something hangs on to its end', async () => {
    const link = await linkOf(sample);
    for (const tail of ['.', ')', ' ', '&utm_source=x', '%20', 'A', 'AAAA', '=']) {
      expect(await kindOf(link + tail), tail).toBe('link_damaged');
    }
  });

  test('L5 a bomb is stopped while it inflates', async () => {
    const bombs = [
      'a'.repeat(maxInflated * 10),
      JSON.stringify({ ...sample, note: ' '.repeat(maxInflated) }),
    ];
    for (const bomb of bombs) {
      const link = await forge(bomb);
      expect(link.length).toBeLessThan(maxLinkLength);
      const start = performance.now();
      expect(await decodeLink(link)).toMatchObject({
        ok: false,
        error: { kind: 'link_damaged', message: expect.stringMatching(/inflates past/) },
      });
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });

  test('L6 too long a work, too long a link', async () => {
    expect(await encodeLink({ ...sample, note: noise(40_000) })).toMatchObject({
      ok: false,
      error: { kind: 'link_too_long' },
    });
    expect(await encodeLink({ ...sample, note: ' '.repeat(maxInflated) })).toMatchObject({
      ok: false,
      error: { kind: 'link_too_long' },
    });
    expect(await kindOf(await forge(JSON.stringify({ ...sample, note: noise(40_000) })))).toBe(
      'link_too_long',
    );
    expect((await linkOf({ ...sample, note: noise(20_000) })).length).toBeLessThanOrEqual(maxLinkLength);
  });

  test('L7 each key of the wrong type, missing, or one too many', async () => {
    expect(await kindOf(await forge(JSON.stringify(sample)))).toBe('work');
    for (const key of Object.keys(sample)) {
      const rest = Object.fromEntries(Object.entries(sample).filter(([k]) => k !== key));
      expect(await kindOf(await forge(JSON.stringify(rest))), `without ${key}`).toBe('link_damaged');
      for (const wrong of ['7', '[]', '[["a","b"]]', '{"a":1}', 'true']) {
        if (key === 'spec' && wrong === '{"a":1}') continue;
        const json = `{"${key}":${wrong},${JSON.stringify(rest).slice(1)}`;
        expect(await kindOf(await forge(json)), json).toBe('link_damaged');
      }
    }
    expect(await kindOf(await forge(JSON.stringify({ ...sample, run: true })))).toBe('link_damaged');
  });

  test('L7 hostile values in the place of the spec', async () => {
    for (const wrong of wrongValues) {
      const json = JSON.stringify({ ...sample, spec: '@' }).replace('"@"', () => wrong);
      const kind = await kindOf(await forge(json));
      expect(
        ['null', '{}', '{"constructor":{"prototype":{"polluted":true}}}'].includes(wrong)
          ? 'work'
          : 'link_damaged',
      ).toBe(kind);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    }
  });

  test('L8 bytes that are not UTF-8, not JSON, not DEFLATE', async () => {
    expect(await kindOf(await forge(Uint8Array.of(0xff, 0xfe, 0x80)))).toBe('link_damaged');
    expect(await kindOf(await forge('not json'))).toBe('link_damaged');
    const packed = Uint8Array.of(0xff, 0xff, 0xff);
    const whole = new Uint8Array(7);
    new DataView(whole.buffer).setUint32(0, crc32(packed));
    whole.set(packed, 4);
    expect(await kindOf(`#w1=${toBase64Url(whole)}`)).toBe('link_damaged');
  });

  test('L8 a work that no JSON can hold is an error, not an exception', async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect((await encodeLink({ ...sample, spec: circle as never })).ok).toBe(false);
    expect((await encodeLink({ ...sample, spec: { big: 1n } as never })).ok).toBe(false);
    expect((await encodeLink({ ...sample, spec: JSON.parse('{"__proto__":1}') as never })).ok).toBe(false);
  });

  test('L4 L8 2,000 mutated links: an error, nothing, or the same work', async () => {
    const random = randomOf(1);
    const links = await Promise.all(samples.map(linkOf));
    let altered = 0;
    for (let i = 0; i < 2000; i++) {
      const at = i % links.length;
      const link = links[at] ?? '';
      const mutant = mutate(link, random);
      const start = performance.now();
      const read = await decodeLink(mutant);
      expect(performance.now() - start).toBeLessThan(1000);
      if (read.ok && read.value !== null) expect(read.value.work, mutant).toEqual(samples[at]);
      else altered++;
    }
    expect(altered).toBeGreaterThan(1800);
  });

  test('L7 L8 1,000 works with an accident inside a link that is whole', async () => {
    const random = randomOf(2);
    const json = JSON.stringify(sample);
    for (let i = 0; i < 1000; i++) {
      const read = await decodeLink(await forge(mutate(json, random)));
      if (read.ok) expect(Object.keys(read.value?.work ?? {}).sort()).toEqual(Object.keys(sample).sort());
      else expect(read.error.kind).toBe('link_damaged');
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
