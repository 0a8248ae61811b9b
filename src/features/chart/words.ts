import { chart as en } from '../../i18n/en/chart.ts';
import { chart as zh } from '../../i18n/zh/chart.ts';
import type { Language, Message, Params } from '../../i18n/i18n.ts';

export type ChartKey = keyof typeof en;

/** The chart's words in a given language: for pure code that also runs in the build, where there is no interface. */
export type Words = (key: ChartKey, params?: Params) => string;

const areas: Record<Language, Readonly<Record<string, Message>>> = { en, zh };

export const wordsIn =
  (language: Language): Words =>
  (key, params = {}) => {
    const message = areas[language][key] ?? key;
    const text = typeof message === 'function' ? message(params) : message;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB') : value;
    });
  };
