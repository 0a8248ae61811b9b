/**
 * References to lines of a document: as a sentence (the same as the view `citations` gives), as BibTeX, as CSL-JSON.
 *
 * BibTeX: O. Patashnik, "BibTeXing" (1988), entry types `techreport` and `misc`; corporate names in braces of their own, so that they are
 * not taken apart. CSL-JSON: Citation Style Language 1.0.2, item types `report` and `speech`; lines go into `note`, since a locator
 * belongs to the place that cites and not to the item.
 */
import type { Term, Value } from './vocabulary.ts';

/** A document, as far as a reference needs it. */
export interface CitedSource {
  readonly id: string;
  readonly title: Term;
  /** Several publishers are separated by semicolons. */
  readonly publisher: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  readonly published: string;
  readonly language: Value<'language'>;
  readonly kind: Value<'source_kind'>;
}

/** Where in the document: lines of its text file, counted from 1, and the section around them. */
export interface Locator {
  readonly section: Term | null;
  readonly lineStart: number;
  readonly lineEnd: number;
}

type Language = 'en' | 'zh';

const linesEn = ({ lineStart, lineEnd }: Locator): string =>
  lineStart === lineEnd ? `line ${String(lineStart)}` : `lines ${String(lineStart)}–${String(lineEnd)}`;

const linesZh = ({ lineStart, lineEnd }: Locator): string =>
  `第 ${String(lineStart)}${lineStart === lineEnd ? '' : `–${String(lineEnd)}`} 行`;

/** The reference as one sentence; without a locator it is to the whole document. */
export function citationText(source: CitedSource, locator: Locator | null, language: Language): string {
  const { title, publisher, published } = source;
  if (language === 'zh') {
    const section = locator?.section ? `“${locator.section.zh}”，` : '';
    const where = locator ? `，${section}${linesZh(locator)}` : '';
    return `${publisher}：《${title.zh}》，${published}${where}。`;
  }
  const section = locator?.section ? `Section “${locator.section.en}”, ` : '';
  return `${publisher} (${published}). ${title.en}.${locator ? ` ${section}${linesEn(locator)}.` : ''}`;
}

const texEscapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text in which TeX finds nothing to carry out. */
const tex = (text: string): string => text.replace(/[\\~^&%$#_{}]/g, (c) => texEscapes[c] ?? `\\${c}`);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const dateParts = (published: string): number[] => published.split('-').map(Number);

const publishers = (source: CitedSource): string[] => source.publisher.split(/\s*;\s*/);

const isTalk = (source: CitedSource): boolean => source.kind === 'talk_transcript';

/** The title in the document's own language. */
const ownTitle = (source: CitedSource): string => source.title[source.language];

/**
 * The reference as a BibTeX entry.
 * @param key what `\cite` names; by default the document's id
 */
export function bibtex(source: CitedSource, locator: Locator | null, key: string = source.id): string {
  const [year, month, day] = dateParts(source.published);
  const names = publishers(source).map((name) => `{${tex(name)}}`);
  const section = locator?.section ? `Section “${tex(locator.section.en)}”, ` : '';
  const fields: [string, string | null][] = [
    ['author', `{${names.join(' and ')}}`],
    ['title', `{{${tex(ownTitle(source))}}}`],
    [
      isTalk(source) ? 'howpublished' : 'institution',
      isTalk(source) ? '{Transcript of talks}' : `{${names.join(', ')}}`,
    ],
    ['year', `{${String(year)}}`],
    ['month', month === undefined ? null : (months[month - 1] ?? null)],
    ['day', day === undefined ? null : `{${String(day)}}`],
    ['language', `{${source.language === 'zh' ? 'chinese' : 'english'}}`],
    ['note', locator ? `{${section}${linesEn(locator).replace('–', '--')} of the text}` : null],
  ];
  const lines = fields
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `  ${name} = ${String(value)}`);
  return `@${isTalk(source) ? 'misc' : 'techreport'}{${key},\n${lines.join(',\n')}\n}`;
}

/** An item of CSL-JSON. */
export interface CslItem {
  readonly id: string;
  readonly type: 'report' | 'speech' | 'dataset';
  readonly title: string;
  readonly author: readonly { readonly literal: string }[];
  readonly publisher: string;
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly language?: string;
  readonly version?: string;
  readonly note?: string;
}

/** The reference as an item of CSL-JSON; a list of them is what reference managers read. */
export function cslItem(source: CitedSource, locator: Locator | null, id: string = source.id): CslItem {
  const section = locator?.section ? `Section “${locator.section.en}”, ` : '';
  return {
    id,
    type: isTalk(source) ? 'speech' : 'report',
    title: ownTitle(source),
    author: publishers(source).map((literal) => ({ literal })),
    publisher: source.publisher,
    issued: { 'date-parts': [dateParts(source.published)] },
    language: source.language === 'zh' ? 'zh-CN' : 'en',
    ...(locator ? { note: section + linesEn(locator) } : {}),
  };
}

/** The coded dataset itself. */
export interface CitedDataset {
  readonly version: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

const datasetTitle: Term = {
  en: 'Yardstick: reported gains of AI systems',
  zh: 'Yardstick：人工智能系统的成效报告',
};
const datasetAuthors = 'The Yardstick authors';
const shortHash = ({ hash }: CitedDataset): string => `sha256:${hash.slice(0, 12)}…`;

/** The reference to the dataset as one sentence. */
export function datasetCitation(dataset: CitedDataset, language: Language): string {
  const { version } = dataset;
  return language === 'zh'
    ? `${datasetTitle.zh}。数据集，版本 ${version}（${shortHash(dataset)}）。CC BY 4.0。`
    : `${datasetTitle.en}. Dataset, version ${version} (${shortHash(dataset)}). CC BY 4.0.`;
}

export function datasetBibtex(dataset: CitedDataset): string {
  const fields = [
    `author = {{${datasetAuthors}}}`,
    `title = {{${tex(datasetTitle.en)}}}`,
    'howpublished = {Dataset}',
    `note = {Version ${dataset.version}, sha256:${dataset.hash}, CC BY 4.0}`,
  ];
  return `@misc{yardstick-${dataset.version},\n  ${fields.join(',\n  ')}\n}`;
}

export const datasetCslItem = (dataset: CitedDataset): CslItem => ({
  id: `yardstick-${dataset.version}`,
  type: 'dataset',
  title: datasetTitle.en,
  author: [{ literal: datasetAuthors }],
  publisher: datasetAuthors,
  version: dataset.version,
  note: `sha256:${dataset.hash}`,
});
