import { ok, type Result } from '../../domain/appError.ts';
import type {
  CaseOverviewRow,
  CorrectionsRow,
  MeasuresRow,
  MetricsRow,
  SectionsRow,
  SourcesRow,
  UnitsRow,
} from '../../domain/dataset.generated.ts';
import { recordsOf, type Rows } from '../../engine/rows.ts';

/** The shipped dataset, as far as evidence needs it, by id. Under a thousand figures: asked for once, then every look-up is at hand. */
export interface EvidenceData {
  readonly figures: ReadonlyMap<string, MetricsRow>;
  readonly cases: ReadonlyMap<string, CaseOverviewRow>;
  readonly figuresOfCase: ReadonlyMap<string, readonly MetricsRow[]>;
  readonly measures: ReadonlyMap<string, MeasuresRow>;
  readonly units: ReadonlyMap<string, UnitsRow>;
  readonly sources: ReadonlyMap<string, SourcesRow>;
  readonly sections: ReadonlyMap<string, SectionsRow>;
  readonly corrections: readonly CorrectionsRow[];
}

/** A figure with everything that is known of it. */
export interface FigureRecord {
  readonly figure: MetricsRow;
  readonly measure: MeasuresRow | null;
  readonly unit: UnitsRow | null;
  readonly baselineUnit: UnitsRow | null;
  readonly source: SourcesRow | null;
  /** The case's section; for a figure of no case the innermost one around it. */
  readonly section: SectionsRow | null;
  readonly case: CaseOverviewRow | null;
  /** Flaws of the document on the lines cited. */
  readonly corrections: readonly CorrectionsRow[];
  /** The other figures of the case. */
  readonly siblings: readonly MetricsRow[];
}

/** A case with its figures. */
export interface CaseRecord {
  readonly case: CaseOverviewRow;
  readonly source: SourcesRow | null;
  readonly section: SectionsRow | null;
  readonly corrections: readonly CorrectionsRow[];
  readonly figures: readonly MetricsRow[];
}

export type Query = (sql: string) => Promise<Result<Rows>>;

const byId = <T>(rows: readonly T[], key: (row: T) => string | null): Map<string, T> =>
  new Map(rows.map((row) => [key(row) ?? '', row]));

/** Reads the tables that evidence needs; one failure is the failure of all. */
export async function loadEvidenceData(query: Query): Promise<Result<EvidenceData>> {
  const read = async <T>(table: string): Promise<Result<T[]>> => {
    const rows = await query(`FROM yardstick.${table}`);
    return rows.ok ? ok(recordsOf<T>(rows.value)) : rows;
  };
  const figures = await read<MetricsRow>('metrics');
  if (!figures.ok) return figures;
  const cases = await read<CaseOverviewRow>('case_overview');
  if (!cases.ok) return cases;
  const measures = await read<MeasuresRow>('measures');
  if (!measures.ok) return measures;
  const units = await read<UnitsRow>('units');
  if (!units.ok) return units;
  const sources = await read<SourcesRow>('sources');
  if (!sources.ok) return sources;
  const sections = await read<SectionsRow>('sections');
  if (!sections.ok) return sections;
  const corrections = await read<CorrectionsRow>('corrections');
  if (!corrections.ok) return corrections;
  const figuresOfCase = new Map<string, MetricsRow[]>();
  for (const figure of figures.value) {
    if (figure.case_id === null) continue;
    figuresOfCase.set(figure.case_id, [...(figuresOfCase.get(figure.case_id) ?? []), figure]);
  }
  return ok({
    figures: byId(figures.value, (m) => m.metric_id),
    cases: byId(cases.value, (c) => c.case_id),
    figuresOfCase,
    measures: byId(measures.value, (x) => x.measure_id),
    units: byId(units.value, (u) => u.unit_id),
    sources: byId(sources.value, (s) => s.source_id),
    sections: byId(sections.value, (n) => n.section_id),
    corrections: corrections.value,
  });
}

/** The section that starts last among those around a line: sections may nest. */
function innermost(data: EvidenceData, sourceId: string, line: number): SectionsRow | null {
  let found: SectionsRow | null = null;
  for (const section of data.sections.values()) {
    if (section.source_id !== sourceId || line < section.line_start || line > section.line_end) continue;
    if (found === null || section.line_start > found.line_start) found = section;
  }
  return found;
}

const at = <T>(map: ReadonlyMap<string, T>, id: string | null): T | null =>
  id === null ? null : (map.get(id) ?? null);

/** Everything about a figure, or null where the dataset has no such figure. */
export function figureRecord(data: EvidenceData, metricId: string): FigureRecord | null {
  const figure = data.figures.get(metricId);
  if (!figure) return null;
  const inCase = at(data.cases, figure.case_id);
  const cited = (line: number): boolean =>
    (line >= figure.line_start && line <= figure.line_end) || figure.also_lines.includes(line);
  return {
    figure,
    measure: at(data.measures, figure.measure_id),
    unit: at(data.units, figure.unit_id),
    baselineUnit: at(data.units, figure.baseline_unit_id),
    source: at(data.sources, figure.source_id),
    section: inCase
      ? at(data.sections, inCase.section_id)
      : innermost(data, figure.source_id, figure.line_start),
    case: inCase,
    corrections: data.corrections.filter((k) => k.source_id === figure.source_id && cited(k.line)),
    siblings: (data.figuresOfCase.get(figure.case_id ?? '') ?? []).filter((m) => m.metric_id !== metricId),
  };
}

/** Everything about a case, or null where the dataset has no such case. */
export function caseRecord(data: EvidenceData, caseId: string): CaseRecord | null {
  const found = data.cases.get(caseId);
  if (!found) return null;
  const within = (line: number): boolean => line >= (found.line_start ?? 0) && line <= (found.line_end ?? 0);
  return {
    case: found,
    source: at(data.sources, found.source_id),
    section: at(data.sections, found.section_id),
    corrections: data.corrections.filter((k) => k.source_id === found.source_id && within(k.line)),
    figures: data.figuresOfCase.get(caseId) ?? [],
  };
}

/** Loads once and keeps what came; after a failure the next call tries again. */
export function keptEvidenceData(): (query: Query) => Promise<Result<EvidenceData>> {
  let kept: Promise<Result<EvidenceData>> | null = null;
  return (query) => {
    kept ??= loadEvidenceData(query).then((result) => {
      if (!result.ok) kept = null;
      return result;
    });
    return kept;
  };
}
