/** The shapes of what people write: one valibot schema a kind of record. What is checked here needs one record alone. */
import * as v from 'valibot';
import { valuesOf, type VocabularyName } from '../../src/domain/vocabulary.ts';

const text = v.pipe(v.string(), v.regex(/\S/, 'a text that is not empty'));
const kebabId = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id in kebab-case'));
const snakeId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'an id in snake_case'));
const bothLanguages = v.strictObject({ en: text, zh: text });
const line = v.pipe(v.number(), v.integer('a line number'), v.minValue(1, 'a line number, counted from 1'));
const date = v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'YYYY, YYYY-MM or YYYY-MM-DD'));
const year = v.pipe(v.number(), v.integer('a year'), v.minValue(1900, 'a year'), v.maxValue(2100, 'a year'));
const lines = v.pipe(
  v.array(line),
  v.check(
    ([first = 0, last = first, ...more]) => first > 0 && last >= first && more.length === 0,
    '[line] or [first, last] in order',
  ),
  v.transform(([first = 0, last = first]) => ({ first, last })),
);
const listOfLines = v.optional(v.array(line), []);

function oneOf<N extends VocabularyName>(name: N) {
  return v.picklist(valuesOf(name));
}

/** A field that may be left out or null. */
function maybe<S extends v.GenericSchema>(schema: S) {
  return v.optional(v.nullable(schema), null);
}

function atMost(limit: number) {
  return v.pipe(
    text,
    v.check((value) => [...value].length <= limit, `at most ${limit} characters`),
  );
}

const version = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, 'a version such as 1.0.0'));

export const packageShape = v.strictObject({
  name: kebabId,
  version,
  title: bothLanguages,
  description: bothLanguages,
  licenses: v.array(v.strictObject({ name: text, title: text, path: text })),
  changes: v.array(v.strictObject({ version, date, changes: v.array(bothLanguages) })),
});

export const sourceShape = v.strictObject({
  id: kebabId,
  title: bothLanguages,
  publisher: text,
  published: date,
  language: oneOf('language'),
  kind: oneOf('source_kind'),
  file_name: text,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')),
  line_count: line,
  note: maybe(text),
});

export const sectionShape = v.strictObject({
  id: kebabId,
  title: bothLanguages,
  speaker: maybe(text),
  lines,
});

export const industryShape = v.strictObject({
  id: snakeId,
  name_en: text,
  name_zh: text,
  isic4_section: maybe(v.pipe(v.string(), v.regex(/^[A-U]$/, 'a section of ISIC Rev. 4, A to U'))),
  isic4_division: maybe(v.pipe(v.string(), v.regex(/^\d\d$/, 'two digits in quotes'))),
  gbt4754_division: maybe(v.pipe(v.string(), v.regex(/^\d\d$/, 'two digits in quotes'))),
  sort_order: v.pipe(v.number(), v.integer('a whole number')),
});

export const organizationShape = v.strictObject({
  id: kebabId,
  name_en: maybe(text),
  name_zh: maybe(text),
  kind: oneOf('organization_kind'),
  country: maybe(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'two capital letters of ISO 3166-1'))),
});

/** Functions and techniques. */
export const termShape = v.strictObject({ id: snakeId, name_en: text, name_zh: text });

export const measureShape = v.strictObject({
  id: snakeId,
  name_en: text,
  name_zh: text,
  dimension: oneOf('measure_dimension'),
  higher_is_better: v.nullable(v.boolean()),
  definition: text,
});

export const unitShape = v.strictObject({
  id: snakeId,
  name_en: text,
  name_zh: text,
  symbol: v.string(),
  dimension: snakeId,
  factor: v.nullable(
    v.pipe(
      v.number(),
      v.check((factor) => factor > 0, 'a number above zero'),
    ),
  ),
});

export const figureShape = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[mf]\d{2,3}$/, 'm01, m02 … in a case, f001, f002 … in figures/')),
  figure_text: atMost(40),
  lines,
  also_lines: listOfLines,
  measure: v.string(),
  label: bothLanguages,
  kind: oneOf('metric_kind'),
  form: oneOf('form'),
  direction: oneOf('direction'),
  value: maybe(v.number()),
  value_high: maybe(v.number()),
  unit: v.string(),
  baseline_value: maybe(v.number()),
  baseline_high: maybe(v.number()),
  baseline_qualifier: maybe(oneOf('qualifier')),
  baseline_unit: maybe(v.string()),
  result_value: maybe(v.number()),
  result_high: maybe(v.number()),
  comparator: oneOf('comparator'),
  comparator_implied: v.optional(v.boolean(), false),
  comparator_same_time: maybe(v.boolean()),
  qualifier: oneOf('qualifier'),
  status: oneOf('status'),
  claimed_by: oneOf('party'),
  measured_by: v.optional(oneOf('party'), 'not_stated'),
  sample_stated: v.optional(v.boolean(), false),
  period_stated: v.optional(v.boolean(), false),
  multiple_reading: maybe(oneOf('multiple_reading')),
  percent_reading: maybe(oneOf('percent_reading')),
  dataset: maybe(text),
  note: maybe(text),
});

export const caseShape = v.strictObject({
  case_id: kebabId,
  section: v.string(),
  lines,
  title: bothLanguages,
  summary: bothLanguages,
  product: maybe(text),
  industry: v.string(),
  industry_label: maybe(text),
  stage: oneOf('stage'),
  year: maybe(year),
  limitation_lines: listOfLines,
  organizations: v.array(v.strictObject({ id: v.string(), role: oneOf('role') })),
  functions: v.optional(v.array(v.string()), []),
  techniques: v.optional(v.array(v.string()), []),
  note: maybe(text),
  metrics: v.optional(v.array(figureShape), []),
});

export const modelShape = v.strictObject({
  id: kebabId,
  name: v.strictObject({ en: maybe(text), zh: maybe(text) }),
  organization: maybe(v.string()),
  released: maybe(date),
  parameters: maybe(v.number()),
  lines,
});

export const riskShape = v.strictObject({
  id: kebabId,
  industry: maybe(v.string()),
  category: oneOf('risk_category'),
  title: bothLanguages,
  lines,
});

export const principleShape = v.strictObject({
  id: kebabId,
  kind: oneOf('principle_kind'),
  body: maybe(text),
  year: maybe(year),
  theme: snakeId,
  title: bothLanguages,
  lines,
});

export const assessmentShape = v.strictObject({
  case: v.string(),
  dimension: snakeId,
  criterion: snakeId,
  summary: bothLanguages,
  lines,
});

export const correctionShape = v.strictObject({
  id: kebabId,
  line,
  kind: oneOf('correction_kind'),
  printed: atMost(60),
  reading: maybe(text),
  reason: text,
});

export type Package = v.InferOutput<typeof packageShape>;
export type Source = v.InferOutput<typeof sourceShape>;
export type Section = v.InferOutput<typeof sectionShape>;
export type Industry = v.InferOutput<typeof industryShape>;
export type Organization = v.InferOutput<typeof organizationShape>;
export type Term = v.InferOutput<typeof termShape>;
export type Measure = v.InferOutput<typeof measureShape>;
export type CodedUnit = v.InferOutput<typeof unitShape>;
export type Figure = v.InferOutput<typeof figureShape>;
export type Case = v.InferOutput<typeof caseShape>;
export type Model = v.InferOutput<typeof modelShape>;
export type Risk = v.InferOutput<typeof riskShape>;
export type Principle = v.InferOutput<typeof principleShape>;
export type Assessment = v.InferOutput<typeof assessmentShape>;
export type Correction = v.InferOutput<typeof correctionShape>;
