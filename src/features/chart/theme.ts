import type { JsonObject } from '../../sql/pushdownSpec.ts';

/** The colours and fonts of a chart; the same tokens as the page's, as values that Vega can use. */
export interface ChartTheme {
  readonly surface: string;
  readonly ink: string;
  readonly ink2: string;
  readonly line: string;
  readonly lineStrong: string;
  /** Six colours that people with any colour vision tell apart (Okabe and Ito 2008). */
  readonly palette: readonly string[];
  /** Light to dark on a light surface, dark to light on a dark one. */
  readonly ramp: readonly string[];
  readonly font: string;
}

/** What the page is drawn in; each has colours of its own. */
export type ThemeKind = 'light' | 'dark' | 'light-contrast' | 'dark-contrast';

const tokens = ['surface', 'ink', 'ink-2', 'line', 'line-strong'] as const;
const paletteTokens = [1, 2, 3, 4, 5, 6].map((n) => `chart-${String(n)}`);

const systemFont =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

const lightRamp = ['#dbe9f6', '#a6cbe8', '#5f9fd3', '#1f6fb2', '#0a3f73'];
const darkRamp = ['#1f3a54', '#28598a', '#3f85c2', '#7db7e8', '#d3e8fb'];

/** Black on white whatever the page's theme, for paper and slides. */
export const printTheme: ChartTheme = {
  surface: '#ffffff',
  ink: '#1c2024',
  ink2: '#51585f',
  line: '#d9dad5',
  lineStrong: '#8b9097',
  palette: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'],
  ramp: lightRamp,
  font: systemFont,
};

/** The theme by CSS variables: a picture that follows the page it is put into. */
export const cssTheme: ChartTheme = {
  surface: 'transparent',
  ink: 'var(--ink)',
  ink2: 'var(--ink-2)',
  line: 'var(--line)',
  lineStrong: 'var(--line-strong)',
  palette: paletteTokens.map((t) => `var(--${t})`),
  ramp: lightRamp,
  font: systemFont,
};

/** `#abc` written out, as the build shortens colours. */
const longHex = (colour: string): string =>
  /^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;

/** The theme from the tokens that hold for an element of the page. */
export function themeAt(element: Element, kind: ThemeKind): ChartTheme {
  const style = getComputedStyle(element);
  return themeFrom((token) => style.getPropertyValue(`--${token}`), kind);
}

/** The theme from the page's tokens by their names; those of paper where one is missing. */
export function themeFrom(value: (token: string) => string, kind: ThemeKind): ChartTheme {
  const read = (token: string): string => longHex(value(token).trim());
  const [surface, ink, ink2, line, lineStrong] = tokens.map(read);
  const palette = paletteTokens.map(read).filter((c) => c !== '');
  return {
    surface: surface || printTheme.surface,
    ink: ink || printTheme.ink,
    ink2: ink2 || printTheme.ink2,
    line: line || printTheme.line,
    lineStrong: lineStrong || printTheme.lineStrong,
    palette: palette.length === 6 ? palette : printTheme.palette,
    ramp: kind.startsWith('dark') ? darkRamp : lightRamp,
    font: read('font') || systemFont,
  };
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Halfway from a colour to the ink, for the seventh category and on. */
function mixed(colour: string, ink: string): string {
  if (!/^#[0-9a-f]{6}$/i.test(colour) || !/^#[0-9a-f]{6}$/i.test(ink))
    return `color-mix(in srgb, ${colour} 55%, ${ink})`;
  const other = channels(ink);
  return `#${channels(colour)
    .map((c, i) =>
      Math.round(c * 0.55 + (other[i] ?? 0) * 0.45)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** How many columns a legend below has; null where legends are drawn beside the picture. */
export const legendColumns = (width: number): number | null =>
  width < 960 ? Math.max(1, Math.floor((width * 0.64) / 130)) : null;

/** A legend below starts where the marks do: the room of the axis labels, a third of the width, is not its. */
function legendBelow(width: number): JsonObject {
  const columns = legendColumns(width);
  return columns === null
    ? {}
    : { orient: 'bottom', columns, labelLimit: Math.round((width * 0.64) / columns) - 40 };
}

/** Vega-Lite's configuration for a theme and a width in pixels: thin, quiet guides, text in the page's sizes, room left for the marks. */
export function themeConfig(theme: ChartTheme, width: number): JsonObject {
  const label = { labelColor: theme.ink2, labelFontSize: 11, labelFont: theme.font };
  const title = { titleColor: theme.ink2, titleFontSize: 11, titleFontWeight: 500, titleFont: theme.font };
  return {
    background: theme.surface,
    font: theme.font,
    padding: 8,
    view: { stroke: null },
    mark: { color: theme.palette[0] ?? '#0072b2' },
    bar: { cornerRadiusEnd: 1 },
    line: { strokeWidth: 2 },
    point: { size: 50, strokeWidth: 1.6 },
    rule: { color: theme.ink2 },
    text: { color: theme.ink, font: theme.font, fontSize: 11 },
    axis: {
      ...label,
      ...title,
      domainColor: theme.lineStrong,
      tickColor: theme.lineStrong,
      gridColor: theme.line,
      labelLimit: Math.max(70, Math.min(220, Math.round(width * 0.32))),
      labelOverlap: true,
      // Titles stand clear of the longest labels.
      maxExtent: 400,
      titlePadding: 8,
    },
    axisQuantitative: { domain: false, ticks: false },
    axisXQuantitative: { tickCount: { signal: 'ceil(width/80)' } },
    axisYQuantitative: { tickCount: { signal: 'ceil(height/45)' } },
    axisDiscrete: { grid: false },
    legend: {
      ...label,
      ...title,
      symbolLimit: 24,
      labelLimit: 180,
      // Beside the picture where there is room for both, else below it.
      ...legendBelow(width),
    },
    header: { ...label, ...title, labelFontSize: 11, labelFontWeight: 600, labelColor: theme.ink },
    title: {
      anchor: 'start',
      // From the left edge of the picture: the room of the axis labels counts too.
      frame: 'bounds',
      color: theme.ink,
      font: theme.font,
      fontSize: 15,
      fontWeight: 600,
      offset: 12,
      subtitleColor: theme.ink2,
      subtitleFont: theme.font,
      subtitleFontSize: 11,
      subtitlePadding: 5,
      subtitleLineHeight: 15,
    },
    range: {
      category: [...theme.palette, ...theme.palette.map((c) => mixed(c, theme.ink))],
      ordinal: [...theme.ramp],
      ramp: [...theme.ramp],
      heatmap: [...theme.ramp],
    },
  };
}
