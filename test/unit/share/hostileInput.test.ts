/**
 * Ten thousand damaged or hostile links and files. Each must end with a value (a work, or an error that names what happened), within a
 * second of the processor's time (which does not depend on what else the machine does), with nothing thrown, and with the saved work as it was.
 */
import 'fake-indexeddb/auto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../src/domain/appError.ts';
import { guardSpec } from '../../../src/features/chart/guardSpec.ts';
import { crc32 } from '../../../src/share/checksum.ts';
import { maxFileBytes, readFile, readWorkFile, toFile } from '../../../src/share/file.ts';
import { decodeLink, encodeLink, maxInflated } from '../../../src/share/link.ts';
import type { SharedWork } from '../../../src/share/incoming.ts';
import { readArchive, toArchive } from '../../../src/workspace/archive.ts';
import { openStore } from '../../../src/workspace/indexedDbStore.ts';
import { emptyWork } from '../../../src/workspace/work.ts';
import { randomOf } from './samples.ts';

const dataset = { version: '1.0.0', hash: 'sha256:0' };
const works = ['SELECT 1', "SELECT '数字' AS a -- " + 'x'.repeat(300), ''].map((sql, i) => ({
  ...emptyWork(dataset, `Work ${String(i)} 工作`),
  sql,
  note: i === 1 ? 'A note' : '',
  params: i === 1 ? { year: '2024' } : {},
  spec: i === 1 ? { mark: 'bar', encoding: { x: { field: 'a' }, y: { field: 'b' } } } : null,
}));

const oddValues: readonly unknown[] = [
  ...[null, true, -1, 1e308, '', 'x', [], {}, [[]], { __proto__: 1 }, 'NaN', '\u0000', '\ud800', []],
  JSON.parse('{"__proto__": {"polluted": true}}'),
  { constructor: { prototype: { polluted: true } } },
];

type Json = Record<string, unknown>;

/** A copy with one thing in it replaced, removed or added, at any depth. */
function otherShape(value: unknown, next: () => number): unknown {
  const copy: unknown = structuredClone(value);
  let at = copy;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof at !== 'object' || at === null) break;
    const keys = Object.keys(at);
    const key = keys[Math.floor(next() * keys.length)];
    if (key === undefined) break;
    const inner = (at as Json)[key];
    if (typeof inner === 'object' && inner !== null && next() < 0.6) {
      at = inner;
      continue;
    }
    const how = next();
    if (how < 0.2) Reflect.deleteProperty(at, key);
    else if (how < 0.3) (at as Json)[`${key}2`] = inner;
    else (at as Json)[key] = oddValues[Math.floor(next() * oddValues.length)];
    break;
  }
  return copy;
}

/** A copy of a text with bytes flipped, cut out, doubled, or its end gone. */
function otherText(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length);
  const how = next();
  if (how < 0.25) return text.slice(0, at);
  if (how < 0.4) return text.slice(0, at) + text.slice(at + 1 + Math.floor(next() * 40));
  if (how < 0.5) return text.slice(0, at) + text.slice(Math.floor(next() * text.length));
  let changed = text;
  for (let flips = 1 + Math.floor(next() * 4); flips > 0; flips--) {
    const place = Math.floor(next() * changed.length);
    const code = changed.charCodeAt(place) ^ (1 << Math.floor(next() * 8));
    changed = changed.slice(0, place) + String.fromCharCode(code) + changed.slice(place + 1);
  }
  return changed;
}

/** A link whose checksum is right, whatever is inside. */
function linkOf(json: string, version = '1'): string {
  const packed = deflateRawSync(Buffer.from(json));
  const whole = Buffer.alloc(4 + packed.length);
  whole.writeUInt32BE(crc32(packed));
  packed.copy(whole, 4);
  return `#w${version}=${whole.toString('base64url')}`;
}

const bombs = [
  linkOf('['.repeat(500_000)),
  linkOf(`{"title":"${'a'.repeat(maxInflated + 10)}"}`),
  linkOf(`{"a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`),
  linkOf(' '.repeat(20_000_000)),
  linkOf('{}', '2'),
  linkOf('{}', '99999'),
  '#w1=' + 'A'.repeat(29_000),
  '#w1=' + '%'.repeat(29_000),
  '#w1=',
  '#w1=====',
];

const mustNotMatter = 'a value, never an exception';
let slowest = 0;

async function outcome<T>(read: () => T | Promise<T>): Promise<T> {
  const started = process.cpuUsage();
  try {
    return await read();
  } finally {
    const { user, system } = process.cpuUsage(started);
    slowest = Math.max(slowest, (user + system) / 1000);
  }
}

/** Whatever was let through has the shape of a work, and its chart passes the guard or is refused by it. */
function expectTame(work: SharedWork): void {
  expect([work.title, work.note, work.sql].every((text) => typeof text === 'string')).toBe(true);
  expect(Object.values(work.params).every((text) => typeof text === 'string')).toBe(true);
  if (work.spec !== null) expect(typeof guardSpec(work.spec).ok).toBe('boolean');
}

function expectOutcome(result: Result<{ work: SharedWork } | null>): 'read' | 'refused' {
  if (!result.ok) {
    expect(result.error.kind).toMatch(/^(?:link|file)_/);
    return 'refused';
  }
  if (result.value) expectTame(result.value.work);
  return 'read';
}

