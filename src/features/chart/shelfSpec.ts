/**
 * Shelves as a view of the specification: what they show is read from it, what is chosen is written into it, and nothing else in it is
 * touched. The specification is the only state.
 */
import type { Column } from '../../domain/columnType.ts';
import type { JsonValue } from '../../domain/values/json.ts';
import {
  columnOf,
  fieldOf,
  isArray,
  isObject,
  objectAt,
  without,
  type JsonObject,
} from '../../sql/pushdownSpec.ts';
import { fieldType } from './prepareSpec.ts';
import { isRatio } from './datasetColumns.ts';

export const shelfChannels = ['x', 'y', 'color', 'size', 'shape', 'row', 'column'] as const;
export type ShelfChannel = (typeof shelfChannels)[number];

export const shelfMarks = [
  'bar',
  'line',
  'area',
  'point',
  'circle',
  'tick',
  'rect',
  'arc',
  'text',
  'boxplot',
] as const;

/** Stands for "count of rows" where a column is chosen. */
export const countField = '*';

type Path = readonly (string | number)[];

const lists = ['layer', 'hconcat', 'vconcat', 'concat'] as const;

const fieldsIn = (node: JsonObject): number =>
  Object.values(objectAt(node, 'encoding')).filter(
    (d) => isObject(d) && (d['field'] !== undefined || d['aggregate'] !== undefined),
  ).length;

/** The view that the shelves edit: of layers the one that draws most columns, of several views the first. */
export function mainPath(spec: JsonObject): Path {
  for (const key of lists) {
    const list = spec[key];
    if (!isArray(list) || list.length === 0) continue;
    const scores = list.map((c) => (isObject(c) ? (key === 'layer' ? fieldsIn(c) : 0) : -1));
    const at = key === 'layer' ? scores.lastIndexOf(Math.max(...scores)) : scores.indexOf(0);
    const child = list[at];
    return isObject(child) ? [key, at, ...mainPath(child)] : [];
  }
  return isObject(spec['spec']) ? ['spec', ...mainPath(spec['spec'])] : [];
}

const childAt = (node: JsonValue | undefined, key: string | number): JsonValue | undefined =>
  typeof key === 'number' ? (isArray(node) ? node[key] : undefined) : isObject(node) ? node[key] : undefined;

function changeAt(node: JsonValue, path: Path, change: (unit: JsonObject) => JsonObject): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return isObject(node) ? change(node) : node;
  const changed = changeAt(childAt(node, key) ?? {}, rest, change);
  if (isArray(node)) return node.map((c, i) => (i === key ? changed : c));
  return isObject(node) ? { ...node, [key]: changed } : node;
}

const change = (spec: JsonObject, path: Path, by: (unit: JsonObject) => JsonObject): JsonObject => {
  const changed = changeAt(spec, path, by);
  return isObject(changed) ? changed : spec;
};

const nodeAt = (spec: JsonObject, path: Path): JsonObject => {
  const node = path.reduce<JsonValue | undefined>(childAt, spec);
  return isObject(node) ? node : {};
};

/** Where a channel stands: in the main view, or shared above it. */
function holder(spec: JsonObject, channel: string): Path {
  const path = mainPath(spec);
  for (let n = path.length; n >= 0; n--) {
    if (objectAt(nodeAt(spec, path.slice(0, n)), 'encoding')[channel] !== undefined) return path.slice(0, n);
  }
  return path;
}

/** A channel's definition as it stands; empty where there is none. */
export const shelfDef = (spec: JsonObject, channel: string): JsonObject =>
  objectAt(objectAt(nodeAt(spec, holder(spec, channel)), 'encoding'), channel);

export const hasSeveralViews = (spec: JsonObject): boolean => mainPath(spec).length > 0;

/** Sets and (by undefined) removes properties of a channel; a channel left without any goes. */
export function patchShelf(
  spec: JsonObject,
  channel: string,
  patch: Readonly<Record<string, JsonValue | undefined>>,
): JsonObject {
  return change(spec, holder(spec, channel), (unit) => {
    const encoding = objectAt(unit, 'encoding');
    const def: Record<string, JsonValue> = { ...objectAt(encoding, channel) };
    for (const [key, value] of Object.entries(patch)) {
      if (value === undefined) Reflect.deleteProperty(def, key);
      else def[key] = value;
    }
    const next = Object.keys(def).length === 0 ? without(encoding, channel) : { ...encoding, [channel]: def };
    return { ...unit, encoding: next };
  });
}

/** The column on a shelf: its name, {@link countField}, or null. */
export function shelfField(spec: JsonObject, channel: string): string | null {
  const def = shelfDef(spec, channel);
  if (typeof def['field'] === 'string') return columnOf(def['field']) ?? def['field'];
  return def['aggregate'] === 'count' ? countField : null;
}

const scaleFor = (column: Column): Readonly<Record<string, JsonValue | undefined>> =>
  isRatio(column.name) ? { scale: { type: 'log' } } : { scale: undefined };

/** Puts a column (or the count of rows, or nothing) on a shelf. What belonged to the former column goes; what did not stays. */
export function setShelfField(
  spec: JsonObject,
  channel: ShelfChannel,
  column: Column | typeof countField | null,
): JsonObject {
  if (column === null) {
    return change(spec, holder(spec, channel), (unit) => ({
      ...unit,
      encoding: without(objectAt(unit, 'encoding'), channel),
    }));
  }
  const cleared = {
    bin: undefined,
    timeUnit: undefined,
    sort: undefined,
    title: undefined,
    stack: undefined,
  };
  if (column === countField) {
    return patchShelf(spec, channel, {
      ...cleared,
      field: undefined,
      scale: undefined,
      aggregate: 'count',
      type: 'quantitative',
    });
  }
  const type = fieldType(column.type);
  const kept = shelfDef(spec, channel)['aggregate'];
  const aggregate =
    type === 'quantitative' && typeof kept === 'string' && kept !== 'count' ? kept : undefined;
  return patchShelf(spec, channel, {
    ...cleared,
    ...scaleFor(column),
    field: fieldOf(column.name),
    type,
    aggregate,
  });
}

