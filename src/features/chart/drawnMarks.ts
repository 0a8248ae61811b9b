import { rowField } from '../../sql/pushdownEncoding.ts';

/** What is needed of an item of Vega's scene. */
export interface SceneItem {
  readonly marktype?: string;
  readonly role?: string;
  readonly items?: readonly SceneItem[];
  readonly mark?: SceneItem;
  readonly datum?: unknown;
  readonly x?: number;
  readonly y?: number;
  readonly bounds?: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One mark of the picture. */
export interface DrawnMark {
  readonly item: SceneItem;
  readonly type: string;
  readonly datum: Readonly<Record<string, unknown>>;
  /** The row it is drawn from (see `chartData.ts`); null where Vega computed it from several. */
  readonly row: number | null;
  /** Where it is, from the corner of the drawing area. */
  readonly box: Box;
}

const pathlike = new Set(['line', 'area', 'trail']);

function boxOf(item: SceneItem, type: string, dx: number, dy: number): Box {
  const { bounds } = item;
  // A point of a line has no extent of its own.
  if (pathlike.has(type) || !bounds || !Number.isFinite(bounds.x1)) {
    return { x: dx + (item.x ?? 0) - 4, y: dy + (item.y ?? 0) - 4, width: 8, height: 8 };
  }
  return {
    x: dx + bounds.x1,
    y: dy + bounds.y1,
    width: bounds.x2 - bounds.x1,
    height: bounds.y2 - bounds.y1,
  };
}

export function rowNumber(datum: Readonly<Record<string, unknown>>): number | null {
  const row = datum[rowField] ?? datum[`max_${rowField}`];
  return typeof row === 'number' ? row : null;
}

function collect(node: SceneItem, dx: number, dy: number, into: DrawnMark[]): void {
  if (node.marktype !== undefined && node.marktype !== 'group') {
    if (node.role !== 'mark') return;
    for (const item of node.items ?? []) {
      const datum = (typeof item.datum === 'object' && item.datum !== null ? item.datum : {}) as Record<
        string,
        unknown
      >;
      into.push({
        item,
        type: node.marktype,
        datum,
        row: rowNumber(datum),
        box: boxOf(item, node.marktype, dx, dy),
      });
    }
    return;
  }
  // An item of a group mark moves what is in it; a mark does not.
  const moves = node.marktype === undefined;
  for (const child of node.items ?? []) {
    collect(child, dx + (moves ? (node.x ?? 0) : 0), dy + (moves ? (node.y ?? 0) : 0), into);
  }
}

/** The marks of a scene, guides left out. */
export function marksOf(root: SceneItem): DrawnMark[] {
  const marks: DrawnMark[] = [];
  collect(root, 0, 0, marks);
  return marks;
}

/** The order in which keys walk through marks: from left to right, then from the top down; marks without data are passed over. */
export function readingOrder(marks: readonly DrawnMark[]): DrawnMark[] {
  const seen = new Set<string>();
  return marks
    .filter((m) => Object.keys(m.datum).length > 0)
    .filter((m) => {
      // A rule and a point of the same row are one stop.
      const key = m.row === null ? '' : String(m.row);
      if (key === '') return true;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => Math.round(a.box.x - b.box.x) || a.box.y - b.box.y);
}

/** The mark under the pointer: of a line the point nearest to it. */
export function markAt(marks: readonly DrawnMark[], item: SceneItem, x: number): DrawnMark | null {
  const exact = marks.find((m) => m.item === item);
  if (!exact) return null;
  if (!pathlike.has(exact.type)) return exact;
  const along = marks.filter((m) => m.item.mark === item.mark);
  return along.reduce(
    (near, m) => (Math.abs(m.box.x + 4 - x) < Math.abs(near.box.x + 4 - x) ? m : near),
    exact,
  );
}

/** The mark next to another in the direction of an arrow key. */
export function neighbour(order: readonly DrawnMark[], from: DrawnMark, key: string): DrawnMark {
  const at = order.indexOf(from);
  if (key === 'Home') return order[0] ?? from;
  if (key === 'End') return order.at(-1) ?? from;
  if (key === 'ArrowRight') return order[Math.min(at + 1, order.length - 1)] ?? from;
  if (key === 'ArrowLeft') return order[Math.max(at - 1, 0)] ?? from;
  const down = key === 'ArrowDown' ? 1 : -1;
  const middle = (m: DrawnMark): number => m.box.y + m.box.height / 2;
  const beyond = order.filter((m) => (middle(m) - middle(from)) * down > 0.5);
  const cost = (m: DrawnMark): number =>
    Math.abs(middle(m) - middle(from)) * 2 + Math.abs(m.box.x - from.box.x);
  return (
    beyond.reduce<DrawnMark | null>((best, m) => (best && cost(best) <= cost(m) ? best : m), null) ?? from
  );
}

const keyOf = (mark: DrawnMark): string =>
  `${mark.type} ${mark.row === null ? JSON.stringify(Object.entries(mark.datum).filter(([, v]) => typeof v !== 'object')) : String(mark.row)}`;

/** The marks of a picture drawn anew that stand for what others stood for. */
export function sameMarks(former: readonly DrawnMark[], marks: readonly DrawnMark[]): DrawnMark[] {
  if (former.length === 0) return [];
  const wanted = new Set(former.map(keyOf));
  return marks.filter((mark) => wanted.has(keyOf(mark)));
}
