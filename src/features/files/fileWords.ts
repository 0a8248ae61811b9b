import type { AppError } from '../../domain/appError.ts';
import { formatNumber, t, type MessageKey } from '../../i18n/i18n.ts';
import { files } from '../../i18n/en/files.ts';
import { formatNames } from './recognise.ts';
import type { Notice, Remedy } from './ownFile.ts';

/** What an error says, with kinds of content put into the language of the page. */
export function errorText(error: AppError): string {
  const is = `kind_${String(error.params?.['is'] ?? '')}`;
  const params = is in files ? { ...error.params, is: t(`files.${is}` as MessageKey) } : error.params;
  return t(`errors.${error.kind}`, params);
}

export function noticeText(notice: Notice): string {
  const { kind, ...params } = notice;
  return t(
    `files.notice_${kind}`,
    'encoding' in params ? { encoding: params.encoding.toUpperCase() } : params,
  );
}

export function remedyText(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'open_as':
      return t('files.remedy_open_as', { format: formatNames[remedy.format] });
    case 'column_as_text':
      return t('files.remedy_column_as_text', { column: remedy.column });
    default:
      return t(`files.remedy_${remedy.kind}`);
  }
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the unit that leaves up to three digits. */
export function sizeText(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const digits = step === 0 ? 0 : 1;
  return `${formatNumber(bytes / 1000 ** step, { maximumFractionDigits: digits })} ${units[step] ?? 'B'}`;
}
