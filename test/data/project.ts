import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The project's root. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A folder of its own for a test, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A document of four lines and everything that one case with two figures needs, as people would write it. */
export const smallFiles = {
  'data/sources.yaml': `
- id: paper-2024
  title: {en: A paper, zh: 一份文献}
  publisher: Nobody
  published: 2024
  language: en
  kind: casebook
  file_name: paper.txt
  sha256: ${'0'.repeat(64)}
  line_count: 4
`,
  'data/sections/paper-2024.yaml': `
- {id: paper-2024-one, title: {en: One, zh: 一}, lines: [1, 4]}
`,
  'data/lookups/industries.yaml': `
- {id: finance, name_en: Finance, name_zh: 金融, isic4_section: K, isic4_division: null, gbt4754_division: null, sort_order: 1}
`,
  'data/lookups/organizations.yaml': `
- {id: maker, name_en: Maker, name_zh: null, kind: company, country: CN}
- {id: bank, name_en: Bank, name_zh: 银行, kind: company, country: null}
`,
  'data/lookups/functions.yaml': `
- {id: search, name_en: Search, name_zh: 搜索}
`,
  'data/lookups/techniques.yaml': `
- {id: rag, name_en: Retrieval, name_zh: 检索}
`,
  'data/lookups/measures.yaml': `
- {id: cost, name_en: Cost, name_zh: 成本, dimension: cost, higher_is_better: false, definition: What it costs}
`,
  'data/lookups/units.yaml': `
- {id: percent, name_en: percent, name_zh: 百分比, symbol: '%', dimension: ratio, factor: 0.01}
- {id: hour, name_en: hour, name_zh: 小时, symbol: h, dimension: time, factor: 3600}
`,
  'data/cases/paper-2024/paper-2024-01.yaml': `
case_id: paper-2024-01
section: paper-2024-one
lines: [2, 4]
title: {en: Search at a bank, zh: 银行搜索}
summary: {en: A bank searches., zh: 一家银行在搜索。}
industry: finance
stage: deployed
organizations: [{id: maker, role: vendor}, {id: bank, role: customer}]
functions: [search]
techniques: [rag]
metrics:
  - id: m01
    figure_text: 30%
    lines: [3]
    measure: cost
    label: {en: Cost of searching, zh: 搜索成本}
    kind: gain
    form: relative_change
    direction: decrease
    value: 30
    unit: percent
    comparator: before
    qualifier: at_least
    status: reported
    claimed_by: vendor
  - id: m02
    figure_text: 2 hours
    lines: [4]
    measure: cost
    label: {en: Hours a search, zh: 每次搜索小时数}
    kind: level
    form: absolute
    direction: none
    value: 2
    unit: hour
    comparator: none_stated
    qualifier: exact
    status: reported
    claimed_by: vendor
`,
} as const;

export type SmallFile = keyof typeof smallFiles;

/** A small project in a folder of its own, with some files changed or added; `null` leaves one out. */
export async function smallProject(changes: Record<string, string | null> = {}): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries({ ...smallFiles, ...changes })) {
    if (text === null) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text.trimStart());
  }
  for (const file of ['package.yaml', 'schema.yaml', 'views.sql']) {
    await cp(join(root, 'data', file), join(folder, 'data', file));
  }
  return folder;
}

/** The text of a file of the small project with one thing in it replaced; throws where it is not there. */
export function changed(file: SmallFile, from: string, to: string): Record<string, string> {
  const text = smallFiles[file];
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
}

/** Build options that write into the project's own folder. */
export function optionsFor(folder: string) {
  return {
    root: folder,
    outFolder: join(folder, 'public/data'),
    typesFile: join(folder, 'src/domain/dataset.generated.ts'),
    strict: false,
  };
}
