import { isNumeric, isTemporal } from '../../domain/columnType.ts';
import { chartValue } from '../../domain/values/chartValue.ts';
import type { Language } from '../../i18n/i18n.ts';
import { columnLabel } from './datasetColumns.ts';
import { fieldText, type Answer } from './markText.ts';
import { wordsIn } from './words.ts';

interface Series {
  readonly label: string;
  readonly texts: readonly string[];
  readonly numbers: readonly (number | null)[];
  readonly kind: 'number' | 'time' | 'other';
  /** Computed from several rows: what a grouped chart is about. */
  readonly computed: boolean;
}

function seriesOf(answer: Answer, language: Language): Series[] {
  return answer.query.fields.flatMap((field): Series[] => {
    const at = answer.rows.columns.findIndex((c) => c.name === field.name);
    const column = answer.rows.columns[at];
    if (!field.shown || !column) return [];
    const values = answer.rows.values.map((row) => row[at] ?? null);
    const numbers = values.map((v) => {
      const n = chartValue(column.type, v);
      return typeof n === 'number' && Number.isFinite(n) ? n : null;
    });
    const binned = field.span !== null && 'bin' in field.span;
    const kind = isNumeric(column.type) && !binned ? 'number' : isTemporal(column.type) ? 'time' : 'other';
    // Said aloud, the sixteenth digit of a computed figure is noise; the table beside it is exact.
    const texts = values.map((v, i) => {
      const n = numbers[i];
      return column.type.kind === 'float' && !binned && typeof n === 'number'
        ? String(Number(n.toPrecision(6)))
        : fieldText(field, column.type, v, language);
    });
    return [
      {
        label: columnLabel(field.label, language),
        texts,
        numbers,
        kind,
        computed: answer.query.grouped && field.origin === null,
      },
    ];
  });
}

const indexOf = (numbers: readonly (number | null)[], better: (a: number, b: number) => boolean): number =>
  numbers.reduce<number>((best, n, i) => {
    if (n === null) return best;
    const former = best < 0 ? null : (numbers[best] ?? null);
    return former === null || better(n, former) ? i : best;
  }, -1);

/** What, how many, extremes and, along time, where it leads: the chart for those who don't see it. */
export function summaryOf(
  answers: readonly Answer[],
  title: string,
  marks: number,
  language: Language,
): string[] {
  const words = wordsIn(language);
  const [answer] = [...answers].sort((a, b) => b.rows.values.length - a.rows.values.length);
  const head = [`${title}.`.replace(/([.。?？!！])\.$/, '$1'), words('summary_marks', { n: marks })];
  if (!answer || answer.rows.values.length === 0) return head;
  const series = seriesOf(answer, language);
  const numbers = series.filter((s) => s.kind === 'number');
  const measure = numbers.find((s) => s.computed) ?? numbers[0];
  const category = series.find((s) => s.kind !== 'number');
  if (category?.kind === 'other') {
    head.push(words('summary_categories', { n: new Set(category.texts).size, field: category.label }));
  }
  if (!measure) return head;
  const least = indexOf(measure.numbers, (a, b) => a < b);
  const most = indexOf(measure.numbers, (a, b) => a > b);
  const [min, max] = [measure.texts[least], measure.texts[most]];
  if (min === undefined || max === undefined) return head;
  const extremes = {
    field: measure.label,
    min,
    max,
    least: category?.texts[least] ?? '',
    most: category?.texts[most] ?? '',
  };
  head.push(words(category && category.kind === 'other' ? 'summary_extremes' : 'summary_range', extremes));
  if (category?.kind === 'time' && series.length === 2) head.push(trend(category, measure, language));
  return head;
}

function trend(time: Series, measure: Series, language: Language): string {
  const first = indexOf(time.numbers, (a, b) => a < b);
  const last = indexOf(time.numbers, (a, b) => a > b);
  const [a, b] = [measure.numbers[first] ?? 0, measure.numbers[last] ?? 0];
  const key = b > a ? 'summary_trend_up' : b < a ? 'summary_trend_down' : 'summary_trend_flat';
  return wordsIn(language)(key, {
    field: measure.label,
    first: measure.texts[first] ?? '',
    last: measure.texts[last] ?? '',
  });
}
