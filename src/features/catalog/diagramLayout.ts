import type { TableDescription } from '../../domain/datasetDescription.ts';

/** A table as a box; lengths are CSS pixels. */
export interface DiagramNode {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** A reference from a table's column to another table. */
export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  /** The columns that refer, joined by commas. */
  readonly columns: string;
  /** The line, as the path of an SVG. */
  readonly path: string;
}

export interface Diagram {
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly width: number;
  readonly height: number;
}

export const boxWidth = 156;
export const boxHeight = 40;
const gapX = 72;
const gapY = 14;

type Reference = Pick<DiagramEdge, 'from' | 'to' | 'columns'>;

function referencesOf(tables: readonly TableDescription[]): Reference[] {
  const known = new Set(tables.map((t) => t.name));
  return tables.flatMap(({ name, schema }) =>
    (schema.foreignKeys ?? [])
      .filter((key) => known.has(key.reference.resource) && key.reference.resource !== name)
      .map((key) => ({ from: name, to: key.reference.resource, columns: key.fields.join(', ') })),
  );
}

/** How many references a table stands away from one that refers to nothing; a circle of references counts once. */
function depths(tables: readonly TableDescription[], references: readonly Reference[]): Map<string, number> {
  const found = new Map<string, number>();
  const depthOf = (name: string, above: readonly string[]): number => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const next = references.filter((r) => r.from === name && !above.includes(r.to));
    const depth = Math.max(-1, ...next.map((r) => depthOf(r.to, [...above, name]))) + 1;
    found.set(name, depth);
    return depth;
  };
  for (const { name } of tables) depthOf(name, []);
  return found;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;

/** Orders each layer by the mean place of its neighbours, so that lines cross less; a few sweeps are enough for some dozens of tables. */
function untangle(layers: string[][], references: readonly Reference[]): void {
  const place = new Map<string, number>();
  const note = (layer: readonly string[]): void => {
    for (const [i, name] of layer.entries()) place.set(name, (i + 0.5) / layer.length);
  };
  layers.forEach(note);
  for (let sweep = 0; sweep < 6; sweep++) {
    for (const layer of sweep % 2 === 0 ? layers : layers.toReversed()) {
      const weight = new Map(
        layer.map((name) => {
          const near = references.flatMap((r) => (r.from === name ? [r.to] : r.to === name ? [r.from] : []));
          return [name, mean(near.map((n) => place.get(n) ?? 0)) ?? place.get(name) ?? 0] as const;
        }),
      );
      layer.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
      note(layer);
    }
  }
}

function line(from: DiagramNode, to: DiagramNode): string {
  const n = (value: number): string => String(Math.round(value));
  const [x1, y1] = [from.x + boxWidth, from.y + boxHeight / 2];
  const [x2, y2] = [to.x, to.y + boxHeight / 2];
  const bend = Math.max(gapX / 2, (x2 - x1) / 2);
  return `M${n(x1)} ${n(y1)}C${n(x1 + bend)} ${n(y1)} ${n(x2 - bend)} ${n(y2)} ${n(x2)} ${n(y2)}`;
}

/**
 * How tables hang together by their keys: columns of boxes, each to the left of those that it refers to, so that every line runs from left
 * to right (Sugiyama's layers, ordered by barycentres).
 */
export function diagramOf(tables: readonly TableDescription[]): Diagram {
  const references = referencesOf(tables);
  const depth = depths(tables, references);
  const deepest = Math.max(0, ...depth.values());
  const layers = Array.from({ length: deepest + 1 }, (_, i) =>
    tables.map((t) => t.name).filter((name) => depth.get(name) === deepest - i),
  );
  untangle(layers, references);
  const heightOf = (layer: readonly string[]): number => layer.length * (boxHeight + gapY) - gapY;
  const height = Math.max(0, ...layers.map(heightOf));
  const nodes = layers.flatMap((layer, column) =>
    layer.map((name, i) => ({
      name,
      x: column * (boxWidth + gapX),
      y: (height - heightOf(layer)) / 2 + i * (boxHeight + gapY),
    })),
  );
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const edges = references.flatMap((reference) => {
    const [from, to] = [byName.get(reference.from), byName.get(reference.to)];
    return from && to ? [{ ...reference, path: line(from, to) }] : [];
  });
  return { nodes, edges, width: layers.length * (boxWidth + gapX) - gapX, height };
}
