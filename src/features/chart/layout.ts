/** How large a chart is drawn: as large as its box, larger where categories need room, and never more of them than anyone can read. */
import type { JsonValue } from '../../domain/values/json.ts';
import { columnOf, isArray, isObject, objectAt, type JsonObject } from '../../sql/pushdownSpec.ts';
import { isFieldDef } from '../../sql/pushdownEncoding.ts';
import type { ChartRow } from './chartData.ts';

/** Categories that one axis shows at most. */
export const categoryLimit = 200;

export interface Trimmed {
  readonly rows: ReadonlyMap<string, readonly ChartRow[]>;
  /** The axis with the most categories left out, if any. */
  readonly cut: { readonly shown: number; readonly of: number } | null;
}

const isDiscrete = (def: JsonObject): boolean => {
  if (def['aggregate'] !== undefined) return false;
  // A binned or timed field has as many categories as there are bins, never one a row.
  if (def['bin'] !== undefined || def['timeUnit'] !== undefined) return false;
  const type = def['type'];
  return type === 'nominal' || type === 'ordinal' || type === undefined;
};

interface Leaf {
  readonly data: string | null;
  readonly encoding: JsonObject;
}

/** Each view that draws, with the name of its data. */
export function leaves(spec: JsonObject, above: Leaf = { data: null, encoding: {} }): Leaf[] {
  const data = objectAt(spec, 'data')['name'];
  const here: Leaf = {
    data: typeof data === 'string' ? data : above.data,
    encoding: { ...above.encoding, ...objectAt(spec, 'encoding') },
  };
  for (const key of ['layer', 'hconcat', 'vconcat', 'concat']) {
    const list = spec[key];
    if (isArray(list)) return list.flatMap((c) => (isObject(c) ? leaves(c, here) : []));
  }
  return isObject(spec['spec']) ? leaves(spec['spec'], here) : [here];
}

function discreteColumns(
  spec: JsonObject,
  channel: string,
): { readonly data: string; readonly column: string; readonly def: JsonObject }[] {
  return leaves(spec).flatMap(({ data, encoding }) => {
    const def = encoding[channel];
    if (data === null || !isFieldDef(def) || !isDiscrete(def) || typeof def['field'] !== 'string') return [];
    const column = columnOf(def['field']);
    return column === null ? [] : [{ data, column, def }];
  });
}

const categories = (
  spec: JsonObject,
  channel: string,
  rows: ReadonlyMap<string, readonly ChartRow[]>,
): ReadonlySet<JsonValue> => {
  const found = new Set<JsonValue>();
  for (const { data, column } of discreteColumns(spec, channel)) {
    for (const row of rows.get(data) ?? []) found.add(row[column] ?? null);
  }
  return found;
};

/** Keeps the first categories of each axis: with a sort by size the rows come largest first. */
export function trimCategories(spec: JsonObject, rows: ReadonlyMap<string, readonly ChartRow[]>): Trimmed {
  let kept = rows;
  let cut: Trimmed['cut'] = null;
  for (const channel of ['x', 'y', 'row', 'column', 'facet']) {
    const all = categories(spec, channel, rows);
    const limit = channel === 'x' || channel === 'y' ? categoryLimit : 24;
    if (all.size <= limit) continue;
    const first = new Set([...all].slice(0, limit));
    const next = new Map(kept);
    for (const { data, column } of discreteColumns(spec, channel)) {
      next.set(
        data,
        (next.get(data) ?? []).filter((row) => first.has(row[column] ?? null)),
      );
    }
    kept = next;
    cut = { shown: limit, of: all.size };
  }
  return { rows: kept, cut };
}

const distinct = (
  spec: JsonObject,
  channel: string,
  rows: ReadonlyMap<string, readonly ChartRow[]>,
): number => categories(spec, channel, rows).size;

/**
 * The height in pixels of what lies above and below the marks: the head's lines, the axis, and legends where they lie below, each with its
 * title and its entries in columns. Without it, "fit" takes the room of the marks for them.
 */
export function guideHeight(
  spec: JsonObject,
  rows: ReadonlyMap<string, readonly ChartRow[]>,
  given: { readonly headLines: number; readonly legendColumns: number | null },
): number {
  const columns = given.legendColumns;
  const entries = new Map<string, number>();
  for (const channel of columns === null ? [] : ['color', 'fill', 'stroke', 'shape']) {
    const present = distinct(spec, channel, rows);
    for (const { column, def } of discreteColumns(spec, channel)) {
      // A closed vocabulary shows all its terms, present or not.
      const { domain } = objectAt(def, 'scale');
      entries.set(column, Math.min(24, Math.max(present, isArray(domain) ? domain.length : 0)));
    }
  }
  const legends = [...entries.values()].map((n) => 30 + 13 * Math.ceil(n / (columns ?? 1)));
  return 62 + 16 * given.headLines + legends.reduce((sum, height) => sum + height, 0);
}

const composed = ['hconcat', 'vconcat', 'concat', 'repeat', 'facet'];

/** Heights and widths for a box; a specification that gives its own keeps them. */
export function sized(
  spec: JsonObject,
  rows: ReadonlyMap<string, readonly ChartRow[]>,
  box: { readonly width: number; readonly height: number; readonly guides: number },
): JsonObject {
  if (composed.some((k) => k in spec)) return spec;
  const [leaf] = leaves(spec);
  const faceted = ['row', 'column', 'facet'].filter((c) => isFieldDef(leaf?.encoding[c]));
  const across = faceted.includes('column') ? Math.max(1, distinct(spec, 'column', rows)) : 1;
  const down = faceted.includes('row') ? Math.max(1, distinct(spec, 'row', rows)) : 1;
  const offset = (channel: string): number =>
    isFieldDef(leaf?.encoding[channel]) ? Math.max(1, distinct(spec, channel, rows)) : 1;
  const needY = distinct(spec, 'y', rows) * Math.max(15, 8 * offset('yOffset'));
  const needX = distinct(spec, 'x', rows) * Math.max(16, 8 * offset('xOffset'));
  const own = { width: spec['width'], height: spec['height'] };
  if (faceted.length > 0) {
    const width = Math.max(110, Math.floor((box.width - 150) / across) - 20, Math.min(needX, 400));
    const height = Math.max(60, Math.floor((box.height - 130) / down) - 20, needY);
    return { ...spec, width: own.width ?? width, height: own.height ?? height };
  }
  const width = own.width ?? Math.max(box.width, needX + 90);
  const height = own.height ?? Math.max(box.height, needY + box.guides);
  const fits = own.width === undefined && own.height === undefined && spec['autosize'] === undefined;
  return { ...spec, width, height, ...(fits ? { autosize: { type: 'fit', contains: 'padding' } } : {}) };
}

/** Text in lines no wider than the picture; Chinese breaks anywhere, Latin at blanks. */
export function wrapped(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const [part] of text.matchAll(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g)) {
    const size = [...part].reduce(
      (sum, c) => sum + (c.charCodeAt(0) >= 0x2e80 ? fontSize : fontSize * 0.55),
      0,
    );
    if (used + size > width && line.trim() !== '') {
      lines.push(line.trim());
      line = '';
      used = 0;
    }
    if (line === '' && part.trim() === '') continue;
    line += part;
    used += size;
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}
