import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';
import { openShippedDatabase } from '../../../scripts/lib/shippedDatabase.ts';
import {
  bibtex,
  citationText,
  cslItem,
  type CitedSource,
  type Locator,
} from '../../../src/domain/citation.ts';

const report: CitedSource = {
  id: 'sullivan-2024',
  title: { en: 'Best Practices of Generative AI', zh: '生成式 AI 最佳应用实践' },
  publisher: 'Frost & Sullivan; LeadLeo Research Institute',
  published: '2024-08',
  language: 'en',
  kind: 'industry_report',
};
const talk: CitedSource = {
  id: 'cloopen-2024',
  title: { en: 'Forum', zh: '论坛 100%_{a}' },
  publisher: 'Cloopen (forum host)',
  published: '2024-07-06',
  language: 'zh',
  kind: 'talk_transcript',
};
const finance: Locator = { section: { en: 'Finance & more', zh: '金融' }, lineStart: 1148, lineEnd: 1150 };
const oneLine: Locator = { section: null, lineStart: 7, lineEnd: 7 };

describe('citationText', () => {
  it('names publisher, date, title, section and lines', () => {
    expect(citationText(report, finance, 'en')).toBe(
      'Frost & Sullivan; LeadLeo Research Institute (2024-08). Best Practices of Generative AI. Section “Finance & more”, lines 1148–1150.',
    );
    expect(citationText(report, finance, 'zh')).toBe(
      'Frost & Sullivan; LeadLeo Research Institute：《生成式 AI 最佳应用实践》，2024-08，“金融”，第 1148–1150 行。',
    );
  });

  it('names a single line as one, and leaves out what there is not', () => {
    expect(citationText(talk, oneLine, 'en')).toBe('Cloopen (forum host) (2024-07-06). Forum. line 7.');
    expect(citationText(talk, oneLine, 'zh')).toContain('，第 7 行。');
    expect(citationText(talk, null, 'en')).toBe('Cloopen (forum host) (2024-07-06). Forum.');
    expect(citationText(talk, null, 'zh')).toBe('Cloopen (forum host)：《论坛 100%_{a}》，2024-07-06。');
  });

  it('gives for every row of the view `citations` the sentence that stands there', async () => {
    const database = await openShippedDatabase(join(root, 'public/data'));
    const reader = await database.runAndReadAll(`
      SELECT c.*, s.title_en, s.title_zh, s.publisher, s.published, s.language, s.kind, n.title_en AS section_en, n.title_zh AS section_zh
      FROM yardstick.citations AS c
      JOIN yardstick.sources AS s USING (source_id)
      LEFT JOIN yardstick.sections AS n USING (section_id)`);
    const rows = reader.getRowObjectsJson() as Record<string, string | number | null>[];
    expect(rows.length).toBeGreaterThan(500);
    for (const row of rows) {
      const source = {
        id: row['source_id'],
        title: { en: row['title_en'], zh: row['title_zh'] },
        publisher: row['publisher'],
        published: row['published'],
        language: row['language'],
        kind: row['kind'],
      } as CitedSource;
      const section = row['section_en'] === null ? null : { en: row['section_en'], zh: row['section_zh'] };
      const locator = { section, lineStart: row['line_start'], lineEnd: row['line_end'] } as Locator;
      expect(citationText(source, locator, 'en')).toBe(row['citation_en']);
      expect(citationText(source, locator, 'zh')).toBe(row['citation_zh']);
    }
  });
});

describe('bibtex', () => {
  it('keeps corporate authors together and escapes what TeX reads as a command', () => {
    expect(bibtex(report, finance, 'sullivan-2024-07-m01')).toBe(`@techreport{sullivan-2024-07-m01,
  author = {{Frost \\& Sullivan} and {LeadLeo Research Institute}},
  title = {{Best Practices of Generative AI}},
  institution = {{Frost \\& Sullivan}, {LeadLeo Research Institute}},
  year = {2024},
  month = aug,
  language = {english},
  note = {Section “Finance \\& more”, lines 1148--1150 of the text}
}`);
  });

  it('cites a talk by its date, with the title of its own language', () => {
    const entry = bibtex(talk, null);
    expect(entry).toContain('@misc{cloopen-2024,');
    expect(entry).toContain('title = {{论坛 100\\%\\_\\{a\\}}}');
    expect(entry).toContain('month = jul,\n  day = {6}');
    expect(entry).not.toContain('note');
  });

  it('has balanced braces whatever the text', () => {
    const odd = { ...talk, title: { en: '', zh: 'a{b}c\\d~e^f' } };
    const bare = bibtex(odd, finance).replace(/\\[{}]/g, '');
    expect(bare.split('{').length).toBe(bare.split('}').length);
  });
});

describe('cslItem', () => {
  it('gives date parts as far as they are known, and literal names', () => {
    expect(cslItem(report, finance)).toEqual({
      id: 'sullivan-2024',
      type: 'report',
      title: 'Best Practices of Generative AI',
      author: [{ literal: 'Frost & Sullivan' }, { literal: 'LeadLeo Research Institute' }],
      publisher: 'Frost & Sullivan; LeadLeo Research Institute',
      issued: { 'date-parts': [[2024, 8]] },
      language: 'en',
      note: 'Section “Finance & more”, lines 1148–1150',
    });
    expect(cslItem(talk, null)).toMatchObject({
      type: 'speech',
      issued: { 'date-parts': [[2024, 7, 6]] },
      language: 'zh-CN',
    });
    expect(cslItem({ ...talk, published: '2023' }, null).issued).toEqual({ 'date-parts': [[2023]] });
  });
});
