import { ok, type Result } from '../../domain/appError.ts';
import { quoteText } from '../../sql/identifiers.ts';
import { compressedEnding, readableText } from './loadCsv.ts';
import {
  checkRows,
  describe,
  firstFile,
  noTable,
  plainLoaded,
  type LoadContext,
  type Loaded,
} from './loadContext.ts';
import type { Notice, OwnColumn } from './ownFile.ts';

const large = 128 * 1024 * 1024;

const relationOf = (path: string, settings: readonly string[]): string =>
  `read_json(${[quoteText(path), ...settings].join(', ')})`;

/** Objects come as columns; anything else comes as one column called `json`. */
const isRecords = (columns: readonly OwnColumn[]): boolean =>
  !(columns.length === 1 && columns[0]?.name === 'json');

/** The relation with its columns settled, so that they are not worked out again by each query. */
const settledRelation = (path: string, settings: readonly string[], columns: readonly OwnColumn[]): string =>
  relationOf(path, [
    ...settings,
    ...(isRecords(columns)
      ? [`columns = {${columns.map((c) => `${quoteText(c.name)}: ${quoteText(c.type)}`).join(', ')}}`]
      : []),
  ]);

/** JSON (an array, or one value after the other) and NDJSON, in place where it is UTF-8 without a mark. */
export async function loadJson(context: LoadContext): Promise<Result<Loaded>> {
  const text = await readableText(context, context.options.csv?.encoding);
  if (!text.ok) return text;
  const name = firstFile(context).name.replace(/\.(?:gz|zst)$/i, '');
  const path = await context.register(`${name}${compressedEnding(context)}`, text.value.file);
  if (!path.ok) return path;
  const settings = context.options.skipBad === true ? ['ignore_errors = true'] : [];
  let columns = await describe(context, relationOf(path.value, settings));
  if (!columns.ok && /maximum_object_size/.test(columns.error.message)) {
    settings.push(`maximum_object_size = ${String(large)}`);
    columns = await describe(context, relationOf(path.value, settings));
  }
  if (!columns.ok) return columns;
  if (columns.value.length === 0) return noTable(context);
  const relation = settledRelation(path.value, settings, columns.value);
  const rows = await checkRows(context, relation);
  if (!rows.ok) return rows;
  const notices: Notice[] =
    text.value.encoding === 'utf-8' ? [] : [{ kind: 'encoding', encoding: text.value.encoding }];
  return ok(plainLoaded(context, relation, columns.value, rows.value, notices));
}
