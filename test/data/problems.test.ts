import { describe, expect, it, vi } from 'vitest';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDataset, loadChecked } from '../../data/build/build.ts';
import { main } from '../../data/build/main.ts';
import { BuildStopped } from '../../data/build/problems.ts';
import { changed, optionsFor, smallFiles, smallProject, type SmallFile } from './project.ts';

const caseFile = 'data/cases/paper-2024/paper-2024-01.yaml' satisfies SmallFile;

/** What the checks say of the small project with some files changed: errors, or warnings where there are none. */
async function messages(changes: Record<string, string | null>): Promise<string[]> {
  const folder = await smallProject(changes);
  try {
    const { warnings } = await loadChecked(folder, false);
    return warnings.map(({ file, line, field, text }) => `${file}:${line} ${field}: ${text}`);
  } catch (cause) {
    if (!(cause instanceof BuildStopped)) throw cause;
    return cause.message.split('\n');
  }
}

const inCase = (from: string, to: string) => messages(changed(caseFile, from, to));

describe('the small project itself', () => {
  it('has no problem, with empty folders and missing files', async () => {
    expect(await messages({})).toEqual([]);
  });

  it('builds, with valid Parquet for tables without rows', async () => {
    const folder = await smallProject();
    const { written } = await buildDataset(optionsFor(folder));
    expect(written.find(({ table }) => table.name === 'metrics')?.rows).toBe(2);
    expect(written.find(({ table }) => table.name === 'models')?.rows).toBe(0);
    const files = await readdir(join(folder, 'public/data'));
    expect(files).toContain('models.parquet');
    expect(files).toContain('datapackage.json');
    expect(await readdir(join(folder, 'public'))).toEqual(['data']);
    expect(await readFile(join(folder, 'src/domain/dataset.generated.ts'), 'utf8')).toContain(
      'interface MetricsRow',
    );
  });
});

describe('a bad record stops the build', () => {
  it('with file, line, field, what was found and what is allowed', async () => {
    expect(await inCase('unit: percent', 'unit: percnt')).toEqual([
      `${caseFile}:21 metrics[0].unit: found "percnt", allowed: an id of data/lookups/units.yaml (did you mean "percent"?)`,
    ]);
  });

  it('where a version has no word on what changed', async () => {
    const folder = await smallProject();
    const file = join(folder, 'data/package.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^version: .*/m, 'version: 99.0.0'));
    await expect(loadChecked(folder, false)).rejects.toThrow(
      'changes: found "1.0.0", allowed: 99.0.0 first: this version\'s changes',
    );
  });

  it('with all errors together, in the order of files and lines', async () => {
    const both = smallFiles[caseFile]
      .replace('unit: percent', 'unit: percnt')
      .replace('industry: finance', 'industry: banking');
    const found = await messages({
      [caseFile]: both,
      ...changed('data/lookups/units.yaml', 'factor: 3600', 'factor: none'),
    });
    expect(found).toHaveLength(3);
    expect(found[0]).toContain(`${caseFile}:6 industry: found "banking"`);
    expect(found[1]).toContain(`${caseFile}:21 metrics[0].unit: found "percnt"`);
    expect(found[2]).toBe('data/lookups/units.yaml:2 [1].factor: found "none", allowed: a number');
  });

  it('with exit code 1, and what was built before stays as it was', async () => {
    const folder = await smallProject({ 'data/README.md': '<!-- counts:start -->\n<!-- counts:end -->\n' });
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      expect(await main(folder, ['build'])).toBe(0);
      const before = await readFile(join(folder, 'public/data/datapackage.json'), 'utf8');
      await writeFile(
        join(folder, caseFile),
        smallFiles[caseFile].trimStart().replace('unit: percent', 'unit: percnt'),
      );
      expect(await main(folder, ['build'])).toBe(1);
      expect(print.mock.calls.flat().join('\n')).toContain(`${caseFile}:21 metrics[0].unit: found "percnt"`);
      expect(await readFile(join(folder, 'public/data/datapackage.json'), 'utf8')).toBe(before);
      expect(await readdir(join(folder, 'public'))).toEqual(['data']);
    } finally {
      print.mockRestore();
      log.mockRestore();
    }
  });

  it('and writes nothing at all the first time', async () => {
    const folder = await smallProject(changed(caseFile, 'stage: deployed', 'stage: live'));
    await expect(buildDataset(optionsFor(folder))).rejects.toThrow(BuildStopped);
    await expect(stat(join(folder, 'public'))).rejects.toThrow('ENOENT');
  });
});

