/** What was chosen in a chart, as a condition on the result's columns: one mark, or all that lie in a rectangle. */
import { isNumeric, isTemporal, type ColumnType, type Value } from '../../domain/columnType.ts';
import { sqlLiteral } from '../../domain/values/sqlLiteral.ts';
import type { Language } from '../../i18n/i18n.ts';
import { isFieldDef } from '../../sql/pushdownEncoding.ts';
import type { QueryField } from '../../sql/pushdownPlan.ts';
import { columnOf, type JsonObject } from '../../sql/pushdownSpec.ts';
import { rowOf } from './chartData.ts';
import { columnLabel } from './datasetColumns.ts';
import type { Box, DrawnMark } from './drawnMarks.ts';
import { leaves } from './layout.ts';
import { conditionOf, fieldText, linesOf, type Answer } from './markText.ts';

export interface Choice {
  /** SQL on the result's columns that holds for the rows chosen and for no other. */
  readonly condition: string;
  /** The same in words, short. */
  readonly label: string;
}

const labelLength = 90;

const shortened = (text: string): string =>
  text.length > labelLength ? `${text.slice(0, labelLength - 1)}…` : text;

/** The rows behind one mark; null where none can be named. */
export function choiceOf(mark: DrawnMark, answers: readonly Answer[], language: Language): Choice | null {
  const condition = conditionOf(mark, answers);
  if (condition === null) return null;
  const lines = linesOf(mark, answers, language);
  return { condition, label: shortened(lines.map((l) => `${l.label}: ${l.text}`).join('; ')) };
}

/** Marks that take room are met where they are touched, all others where their middle is. */
const extended = new Set(['rect', 'arc', 'shape']);

export function marksWithin(marks: readonly DrawnMark[], box: Box): DrawnMark[] {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  return marks.filter(({ type, box: own }) => {
    if (extended.has(type))
      return own.x <= right && own.x + own.width >= box.x && own.y <= bottom && own.y + own.height >= box.y;
    const [x, y] = [own.x + own.width / 2, own.y + own.height / 2];
    return x >= box.x && x <= right && y >= box.y && y <= bottom;
  });
}

type Place = 'measured' | 'category' | 'facet';

const facets = ['row', 'column', 'facet'];

/** The query's columns that place marks, and how. */
function placing(spec: JsonObject, name: string): Map<string, Place> {
  const found = new Map<string, Place>();
  for (const { data, encoding } of leaves(spec)) {
    if (data !== null && data !== name) continue;
    for (const channel of ['x', 'y', ...facets]) {
      const def = encoding[channel];
      if (!isFieldDef(def) || typeof def['field'] !== 'string') continue;
      const measured =
        def['type'] === 'quantitative' ||
        def['type'] === 'temporal' ||
        Boolean(def['bin'] ?? def['timeUnit']);
      const place = facets.includes(channel) ? 'facet' : measured ? 'measured' : 'category';
      found.set(columnOf(def['field']) ?? def['field'], place);
    }
  }
  return found;
}

interface Part {
  readonly sql: string;
  readonly text: string;
}

const isOrdered = (type: ColumnType): boolean => isNumeric(type) || isTemporal(type);

function smaller(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b);
  const comparable =
    (typeof a === 'number' || typeof a === 'bigint') && (typeof b === 'number' || typeof b === 'bigint');
  return comparable && a < b ? -1 : Number(comparable && a > b);
}

/** A bound in words needs no more than four digits. */
const rounded = (text: string): string =>
  /^-?\d+\.\d{4,}$/.test(text) ? String(Number(Number(text).toPrecision(4))) : text;

