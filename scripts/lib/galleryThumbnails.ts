import * as vega from 'vega';
import type { Rows } from '../../src/engine/rows.ts';
import { toVegaSpec } from '../../src/features/chart/compileSpec.ts';
import { mapEncodings } from '../../src/features/chart/prepareSpec.ts';
import { cssTheme } from '../../src/features/chart/theme.ts';
import type { Question } from '../../src/features/gallery/question.ts';
import { questions } from '../../src/features/gallery/questions.ts';
import type { Thumbnail, ThumbnailPath } from '../../src/features/gallery/thumbnail.ts';
import { isObject, without, type JsonObject } from '../../src/sql/pushdownSpec.ts';
import { nativeRows } from './nativeRows.ts';
import { openShippedDatabase } from './shippedDatabase.ts';

/** Pixels of the picture before it is shown in the size of a stamp. */
const size = { width: 240, height: 150 };

/** What is needed of an item of Vega's scene. */
interface Item {
  readonly marktype?: string;
  readonly role?: string;
  readonly items?: readonly Item[];
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly size?: number;
  readonly fill?: string | null;
  readonly stroke?: string | null;
  readonly strokeWidth?: number;
  readonly opacity?: number;
  readonly fillOpacity?: number;
  readonly startAngle?: number;
  readonly endAngle?: number;
  readonly outerRadius?: number;
}

/** A chart without words and guides: its marks alone, in a fixed size. */
function bare(spec: JsonObject): JsonObject {
  const plain = mapEncodings(without(spec, 'title', 'config'), (encoding) =>
    Object.fromEntries(
      Object.entries(encoding)
        .filter(([channel]) => channel !== 'tooltip' && channel !== 'text')
        .map(([channel, def]) => {
          if (!isObject(def)) return [channel, def];
          if (['x', 'y'].includes(channel)) return [channel, { ...def, axis: null }];
          if (['row', 'column', 'facet'].includes(channel)) return [channel, { ...def, header: null }];
          const legend = ['color', 'fill', 'stroke', 'shape', 'size', 'opacity'].includes(channel);
          return [channel, legend ? { ...def, legend: null } : def];
        }),
    ),
  );
  return { ...plain, ...size };
}

const tenth = (n: number): number => Math.round(n * 10) / 10;
const tenths = (n: number): string => String(tenth(n));

/** A colour between two of a ramp, which no token names: the first colour of the palette, the fainter the lighter it is. */
function themed(colour: string): readonly [string, number] {
  const channels = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number);
  if (!channels) return [colour, 1];
  const light = channels.reduce((sum, c) => sum + c, 0) / (3 * 255);
  return ['var(--chart-1)', Math.min(1, Math.max(0.2, 1.2 - light))];
}

interface Stroke {
  readonly style: Omit<ThumbnailPath, 'd'>;
  readonly d: string;
}

const half = (n: number): number => Math.round(n * 2) / 2;

/** One mark as a piece of a path; a symbol as a dot of its area, whatever its shape. */
function strokeOf(type: string, item: Item, dx: number, dy: number): Stroke | null {
  const [x, y] = [dx + (item.x ?? 0), dy + (item.y ?? 0)];
  const { fill, stroke } = item;
  const given = (fill === 'transparent' ? null : fill) ?? stroke ?? null;
  if (given === null) return null;
  const [colour, shade] = themed(given);
  const opacity = tenth((item.opacity ?? 1) * (item.fillOpacity ?? 1) * shade);
  const at = `M${tenths(x)} ${tenths(y)}`;
  switch (type) {
    case 'rect': {
      const [w, h] = [tenths(item.width ?? 0), tenths(item.height ?? 0)];
      return { style: { fill: colour, opacity }, d: `${at}h${w}v${h}h-${w}z` };
    }
    case 'symbol':
      return {
        style: { stroke: colour, width: half(1.3 * Math.sqrt(item.size ?? 30)), opacity },
        d: `${at}h0`,
      };
    case 'rule':
      return {
        style: { stroke: colour, width: half(item.strokeWidth ?? 1), opacity },
        d: `${at}L${tenths(dx + (item.x2 ?? item.x ?? 0))} ${tenths(dy + (item.y2 ?? item.y ?? 0))}`,
      };
    default:
      return null;
  }
}

/** The points of a line, joined. */
function lineOf(items: readonly Item[], dx: number, dy: number): Stroke | null {
  const [first] = items;
  if (!first?.stroke) return null;
  const d = items.map(
    (p, i) => `${i === 0 ? 'M' : 'L'}${tenths(dx + (p.x ?? 0))} ${tenths(dy + (p.y ?? 0))}`,
  );
  return { style: { stroke: first.stroke, width: first.strokeWidth ?? 2, opacity: 1 }, d: d.join('') };
}

function strokesOf(node: Item, dx: number, dy: number): Stroke[] {
  if (node.marktype !== undefined && node.marktype !== 'group') {
    if (node.role !== 'mark') return [];
    const items = node.items ?? [];
    const drawn =
      node.marktype === 'line'
        ? [lineOf(items, dx, dy)]
        : items.map((item) => strokeOf(node.marktype ?? '', item, dx, dy));
    return drawn.filter((s) => s !== null);
  }
  const moves = node.marktype === undefined;
  const [x, y] = moves ? [dx + (node.x ?? 0), dy + (node.y ?? 0)] : [dx, dy];
  return (node.items ?? []).flatMap((child) => strokesOf(child, x, y));
}

/** Marks of one style after another become one path. */
function joined(strokes: readonly Stroke[]): ThumbnailPath[] {
  const paths: { key: string; path: ThumbnailPath }[] = [];
  for (const { style, d } of strokes) {
    const key = JSON.stringify(style);
    const known = paths.find((p) => p.key === key);
    if (known) known.path = { ...known.path, d: known.path.d + d };
    else paths.push({ key, path: { ...style, d } });
  }
  return paths.map(({ path }) => path);
}

/** The marks of a question's chart over its answer, in the colours of the page's theme. */
export async function thumbnailOf(question: Question, rows: Rows): Promise<Thumbnail> {
  const compiled = toVegaSpec(bare({ ...question.spec('en') }), rows, {
    ...size,
    title: '',
    sourceLine: '',
    theme: cssTheme,
    language: 'en',
  });
  if (!compiled.ok) throw new Error(`${question.id}: ${compiled.error.message}`);
  const untitled = { ...compiled.value.vega, padding: 0 };
  delete untitled.title;
  const view = new vega.View(vega.parse(untitled), { renderer: 'none' });
  await view.runAsync();
  const scene = (view.scenegraph() as unknown as { readonly root: Item }).root;
  const [width, height] = [view.width(), view.height()];
  const paths = joined(strokesOf(scene, 0, 0));
  view.finalize();
  if (paths.length === 0) throw new Error(`${question.id} has no marks for its thumbnail`);
  return { width: Math.ceil(width), height: Math.ceil(height), paths };
}

/**
 * A small picture of each question's chart, by the question's id.
 * @param folder where `npm run data` wrote the dataset
 */
export async function galleryThumbnails(folder: string): Promise<Record<string, Thumbnail>> {
  const database = await openShippedDatabase(folder);
  try {
    const pictures: Record<string, Thumbnail> = {};
    for (const question of questions) {
      pictures[question.id] = await thumbnailOf(question, await nativeRows(database, question.sql('en')));
    }
    return pictures;
  } finally {
    database.closeSync();
  }
}
