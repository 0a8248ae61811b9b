import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { withoutUnusedExports, withExports, type EngineParts } from '../../../scripts/lib/engineExports.ts';
import { filesUnder } from '../../../scripts/lib/fingerprint.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

type Bytes = Uint8Array<ArrayBuffer>;

/** `(module (func (export "one") (result i32) i32.const 1) (func (export "two") …) (func (export "three") …))` */
const small = Buffer.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 5, 1, 0x60, 0, 1, 0x7f],
  ...[3, 4, 3, 0, 0, 0],
  ...[
    7,
    0x15,
    3,
    3,
    ...Buffer.from('one'),
    0,
    0,
    3,
    ...Buffer.from('two'),
    0,
    1,
    5,
    ...Buffer.from('three'),
    0,
    2,
  ],
  ...[10, 16, 3, 4, 0, 0x41, 1, 0x0b, 4, 0, 0x41, 2, 0x0b, 4, 0, 0x41, 3, 0x0b],
);

async function run(wasm: Uint8Array): Promise<Record<string, unknown>> {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(wasm));
  return Object.fromEntries(
    Object.entries(instance.exports).map(([name, value]) => [name, (value as () => unknown)()]),
  );
}

test('the wanted exports stay, with what they are of; the others go', async () => {
  expect(await run(small)).toEqual({ one: 1, two: 2, three: 3 });
  expect(await run(withExports(small, (name) => name !== 'two'))).toEqual({ one: 1, three: 3 });
  expect(await run(withExports(small, () => false))).toEqual({});
  expect(withExports(small, () => true)).toEqual(small);
});

test('what the script names stays, and what an extension defines a second time', async () => {
  const extension = Uint8Array.from(withExports(small, (name) => name === 'two'));
  const lean = await withoutUnusedExports({ engine: small, script: 'call(one)', extensions: [extension] });
  expect(await run(lean)).toEqual({ one: 1, two: 2 });
});

test('a file that breaks off is named as what it is', () => {
  expect(() => withExports(small.subarray(0, 26), () => true)).toThrow('the engine ends');
});

let parts: EngineParts;
let lean: Set<string>;
let full: Set<string>;

const namesOf = async (wasm: Bytes, of: 'imports' | 'exports'): Promise<Set<string>> =>
  new Set(WebAssembly.Module[of](await WebAssembly.compile(wasm)).map(({ name }) => name));

beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url);
  const read = async (path: string): Promise<Bytes> => Uint8Array.from(await readFile(path));
  const folder = join(root, 'node_modules/@duckdb/duckdb-wasm/dist');
  const extensions = (await filesUnder(join(root, 'public/extensions'))).filter((path) =>
    path.endsWith('.wasm'),
  );
  parts = {
    engine: await read(resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm')),
    script: await readFile(join(folder, 'duckdb-browser-eh.worker.js'), 'utf8'),
    extensions: await Promise.all(extensions.map(read)),
  };
  lean = await namesOf(Uint8Array.from(await withoutUnusedExports(parts)), 'exports');
  full = await namesOf(parts.engine, 'exports');
});

test('of the engine, what each extension asks for is still there, and what it brings a second time', async () => {
  expect(parts.extensions).toHaveLength(3);
  for (const extension of parts.extensions) {
    const asked = [...(await namesOf(extension, 'imports')), ...(await namesOf(extension, 'exports'))];
    const there = asked.filter((name) => full.has(name));
    expect(there.length).toBeGreaterThan(100);
    expect(there.filter((name) => !lean.has(name))).toEqual([]);
  }
});

test('so is what the script calls, and what the engine takes the address of', async () => {
  const called = [...parts.script.matchAll(/wasmExports\.([\w$]+)/g)].map(([, name = '']) => name);
  const asked = [...called, ...(await namesOf(parts.engine, 'imports'))].filter((name) => full.has(name));
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((name) => !lean.has(name))).toEqual([]);
});

test('a function with 64-bit numbers stays in both its forms', () => {
  const forms = [...lean].map((name) => name.replace(/^orig\$/, ''));
  const missing = forms.filter((name) => full.has(`orig$${name}`) && !lean.has(`orig$${name}`));
  expect(missing).toEqual([]);
  expect([...lean].some((name) => name.startsWith('orig$'))).toBe(true);
});

test('most exports are gone', () => {
  expect(full.size).toBeGreaterThan(70_000);
  expect(lean.size).toBeLessThan(3_000);
});
