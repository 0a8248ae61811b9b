import { figuresOf, type FigurePlace } from './checkReferences.ts';
import { effectOf, evidenceOf, lookUpsOf, type LookUps } from './effects.ts';
import type { Coded, Located, OfSource } from './load.ts';
import type { Case } from './shapes.ts';

export type Cell = string | number | boolean | null | readonly number[] | readonly string[];
export type Row = Readonly<Record<string, Cell>>;

/** The rows of every table by its name, in an order that depends on nothing but what they hold. */
export function rowsOf(coded: Coded): Readonly<Record<string, readonly Row[]>> {
  const lookUps = lookUpsOf(coded);
  const cases = [...coded.cases].sort((a, b) => compare(a.value.case_id, b.value.case_id));
  const metrics = figuresOf({ ...coded, cases }).map((figure) => metricRow(figure, lookUps));
  return {
    ...lookUpRows(coded),
    sections: coded.sections.map(({ value, sourceId }) => ({
      section_id: value.id,
      source_id: sourceId,
      speaker: value.speaker,
      ...lineColumns(value.lines),
      ...titleColumns(value.title),
    })),
    cases: cases.map(caseRow),
    case_organizations: cases.flatMap(({ value }) =>
      value.organizations.map(({ id, role }, index) => ({
        case_id: value.case_id,
        organization_id: id,
        role,
        sort_order: index + 1,
      })),
    ),
    case_functions: partRows(cases, 'functions', 'function_id'),
    case_techniques: partRows(cases, 'techniques', 'technique_id'),
    metrics: metrics.sort((a, b) => compare(a.metric_id, b.metric_id)),
    ...otherRows(coded),
  };
}

function lookUpRows(coded: Coded): Record<string, readonly Row[]> {
  const renamed = (records: readonly Located<{ id: string } & Row>[], idColumn: string) =>
    records.map(({ value: { id, ...rest } }) => ({ [idColumn]: id, ...rest }));
  return {
    sources: coded.sources.map(({ value: { id, title, ...rest } }) => ({
      source_id: id,
      ...titleColumns(title),
      ...rest,
    })),
    industries: renamed(coded.industries, 'industry_id'),
    organizations: byKey(renamed(coded.organizations, 'organization_id'), 'organization_id'),
    functions: renamed(coded.functions, 'function_id'),
    techniques: renamed(coded.techniques, 'technique_id'),
    measures: renamed(coded.measures, 'measure_id'),
    units: renamed(coded.units, 'unit_id'),
  };
}

function caseRow({ value, sourceId }: OfSource<Case>): Row {
  return {
    case_id: value.case_id,
    source_id: sourceId,
    section_id: value.section,
    product: value.product,
    industry_label: value.industry_label,
    ...lineColumns(value.lines),
    limitation_lines: value.limitation_lines,
    ...titleColumns(value.title),
    summary_en: value.summary.en,
    summary_zh: value.summary.zh,
    industry_id: value.industry,
    stage: value.stage,
    year: value.year,
    note: value.note,
  };
}

function partRows(
  cases: readonly OfSource<Case>[],
  field: 'functions' | 'techniques',
  column: string,
): readonly Row[] {
  return cases.flatMap(({ value }) =>
    value[field].map((id, index) => ({ case_id: value.case_id, [column]: id, sort_order: index + 1 })),
  );
}

function metricRow(figure: FigurePlace, lookUps: LookUps) {
  const { value, inCase, sourceId } = figure;
  const { id, lines, measure, label, unit, baseline_unit, ...same } = value;
  const effect = effectOf(value, lookUps);
  const domains = evidenceOf(figure, lookUps);
  const caseId = inCase?.value.case_id ?? null;
  return {
    ...same,
    metric_id: `${caseId ?? sourceId}-${id}`,
    case_id: caseId,
    source_id: sourceId,
    ...lineColumns(lines),
    measure_id: measure,
    label_en: label.en,
    label_zh: label.zh,
    unit_id: unit,
    baseline_unit_id: baseline_unit,
    lnrr: effect.lnrr,
    lnrr_low: effect.lnrrLow,
    lnrr_high: effect.lnrrHigh,
    improvement_factor: effect.improvementFactor,
    log_odds_ratio: effect.logOddsRatio,
    censoring: effect.censoring,
    effect_rule: effect.rule,
    effect_blocked_by: effect.blockedBy,
    d1_baseline: domains?.baseline ?? null,
    d2_comparator_time: domains?.comparatorTime ?? null,
    d3_measurer: domains?.measurer ?? null,
    d4_sample_period: domains?.samplePeriod ?? null,
    d5_figures_against: domains?.figuresAgainst ?? null,
    d6_realised: domains?.realised ?? null,
    evidence_grade: domains?.grade ?? null,
  };
}

function otherRows(coded: Coded): Record<string, readonly Row[]> {
  const models = coded.models.map(
    ({ value: { id, name, organization, released, parameters, lines }, sourceId }) => ({
      ...{ model_id: id, source_id: sourceId, ...lineColumns(lines) },
      ...{ name_en: name.en, name_zh: name.zh, organization_id: organization, released, parameters },
    }),
  );
  const risks = coded.risks.map(({ value: { id, industry, category, title, lines }, sourceId }) => ({
    ...{ risk_id: id, source_id: sourceId, ...lineColumns(lines), industry_id: industry, category },
    ...titleColumns(title),
  }));
  const principles = coded.principles.map(({ value: { id, title, lines, ...same }, sourceId }) => ({
    ...{ principle_id: id, source_id: sourceId, ...lineColumns(lines), ...same, ...titleColumns(title) },
  }));
  const assessments = coded.assessments.map(({ value: { case: caseId, summary, lines, ...same } }) => ({
    ...{ case_id: caseId, ...lineColumns(lines), ...same, summary_en: summary.en, summary_zh: summary.zh },
  }));
  const corrections = coded.corrections.map(({ value: { id, ...same }, sourceId }) => ({
    ...{ correction_id: id, source_id: sourceId, ...same },
  }));
  return {
    models: byKey(models, 'model_id'),
    risks: byKey(risks, 'risk_id'),
    principles: byKey(principles, 'principle_id'),
    assessments,
    corrections: byKey(corrections, 'correction_id'),
  };
}

function lineColumns({ first, last }: { first: number; last: number }) {
  return { line_start: first, line_end: last };
}

function titleColumns({ en, zh }: { en: string; zh: string }) {
  return { title_en: en, title_zh: zh };
}

function byKey(rows: readonly Row[], column: string): readonly Row[] {
  return [...rows].sort((a, b) => compare(String(a[column]), String(b[column])));
}

/** By code unit, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
