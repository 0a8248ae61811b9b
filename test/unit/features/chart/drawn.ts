import { parse, View, type Scene, type Spec } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';

interface AnyItem {
  readonly items?: readonly AnyItem[];
  readonly marktype?: string;
  readonly role?: string;
  readonly [key: string]: unknown;
}

const properties = [
  'x',
  'y',
  'x2',
  'y2',
  'width',
  'height',
  'fill',
  'stroke',
  'size',
  'shape',
  'opacity',
  'startAngle',
  'endAngle',
  'text',
];

const rounded = (v: unknown): unknown => (typeof v === 'number' ? Math.round(v * 100) / 100 + 0 : v);

function collect(item: AnyItem, into: string[]): void {
  if (item.marktype !== undefined && item.marktype !== 'group' && item.role === 'mark') {
    for (const mark of item.items ?? []) {
      into.push(`${item.marktype} ${JSON.stringify(properties.map((p) => rounded(mark[p]) ?? null))}`);
    }
    return;
  }
  for (const child of item.items ?? []) collect(child, into);
}

/** Draws without a page, without eval, and gives each mark as text, in a fixed order. */
export async function drawnMarks(spec: Spec): Promise<string[]> {
  const view = new View(parse(spec, undefined, { ast: true }), {
    renderer: 'none',
    expr: expressionInterpreter,
  });
  await view.runAsync();
  const marks: string[] = [];
  collect((view.scenegraph() as unknown as { root: Scene }).root as unknown as AnyItem, marks);
  view.finalize();
  return marks.sort();
}
