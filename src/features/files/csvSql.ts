import { quoteText } from '../../sql/identifiers.ts';

/** What a person can set about a delimited text; what is left out is worked out from the file. */
export interface CsvOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly header?: boolean;
  readonly skipLines?: number;
  readonly nullText?: string;
  readonly decimalComma?: boolean;
  readonly allText?: boolean;
  /** Type by column name, over what was worked out. */
  readonly types?: Readonly<Record<string, string>>;
  /** Leave out rows that do not fit. */
  readonly skipBad?: boolean;
  /** Fill rows that are too short with nulls. */
  readonly padShort?: boolean;
}

/** How a delimited text is laid out, as `sniff_csv` reports it. */
export interface CsvLayout {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly newLine: string;
  readonly comment: string;
  readonly skipLines: number;
  readonly header: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly dateFormat: string | null;
  readonly timestampFormat: string | null;
}

const call = (name: string, path: string, settings: readonly (readonly [string, string])[]): string =>
  `${name}(${[quoteText(path), ...settings.map(([key, value]) => `${key} = ${value}`)].join(', ')})`;

function ownSettings(options: CsvOptions): (readonly [string, string])[] {
  const settings: (readonly [string, string])[] = [];
  if (options.nullText !== undefined) settings.push(['nullstr', quoteText(options.nullText)]);
  if (options.decimalComma === true) settings.push(['decimal_separator', quoteText(',')]);
  if (options.skipBad === true) settings.push(['ignore_errors', 'true']);
  if (options.padShort === true) settings.push(['null_padding', 'true']);
  return settings;
}

/** The statement that works out the layout, as far as it is not given. */
export function sniffStatement(path: string, options: CsvOptions): string {
  const settings = ownSettings(options);
  if (options.delimiter !== undefined) settings.push(['delim', quoteText(options.delimiter)]);
  if (options.quote !== undefined) settings.push(['quote', quoteText(options.quote)]);
  if (options.header !== undefined) settings.push(['header', String(options.header)]);
  if (options.skipLines !== undefined) settings.push(['skip', String(options.skipLines)]);
  if (options.allText === true) settings.push(['all_varchar', 'true']);
  return `SELECT * FROM ${call('sniff_csv', path, settings)}`;
}

/**
 * The relation of a delimited text with its layout settled: nothing is worked out again when it is queried. Where the sample had no quotes,
 * double quotes still count as such in the rest of the file.
 */
export function csvRelation(path: string, layout: CsvLayout, options: CsvOptions): string {
  const quote =
    layout.quote === '' && options.quote === undefined && layout.delimiter !== '"' ? '"' : layout.quote;
  const columns = layout.columns.map((c) => {
    const type = options.allText === true ? 'VARCHAR' : (options.types?.[c.name] ?? c.type);
    return `${quoteText(c.name)}: ${quoteText(type)}`;
  });
  const settings: (readonly [string, string])[] = [
    ['auto_detect', 'false'],
    ['delim', quoteText(layout.delimiter)],
    ['quote', quoteText(quote)],
    ['escape', quoteText(layout.escape === '' ? quote : layout.escape)],
    ...(layout.newLine === '' ? [] : [['new_line', quoteText(layout.newLine)] as const]),
    ...(layout.comment === '' ? [] : [['comment', quoteText(layout.comment)] as const]),
    ['skip', String(layout.skipLines)],
    ['header', String(layout.header)],
    ['columns', `{${columns.join(', ')}}`],
    ...(layout.dateFormat === null ? [] : [['dateformat', quoteText(layout.dateFormat)] as const]),
    ...(layout.timestampFormat === null
      ? []
      : [['timestampformat', quoteText(layout.timestampFormat)] as const]),
    ...ownSettings(options),
  ];
  return call('read_csv', path, settings);
}

/** A setting as `sniff_csv` prints it: nothing is `(empty)`. */
const printed = (value: unknown): string => (typeof value !== 'string' || value === '(empty)' ? '' : value);

interface Sniffed {
  readonly Delimiter: string;
  readonly Quote: string;
  readonly Escape: string;
  readonly NewLineDelimiter: string;
  readonly Comment: string;
  readonly SkipRows: number;
  readonly HasHeader: boolean;
  readonly Columns: readonly { readonly name: string; readonly type: string }[];
  readonly DateFormat: string | null;
  readonly TimestampFormat: string | null;
}

/** The layout in the row that `sniff_csv` gives. */
export function layoutOf(row: object): CsvLayout {
  const sniffed = row as Sniffed;
  return {
    delimiter: printed(sniffed.Delimiter),
    quote: printed(sniffed.Quote),
    escape: printed(sniffed.Escape),
    newLine: /^(?:\\r)?(?:\\n)?$/.test(sniffed.NewLineDelimiter) ? sniffed.NewLineDelimiter : '',
    comment: printed(sniffed.Comment),
    skipLines: sniffed.SkipRows,
    header: sniffed.HasHeader,
    columns: sniffed.Columns,
    dateFormat: sniffed.DateFormat,
    timestampFormat: sniffed.TimestampFormat,
  };
}

/** Whether one column came out though the first line looks like several: its rows have different lengths. */
export function looksRagged(layout: CsvLayout): boolean {
  const [only, ...more] = layout.columns;
  return only !== undefined && more.length === 0 && /[,;\t|]/.test(only.name);
}
