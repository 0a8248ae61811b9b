import {
  bibtex,
  citationText,
  cslItem,
  datasetBibtex,
  datasetCitation,
  datasetCslItem,
  type CitedDataset,
  type Locator,
} from '../../domain/citation.ts';
import type { SectionsRow, SourcesRow } from '../../domain/dataset.generated.ts';
import { citedSource } from './citedSource.ts';
import { caseRecord, figureRecord, type EvidenceData, type FigureRecord } from './evidenceData.ts';
import type { Origin } from './origin.ts';

export const citationFormats = ['plain', 'bibtex', 'csl'] as const;
export type CitationFormat = (typeof citationFormats)[number];

/** One reference a document, or one a figure (and a case that is named without any). */
export type CiteBy = 'documents' | 'figures';

/** A document with what of it is behind a result. */
export interface CitedDocument {
  readonly source: SourcesRow;
  readonly figures: readonly FigureRecord[];
  /** Cases of which no figure is behind the result. */
  readonly caseIds: readonly string[];
}

/** What is behind a result, document by document, in the order of the lines. */
export function citedDocuments(origin: Origin): CitedDocument[] {
  const { data } = origin;
  const figures = origin.metricIds
    .map((id) => figureRecord(data, id))
    .filter((record) => record !== null)
    .sort((a, b) => a.figure.line_start - b.figure.line_start);
  const covered = new Set(figures.map(({ figure }) => figure.case_id));
  const cases = origin.caseIds.filter((id) => !covered.has(id));
  return origin.documents.map((source) => ({
    source,
    figures: figures.filter(({ figure }) => figure.source_id === source.source_id),
    caseIds: cases.filter((id) => data.cases.get(id)?.source_id === source.source_id),
  }));
}

interface Reference {
  readonly source: SourcesRow;
  readonly locator: Locator | null;
  readonly id: string;
}

const sectionOf = (section: SectionsRow | null): Locator['section'] =>
  section && { en: section.title_en, zh: section.title_zh };

function ofFigure({ figure, section }: FigureRecord, source: SourcesRow): Reference {
  const locator = { section: sectionOf(section), lineStart: figure.line_start, lineEnd: figure.line_end };
  return { source, locator, id: figure.metric_id };
}

function ofCase(data: EvidenceData, id: string, source: SourcesRow): Reference {
  const record = caseRecord(data, id);
  const { line_start: lineStart, line_end: lineEnd } = record?.case ?? {};
  const known = lineStart != null && lineEnd != null;
  return {
    source,
    id,
    locator: known ? { section: sectionOf(record?.section ?? null), lineStart, lineEnd } : null,
  };
}

function references(origin: Origin, by: CiteBy): Reference[] {
  return citedDocuments(origin).flatMap(({ source, figures, caseIds }) => {
    const whole = { source, locator: null, id: source.source_id };
    if (by === 'documents') return [whole];
    const each = [
      ...figures.map((record) => ofFigure(record, source)),
      ...caseIds.map((id) => ofCase(origin.data, id, source)),
    ];
    return each.length > 0 ? each : [whole];
  });
}

/**
 * The references to what is behind a result, one by one: each with the figure as it is printed, or null for a case or a whole document.
 */
export function citationList(
  origin: Origin,
  language: 'en' | 'zh',
): { readonly figure: string | null; readonly text: string }[] {
  return references(origin, 'figures').map(({ source, locator, id }) => ({
    figure: origin.data.figures.get(id)?.figure_text ?? null,
    text: citationText(citedSource(source), locator, language),
  }));
}

/** The references to what is behind a result, and to the dataset that it was read from, as one text. */
export function citationsText(
  origin: Origin,
  dataset: CitedDataset,
  options: { readonly by: CiteBy; readonly format: CitationFormat; readonly language: 'en' | 'zh' },
): string {
  const { by, format, language } = options;
  const cited = references(origin, by);
  switch (format) {
    case 'plain':
      return [
        ...cited.map((r) => citationText(citedSource(r.source), r.locator, language)),
        datasetCitation(dataset, language),
      ].join('\n');
    case 'bibtex':
      return [
        ...cited.map((r) => bibtex(citedSource(r.source), r.locator, r.id)),
        datasetBibtex(dataset),
      ].join('\n\n');
    case 'csl':
      return JSON.stringify(
        [...cited.map((r) => cslItem(citedSource(r.source), r.locator, r.id)), datasetCslItem(dataset)],
        null,
        2,
      );
  }
}

/** Ending and type of the file that holds references of a format. */
export const citationFiles: Readonly<
  Record<CitationFormat, { readonly ending: string; readonly type: string }>
> = {
  plain: { ending: 'txt', type: 'text/plain' },
  bibtex: { ending: 'bib', type: 'application/x-bibtex' },
  csl: { ending: 'csl.json', type: 'application/vnd.citationstyles.csl+json' },
};
