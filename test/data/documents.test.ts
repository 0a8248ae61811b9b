import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkAgainstDocuments } from '../../data/build/check.ts';
import { reportOf } from '../../data/build/problems.ts';
import { numbersOf } from '../../data/build/uncoded.ts';
import { changed, root, smallFiles, smallProject, temporaryFolder } from './project.ts';

const documents = '../shared/sources';
const document = [
  '# One',
  'A bank had 12 clerks who searched.',
  'It cut its costs by 30% in one',
  'year, to 2 hours a search.',
  '',
].join('\n');
const caseFile = 'data/cases/paper-2024/paper-2024-01.yaml';
const zeroes = '0'.repeat(64);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What the check says of the small project beside a document. */
async function check(changes: Record<string, string> = {}, text = document) {
  const sources = await temporaryFolder();
  await writeFile(join(sources, 'paper.txt'), text);
  const withHash = changed('data/sources.yaml', zeroes, sha256(document));
  const folder = await smallProject({ ...withHash, ...changes });
  const checked = await checkAgainstDocuments(folder, sources);
  return { found: reportOf(checked?.problems ?? []), uncoded: checked?.uncoded ?? [] };
}

describe('C1: what is quoted is literally on the lines cited', () => {
  it('holds for the small project', async () => {
    expect((await check()).found).toBe('');
  });

  it('a figure that is not on its line', async () => {
    const { found } = await check(changed(caseFile, 'figure_text: 30%', 'figure_text: 31%'));
    expect(found).toBe(`${caseFile}:13 metrics[0].figure_text: "31%" is not on the cited lines`);
  });

  it('a figure on the next line', async () => {
    const { found } = await check(changed(caseFile, 'lines: [3]', 'lines: [2]'));
    expect(found).toContain('"30%" is not on the cited lines');
  });

  it('a figure over two lines, with or without the break', async () => {
    const over = (text: string) =>
      check(changed(caseFile, 'figure_text: 30%\n    lines: [3]', `figure_text: ${text}\n    lines: [3, 4]`));
    expect((await over('in one year')).found).toBe('');
    expect((await over('inone year')).found).toContain(
      'warning: "inone year" is on the cited lines with other white space only',
    );
    expect((await over('in two years')).found).toContain('is not on the cited lines');
  });

  it('a correction whose print is not on its line', async () => {
    const file = 'data/corrections/paper-2024.yaml';
    const correction = (printed: string) =>
      `- {id: paper-2024-c01, line: 2, kind: typo, printed: ${printed}, reading: null, reason: Tried}\n`;
    expect((await check({ [file]: correction('clerks') })).found).toBe('');
    expect((await check({ [file]: correction('clarks') })).found).toContain(
      `${file}:1 [0].printed: "clarks" is not`,
    );
  });

  it('a document that changed or is not there', async () => {
    const { found } = await check({}, `${document}more\n`);
    expect(found).toContain('sha256: the document has the hash');
    expect(found).toContain('line_count: the document has 5 lines');
    const lost = await check(changed('data/sources.yaml', 'paper.txt', 'other.txt'));
    expect(lost.found).toContain('file_name: other.txt is not in');
  });
});

describe('C2: no text of ours repeats a document', () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
  const characters = (count: number) =>
    [...'天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁'].slice(0, count).join('');
  const summary = (en: string, zh: string) =>
    changed(caseFile, '{en: A bank searches., zh: 一家银行在搜索。}', `{en: '${en}', zh: '${zh}'}`);
  const repeating = async (en: string, zh: string, source: string) => {
    const text = `${document.trimEnd()} ${source}\n`;
    const sources = changed('data/sources.yaml', zeroes, sha256(text));
    return (await check({ ...sources, ...summary(en, zh) }, text)).found;
  };

  it('twelve English words may be shared, thirteen not, whatever stands between them', async () => {
    expect(await repeating(words(12), '搜', words(13))).toBe('');
    expect(await repeating(words(13), '搜', words(13))).toContain('summary.en: repeats line 4 of paper-2024');
    expect(await repeating(words(13).replaceAll(' ', ', ').toUpperCase(), '搜', words(13))).toContain(
      'repeats line 4',
    );
  });

  it('24 Chinese characters may be shared, 25 not', async () => {
    expect(await repeating('a', characters(24), characters(25))).toBe('');
    expect(await repeating('a', characters(25), characters(25))).toContain(
      'summary.zh: repeats line 4 of paper-2024',
    );
  });
});

describe('uncoded lines', () => {
  it('hold a number that no figure cites', async () => {
    expect((await check()).uncoded.map(({ line, numbers }) => [line, numbers])).toEqual([[2, ['12']]]);
    const all = smallFiles[caseFile].replace('lines: [3]', 'lines: [3]\n    also_lines: [2]');
    expect((await check({ [caseFile]: all })).uncoded).toEqual([]);
  });

  it('leave out dates, numbering, version names and a bare one', () => {
    expect(numbersOf('2023年7月，GPT-4 与 Llama2 发布')).toEqual([]);
    expect(numbersOf('3.1 Overview')).toEqual([]);
    expect(numbersOf('一个平台，第三章，图 2')).toEqual([]);
    expect(numbersOf('提升三倍，覆盖数十款产品')).toEqual(['三', '数十']);
    expect(numbersOf('2023 年有 1.5 亿用户')).toEqual(['1.5']);
  });
});

it('without the folder nothing is checked', async () => {
  expect(await checkAgainstDocuments(root, './no-such-folder')).toBeNull();
});

describe.skipIf(!existsSync(resolve(root, documents)))(
  `the documents themselves (skipped where ${documents} is not there)`,
  () => {
    it('C1 and C2 hold for everything coded', async () => {
      const checked = await checkAgainstDocuments(root, documents);
      expect(checked?.documents).toBe(5);
      expect(reportOf(checked?.problems ?? [])).toBe('');
    });
  },
);