/** The mark's name; '' where the main view has none. */
export function markOf(spec: JsonObject): string {
  const { mark } = nodeAt(spec, mainPath(spec));
  const type = isObject(mark) ? mark['type'] : mark;
  return typeof type === 'string' ? type : '';
}

/** Changes the mark and keeps its other properties. */
export const setMark = (spec: JsonObject, type: string): JsonObject =>
  change(spec, mainPath(spec), (unit) => ({
    ...unit,
    mark: isObject(unit['mark']) ? { ...unit['mark'], type } : type,
  }));

/** The title that the specification gives the chart, if it does. */
export function chartTitle(spec: JsonObject): string {
  const { title } = spec;
  const text = isObject(title) ? title['text'] : title;
  return typeof text === 'string'
    ? text
    : isArray(text)
      ? text.filter((l) => typeof l === 'string').join(' ')
      : '';
}

/** Sets the chart's title; an empty one falls back to the work's. */
export function setChartTitle(spec: JsonObject, text: string): JsonObject {
  if (isObject(spec['title'])) {
    return { ...spec, title: text === '' ? without(spec['title'], 'text') : { ...spec['title'], text } };
  }
  return text === '' ? without(spec, 'title') : { ...spec, title: text };
}

/** The columns that the tooltip names. */
export function tooltipFields(spec: JsonObject): string[] {
  const { tooltip } = objectAt(nodeAt(spec, holder(spec, 'tooltip')), 'encoding');
  const list = isArray(tooltip) ? tooltip : [tooltip];
  return list.flatMap((d) =>
    isObject(d) && typeof d['field'] === 'string' ? [columnOf(d['field']) ?? d['field']] : [],
  );
}

/** Adds a column to the tooltip or takes it out; the other entries stay as they are. */
export function toggleTooltip(spec: JsonObject, column: Column): JsonObject {
  return change(spec, holder(spec, 'tooltip'), (unit) => {
    const encoding = objectAt(unit, 'encoding');
    const { tooltip } = encoding;
    const list = isArray(tooltip)
      ? tooltip
      : isObject(tooltip) && tooltip['field'] !== undefined
        ? [tooltip]
        : [];
    const isIt = (d: JsonValue): boolean =>
      isObject(d) && typeof d['field'] === 'string' && columnOf(d['field']) === column.name;
    const next = list.some(isIt)
      ? list.filter((d) => !isIt(d))
      : [...list, { field: fieldOf(column.name), type: fieldType(column.type) }];
    return {
      ...unit,
      encoding: next.length === 0 ? without(encoding, 'tooltip') : { ...encoding, tooltip: next },
    };
  });
}

/** A number's bins as the shelf shows them: none, Vega's choice, or about so many. */
export function binChoice(spec: JsonObject, channel: string): string {
  const { bin } = shelfDef(spec, channel);
  if (bin === undefined || bin === null || bin === false) return 'off';
  if (isObject(bin) && typeof bin['maxbins'] === 'number') return String(bin['maxbins']);
  return 'auto';
}

export function setBin(spec: JsonObject, channel: string, choice: string): JsonObject {
  const { bin } = shelfDef(spec, channel);
  const rest = isObject(bin) ? without(bin, 'maxbins') : {};
  const own = Object.keys(rest).length > 0 ? rest : true;
  const next = choice === 'off' ? undefined : choice === 'auto' ? own : { ...rest, maxbins: Number(choice) };
  return patchShelf(spec, channel, { bin: next, ...(next === undefined ? {} : { aggregate: undefined }) });
}

/** A shelf's sort as one word; `custom` for what the shelf can't say. */
export function sortChoice(spec: JsonObject, channel: string): string {
  const { sort } = shelfDef(spec, channel);
  if (sort === undefined) return 'automatic';
  if (sort === null) return 'none';
  return typeof sort === 'string' && /^(?:ascending|descending|-?[xy])$/.test(sort) ? sort : 'custom';
}

export const setSort = (spec: JsonObject, channel: string, choice: string): JsonObject =>
  choice === 'custom'
    ? spec
    : patchShelf(spec, channel, {
        sort: choice === 'automatic' ? undefined : choice === 'none' ? null : choice,
      });

export function scaleChoice(spec: JsonObject, channel: string): string {
  const type = objectAt(shelfDef(spec, channel), 'scale')['type'];
  return typeof type === 'string' ? type : 'automatic';
}

export function setScale(spec: JsonObject, channel: string, choice: string): JsonObject {
  const rest = without(objectAt(shelfDef(spec, channel), 'scale'), 'type');
  const scale = choice === 'automatic' ? rest : { ...rest, type: choice };
  return patchShelf(spec, channel, { scale: Object.keys(scale).length === 0 ? undefined : scale });
}

export function stackChoice(spec: JsonObject, channel: string): string {
  const { stack } = shelfDef(spec, channel);
  if (stack === undefined) return 'automatic';
  return typeof stack === 'string' ? stack : stack === true ? 'zero' : 'none';
}

export const setStack = (spec: JsonObject, channel: string, choice: string): JsonObject =>
  patchShelf(spec, channel, {
    stack: choice === 'automatic' ? undefined : choice === 'none' ? null : choice,
  });
