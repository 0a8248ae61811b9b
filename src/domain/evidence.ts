/**
 * Six domains of concern about a stated gain, each a rule over coded facts, in the manner of risk-of-bias tools: what a
 * document says is judged, never how believable it sounds. Figures that are no gain have no evidence columns.
 *
 * | domain                | low                 | some                                   | no information                     | high                              |
 * |-----------------------|---------------------|----------------------------------------|------------------------------------|-----------------------------------|
 * | D1 baseline           | its level is stated | the comparator is named, not its level | a verb alone tells of a change     | no change, no comparator          |
 * | D2 time of comparator | the same period     | nothing said on the period             | no comparator                      | another period, says the document |
 * | D3 who measured       | a third party       | the customer                           | not stated                         | the vendor                        |
 * | D4 sample and period  | both stated         | one stated                             | neither stated                     | –                                 |
 * | D5 figures against    | the case states one | it cites a limit, failure or cost      | neither, or the figure has no case | –                                 |
 * | D6 realised           | reported            | reported of a pilot, study or plan     | –                                  | projected or a target             |
 *
 * High concern is kept for what a document shows to be weak; where it is silent there is no information (D1, D3, D4, D5),
 * as in the tools of evidence synthesis: "up 40 %" and no more says nothing of its baseline. The one silence that counts
 * as high is an effect that is neither a change nor set against anything. Were every silence high, every gain of the five
 * documents would be, and the grade would tell nothing.
 *
 * A comparison with what was before, without a word on the period, is a historical control: some concern in D2. A figure
 * against is a gain that went the wrong way or a level of error or risk of the system itself. The grade is the worst
 * domain, in the order low, some, no information, high; it hides nothing by itself.
 */
import type { Value } from './vocabulary.ts';

export type Concern = Value<'concern'>;

/** What the domains need of a gain. */
export interface GainFacts {
  readonly baselineValue: number | null;
  readonly comparator: Value<'comparator'>;
  /** Whether a verb alone tells of a change ("up 40 %") and nothing is named that it is compared with. */
  readonly comparatorImplied: boolean;
  readonly comparatorSameTime: boolean | null;
  readonly measuredBy: Value<'party'>;
  readonly sampleStated: boolean;
  readonly periodStated: boolean;
  readonly status: Value<'status'>;
}

/** What the domains need of the gain's case; null for a figure that belongs to none. */
export interface CaseFacts {
  readonly stage: Value<'stage'>;
  /** Whether the case cites lines that name a limit, failure or cost of its system. */
  readonly citesLimitation: boolean;
  /** Whether any figure of the case speaks against its system ({@link speaksAgainst}). */
  readonly hasFigureAgainst: boolean;
}

/** A figure of a case as a possible witness against its system. */
export interface Witness {
  readonly kind: Value<'metric_kind'>;
  readonly direction: Value<'direction'>;
  readonly comparator: Value<'comparator'>;
  readonly lnrr: number | null;
  readonly higherIsBetter: boolean | null;
  readonly dimension: Value<'measure_dimension'>;
}

export interface Evidence {
  readonly baseline: Concern;
  readonly comparatorTime: Concern;
  readonly measurer: Concern;
  readonly samplePeriod: Concern;
  readonly figuresAgainst: Concern;
  readonly realised: Concern;
  readonly grade: Concern;
}

/** From the least concern to the greatest. */
const order: readonly Concern[] = ['low', 'some', 'no_information', 'high'];

/** The domains and grade of a gain. */
export function evidence(gain: GainFacts, inCase: CaseFacts | null): Evidence {
  const domains = {
    baseline: baseline(gain),
    comparatorTime: comparatorTime(gain),
    measurer: measurer(gain),
    samplePeriod: samplePeriod(gain),
    figuresAgainst: figuresAgainst(inCase),
    realised: realised(gain, inCase),
  };
  return { ...domains, grade: worst(Object.values(domains)) };
}

/**
 * Whether a figure speaks against its system: a gain that went the wrong way, or a level of error or risk of the system
 * itself (one with a comparator is the level of what it is compared with).
 */
export function speaksAgainst(figure: Witness): boolean {
  if (figure.kind === 'gain') {
    if (figure.lnrr !== null) return figure.lnrr < 0;
    if (figure.higherIsBetter === null || figure.direction === 'none') return false;
    return figure.higherIsBetter !== (figure.direction === 'increase');
  }
  const ofTheSystem = figure.kind === 'level' || figure.kind === 'benchmark';
  const adverse = figure.higherIsBetter === false && ['error', 'risk'].includes(figure.dimension);
  return ofTheSystem && adverse && figure.comparator === 'none_stated';
}

/** The greatest concern of several. */
export function worst(concerns: readonly Concern[]): Concern {
  return order[Math.max(0, ...concerns.map((concern) => order.indexOf(concern)))] ?? 'low';
}

/** D1. */
function baseline(gain: GainFacts): Concern {
  if (gain.baselineValue !== null) return 'low';
  if (gain.comparator === 'none_stated') return 'high';
  return gain.comparatorImplied ? 'no_information' : 'some';
}

/** D2. */
function comparatorTime(gain: GainFacts): Concern {
  if (gain.comparatorSameTime !== null) return gain.comparatorSameTime ? 'low' : 'high';
  return gain.comparator === 'none_stated' ? 'no_information' : 'some';
}

/** D3. */
function measurer(gain: GainFacts): Concern {
  const concerns = {
    third_party: 'low',
    customer: 'some',
    vendor: 'high',
    not_stated: 'no_information',
  } as const;
  return concerns[gain.measuredBy];
}

/** D4. */
function samplePeriod(gain: GainFacts): Concern {
  if (gain.sampleStated && gain.periodStated) return 'low';
  return gain.sampleStated || gain.periodStated ? 'some' : 'no_information';
}

/** D5. */
function figuresAgainst(inCase: CaseFacts | null): Concern {
  if (!inCase) return 'no_information';
  if (inCase.hasFigureAgainst) return 'low';
  return inCase.citesLimitation ? 'some' : 'no_information';
}

/** D6. */
function realised(gain: GainFacts, inCase: CaseFacts | null): Concern {
  if (gain.status !== 'reported') return 'high';
  const untried: readonly Value<'stage'>[] = ['pilot', 'research', 'planned'];
  return inCase && untried.includes(inCase.stage) ? 'some' : 'low';
}
