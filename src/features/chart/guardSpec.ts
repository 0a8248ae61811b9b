/**
 * Specifications come from strangers. What is let through can compute and draw, and nothing else.
 *
 * - G1 Only a JSON object that says it is Vega-Lite, of bounded size, depth and number of parts.
 * - G2 Nothing is loaded: a `url` of data, image or encoding is refused, whatever it names.
 * - G3 Links are inert: `href` is taken out wherever it stands.
 * - G4 `usermeta.embedOptions` (loaders, scripts, style sheets of other embedders) is taken out.
 * - G5 `$schema` is read as a label, never fetched; `data` that only names a source is taken out: the result is the data.
 * - G6 Inline data are capped, generated sequences too.
 * - G7 Counts that make the machine work (bins, ticks, views, parameters, transforms) are capped.
 * - G8 Expressions are capped in length and may not build long lists or texts; they run in the interpreter, never as code.
 * - G9 No parameter binds to an element of the page or listens to the window or a timer.
 * - G10 Names that reach into JavaScript's own objects are refused.
 */
import { fail, ok, type Result } from '../../domain/appError.ts';
import type { JsonValue } from '../../domain/values/json.ts';
import { isArray, isObject, type JsonObject } from '../../sql/pushdownSpec.ts';

export interface Guarded {
  readonly spec: JsonObject;
  /** What was taken out, by rule. */
  readonly removed: readonly ('href' | 'embed_options' | 'named_data' | 'binding')[];
}

export const guardLimits = {
  depth: 40,
  parts: 20_000,
  inlineCells: 200_000,
  characters: 4_000_000,
  count: 1_000,
  pixels: 10_000,
  list: 100,
  expression: 2_000,
} as const;

class Refusal extends Error {
  constructor(
    readonly kind: 'spec_refused' | 'spec_invalid',
    message: string,
  ) {
    super(message);
  }
}

const invalid = (message: string): never => {
  throw new Refusal('spec_invalid', message);
};
const refused = (message: string): never => {
  throw new Refusal('spec_refused', message);
};

/** Numbers under these names decide how much is built. */
const counted =
  /^(?:maxbins|steps|tickCount|tickMinStep|resolve|columns|symbolLimit|labelLimit|tickBand|sample|order|precision|stop|counts)$/;
