import type { ColumnType, Value } from '../../domain/columnType.ts';
import { sqlLiteral } from '../../domain/values/sqlLiteral.ts';
import { textOf } from '../../domain/values/text.ts';
import type { Rows } from '../../engine/rows.ts';
import type { Language } from '../../i18n/i18n.ts';
import { rowField } from '../../sql/pushdownEncoding.ts';
import type { ChartQuery, QueryField } from '../../sql/pushdownPlan.ts';
import { rowOf } from './chartData.ts';
import { codeLabels, columnLabel } from './datasetColumns.ts';
import type { DrawnMark } from './drawnMarks.ts';

/** The rows that a chart is drawn from, query by query. */
export interface Answer {
  readonly query: ChartQuery;
  readonly rows: Rows;
}

/** A line of a tooltip: exact text, never markup. */
export interface Line {
  readonly label: string;
  readonly text: string;
}

const short = (n: number): string => String(Number(n.toPrecision(12)));

const unitLength: Readonly<Record<string, number>> = {
  year: 4,
  yearquarter: 7,
  yearmonth: 7,
  yearmonthdate: 10,
};

function spanText(span: NonNullable<QueryField['span']>, type: ColumnType, value: Value): string {
  if ('bin' in span) {
    const middle = Number(value);
    return `${short(middle - span.bin / 2)} – ${short(middle + span.bin / 2)}`;
  }
  const text = textOf(type, value);
  const unit = span.unit.replace(/^utc/, '');
  if (unit === 'yearquarter')
    return `${text.slice(0, 4)} Q${String(Math.ceil(Number(text.slice(5, 7)) / 3))}`;
  if (unit === 'month') return text.slice(5, 7);
  if (unit === 'hours') return text.slice(11, 16);
  return text.slice(0, Object.hasOwn(unitLength, unit) ? unitLength[unit] : text.length);
}

/** A value of a chart's row as the table shows it; the code's words where it is a code. */
export function fieldText(field: QueryField, type: ColumnType, value: Value, language: Language): string {
  if (value === null) return 'null';
  if (field.span) return spanText(field.span, type, value);
  const text = textOf(type, value);
  return codeLabels(field.name, language)?.get(text) ?? text;
}

function computedLines(datum: DrawnMark['datum'], language: Language): Line[] {
  return Object.entries(datum)
    .filter(
      ([name, v]) =>
        !name.includes(rowField) &&
        !/^_|_(?:start|end|range)$/.test(name) &&
        (typeof v !== 'object' || v === null),
    )
    .slice(0, 12)
    .map(([name, v]) => ({
      label: columnLabel(name, language),
      text: typeof v === 'number' ? short(v) : String(v),
    }));
}

const named = (label: string, language: Language): string => columnLabel(label, language);

/** What a mark stands for: the columns it is drawn from, with exact values. */
export function linesOf(mark: DrawnMark, answers: readonly Answer[], language: Language): Line[] {
  if (mark.row === null) return computedLines(mark.datum, language);
  const { query: q, row } = rowOf(mark.row);
  const answer = answers[q];
  const values = answer?.rows.values[row];
  if (!answer || !values) return [];
  return answer.query.fields.flatMap((field) => {
    const at = answer.rows.columns.findIndex((c) => c.name === field.name);
    const column = answer.rows.columns[at];
    if (!field.shown || !column) return [];
    return [
      {
        label: named(field.label, language),
        text: fieldText(field, column.type, values[at] ?? null, language),
      },
    ];
  });
}

const same = (sql: string, type: ColumnType, value: Value): string =>
  value === null ? `${sql} IS NULL` : `${sql} IS NOT DISTINCT FROM ${sqlLiteral(type, value)}`;

/** The condition for a mark that Vega computed: the categories it names, as far as the query's columns know them. */
function computedCondition(mark: DrawnMark, answer: Answer): string | null {
  const parts = answer.query.fields.flatMap((field) => {
    const value = mark.datum[field.name];
    const column = answer.rows.columns.find((c) => c.name === field.name);
    if (field.origin === null || !column || (typeof value !== 'string' && typeof value !== 'boolean'))
      return [];
    return [same(field.origin, column.type, value)];
  });
  return parts.length > 0 ? [...answer.query.where, ...parts].join('\n  AND ') : null;
}

/** A condition over the result's columns that picks the rows behind a mark; null where none can be named. */
export function conditionOf(mark: DrawnMark, answers: readonly Answer[]): string | null {
  if (mark.row === null) return answers[0] ? computedCondition(mark, answers[0]) : null;
  const { query: q, row } = rowOf(mark.row);
  const answer = answers[q];
  const values = answer?.rows.values[row];
  if (!answer || !values) return null;
  const parts = answer.query.fields.flatMap((field) => {
    const at = answer.rows.columns.findIndex((c) => c.name === field.name);
    const column = answer.rows.columns[at];
    return field.origin === null || !column ? [] : [same(field.origin, column.type, values[at] ?? null)];
  });
  const all = [...answer.query.where, ...parts];
  return all.length > 0 ? all.join('\n  AND ') : 'true';
}
