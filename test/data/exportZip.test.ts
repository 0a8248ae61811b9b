/** `npm run data:export`: one zip with everything, the same bytes each time. */
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { exportZip } from '../../data/build/exportZip.ts';
import { vocabularies } from '../../src/domain/vocabulary.ts';
import { buildRealDataset, type Dataset } from './dataset.ts';
import { root, temporaryFolder } from './project.ts';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await buildRealDataset();
});
afterAll(() => rm(dirname(dataset.folder), { recursive: true, force: true }));

const exported = async () => {
  const path = await exportZip(root, dataset.folder, await temporaryFolder(), dataset.built);
  return { name: basename(path), bytes: await readFile(path) };
};
const contents = async () => {
  const { bytes } = await exported();
  const folder = `yardstick-data-${dataset.descriptor.version}/`;
  const files = Object.entries(unzipSync(new Uint8Array(bytes)));
  return new Map(files.map(([path, content]) => [path.replace(folder, ''), Buffer.from(content)]));
};

it('two exports are equal byte for byte', async () => {
  const [first, second] = [await exported(), await exported()];
  expect(first.name).toBe(`yardstick-data-${dataset.descriptor.version}.zip`);
  expect(second.bytes.equals(first.bytes)).toBe(true);
});

it('holds every table as Parquet and CSV, the descriptor, codebook, dictionary, citation and licence', async () => {
  const files = await contents();
  const tables = dataset.descriptor.resources.map(({ name }) => name);
  const expected = [
    ...['README.md', 'datapackage.json', 'dictionary.en.md', 'dictionary.zh.md', 'CITATION.cff', 'LICENSE'],
    ...tables.flatMap((name) => [`${name}.parquet`, `csv/${name}.csv`]),
  ];
  expect([...files.keys()].sort()).toEqual(expected.sort());
  for (const { name, path, hash, schema } of dataset.descriptor.resources) {
    const parquet = files.get(path) ?? Buffer.alloc(0);
    expect(`sha256:${createHash('sha256').update(parquet).digest('hex')}`, name).toBe(hash);
    const header = files.get(`csv/${name}.csv`)?.toString('utf8').split('\n')[0]?.trim();
    expect(header, name).toBe(schema.fields.map((field) => field.name).join(','));
  }
});

it('the Parquet of the whole dataset is under 400 kB', () => {
  const bytes = dataset.descriptor.resources.reduce((sum, resource) => sum + resource.bytes, 0);
  expect(bytes).toBeLessThan(400_000);
});

it('the dictionary tells every column and every value, in both languages', async () => {
  const files = await contents();
  const { resources, views } = dataset.descriptor;
  for (const [language, description] of [
    ['en', 'description'],
    ['zh', 'description_zh'],
  ] as const) {
    const text = files.get(`dictionary.${language}.md`)?.toString('utf8') ?? '';
    const sections = new Map(text.split(/^## /m).map((part) => [/^`(\w+)`/.exec(part)?.[1], part]));
    for (const { name, schema } of [...resources, ...views]) {
      const rows = (sections.get(name) ?? '').split('\n');
      for (const field of schema.fields) {
        const row = rows.find((line) => line.startsWith(`| \`${field.name}\` |`)) ?? '';
        expect(row, `${name}.${field.name}`).toContain(field[description].replaceAll('|', '\\|'));
      }
    }
    for (const [name, terms] of Object.entries(vocabularies)) {
      for (const [value, term] of Object.entries(terms)) {
        expect(text, `${name}.${value}`).toContain(`| \`${value}\` | ${term[language]} |`);
      }
    }
  }
});
