import { fail, ok, type Result } from '../../domain/appError.ts';
import { recordsOf } from '../../engine/rows.ts';
import {
  csvRelation,
  layoutOf,
  looksRagged,
  sniffStatement,
  type CsvLayout,
  type CsvOptions,
} from './csvSql.ts';
import { detectEncoding, toUtf8 } from './encoding.ts';
import { checkRows, firstFile, noTable, plainLoaded, type LoadContext, type Loaded } from './loadContext.ts';
import type { Notice } from './ownFile.ts';
import { readBytes, unreadable } from './recognise.ts';

const sampleBytes = 1024 * 1024;

/** The text as UTF-8, and the encoding that it had. A compressed file is taken as it is. */
export async function readableText(
  context: Pick<LoadContext, 'files' | 'kind'>,
  encoding: string | undefined,
): Promise<Result<{ readonly file: File; readonly encoding: string }>> {
  const [file = new File([], '')] = context.files;
  if (context.kind === 'gzip' || context.kind === 'zstd') return ok({ file, encoding: 'utf-8' });
  const sample = await readBytes(file, 0, sampleBytes);
  if (!sample.ok) return sample;
  const guess = detectEncoding(sample.value) ?? { encoding: 'utf-8', bom: 0 };
  const chosen = encoding === undefined || encoding === guess.encoding ? guess : { encoding, bom: 0 };
  try {
    return ok({ file: await toUtf8(file, chosen), encoding: chosen.encoding });
  } catch (thrown) {
    return fail(unreadable(file.name, thrown));
  }
}

/** The ending by which the engine knows how a text is compressed. */
export const compressedEnding = (context: Pick<LoadContext, 'kind'>): string =>
  context.kind === 'gzip' ? '.gz' : context.kind === 'zstd' ? '.zst' : '';

async function sniff(
  context: Pick<LoadContext, 'query'>,
  path: string,
  options: CsvOptions,
): Promise<Result<CsvLayout>> {
  const sniffed = await context.query(sniffStatement(path, options));
  if (!sniffed.ok) return sniffed;
  const [row] = recordsOf<object>(sniffed.value);
  return row ? ok(layoutOf(row)) : fail({ kind: 'file_sniff', message: 'no layout' });
}

/** How a text is laid out. Rows of different lengths, which would make one column of it, are filled up instead. */
export async function layoutFor(
  context: Pick<LoadContext, 'query'>,
  path: string,
  options: CsvOptions,
): Promise<Result<{ readonly layout: CsvLayout; readonly options: CsvOptions }>> {
  const first = await sniff(context, path, options);
  const settled = options.padShort !== undefined || options.delimiter !== undefined;
  if (settled || (first.ok && !looksRagged(first.value)))
    return first.ok ? ok({ layout: first.value, options }) : first;
  const padded = { ...options, padShort: true };
  const second = await sniff(context, path, padded);
  if (second.ok && second.value.columns.length > 1) return ok({ layout: second.value, options: padded });
  return first.ok ? ok({ layout: first.value, options }) : first;
}

/** How many rows were left out, and the line of the first. */
async function skippedRows(context: LoadContext, relation: string): Promise<Result<Notice[]>> {
  const storing = relation.replace(/\)$/, ', store_rejects = true, rejects_limit = 100000)');
  await context.query('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
  const read = await checkRows(context, storing);
  if (!read.ok) return read;
  const counted = await context.query(
    'SELECT count(DISTINCT line)::INTEGER AS n, min(line)::INTEGER AS line FROM reject_errors',
  );
  await context.query('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans');
  if (!counted.ok) return counted;
  const [row] = recordsOf<{ n: number; line: number | null }>(counted.value);
  return ok(row && row.n > 0 ? [{ kind: 'skipped', n: row.n, line: row.line ?? 0 }] : []);
}

/** Delimited text: in place where it is UTF-8, else by way of a UTF-8 copy that the browser keeps. Every row is read once before it counts as loaded. */
export async function loadCsv(context: LoadContext): Promise<Result<Loaded>> {
  const options = context.options.csv ?? {};
  const text = await readableText(context, options.encoding);
  if (!text.ok) return text;
  const name = firstFile(context).name.replace(/\.(?:gz|zst)$/i, '');
  const path = await context.register(`${name}${compressedEnding(context)}`, text.value.file);
  if (!path.ok) return path;
  const found = await layoutFor(context, path.value, options);
  if (!found.ok) return found;
  const { layout, options: settled } = found.value;
  if (layout.columns.length === 0) return noTable(context);
  const relation = csvRelation(path.value, layout, settled);
  const notices: Notice[] = [];
  if (text.value.encoding !== 'utf-8') notices.push({ kind: 'encoding', encoding: text.value.encoding });
  if (settled.padShort === true && options.padShort === undefined) notices.push({ kind: 'padded' });
  if (settled.skipBad === true) {
    const skipped = await skippedRows(context, relation);
    if (!skipped.ok) return skipped;
    notices.push(...skipped.value);
  }
  const rows = await checkRows(context, relation);
  if (!rows.ok) return rows;
  const columns = layout.columns.map((c) => ({
    name: c.name,
    type: settled.allText === true ? 'VARCHAR' : (settled.types?.[c.name] ?? c.type),
  }));
  return ok(plainLoaded(context, relation, columns, rows.value, notices));
}
