// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { cleanSvg } from '../../../src/features/chart/cleanSvg.ts';
import { chartPage, pageRows, type ChartPage } from '../../../src/share/chartPage.ts';
import { chartPageStyle, chartPageStyleHash } from '../../../src/share/chartPageStyle.ts';

const hostile = [
  '</title><script>document.title="owned"</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</pre></style><svg onload=alert(1)>',
  '<!--<script>-->&lt;b&gt;\u0000',
  '$& $1 ${x} %%part:works%%',
];

const page = (over: Partial<ChartPage> = {}): ChartPage => ({
  language: 'en',
  title: 'Gains',
  note: '',
  sourceLine: 'Dataset 1.0.0',
  summary: 'Two marks',
  svg: '<svg xmlns="http://www.w3.org/2000/svg" role="img"><path d="M0,0"/></svg>',
  tables: [{ columns: [{ label: 'a', number: true }], rows: [['1']], total: 1 }],
  sql: 'SELECT 1 AS a',
  specification: '{}',
  citations: [],
  words: {
    data: 'Data',
    sql: 'SQL',
    sources: 'Sources',
    specification: 'Specification',
    sourcesNote: null,
    rowsShown: (n, of) => `${String(n)} of ${String(of)}`,
    madeWith: 'Made',
  },
  ...over,
});

const parse = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

describe('the page of one chart', () => {
  test.each(hostile)('P1 %s stays text wherever it stands', (text) => {
    const html = chartPage(
      page({
        title: text,
        note: text,
        sourceLine: text,
        summary: text,
        sql: text,
        specification: text,
        language: text,
        tables: [{ columns: [{ label: text, number: false }], rows: [[text]], total: 1 }],
        citations: [{ figure: text, text }],
        words: { ...page().words, data: text, sourcesNote: text, madeWith: text },
      }),
    );
    const document = parse(html);
    const plain = text.replace('\u0000', '');
    expect(document.querySelectorAll('script, img, [onerror], [onload], [onmouseover]')).toHaveLength(0);
    expect(document.title.trim()).toBe(plain);
    for (const place of ['h1', 'td', 'th', 'q', 'pre', 'figcaption'])
      expect(document.querySelector(place)?.textContent, place).toBe(plain);
    expect(document.querySelectorAll('main')).toHaveLength(1);
  });

  test('P2 the policy allows its one style sheet and nothing else', () => {
    const policy = parse(chartPage(page())).querySelector('meta[http-equiv]')?.getAttribute('content');
    const hash = createHash('sha256').update(chartPageStyle).digest('base64');
    expect(chartPageStyleHash).toBe(hash);
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(chartPage(page())).toContain(`<style>${chartPageStyle}</style>`);
  });

  test('P3 rows past the limit are left out, and the page says so', () => {
    const rows = Array.from({ length: pageRows + 5 }, (_, i) => [String(i)]);
    const table = { columns: [{ label: 'a', number: true }], rows, total: rows.length };
    const document = parse(chartPage(page({ tables: [table] })));
    expect(document.querySelectorAll('tbody tr')).toHaveLength(pageRows);
    expect(document.querySelector('caption')?.textContent).toBe(
      `${String(pageRows)} of ${String(pageRows + 5)}`,
    );
  });
});

describe('the picture in it', () => {
  const svg = (inner: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="200" onload="alert(1)">${inner}</svg>`;

  test('keeps shapes, text and what they refer to within the picture', () => {
    const kept = cleanSvg(
      svg(
        '<defs><clipPath id="c"><rect width="1"/></clipPath></defs><g clip-path="url(#c)"><text fill="var(--ink)">制造业 &lt;b&gt;</text></g>',
      ),
      'label "x"',
    );
    expect(kept).toContain('clip-path="url(#c)"');
    expect(kept).toContain('制造业 &lt;b&gt;');
    expect(kept).toContain('viewBox="0 0 300 200"');
    expect(kept).toContain('aria-label="label &quot;x&quot;"');
  });

  test('loses links, images, scripts, styles, handlers and references to elsewhere', () => {
    const kept = cleanSvg(
      svg(
        `<a xlink:href="javascript:alert(1)"><text>x</text></a><image href="http://127.0.0.1:9/x.png"/>
         <script>alert(1)</script><style>*{}</style><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>
         <animate attributeName="href"/><rect style="fill:red" onclick="alert(1)" fill="url(http://127.0.0.1:9/#x)"/><use href="#c"/>`,
      ),
      '',
    );
    expect(kept).not.toMatch(
      /<a\b|<image|<script|<style|foreign|animate|<use|on\w+=|style=|127\.0|javascript/,
    );
    expect(kept).toContain('<rect');
  });

  test('what is no SVG gives null', () => {
    expect(cleanSvg('not <svg', '')).toBe(null);
    expect(cleanSvg('<html xmlns="http://www.w3.org/1999/xhtml"/>', '')).toBe(null);
  });
});
