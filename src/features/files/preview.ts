import { fail, ok, type Result } from '../../domain/appError.ts';
import type { Rows } from '../../engine/rows.ts';
import type { CsvLayout, CsvOptions } from './csvSql.ts';
import { csvRelation } from './csvSql.ts';
import { contentKind, headBytes } from './contentKind.ts';
import { layoutFor, readableText, compressedEnding } from './loadCsv.ts';
import type { LoadContext } from './loadContext.ts';
import { fileError } from './loadErrors.ts';
import type { SheetOptions } from './ownFile.ts';
import { readBytes } from './recognise.ts';
import { workbookOf } from './workbookReader.ts';
import type { SheetReply } from './workbookTables.ts';

const sampleBytes = 256 * 1024;
const shownRows = 20;

/** The first rows of a text as it would be read, and how it is laid out. */
export interface CsvPreview {
  readonly rows: Rows;
  readonly layout: CsvLayout;
  readonly encoding: string;
}

/** The beginning of a text, up to the end of a line; a compressed one whole. */
async function beginning(file: File, compressed: boolean): Promise<Result<File>> {
  if (compressed || file.size <= sampleBytes) return ok(file);
  const bytes = await readBytes(file, 0, sampleBytes);
  if (!bytes.ok) return bytes;
  const end = bytes.value.lastIndexOf(0x0a);
  // In UTF-16 the line feed may be the first byte of two.
  const length = end < 0 ? sampleBytes : (end + 2) & ~1;
  return ok(new File([file.slice(0, length)], file.name));
}

/** Reads the first rows of a text with the options given. What it registers for that is the caller's to forget. */
export async function previewCsv(
  file: File,
  options: CsvOptions,
  context: Pick<LoadContext, 'register' | 'query'>,
): Promise<Result<CsvPreview>> {
  const head = await readBytes(file, 0, headBytes);
  if (!head.ok) return head;
  const kind = contentKind(head.value, head.value, file.size);
  const sample = await beginning(file, kind === 'gzip' || kind === 'zstd');
  if (!sample.ok) return sample;
  const text = await readableText({ files: [sample.value], kind }, options.encoding);
  if (!text.ok) return text;
  const path = await context.register(`preview${compressedEnding({ kind })}`, text.value.file);
  if (!path.ok) return path;
  const found = await layoutFor(context, path.value, options);
  if (!found.ok) return fail(fileError(found.error, file.name, 'csv'));
  const { layout, options: settled } = found.value;
  const rows = await context.query(
    `SELECT * FROM ${csvRelation(path.value, layout, settled)} LIMIT ${String(shownRows)}`,
  );
  if (!rows.ok) return fail(fileError(rows.error, file.name, 'csv'));
  return ok({ rows: rows.value, layout, encoding: text.value.encoding });
}

/** The first rows of a sheet as it would be read, and what can be chosen. */
export interface SheetPreview extends SheetReply {
  readonly preview: Rows;
}

const text = { kind: 'text' } as const;

/** Reads the first rows of a sheet; cells are shown as text. */
export async function previewSheet(file: File, options: SheetOptions): Promise<Result<SheetPreview>> {
  const workbook = await workbookOf(file);
  if (!workbook.ok) return workbook;
  const table = await workbook.value.table({ ...options, look: shownRows });
  if (!table.ok) return table;
  const columns = table.value.columns.map((c) => ({ name: c.name, type: text }));
  return ok({ ...table.value, preview: { columns, values: table.value.cells } });
}