/** Lists under these names are views, parameters or steps to carry out. */
const listed = /^(?:layer|concat|hconcat|vconcat|params|transform|row|column|repeat)$/;
const forbidden = new Set(['__proto__', 'constructor', 'prototype', '__defineGetter__', '__lookupGetter__']);
const ownNames = /__proto__|\bconstructor\b|\bprototype\b/;
const builders =
  /\b(?:sequence|pad|repeat|extent|lookup|data|indata|geoPath|containerSize|warn|info|debug|modify)\s*\(/;
const expressionKeys = /^(?:expr|calculate|filter|test|update|labelExpr|signal)$/;

class Walk {
  readonly removed = new Set<Guarded['removed'][number]>();
  #parts = 0;
  #cells = 0;

  object(object: JsonObject, key: string, depth: number): JsonObject {
    if (depth > guardLimits.depth) invalid(`deeper than ${String(guardLimits.depth)} levels`);
    const kept: Record<string, JsonValue> = {};
    for (const [name, value] of Object.entries(object)) {
      if (forbidden.has(name)) invalid(`the name ${name} is not allowed`);
      if (this.#isRemoved(name, value, key)) continue;
      kept[name] = this.value(value, name, depth + 1);
    }
    return kept;
  }

  value(value: JsonValue, key: string, depth: number): JsonValue {
    if (++this.#parts > guardLimits.parts) invalid(`more than ${String(guardLimits.parts)} parts`);
    if (key === 'values' || key === 'datasets') return this.#inline(value, depth);
    if (isArray(value)) return this.#list(value, key, depth);
    if (isObject(value)) return this.object(value, key, depth);
    if (typeof value === 'number') this.#number(value, key);
    if (typeof value === 'string') this.#text(value, key);
    return value;
  }

  #isRemoved(name: string, value: JsonValue, parent: string): boolean {
    if (name === 'href' || name === 'hrefs') return this.#remove('href');
    if (parent === 'usermeta' && name === 'embedOptions') return this.#remove('embed_options');
    if (
      name === 'data' &&
      isObject(value) &&
      !('values' in value) &&
      !('sequence' in value) &&
      !('url' in value)
    ) {
      // Data by name, or a globe: the result takes its place.
      if (!('sphere' in value) && !('graticule' in value)) return this.#remove('named_data');
    }
    if (name === 'element' && parent === 'bind') return this.#remove('binding');
    if (name === 'url' || name === 'loader') refused(`${name} is not loaded`);
    return false;
  }

  #remove(what: Guarded['removed'][number]): true {
    this.removed.add(what);
    return true;
  }

  #list(list: readonly JsonValue[], key: string, depth: number): JsonValue {
    if (depth > guardLimits.depth) invalid(`deeper than ${String(guardLimits.depth)} levels`);
    if (listed.test(key) && list.length > guardLimits.list)
      invalid(`more than ${String(guardLimits.list)} in ${key}`);
    return list.map((v) => this.value(v, key, depth + 1));
  }

  #inline(value: JsonValue, depth: number): JsonValue {
    const count = (v: JsonValue, level: number): void => {
      if (++this.#cells > guardLimits.inlineCells) invalid('too much inline data');
      if (level > guardLimits.depth) invalid(`deeper than ${String(guardLimits.depth)} levels`);
      if (isArray(v)) for (const item of v) count(item, level + 1);
      else if (isObject(v)) {
        for (const [name, item] of Object.entries(v)) {
          if (forbidden.has(name)) invalid(`the name ${name} is not allowed`);
          count(item, level + 1);
        }
      }
    };
    count(value, depth);
    return value;
  }

  #number(value: number, key: string): void {
    if (!Number.isFinite(value)) invalid(`${key} is no number`);
    if (counted.test(key) && Math.abs(value) > guardLimits.count)
      invalid(`${key} over ${String(guardLimits.count)}`);
    if (/^(?:width|height|padding|offset)$/.test(key) && Math.abs(value) > guardLimits.pixels)
      invalid(`${key} too large`);
  }

  #text(text: string, key: string): void {
    if (expressionKeys.test(key)) this.#expression(text);
    else if (text.length > guardLimits.expression * 5) invalid(`the text of ${key} is too long`);
    if (/^(?:on|clear|events)$/.test(key) && /\b(?:window|document|timer|body)\b|[#.][A-Za-z]/.test(text)) {
      refused('parameters listen to the chart only');
    }
    if (key === 'type' && text === 'image') refused('image marks are not drawn');
    if (key === 'mark' && text === 'image') refused('image marks are not drawn');
  }

  #expression(text: string): void {
    if (text.length > guardLimits.expression) invalid('an expression is too long');
    const code = text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''");
    if (ownNames.test(text)) refused('an expression reaches outside the chart');
    const builder = builders.exec(code)?.[0];
    if (builder !== undefined) invalid(`${builder.replace(/\s*\($/, '')}() is not allowed in an expression`);
  }
}

/** Sequences of numbers: at most as many as inline data may have. */
function checkSequences(text: string): void {
  for (const match of text.matchAll(/"sequence":\s*(\{[^{}]*\})/g)) {
    const { start = 0, stop = 0, step = 1 } = JSON.parse(match[1] ?? '{}') as Record<string, number>;
    const length = Math.abs((Number(stop) - Number(start)) / Number(step));
    if (!(length <= guardLimits.inlineCells)) invalid('too long a sequence');
  }
}

function checkKind(spec: JsonObject): void {
  const schema = spec['$schema'];
  if (typeof schema === 'string' && /\/schema\/vega\//.test(schema))
    invalid('this is Vega; a chart here is Vega-Lite');
  if ('marks' in spec || 'signals' in spec) invalid('this is Vega; a chart here is Vega-Lite');
  const views = ['mark', 'layer', 'concat', 'hconcat', 'vconcat', 'repeat', 'spec'];
  if (!views.some((v) => v in spec)) invalid('no mark');
}

/** Checks a specification and takes out what must not be in it. Errors: `spec_refused` where it reaches out, else `spec_invalid`. */
export function guardSpec(given: unknown): Result<Guarded> {
  try {
    if (!isObject(given)) return fail({ kind: 'spec_invalid', message: 'not an object' });
    const walk = new Walk();
    const spec = walk.object(given, '', 0);
    const text = JSON.stringify(spec);
    if (text.length > guardLimits.characters) invalid('too long');
    checkSequences(text);
    checkKind(spec);
    return ok({ spec, removed: [...walk.removed] });
  } catch (thrown) {
    if (thrown instanceof Refusal) return fail({ kind: thrown.kind, message: thrown.message });
    return fail({
      kind: 'spec_invalid',
      message: thrown instanceof RangeError ? 'nested too deep' : 'not JSON',
    });
  }
}