const links = await Promise.all(works.map((work) => encodeLink(work)));
const linkTexts = links.map((link) => (link.ok ? link.value : ''));
const { store } = await openStore({
  environment: { locks: null, session: null, channel: () => null, persist: () => Promise.resolve() },
});
for (const work of works) await store.putWork(work);
const saved = async (): Promise<string> =>
  JSON.stringify(await store.readWorks(works.map((work) => work.id)));
const before = await saved();

afterAll(async () => {
  expect(slowest, 'milliseconds of processor time of the slowest').toBeLessThan(1000);
  expect(await saved(), 'saved work').toBe(before);
  expect(({} as { polluted?: boolean }).polluted, mustNotMatter).toBe(undefined);
  store.close();
});

describe('hostile links and files', () => {
  test('3,000 links with flipped bits, holes and missing ends: read as they were, or refused', async () => {
    const next = randomOf(1);
    for (let i = 0; i < 3_000; i++) {
      const link = linkTexts[i % linkTexts.length] ?? '';
      const changed = otherText(link, next);
      const result = await outcome(() => decodeLink(changed));
      // A link that is read holds what was sent: the checksum lets nothing else through.
      if (expectOutcome(result) === 'read' && result.ok && result.value)
        expect(works.map((w) => w.title)).toContain(result.value.work.title);
    }
  }, 60_000);

  test('2,500 links with a right checksum and a wrong content', async () => {
    const next = randomOf(2);
    let refused = 0;
    for (let i = 0; i < 2_500; i++) {
      const { title, note, sql, params, spec } = works[i % works.length] ?? {};
      const shape = otherShape({ title, note, sql, params, spec, dataset }, next);
      const result = await outcome(() => decodeLink(linkOf(JSON.stringify(shape) ?? 'null')));
      if (expectOutcome(result) === 'refused') refused++;
    }
    expect(refused).toBeGreaterThan(500);
  }, 60_000);

  test('3,000 files: flipped, cut, of other shapes and versions', async () => {
    const next = randomOf(3);
    for (let i = 0; i < 3_000; i++) {
      const text = toFile(works[i % works.length] ?? emptyWork(dataset, ''));
      const changed =
        i % 2 === 0
          ? otherText(text, next)
          : JSON.stringify(otherShape(otherShape(JSON.parse(text), next), next));
      expectOutcome(await outcome(() => readFile(changed)));
    }
  }, 60_000);

  test('1,500 workspace files: all of it or nothing', async () => {
    const next = randomOf(4);
    const text = toArchive(works, '2026-01-01T00:00:00.000Z');
    for (let i = 0; i < 1_500; i++) {
      const changed =
        i % 2 === 0 ? otherText(text, next) : JSON.stringify(otherShape(JSON.parse(text), next));
      const result = await outcome(() => readArchive(new Blob([changed])));
      if (!result.ok) expect(result.error.kind).toMatch(/^file_/);
      else if (result.value) expect(result.value.map((w) => w.title)).toEqual(works.map((w) => w.title));
    }
  }, 60_000);

  test.each(bombs.map((bomb, i) => [i, bomb] as const))('bomb %i ends within a second', async (_, bomb) => {
    const result = await outcome(() => decodeLink(bomb));
    expect(result.ok).toBe(false);
  });

  test('files that are too large, nested without end, or no text at all', async () => {
    const deep = `{"usermeta":{"yardstick":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`;
    const noise = new Uint8Array(200_000).map((_, i) => (i * 7919) % 256);
    for (const blob of [
      new Blob([deep]),
      new Blob([noise]),
      new Blob([]),
      new Blob(['null']),
      new Blob(['\ufeff{}']),
    ]) {
      const result = await outcome(() => readWorkFile(blob));
      expect(result.ok).toBe(false);
      expect((await outcome(() => readArchive(blob))).ok).toBe(true);
    }
    const large = {
      size: maxFileBytes + 1,
      text: () => Promise.reject(new Error('was read')),
    } as unknown as Blob;
    const result = await outcome(() => readWorkFile(large));
    expect(result.ok ? null : result.error.kind).toBe('file_too_large');
  });

  test('2,000 chart specifications of other shapes pass the guard or are refused by it', () => {
    const next = randomOf(5);
    const spec = {
      mark: { type: 'bar', href: 'x' },
      data: { values: [{ a: 1 }] },
      transform: [{ calculate: 'datum.a + 1', as: 'b' }, { filter: 'datum.b > 1' }],
      params: [{ name: 'p', bind: { input: 'range', element: '#app' } }],
      layer: [{ mark: 'rule', encoding: { x: { field: 'a', bin: { maxbins: 10 } } } }],
      encoding: { x: { field: 'a', type: 'quantitative' }, tooltip: { content: 'data' } },
    };
    for (let i = 0; i < 2_000; i++) {
      const guarded = guardSpec(otherShape(otherShape(spec, next), next));
      if (!guarded.ok) expect(guarded.error.kind).toMatch(/^spec_/);
      else expect(JSON.stringify(guarded.value.spec)).not.toMatch(/"(?:href|__proto__|url)":/);
    }
  });
});
