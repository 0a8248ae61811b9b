import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../../scripts/lib/paths.mjs';
import type { Column } from '../../../../src/domain/columnType.ts';
import type { Rows } from '../../../../src/engine/rows.ts';
import { compileChart } from '../../../../src/features/chart/compileSpec.ts';
import { loadChart, type LoadedChart } from '../../../../src/features/chart/loadChart.ts';
import { linesOf } from '../../../../src/features/chart/markText.ts';
import { rowNumber, type SceneItem } from '../../../../src/features/chart/drawnMarks.ts';
import { themeFrom, type ChartTheme } from '../../../../src/features/chart/theme.ts';
import { openView, sceneOf } from '../../../../src/features/chart/vegaView.ts';

/** A picture in words: one line for each text, guide and mark, where it is, how large, what colour, what it stands for. */
interface Entry {
  readonly what: string;
  readonly colours: readonly string[];
}

type Item = SceneItem & Readonly<Record<string, unknown>>;

const css = readFileSync(join(root, 'src/ui/theme.css'), 'utf8');

/** The theme as the page has it, from its tokens. */
export function pageTheme(kind: 'light' | 'dark'): ChartTheme {
  const block = (selector: string): string => css.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  const own = kind === 'dark' ? block(":root[data-theme='dark']") : '';
  const find = (text: string, token: string): string | undefined =>
    new RegExp(`--${token}: ([^;]+);`).exec(text)?.[1];
  return themeFrom((token) => find(own, token) ?? find(block(':root'), token) ?? '', kind);
}

const at = (n: unknown): string => String(Math.round(typeof n === 'number' ? n : 0));

const colour = (value: unknown): string =>
  typeof value === 'string' && value !== 'transparent' ? value.replace(/\s/g, '') : '–';

function geometry(type: string, item: Item, dx: number, dy: number): string {
  const [x, y] = [dx + (item.x ?? 0), dy + (item.y ?? 0)];
  switch (type) {
    case 'rect':
      return `at ${at(x)},${at(y)} ${at(item['width'])} × ${at(item['height'])}`;
    case 'rule':
      return `from ${at(x)},${at(y)} to ${at(dx + Number(item['x2'] ?? item.x ?? 0))},${at(dy + Number(item['y2'] ?? item.y ?? 0))}`;
    case 'symbol':
      return `${typeof item['shape'] === 'string' ? item['shape'] : 'circle'} ${at(item['size'])} at ${at(x)},${at(y)}`;
    case 'arc':
      return `at ${at(x)},${at(y)} from ${Number(item['startAngle']).toFixed(2)} to ${Number(item['endAngle']).toFixed(2)}`;
    default:
      return `at ${at(x)},${at(y)}`;
  }
}

const textOf = (item: Item): string => {
  const text = item['text'];
  return (Array.isArray(text) ? text : [text]).map(String).join(' / ');
};

function standsFor(item: Item, chart: LoadedChart): string {
  const datum = (typeof item.datum === 'object' && item.datum !== null ? item.datum : {}) as Record<
    string,
    unknown
  >;
  const mark = { item, type: '', datum, row: rowNumber(datum), box: { x: 0, y: 0, width: 0, height: 0 } };
  return linesOf(mark, chart.answers, 'en')
    .map((line) => line.text)
    .join(', ');
}

function entryOf(
  role: string,
  type: string,
  item: Item,
  place: readonly [number, number],
  chart: LoadedChart,
): Entry {
  const colours = [colour(item['fill']), colour(item['stroke'])];
  const where = geometry(type, item, ...place);
  if (type === 'text') return { what: `${role} “${textOf(item)}” ${where}`, colours };
  const opacity =
    typeof item['opacity'] === 'number' && item['opacity'] !== 1 ? ` opacity ${String(item['opacity'])}` : '';
  const stands = role === 'mark' ? `: ${standsFor(item, chart)}` : '';
  return { what: `${role} ${type} ${where}${opacity}${stands}`, colours };
}

/** Guides that follow from the labels beside them. */
const leftOut = new Set([
  'axis-grid',
  'axis-tick',
  'axis-domain',
  'frame',
  'scope',
  'cell',
  'legend-entry',
  'axis',
]);

function collect(node: Item, dx: number, dy: number, chart: LoadedChart, into: Entry[]): void {
  if (node.marktype !== undefined && node.marktype !== 'group') {
    if (leftOut.has(node.role ?? '')) return;
    const role = node.role ?? '';
    const { marktype } = node;
    const entries = ((node.items ?? []) as readonly Item[]).map((item) =>
      entryOf(role, marktype, item, [dx, dy], chart),
    );
    // Rows that tie in the query's order come in any order; which marks there are, and where, is the same.
    if (role === 'mark') entries.sort((a, b) => (a.what < b.what ? -1 : Number(a.what > b.what)));
    into.push(...entries);
    return;
  }
  const moves = node.marktype === undefined;
  for (const child of (node.items ?? []) as readonly Item[]) {
    collect(child, dx + (moves ? (node.x ?? 0) : 0), dy + (moves ? (node.y ?? 0) : 0), chart, into);
  }
}

async function drawn(chart: LoadedChart, theme: ChartTheme, title: string): Promise<Entry[]> {
  const options = { title, sourceLine: 'Source', theme, language: 'en' as const, width: 640, height: 400 };
  const compiled = compileChart(chart.spec, chart.rows, options);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const view = await openView(compiled.value.vega, { container: null, renderer: 'none', warnings: [] });
  const entries: Entry[] = [
    { what: `picture ${at(view.width())} × ${at(view.height())}`, colours: [colour(view.background())] },
  ];
  collect(sceneOf(view) as Item, 0, 0, chart, entries);
  view.finalize();
  return entries;
}

/** A chart as the page draws it, in words, with its colours in the light and in the dark theme. */
export async function listing(
  spec: unknown,
  sql: string,
  columns: readonly Column[],
  title: string,
  ask: (sql: string) => Promise<Rows>,
): Promise<string> {
  const query = async (text: string) => ({ ok: true as const, value: await ask(text) });
  const chart = await loadChart({ spec, sql, columns, language: 'en', query });
  if (!chart.ok) throw new Error(chart.error.message);
  const light = await drawn(chart.value, pageTheme('light'), title);
  const dark = await drawn(chart.value, pageTheme('dark'), title);
  const lines = light.map(({ what, colours }, i) => {
    const other = dark[i];
    if (other?.what !== what) throw new Error(`not the same in the dark: ${what} / ${String(other?.what)}`);
    const pairs = colours.map((c, k) => (c === other.colours[k] ? c : `${c}|${String(other.colours[k])}`));
    return `${what} [${pairs.filter((p) => p !== '–').join(' ')}]`;
  });
  return `${lines.join('\n')}\n`;
}
