import type { ColumnType, TimestampUnit, Value } from '../columnType.ts';
import { decimalText } from './numberText.ts';
import { textOf } from './text.ts';
import { timestampMillis } from './temporal.ts';

/** Number formats of the sheet, by their place in its styles. */
export const xlsxStyles = { plain: 0, header: 1, date: 2, dateTime: 3 } as const;

/** Longest text that a cell may hold. */
export const xlsxTextLimit = 32_767;

/** Day 0 of the sheet's calendar is 1899-12-30; its own dates are right from 1900-03-01 on, and end with the year 9999. */
const epochOffset = 25_569;
const firstDay = -25_508;
const lastDay = 2_932_896;
const dayMillis = 86_400_000;

const inMillis: Record<TimestampUnit, bigint> = { s: 1n, ms: 1n, us: 1_000n, ns: 1_000_000n };

/** Text for XML: markup escaped, characters that XML lacks written as `_x0001_`, as sheets do. */
export function xmlText(text: string): string {
  return text
    .replace(/_x[0-9a-f]{4}_/gi, '_x005F$&')
    .replace(
      /[^\t\n\r\u0020-\ufffd]/g,
      (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** `A`, `B`, … `Z`, `AA` … by place from 0. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

const numberCell = (at: string, number: string, style: number = xlsxStyles.plain): string =>
  `<c r="${at}"${style === 0 ? '' : ` s="${String(style)}"`}><v>${number}</v></c>`;

export function xlsxTextCell(at: string, text: string, style: number = xlsxStyles.plain): string {
  const shown = text.length > xlsxTextLimit ? text.slice(0, xlsxTextLimit) : text;
  return `<c r="${at}"${style === 0 ? '' : ` s="${String(style)}"`} t="inlineStr"><is><t xml:space="preserve">${xmlText(shown)}</t></is></c>`;
}

/** Sheets keep 15 digits; a longer number is written as text so that none is lost. */
const fitsNumber = (text: string): boolean =>
  text.replace(/e.*$/i, '').replace(/[-.]/g, '').replace(/^0+/, '').length <= 15;

function dateNumber(type: ColumnType, value: Value): string | null {
  if (type.kind === 'date') {
    const days = value as number;
    return days >= firstDay && days <= lastDay ? String(days + epochOffset) : null;
  }
  if (type.kind !== 'timestamp' || type.zone !== null || (value as bigint) % inMillis[type.unit] !== 0n)
    return null;
  const millis = timestampMillis(value as bigint, type.unit);
  if (millis === null || millis < firstDay * dayMillis || millis >= (lastDay + 1) * dayMillis) return null;
  return String(millis / dayMillis + epochOffset);
}

/**
 * A value as a cell of a sheet: numbers, dates and booleans as such where the sheet can hold them exactly, everything else as text; nothing
 * for NULL. Times with a zone are text, since a sheet knows no zones.
 */
export function xlsxCell(at: string, type: ColumnType, value: Value): string {
  if (value === null) return '';
  const date = dateNumber(type, value);
  if (date !== null)
    return numberCell(at, date, type.kind === 'date' ? xlsxStyles.date : xlsxStyles.dateTime);
  if (type.kind === 'boolean') return `<c r="${at}" t="b"><v>${value === true ? '1' : '0'}</v></c>`;
  if (type.kind === 'float' && Number.isFinite(value))
    return numberCell(at, Number(textOf(type, value)).toString());
  if (type.kind === 'decimal') {
    const text = decimalText(value as bigint, type.scale);
    return fitsNumber(text) ? numberCell(at, text) : xlsxTextCell(at, text);
  }
  const text = textOf(type, value);
  return (type.kind === 'integer' || type.kind === 'bignum') && fitsNumber(text)
    ? numberCell(at, text)
    : xlsxTextCell(at, text);
}
