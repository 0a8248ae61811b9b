/**
 * One chart as a page of its own: picture, data, SQL and where its figures come from, readable in any browser, without a network and
 * without scripts.
 *
 * P1  Every text is text: nothing that a query, a title or a note says becomes markup.
 * P2  The page has no script, and its policy forbids any; nothing is loaded from anywhere.
 * P3  What is left out (rows past the limit) is said.
 */
import { chartPageStyle, chartPageStyleHash } from './chartPageStyle.ts';

export interface ChartPageTable {
  readonly columns: readonly { readonly label: string; readonly number: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are in all. */
  readonly total: number;
}

/** A figure and the lines that state it, or a document that was read. */
export interface ChartPageCitation {
  readonly figure: string | null;
  readonly text: string;
}

export interface ChartPageWords {
  readonly data: string;
  readonly sql: string;
  readonly sources: string;
  readonly specification: string;
  /** Said under the sources, where they can't be told figure by figure. */
  readonly sourcesNote: string | null;
  /** For a table that is not whole. */
  rowsShown(shown: number, total: number): string;
  readonly madeWith: string;
}

export interface ChartPage {
  readonly language: string;
  readonly title: string;
  readonly note: string;
  readonly sourceLine: string;
  readonly summary: string;
  /** The picture as SVG that was cleaned: shapes and text alone, in colours of the page's variables. */
  readonly svg: string;
  readonly tables: readonly ChartPageTable[];
  readonly sql: string;
  /** The Vega-Lite specification as JSON. */
  readonly specification: string;
  readonly citations: readonly ChartPageCitation[];
  readonly words: ChartPageWords;
}

/** Rows of each table that go into the page. */
export const pageRows = 5_000;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as markup that shows it: in elements and in attributes alike. Characters that no document may hold are left out. */
export const escapeHtml = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');

const policy = `default-src 'none'; style-src 'sha256-${chartPageStyleHash}'; base-uri 'none'; form-action 'none'`;

function tableHtml(table: ChartPageTable, words: ChartPageWords): string {
  const shown = table.rows.slice(0, pageRows);
  const kind = (i: number): string => (table.columns[i]?.number ? ' class="number"' : '');
  const caption =
    table.total > shown.length
      ? `<caption>${escapeHtml(words.rowsShown(shown.length, table.total))}</caption>`
      : '';
  const head = table.columns.map((c, i) => `<th scope="col"${kind(i)}>${escapeHtml(c.label)}</th>`).join('');
  const body = shown
    .map((row) => `<tr>${row.map((text, i) => `<td${kind(i)}>${escapeHtml(text)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(words.data)}"><table>${caption}
<thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>`;
}

function citationsHtml(page: ChartPage): string {
  const { citations, words } = page;
  if (citations.length === 0) return '';
  const items = citations.map(({ figure, text }) =>
    figure === null
      ? `<li>${escapeHtml(text)}</li>`
      : `<li><q>${escapeHtml(figure)}</q> — ${escapeHtml(text)}</li>`,
  );
  const note = words.sourcesNote === null ? '' : `<p class="muted">${escapeHtml(words.sourcesNote)}</p>`;
  return `<h2>${escapeHtml(words.sources)}</h2>\n${note}<ol>\n${items.join('\n')}\n</ol>`;
}

/** The page as text. */
export function chartPage(page: ChartPage): string {
  const { words } = page;
  const text = escapeHtml;
  return `<!doctype html>
<html lang="${text(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(page.title)}</title>
<style>${chartPageStyle}</style>
</head>
<body>
<main>
<h1>${text(page.title)}</h1>
<p class="muted">${text(page.sourceLine)}</p>
${page.note.trim() === '' ? '' : `<p>${text(page.note)}</p>`}
<figure>
${page.svg}
<figcaption class="muted">${text(page.summary)}</figcaption>
</figure>
<h2>${text(words.data)}</h2>
${page.tables.map((table) => tableHtml(table, words)).join('\n')}
${citationsHtml(page)}
<h2>${text(words.sql)}</h2>
<pre tabindex="0">${text(page.sql)}</pre>
<h2>${text(words.specification)}</h2>
<pre tabindex="0">${text(page.specification)}</pre>
</main>
<p class="muted">${text(words.madeWith)}</p>
</body>
</html>
`;
}
