/** A figure in words of the present language: its reading, its improvement, where it stands. */
import type { MetricsRow, UnitsRow } from '../../domain/dataset.generated.ts';
import { vocabularies, type Value, type VocabularyName } from '../../domain/vocabulary.ts';
import { formatNumber, language, t } from '../../i18n/i18n.ts';

/** The name of a coded value. */
export function term<N extends VocabularyName>(vocabulary: N, value: Value<N>): string {
  const terms: Readonly<Record<string, { readonly en: string; readonly zh: string }>> =
    vocabularies[vocabulary];
  return terms[value]?.[language()] ?? value;
}

/** One of two columns that differ by language; where it is empty the other. */
export const named = (en: string | null, zh: string | null): string | null =>
  language() === 'zh' ? (zh ?? en) : (en ?? zh);

const exactly = (value: number): string => formatNumber(value, { maximumFractionDigits: 6 });

function plural(name: string): string {
  if (name === 'person') return 'people';
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(name) ? name : `${name}s`;
}

/** Signs that stand right after the number, or right before it. */
const after = ['%', '‰', '°'];
const before = ['×', '¥', '$', '€'];

function withUnit(number: string, one: boolean, unit: UnitsRow | null): string {
  if (!unit || unit.unit_id === 'ratio') return number;
  if (unit.unit_id === 'rank') return t('evidence.rank', { n: number });
  if (after.includes(unit.symbol)) return number + unit.symbol;
  if (before.includes(unit.symbol)) return unit.symbol + number;
  if (language() === 'zh') return `${number} ${unit.name_zh}`;
  return `${number} ${unit.symbol || (one ? unit.name_en : plural(unit.name_en))}`;
}

/** An amount or a range of amounts with its unit. */
export function amountText(low: number, high: number | null, unit: UnitsRow | null): string {
  if (high === null || high === low) return withUnit(exactly(low), low === 1, unit);
  return withUnit(t('evidence.range', { low: exactly(low), high: exactly(high) }), false, unit);
}

/** The number as read, with its qualifier: “at least 40%”. */
export function valueText(figure: MetricsRow, unit: UnitsRow | null): string | null {
  if (figure.value === null) return null;
  return qualified(figure.qualifier, amountText(figure.value, figure.value_high, unit));
}

function qualified(qualifier: MetricsRow['baseline_qualifier'], amount: string): string {
  if (qualifier === null || qualifier === 'exact') return amount;
  const word = term('qualifier', qualifier);
  return language() === 'zh' ? `${word} ${amount}` : `${word.toLowerCase()} ${amount}`;
}

/** Baseline and result as far as they are stated; null where neither is. */
export function levelsText(
  figure: MetricsRow,
  unit: UnitsRow | null,
  baselineUnit: UnitsRow | null,
): string | null {
  const { baseline_value: from, result_value: to } = figure;
  // Beside a change in percent, points or times the result is in the baseline's unit.
  const resultUnit = figure.form === 'from_to' ? unit : (baselineUnit ?? unit);
  const fromText =
    from === null
      ? null
      : qualified(figure.baseline_qualifier, amountText(from, figure.baseline_high, baselineUnit ?? unit));
  const toText = to === null ? null : amountText(to, figure.result_high, resultUnit);
  if (fromText === null) return toText === null ? null : `${t('evidence.result')} ${toText}`;
  return toText === null
    ? `${t('evidence.baseline')} ${fromText}`
    : t('evidence.from_to', { from: fromText, to: toText });
}

/** A factor to three digits: ×1.43, ×4,320. */
export const factorText = (factor: number): string =>
  `×${formatNumber(factor, factor >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 })}`;

const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

/** How many times better, bounds and ranges said as such; null where there is no effect size. */
export function improvementText(figure: MetricsRow): string | null {
  const { lnrr, lnrr_low: low, lnrr_high: high } = figure;
  if (lnrr === null) return null;
  const middle = factorText(Math.exp(lnrr));
  if (figure.censoring === 'lower_bound') return t('evidence.at_least', { factor: middle });
  if (figure.censoring === 'upper_bound') return t('evidence.at_most', { factor: middle });
  if (low === null || high === null || same(low, high)) return middle;
  const ends = { low: factorText(Math.exp(low)), high: factorText(Math.exp(high)) };
  const isEitherOr = figure.multiple_reading === 'ambiguous' && (same(low, lnrr) || same(high, lnrr));
  if (!isEitherOr) return t('evidence.between', { ...ends, middle });
  return t('evidence.either', { low: middle, high: same(low, lnrr) ? ends.high : ends.low });
}

/** “line 7”, “lines 7–9”. */
export const linesText = (from: number, to: number): string =>
  from === to
    ? t('evidence.line', { n: String(from) })
    : t('evidence.line_range', { from: String(from), to: String(to) });

/** What the effect's sign means for this measure; empty where neither direction is better. */
export const directionText = (higherIsBetter: boolean | null): string =>
  higherIsBetter === null ? '' : t(higherIsBetter ? 'evidence.straight' : 'evidence.turned');

export const domainColumns = [
  'd1_baseline',
  'd2_comparator_time',
  'd3_measurer',
  'd4_sample_period',
  'd5_figures_against',
  'd6_realised',
] as const satisfies readonly (keyof MetricsRow)[];

export interface Domain {
  /** D1 to D6. */
  readonly number: string;
  readonly name: string;
  readonly concern: Value<'concern'>;
  readonly reason: string;
}

const numbers = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6'] as const;

/** The six domains with the reason in words; none for a figure that is no gain. */
export function domainsOf(figure: MetricsRow): Domain[] {
  return domainColumns.flatMap((column, i) => {
    const concern = figure[column];
    const number = numbers[i];
    if (concern === null || number === undefined) return [];
    return [
      {
        number: number.toUpperCase(),
        name: t(`evidence.${number}`),
        concern,
        reason: t(`evidence.${number}_${concern}`),
      },
    ];
  });
}
