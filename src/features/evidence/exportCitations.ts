import { citationText, type Locator } from '../../domain/citation.ts';
import type { SectionsRow, SourcesRow } from '../../domain/dataset.generated.ts';
import type { Language } from '../../i18n/i18n.ts';
import { citedSource } from './citedSource.ts';
import { caseRecord, figureRecord, type EvidenceData } from './evidenceData.ts';
import type { EvidenceIds } from './evidenceIds.ts';

/** Names of the columns: for machines, the same in either language. */
export const citationColumns = [
  'id',
  'figure_text',
  'label',
  'citation',
  'source_id',
  'line_start',
  'line_end',
  'dataset_version',
] as const;

interface Cited {
  readonly id: string;
  readonly figure: string;
  readonly label: string;
  readonly source: SourcesRow | null;
  readonly section: SectionsRow | null;
  readonly lines: readonly [number, number];
}

function recordOf(cited: Cited, version: string, language: Language): string[] {
  const { source, section, lines } = cited;
  const locator: Locator = {
    section: section && { en: section.title_en, zh: section.title_zh },
    lineStart: lines[0],
    lineEnd: lines[1],
  };
  return [
    cited.id,
    cited.figure,
    cited.label,
    source ? citationText(citedSource(source), locator, language) : '',
    source?.source_id ?? '',
    String(lines[0]),
    String(lines[1]),
    version,
  ];
}

/**
 * A line of citation for each figure, and for each case of which no figure is named: records under {@link citationColumns}. Ids that the
 * dataset does not have are left out; none at all when nothing is left.
 */
export function citationRecords(
  ids: EvidenceIds,
  data: EvidenceData,
  version: string,
  language: Language,
): string[][] {
  const figures = ids.metricIds.flatMap((id) => figureRecord(data, id) ?? []);
  const told = new Set(figures.map(({ figure }) => figure.case_id));
  const cases = ids.caseIds.flatMap((id) => (told.has(id) ? [] : (caseRecord(data, id) ?? [])));
  return [
    ...figures.map(({ figure, source, section }) => ({
      id: figure.metric_id,
      figure: figure.figure_text,
      label: language === 'zh' ? figure.label_zh : figure.label_en,
      source,
      section,
      lines: [figure.line_start, figure.line_end] as const,
    })),
    ...cases.map(({ case: one, source, section }) => ({
      id: one.case_id ?? '',
      figure: '',
      label: (language === 'zh' ? one.case_title_zh : one.case_title_en) ?? '',
      source,
      section,
      lines: [one.line_start ?? 0, one.line_end ?? 0] as const,
    })),
  ].map((cited) => recordOf(cited, version, language));
}
