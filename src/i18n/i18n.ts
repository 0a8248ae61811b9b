import { createSignal } from 'solid-js';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'en' | 'zh';
export type Params = Readonly<Record<string, string | number>>;

/** A text, or one that depends on its parameters (plural forms). `{name}` is replaced by the parameter of that name. */
export type Message = string | ((params: Params) => string);

type Areas = typeof en;
export type MessageKey = { [A in keyof Areas]: `${A}.${Extract<keyof Areas[A], string>}` }[keyof Areas];

const messages: Record<Language, Record<string, Record<string, Message>>> = { en, zh };

const [language, set] = createSignal<Language>('en');

/** The language of the interface; also the one in which the data's names are shown. */
export { language };

/** Switches at once; the document's `lang` follows. */
export function setLanguage(next: Language): void {
  set(next);
  if (typeof document !== 'undefined') document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

/** The words for a key in the present language, parameters filled in. Tracks the language. */
export function t(key: MessageKey, params: Params = {}): string {
  const [area = '', name = ''] = key.split('.');
  const message = messages[language()][area]?.[name] ?? key;
  const text = typeof message === 'function' ? message(params) : message;
  return text.replace(/\{(\w+)\}/g, (whole, param: string) => {
    const value = params[param];
    return value === undefined ? whole : typeof value === 'number' ? formatNumber(value) : value;
  });
}

const locale = (): string => (language() === 'zh' ? 'zh-CN' : 'en-GB');

/** Making one takes longer than a hundred uses of it. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key) ?? new Intl.NumberFormat(locale(), options);
  numberFormats.set(key, known);
  return known;
}

/** A number with the language's digit groups. */
export const formatNumber = (value: number, options: Intl.NumberFormatOptions = {}): string =>
  numberFormat(options).format(value);

/** A point in time, date and minutes. */
export const formatDateTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

/** A duration: `34 ms`, `1.20 s`. */
export const formatDuration = (ms: number): string =>
  ms < 1000
    ? `${formatNumber(Math.round(ms))} ms`
    : `${formatNumber(ms / 1000, { maximumFractionDigits: 2 })} s`;
