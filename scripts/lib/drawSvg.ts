import * as vega from 'vega';
import type { Rows } from '../../src/engine/rows.ts';
import { toVegaSpec } from '../../src/features/chart/compileSpec.ts';
import { cssTheme } from '../../src/features/chart/theme.ts';
import type { Language } from '../../src/i18n/i18n.ts';
import { escapeHtml } from '../../src/share/chartPage.ts';
import type { ChartSpec } from '../../src/workspace/work.ts';

/** Vega exports it, its types do not. */
const { textMetrics } = vega as unknown as {
  readonly textMetrics: { width: (item: { readonly fontSize?: number }, text: unknown) => number };
};

/** Vega without a canvas takes every letter for equally wide: here by class of letter, for a common sans-serif. */
function letterWidth(letter: string): number {
  if (/[\u2e80-\uffef]/.test(letter)) return 1;
  if (/[ijl.,:;'|!()[\]ft]/.test(letter)) return 0.31;
  if (/[mwMW%]/.test(letter)) return 0.86;
  return /[A-Z]/.test(letter) ? 0.66 : 0.55;
}

const widthOf = (text: string, fontSize: number): number =>
  [...text].reduce((sum, letter) => sum + letterWidth(letter), 0) * fontSize;

/** Rounds coordinates to a tenth of a pixel: half the bytes, the same picture. */
const rounded = (svg: string): string =>
  svg.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));

export interface DrawOptions {
  readonly width: number;
  readonly height: number;
  /** What the picture shows, for those who don't see it. */
  readonly label: string;
  readonly language: Language;
}

/** A chart as SVG without style or script, in the colours of the page that it stands in. The page's own heading names it. */
export async function drawSvg(spec: ChartSpec, rows: Rows, options: DrawOptions): Promise<string> {
  const compiled = toVegaSpec(spec, rows, { ...options, title: '', sourceLine: '', theme: cssTheme });
  if (!compiled.ok) throw new Error(compiled.error.message);
  textMetrics.width = (item, text) => widthOf(String(text), item.fontSize ?? 11);
  const untitled = { ...compiled.value.vega };
  delete untitled.title;
  delete untitled.description;
  const view = new vega.View(vega.parse(untitled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const plain = rounded(svg)
    .replace(/ (?:aria-[\w]+|role|tabindex)="[^"]*"/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ stroke-miterlimit="10"/g, '')
    .replace(/^<svg[^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>/, (_, w: string, h: string) => {
      const label = escapeHtml(options.label);
      return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" role="img" aria-label="${label}">`;
    });
  if (plain.includes('style='))
    throw new Error('The chart has a style attribute, which the page may not use');
  return plain;
}
