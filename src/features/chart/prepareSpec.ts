import { isNumeric, isTemporal, type Column, type ColumnType } from '../../domain/columnType.ts';
import type { JsonValue } from '../../domain/values/json.ts';
import type { Language } from '../../i18n/i18n.ts';
import { isFieldDef, mapFieldDefs, titleOf } from '../../sql/pushdownEncoding.ts';
import { columnOf, fieldOf, isArray, isObject, type JsonObject } from '../../sql/pushdownSpec.ts';
import { codeLabels, codeOrder, columnLabel } from './datasetColumns.ts';
import { wordsIn, type ChartKey } from './words.ts';

/** The kind of scale that suits a column. */
export function fieldType(type: ColumnType): 'quantitative' | 'temporal' | 'nominal' {
  if (isNumeric(type)) return 'quantitative';
  return isTemporal(type) ? 'temporal' : 'nominal';
}

const children = ['layer', 'hconcat', 'vconcat', 'concat'] as const;

/** The specification with each encoding in it changed, at any depth. */
export function mapEncodings(spec: JsonObject, change: (encoding: JsonObject) => JsonObject): JsonObject {
  const out: Record<string, JsonValue> = { ...spec };
  if (isObject(spec['encoding'])) out['encoding'] = change(spec['encoding']);
  for (const key of children) {
    const list = spec[key];
    if (isArray(list)) out[key] = list.map((c) => (isObject(c) ? mapEncodings(c, change) : c));
  }
  if (isObject(spec['spec'])) out['spec'] = mapEncodings(spec['spec'], change);
  return out;
}

const opWords: Readonly<Record<string, ChartKey>> = {
  mean: 'title_mean',
  average: 'title_mean',
  median: 'title_median',
  sum: 'title_sum',
  min: 'title_min',
  max: 'title_max',
  distinct: 'title_distinct',
  q1: 'title_q1',
  q3: 'title_q3',
  stdev: 'title_stdev',
};

/** The title of an axis or legend that has none: the column's words and what is done to it. */
export function fieldTitle(def: JsonObject, language: Language): string {
  const words = wordsIn(language);
  const column = typeof def['field'] === 'string' ? (columnOf(def['field']) ?? def['field']) : '';
  const label = columnLabel(column, language);
  const op = def['aggregate'];
  if (op === 'count' || op === 'valid') return words('title_count');
  if (typeof op === 'string') {
    const key = Object.hasOwn(opWords, op) ? opWords[op] : undefined;
    return key === undefined ? `${op}(${label})` : words(key, { field: label });
  }
  return label;
}

const guideOf: Readonly<Record<string, 'axis' | 'legend' | 'header'>> = {
  x: 'axis',
  y: 'axis',
  color: 'legend',
  fill: 'legend',
  stroke: 'legend',
  shape: 'legend',
  opacity: 'legend',
  size: 'legend',
  row: 'header',
  column: 'header',
  facet: 'header',
};

/** Codes as words: an expression that looks the label up. */
function labelExpression(codes: ReadonlyMap<string, string>): string {
  const entries = [...codes].map(([code, words]) => `${JSON.stringify(code)}:${JSON.stringify(words)}`);
  return `{${entries.join(',')}}[datum.label] || datum.label`;
}

function withCodeWords(def: JsonObject, channel: string, column: string, language: Language): JsonObject {
  const codes = codeLabels(column, language);
  const guide = Object.hasOwn(guideOf, channel) ? guideOf[channel] : undefined;
  const order = codeOrder(column);
  const sorted = order && def['sort'] === undefined ? { ...def, sort: [...order] } : def;
  if (!codes || guide === undefined || def['aggregate'] !== undefined || sorted[guide] === null)
    return sorted;
  const given = isObject(sorted[guide]) ? sorted[guide] : {};
  return { ...sorted, [guide]: { labelExpr: labelExpression(codes), ...given } };
}

function completed(
  def: JsonObject,
  channel: string,
  columns: ReadonlyMap<string, ColumnType>,
  language: Language,
): JsonObject {
  const given = def['field'];
  if (typeof given !== 'string')
    return def['title'] === undefined ? { ...def, title: fieldTitle(def, language) } : def;
  // A column whose name has dots or brackets, named as it is: taken as the column, not as a path.
  const field = columns.has(given) ? fieldOf(given) : given;
  const column = columnOf(field) ?? field;
  const type = columns.get(column);
  const typed =
    def['type'] === undefined &&
    def['aggregate'] === undefined &&
    def['bin'] === undefined &&
    def['timeUnit'] === undefined &&
    type
      ? { type: fieldType(type) }
      : {};
  const ranged = channel.endsWith('2') || channel.endsWith('Offset');
  const named =
    titleOf({ ...def }) === null && def['title'] === undefined && !ranged
      ? { title: fieldTitle(def, language) }
      : {};
  const full = { ...def, field, ...(ranged ? {} : typed), ...named };
  const quantitative = full['type'] === 'quantitative' || def['bin'] !== undefined;
  return quantitative ? full : withCodeWords(full, channel, column, language);
}

/** Fills in what a person may leave out: types from the columns, titles and codes in the language, the order of grades. */
export function prepareSpec(spec: JsonObject, columns: readonly Column[], language: Language): JsonObject {
  const types = new Map(columns.map((c) => [c.name, c.type]));
  return mapEncodings(spec, (encoding) =>
    mapFieldDefs(encoding, (def, channel) => completed(def, channel, types, language)),
  );
}

const utcScales = /^(?:x|y|color|fill|stroke|opacity|size)$/;

function inUtc(def: JsonObject, channel: string): JsonObject {
  const { timeUnit } = def;
  const unit =
    typeof timeUnit === 'string' && !/^(?:utc|binned)/.test(timeUnit)
      ? { timeUnit: `utc${timeUnit}` }
      : isObject(timeUnit)
        ? { timeUnit: { ...timeUnit, utc: true } }
        : {};
  if (
    timeUnit !== undefined ||
    def['type'] !== 'temporal' ||
    !utcScales.test(channel) ||
    def['scale'] === null
  )
    return { ...def, ...unit };
  const scale = isObject(def['scale']) ? def['scale'] : {};
  return {
    ...def,
    scale: {
      ...scale,
      type: scale['type'] === undefined || scale['type'] === 'time' ? 'utc' : scale['type'],
    },
  };
}

/** Dates and timestamps carry no zone of the reader's: they are drawn as stored, in UTC, as the table shows them. */
export const timesInUtc = (spec: JsonObject): JsonObject =>
  mapEncodings(spec, (encoding) => mapFieldDefs(encoding, inUtc));

/** The columns that the encodings name and the result lacks; none where a transform may make columns. */
export function missingColumns(spec: JsonObject, columns: readonly Column[]): string[] {
  const text = JSON.stringify(spec);
  if (text.includes('"repeat"') || /"(?:as|pivot|lookup|flatten)":/.test(text)) return [];
  const known = new Set(columns.map((c) => c.name));
  const missing = new Set<string>();
  mapEncodings(spec, (encoding) => {
    mapFieldDefs(encoding, (def) => {
      const column = isFieldDef(def) && typeof def['field'] === 'string' ? columnOf(def['field']) : null;
      if (column !== null && !known.has(column)) missing.add(column);
      return def;
    });
    return encoding;
  });
  return [...missing];
}
