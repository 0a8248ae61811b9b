import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';

const folder = join(root, 'public/extensions');
const names = ['icu', 'json', 'parquet'];
const pathOf = (name: string): string => `v1.4.3/wasm_eh/${name}.duckdb_extension.wasm`;
const bytesOf = (name: string): Promise<Buffer> => readFile(join(folder, pathOf(name)));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** DuckDB's metadata: eight fields of 32 bytes before the signature of 256, the last field first. */
function metadata(bytes: Buffer): string[] {
  const fields = bytes.subarray(bytes.length - 512, bytes.length - 256);
  const text = (at: number): string =>
    fields
      .subarray(at * 32, at * 32 + 32)
      .toString('latin1')
      .replace(/\0+$/, '');
  return [7, 6, 5, 4, 3].map(text);
}

describe('the extensions of the engine', () => {
  test('are the three that the page needs, and nothing else lies beside', async () => {
    const files = await readdir(join(folder, 'v1.4.3/wasm_eh'));
    expect(files.sort()).toEqual(names.map((name) => `${name}.duckdb_extension.wasm`));
    expect((await readdir(folder)).sort()).toEqual(['SHA256SUMS', 'v1.4.3']);
  });

  test('have the hashes that are written down, here and in their provenance', async () => {
    const sums = await readFile(join(folder, 'SHA256SUMS'), 'utf8');
    const provenance = await readFile(join(root, 'scripts/extensions/PROVENANCE.md'), 'utf8');
    const lines = await Promise.all(
      names.map(async (name) => `${sha256(await bytesOf(name))}  ${pathOf(name)}\n`),
    );
    expect(sums).toBe(lines.join(''));
    for (const name of names) {
      const bytes = await bytesOf(name);
      expect(provenance).toContain(
        `| \`${pathOf(name)}\` | ${bytes.length.toLocaleString('en')} | \`${sha256(bytes)}\` |`,
      );
    }
  });

  test.each(names)('%s is WebAssembly for the engine’s version and platform', async (name) => {
    const bytes = await bytesOf(name);
    expect(WebAssembly.validate(new Uint8Array(bytes))).toBe(true);
    const engine = JSON.parse(
      await readFile(join(root, 'node_modules/@duckdb/duckdb-wasm/package.json'), 'utf8'),
    ) as { version: string };
    expect(engine.version).toBe('1.32.0');
    expect(metadata(bytes)).toEqual(['4', 'wasm_eh', 'v1.4.3', 'v1.4.3', 'CPP']);
  });

  test('come with the licences of what is inside', async () => {
    const licenses = join(root, 'scripts/extensions/licenses');
    const libraries = JSON.parse(await readFile(join(licenses, 'libraries.json'), 'utf8')) as {
      name: string;
      copyright: string;
      license: string;
      in: string[];
    }[];
    const inside = ['DuckDB', 'Apache Thrift', 'Brotli', 'Snappy', 'LZ4', 'Zstandard', 'yyjson', 'ICU 66.1'];
    expect(libraries.map(({ name }) => name)).toEqual(expect.arrayContaining(inside));
    const notices = await readFile(join(root, 'THIRD-PARTY-NOTICES'), 'utf8');
    for (const { name, copyright, license } of libraries) {
      expect(existsSync(join(licenses, `${license}.txt`)), `${license} of ${name}`).toBe(true);
      expect(notices).toContain(`${name} (${license};`);
      for (const line of copyright.split('; ')) expect(notices).toContain(line);
    }
  });
});
