import { effectSize, type EffectSize } from '../../src/domain/effectSize.ts';
import { evidence, speaksAgainst, type CaseFacts, type Evidence } from '../../src/domain/evidence.ts';
import type { FigurePlace } from './checkReferences.ts';
import type { Coded } from './load.ts';
import type { Case, CodedUnit, Figure, Measure } from './shapes.ts';

export interface LookUps {
  readonly measures: ReadonlyMap<string, Measure>;
  readonly units: ReadonlyMap<string, CodedUnit>;
}

export function lookUpsOf(coded: Coded): LookUps {
  return {
    measures: new Map(coded.measures.map(({ value }) => [value.id, value])),
    units: new Map(coded.units.map(({ value }) => [value.id, value])),
  };
}

/** The effect size of a coded figure. */
export function effectOf(figure: Figure, { measures, units }: LookUps): EffectSize {
  const unit = units.get(figure.unit);
  const measure = measures.get(figure.measure);
  if (!unit || !measure) throw new Error(`${figure.id}: unit or measure unknown after the checks`);
  return effectSize({
    kind: figure.kind,
    form: figure.form,
    direction: figure.direction,
    qualifier: figure.qualifier,
    value: figure.value,
    valueHigh: figure.value_high,
    unit,
    baselineValue: figure.baseline_value,
    baselineHigh: figure.baseline_high,
    baselineQualifier: figure.baseline_qualifier,
    baselineUnit: figure.baseline_unit === null ? null : (units.get(figure.baseline_unit) ?? null),
    resultValue: figure.result_value,
    resultHigh: figure.result_high,
    multipleReading: figure.multiple_reading,
    percentReading: figure.percent_reading,
    higherIsBetter: measure.higher_is_better,
  });
}

/** The evidence domains of a coded figure; null for one that is no gain. */
export function evidenceOf({ value: figure, inCase }: FigurePlace, lookUps: LookUps): Evidence | null {
  if (figure.kind !== 'gain') return null;
  const facts = {
    baselineValue: figure.baseline_value,
    comparator: figure.comparator,
    comparatorImplied: figure.comparator_implied,
    comparatorSameTime: figure.comparator_same_time,
    measuredBy: figure.measured_by,
    sampleStated: figure.sample_stated,
    periodStated: figure.period_stated,
    status: figure.status,
  };
  return evidence(facts, inCase && caseFacts(inCase.value, lookUps));
}

function caseFacts(value: Case, lookUps: LookUps): CaseFacts {
  return {
    stage: value.stage,
    citesLimitation: value.limitation_lines.length > 0,
    hasFigureAgainst: value.metrics.some((figure) => {
      const measure = lookUps.measures.get(figure.measure);
      return (
        measure !== undefined &&
        speaksAgainst({
          kind: figure.kind,
          direction: figure.direction,
          comparator: figure.comparator,
          lnrr: effectOf(figure, lookUps).lnrr,
          higherIsBetter: measure.higher_is_better,
          dimension: measure.dimension,
        })
      );
    }),
  };
}