describe('shapes', () => {
  it.each([
    [
      'a word outside the vocabulary',
      'kind: gain',
      'kind: gains',
      'metrics[0].kind: found "gains", allowed: gain, level, scale, specification, benchmark, market (did you mean "gain"?)',
    ],
    [
      'a missing field',
      '    claimed_by: vendor\n  - id: m02',
      '  - id: m02',
      'metrics[0].claimed_by: found nothing',
    ],
    ['an unknown field', 'qualifier: at_least', 'qualifer: at_least', 'metrics[0].qualifer: unknown field'],
    [
      'a text for a number',
      'value: 30',
      'value: thirty',
      'metrics[0].value: found "thirty", allowed: a number',
    ],
    [
      'lines that run backwards',
      'lines: [3]',
      'lines: [3, 2]',
      'metrics[0].lines: found [3,2], allowed: [line] or [first, last] in order',
    ],
    [
      'a figure text that is too long',
      'figure_text: 30%',
      `figure_text: ${'x'.repeat(41)}`,
      'at most 40 characters',
    ],
    [
      'a name in one language',
      '{en: Search at a bank, zh: 银行搜索}',
      '{en: Search at a bank}',
      'title.zh: found nothing',
    ],
    ['YAML that is broken', 'techniques: [rag]', 'techniques: [rag', `${caseFile}:`],
  ])('%s', async (_, from, to, expected) => {
    expect((await inCase(from, to)).join('\n')).toContain(expected);
  });

  it('a comma in unquoted text inside braces is explained', async () => {
    const found = await messages(
      changed('data/lookups/measures.yaml', 'What it costs', 'What it costs, in all'),
    );
    expect(found).toEqual([expect.stringContaining('put a text that holds a comma in quotes')]);
  });

  it('a number in a field of text counts as it was typed', async () => {
    const folder = await smallProject(changed(caseFile, 'figure_text: 30%', 'figure_text: 1.50'));
    const { coded } = await loadChecked(folder, false);
    expect(coded.cases[0]?.value.metrics[0]?.figure_text).toBe('1.50');
    expect(coded.sources[0]?.value.published).toBe('2024');
  });
});

describe('references', () => {
  it.each([
    [
      'of a case to its section',
      'section: paper-2024-one',
      'section: paper-2024-two',
      'section: found "paper-2024-two"',
    ],
    ['to a function', 'functions: [search]', 'functions: [serch]', 'functions[0]: found "serch"'],
    [
      'to an organisation',
      '{id: bank, role: customer}',
      '{id: bnk, role: customer}',
      'organizations[1].id: found "bnk", allowed: an id of data/lookups/organizations.yaml (did you mean "bank"?)',
    ],
    [
      'to a measure',
      'measure: cost\n    label: {en: Hours',
      'measure: costs\n    label: {en: Hours',
      'metrics[1].measure: found "costs"',
    ],
    ['an id used twice', '- id: m02', '- id: m01', 'metrics[1].id: found "m01"'],
    ['a line beyond the document', 'lines: [2, 4]', 'lines: [2, 5]', 'lines: found 5, allowed: 1 to 4'],
    [
      'a case without vendor and customer',
      '[{id: maker, role: vendor}, {id: bank, role: customer}]',
      '[{id: maker, role: partner}, {id: bank, role: partner}]',
      'at least one organisation with role vendor or customer',
    ],
    [
      'a case that is not named as its file',
      'case_id: paper-2024-01',
      'case_id: paper-2024-02',
      'case_id: found "paper-2024-02"',
    ],
  ])('%s', async (_, from, to, expected) => {
    expect((await inCase(from, to)).join('\n')).toContain(expected);
  });

  it('a figure outside the lines of its case is a warning unless a note says why', async () => {
    expect(await inCase('lines: [3]', 'lines: [1]')).toEqual([
      expect.stringContaining('not inside the lines of the case, 2–4'),
    ]);
    expect(await inCase('lines: [3]', 'lines: [1]\n    note: In the table')).toEqual([]);
  });

  it('organisations: none twice by name, none without a part', async () => {
    const file = 'data/lookups/organizations.yaml';
    const third = (name: string) =>
      `${smallFiles[file]}- {id: third, name_en: ${name}, name_zh: null, kind: company, country: null}\n`;
    expect(await messages({ [file]: third('maker') })).toContainEqual(
      expect.stringContaining('a name used once'),
    );
    expect(await messages({ [file]: third('Third') })).toEqual([
      expect.stringContaining('third plays no part'),
    ]);
    const folder = await smallProject({ [file]: third('Third') });
    await expect(loadChecked(folder, true)).rejects.toThrow('third plays no part');
  });

  it('what refers to a record of a wrong shape is not blamed for it', async () => {
    const found = await messages(changed('data/lookups/units.yaml', 'factor: 0.01', 'factor: -1'));
    expect(found).toEqual(['data/lookups/units.yaml:1 [0].factor: found -1, allowed: a number above zero']);
  });
});

