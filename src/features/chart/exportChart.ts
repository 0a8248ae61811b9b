import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
import type { JsonValue } from '../../domain/values/json.ts';
import { isArray, isObject, type JsonObject } from '../../sql/pushdownSpec.ts';
import { compileChart, type CompileOptions } from './compileSpec.ts';
import type { ChartRow } from './chartData.ts';
import { printTheme, type ChartTheme } from './theme.ts';
import { openView } from './vegaView.ts';

/** A chart ready to be drawn again, elsewhere. */
export interface Exportable {
  readonly spec: JsonObject;
  readonly rows: ReadonlyMap<string, readonly ChartRow[]>;
  readonly options: CompileOptions;
}

type ExportView = Awaited<ReturnType<typeof openView>>;

/** Draws the chart in the colours of paper, source line included, without touching the one on screen. */
async function drawn<T>(
  chart: Exportable,
  take: (view: ExportView) => Promise<T>,
  theme: ChartTheme = printTheme,
): Promise<Result<T>> {
  const compiled = compileChart(chart.spec, chart.rows, { ...chart.options, theme });
  if (!compiled.ok) return compiled;
  try {
    const view = await openView(compiled.value.vega, { container: null, renderer: 'none', warnings: [] });
    const taken = await take(view);
    view.finalize();
    return ok(taken);
  } catch (thrown) {
    return fail({ kind: 'export_failed', message: messageOf(thrown) });
  }
}

/** The picture as SVG text in the colours of a theme. */
export const svgText = (chart: Exportable, theme: ChartTheme): Promise<Result<string>> =>
  drawn(chart, (view) => view.toSVG(), theme);

export const svgOf = (chart: Exportable): Promise<Result<Blob>> =>
  drawn(chart, async (view) => new Blob([await view.toSVG()], { type: 'image/svg+xml' }));

/** A PNG of so many pixels a point. */
export const pngOf = (chart: Exportable, scale: number): Promise<Result<Blob>> =>
  drawn(chart, async (view) => {
    const canvas: unknown = await view.toCanvas(scale);
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('the picture is too large');
    return blob;
  });

const linesIn = (value: JsonValue | undefined): JsonValue[] =>
  value === undefined || value === null || value === '' ? [] : isArray(value) ? [...value] : [value];

/** The specification as people pass it on: plain Vega-Lite, with its title and source, whatever title it has itself. */
export function specFile(spec: JsonObject, title: string, sourceLine: string): Blob {
  const given = spec['title'];
  const own = isObject(given) ? given : { text: given ?? title };
  const subtitle = [...linesIn(own['subtitle']).filter((line) => line !== sourceLine), sourceLine];
  const full = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...spec,
    title: { ...own, text: own['text'] ?? title, subtitle },
  };
  return new Blob([`${JSON.stringify(full, null, 2)}\n`], { type: 'application/json' });
}
