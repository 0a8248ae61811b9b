import { isNumeric, type ColumnType, type Value } from '../../domain/columnType.ts';
import { textOf } from '../../domain/values/text.ts';

/** Longest text put into a cell; the rest is in the cell's detail. */
const shownLength = 300;

/** Digits of a floating-point number that the grid shows. */
const shownDigits = 7;

/** Texts up to this length are seen whole in a column of the usual width. */
const certainlyFits = 12;

export const alignRight = (type: ColumnType): boolean => isNumeric(type) || type.kind === 'interval';

function floatShown(value: number, type: ColumnType & { readonly kind: 'float' }): string {
  const exact = textOf(type, value);
  if (!Number.isFinite(value) || exact.length <= shownDigits + 2) return exact;
  const magnitude = Math.abs(value);
  if (magnitude >= 1e15 || (magnitude < 1e-4 && magnitude > 0))
    return value.toExponential(shownDigits - 1).replace(/\.?0+(?=e)/, '');
  return String(Number(value.toPrecision(Math.max(shownDigits, Math.ceil(Math.log10(magnitude))))));
}

/** The first part of long values, so that a 5 MB cell costs no more than a short one. */
function preview(type: ColumnType, value: Value): Value {
  if (value instanceof Uint8Array) return value.length > shownLength ? value.subarray(0, shownLength) : value;
  if (typeof value === 'string')
    return value.length > shownLength + 1 ? value.slice(0, shownLength + 1) : value;
  if ((type.kind === 'list' || type.kind === 'map') && Array.isArray(value) && value.length > shownLength) {
    return value.slice(0, shownLength) as Value;
  }
  return value;
}

/** What a cell shows on its one line. Floating-point numbers lose digits here only: clipboard, export and detail have them all. */
export function shownText(type: ColumnType, value: Value): string {
  if (value === null) return 'null';
  if (type.kind === 'float') return floatShown(value as number, type);
  const text = textOf(type, preview(type, value));
  const line = /[\n\r\t]/.test(text)
    ? text
        .slice(0, shownLength + 1)
        .replace(/\r\n|[\n\r]/g, '⏎')
        .replaceAll('\t', ' ')
    : text;
  return line.length > shownLength ? `${line.slice(0, shownLength)}…` : line;
}

/** Whether the cell's text is not the value's whole text, or may be too wide for the cell. */
export function isShortened(type: ColumnType, value: Value): boolean {
  if (value === null) return false;
  const shown = shownText(type, value);
  return shown.length > certainlyFits || textOf(type, preview(type, value)) !== shown;
}

/** Width of a text in units of a narrow digit: Chinese and other wide characters count double. */
export function textUnits(text: string): number {
  let units = 0;
  for (const c of text) units += (c.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
  return units;
}

const unitWidth = 6.9;
const padding = 18;

/** A width for a column from its header and some of its texts. */
export function autoWidth(header: string, typeLabel: string, texts: readonly string[]): number {
  const content = Math.max(0, ...texts.map((text) => textUnits(text.slice(0, 60))));
  const head = textUnits(header.slice(0, 40)) + 3;
  return Math.round(
    Math.min(360, Math.max(72, Math.max(content, head, typeLabel.length * 0.85) * unitWidth + padding)),
  );
}