describe('fields of a figure agree', () => {
  it.each([
    [
      'a multiple is in times',
      'form: relative_change',
      'form: multiple',
      'metrics[0].unit: found "percent", allowed: times',
    ],
    [
      'a gain has a direction',
      'direction: decrease',
      'direction: none',
      'metrics[0].direction: found "none", allowed: increase or decrease',
    ],
    [
      'the upper end is not below the lower',
      'value: 30',
      'value: 30\n    value_high: 20',
      'metrics[0].value_high: found 20',
    ],
    ['a change has a number or a note', 'value: 30', 'value: null', 'metrics[0].value: found null'],
    [
      'levels stand in for a value, never beside it',
      'form: absolute',
      'form: from_to',
      'metrics[1].value: found 2, allowed: null for form from_to',
    ],
    [
      'a reading belongs to its form',
      'value: 30',
      'value: 30\n    multiple_reading: times_of',
      'metrics[0].multiple_reading: found "times_of"',
    ],
    [
      'a percentage reading too',
      'value: 2',
      'value: 2\n    percent_reading: relative',
      'metrics[1].percent_reading: found "relative"',
    ],
    [
      'only a change from before can be told by its verb alone',
      'comparator: none_stated',
      'comparator: none_stated\n    comparator_implied: true',
      'metrics[1].comparator_implied: found true, allowed: false for comparator none_stated',
    ],
    [
      'levels agree with the change',
      'value: 30',
      'value: 30\n    baseline_value: 10\n    result_value: 5',
      'the levels give -50 %, not 30',
    ],
    [
      'a baseline qualifier too, in a figure from one level to another',
      'value: 30',
      'value: 30\n    baseline_value: 10\n    baseline_qualifier: over',
      'metrics[0].baseline_qualifier: found "over", allowed: nothing without baseline_value and form from_to',
    ],
    [
      'a baseline unit has a baseline',
      'value: 30',
      'value: 30\n    baseline_unit: hour',
      'metrics[0].baseline_unit: found "hour"',
    ],
  ])('%s', async (_, from, to, expected) => {
    expect((await inCase(from, to)).join('\n')).toContain(expected);
  });

  it('what is projected was not measured, and a plan reports no gain: warnings', async () => {
    const measured = await inCase('status: reported', 'status: projected\n    measured_by: vendor');
    expect(measured).toEqual([
      expect.stringContaining('metrics[0].measured_by: vendor measured what is projected'),
    ]);
    expect(await inCase('stage: deployed', 'stage: planned')).toEqual([
      expect.stringContaining('metrics[0].status: a gain reported of a planned system'),
    ]);
  });

  it('a growth of one time or less can only be times_more', async () => {
    const times = `${smallFiles['data/lookups/units.yaml']}- {id: times, name_en: times, name_zh: 倍, symbol: ×, dimension: multiple, factor: 1}\n`;
    const multiple = (reading: string) =>
      messages({
        'data/lookups/units.yaml': times,
        [caseFile]: smallFiles[caseFile]
          .replace('form: relative_change', 'form: multiple')
          .replace('unit: percent', `unit: times\n    multiple_reading: ${reading}`)
          .replace('direction: decrease', 'direction: increase')
          .replace('value: 30', 'value: 1'),
      });
    expect((await multiple('ambiguous')).join('\n')).toContain('found "ambiguous", allowed: times_more');
    expect(await multiple('times_more')).toEqual([]);
    expect((await multiple('null')).join('\n')).toContain('allowed: times_of, times_more or ambiguous');
  });
});
