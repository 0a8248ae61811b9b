import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';
import { renderFirstAnswer } from '../../../scripts/lib/renderFirstAnswer.ts';
import { openShippedDatabase } from '../../../scripts/lib/shippedDatabase.ts';
import { questions } from '../../../src/features/gallery/questions.ts';

const folder = join(root, 'public/data');
const languages = ['en', 'zh'] as const;

let html: string;
let section: Element;
const { DOMParser } = new JSDOM().window;
beforeAll(async () => {
  html = await renderFirstAnswer(folder);
  section = new DOMParser().parseFromString(html, 'text/html').querySelector('#first-answer') as Element;
});

const article = (language: string): Element => section.querySelector(`.first-answer-${language}`) as Element;

describe('the first answer', () => {
  it('is small', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(60_000);
  });

  it('needs no script, style or file, as the content security policy demands', () => {
    expect(section.querySelectorAll('script, style, link, img, [style], [href], [src]')).toHaveLength(0);
    const attributes = [...section.querySelectorAll('*')].flatMap((e) => e.getAttributeNames());
    expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
  });

  it('is well-formed', () => {
    const parsed = new DOMParser().parseFromString(html, 'application/xhtml+xml');
    expect(parsed.querySelector('parsererror')).toBeNull();
  });

  it.each(languages)(
    'gives the rows and the number of marks that the question has (%s)',
    async (language) => {
      const database = await openShippedDatabase(folder);
      const question = questions[0];
      const rows = (await database.runAndReadAll(question?.sql(language) ?? '')).getRowsJson();
      const shown = article(language);
      expect(shown.querySelector('h2')?.textContent).toBe(question?.title[language]);
      expect(shown.querySelector('textarea')?.value).toBe(question?.sql(language));
      const cells = [...shown.querySelectorAll('tbody tr')].map((tr) => [...tr.querySelectorAll('td')]);
      expect(cells).toHaveLength(Math.min(20, rows.length));
      cells.forEach((row, i) => {
        expect(row[1]?.textContent).toBe(String(rows[i]?.[1]));
        expect(Number(row[2]?.textContent)).toBe(Number(rows[i]?.[2]));
      });
      const groups = [...shown.querySelectorAll('svg g')].map(
        (g) => g.querySelectorAll(':scope > path').length,
      );
      expect(groups).toContain(rows.length);
    },
  );

  it('is coloured by the page’s own tokens, so that it is right in light and dark', () => {
    const colours = [...section.querySelectorAll('svg [fill], svg [stroke]')].flatMap((e) =>
      ['fill', 'stroke'].map((name) => e.getAttribute(name) ?? 'none'),
    );
    const allowed = /^(none|transparent|var\(--[\w-]+\)|#8b9097)$/;
    expect([...new Set(colours)].filter((colour) => !allowed.test(colour))).toEqual([]);
  });
});