/** A column's values as a condition: from the least to the greatest along a measured axis, else one by one. */
function partOf(
  field: QueryField & { readonly origin: string },
  type: ColumnType,
  values: readonly Value[],
  measured: boolean,
  language: Language,
): Part | null {
  const there = [...new Set(values.filter((v) => v !== null && !Number.isNaN(v)))].sort(smaller);
  const [low] = there;
  const high = there.at(-1);
  const name = columnLabel(field.label, language);
  const say = (v: Value): string => fieldText(field, type, v, language);
  const orNull = (sql: string): string =>
    values.includes(null) ? `(${sql} OR ${field.origin} IS NULL)` : `(${sql})`;
  if (low === undefined || high === undefined)
    return values.includes(null) ? { sql: `${field.origin} IS NULL`, text: `${name}: null` } : null;
  if (measured && isOrdered(type)) {
    const [from, to] = [sqlLiteral(type, low), sqlLiteral(type, high)];
    const text = low === high ? say(low) : `${rounded(say(low))} … ${rounded(say(high))}`;
    return { sql: orNull(`${field.origin} BETWEEN ${from} AND ${to}`), text: `${name}: ${text}` };
  }
  const list = there.map((v) => sqlLiteral(type, v)).join(', ');
  return { sql: orNull(`${field.origin} IN (${list})`), text: `${name}: ${there.map(say).join(', ')}` };
}

/** The rows of each facet by themselves: a rectangle over two of them need not cut both alike. */
function byFacet(answer: Answer, rows: readonly number[], placed: ReadonlyMap<string, Place>): number[][] {
  const at = answer.rows.columns.flatMap((c, i) => (placed.get(c.name) === 'facet' ? [i] : []));
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const key = at.map((i) => String(answer.rows.values[row]?.[i])).join('\n');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function choiceIn(
  answer: Answer,
  rows: readonly number[],
  spec: JsonObject,
  language: Language,
): Choice | null {
  const placed = placing(spec, answer.query.name);
  const origins = answer.query.fields.filter(
    (f): f is QueryField & { readonly origin: string } => f.origin !== null,
  );
  const own = origins.filter((f) => placed.has(f.name));
  // A pie has no axis: its categories are what tells its marks apart.
  const used = own.length > 0 ? own : answer.query.grouped ? origins : [];
  const partsOf = (some: readonly number[]): Part[] =>
    used.flatMap((field) => {
      const at = answer.rows.columns.findIndex((c) => c.name === field.name);
      const column = answer.rows.columns[at];
      if (!column) return [];
      const values = some.map((row) => answer.rows.values[row]?.[at] ?? null);
      return partOf(field, column.type, values, placed.get(field.name) === 'measured', language) ?? [];
    });
  const groups = byFacet(answer, rows, placed).map(partsOf);
  if (groups.some((parts) => parts.length === 0)) return null;
  const conditions = groups.map((parts) => parts.map((p) => p.sql).join('\n  AND '));
  const [one = ''] = conditions;
  return {
    condition: [
      ...answer.query.where,
      conditions.length === 1 ? one : `(${conditions.map((c) => `(${c})`).join(' OR ')})`,
    ].join('\n  AND '),
    label: shortened(
      partsOf(rows)
        .map((p) => p.text)
        .join('; '),
    ),
  };
}

/** The rows that several marks of a rectangle stand for, by what places them; null where none can be named. */
export function choiceOfAll(
  marks: readonly DrawnMark[],
  spec: JsonObject,
  answers: readonly Answer[],
  language: Language,
): Choice | null {
  const byAnswer = new Map<number, number[]>();
  for (const { row } of marks) {
    if (row === null) continue;
    const at = rowOf(row);
    byAnswer.set(at.query, [...(byAnswer.get(at.query) ?? []), at.row]);
  }
  for (const [query, rows] of byAnswer) {
    const answer = answers[query];
    const choice = answer && choiceIn(answer, rows, spec, language);
    if (choice) return choice;
  }
  const single = new Map(marks.slice(0, 200).map((m) => [conditionOf(m, answers), m]));
  const conditions = [...single.keys()].filter((c) => c !== null);
  const [first] = marks;
  if (conditions.length === 0 || !first) return null;
  return {
    condition: conditions.map((c) => `(${c})`).join(' OR '),
    label: choiceOf(first, answers, language)?.label ?? '',
  };
}
