import { fail, messageOf, ok, type Result } from '../../domain/appError.ts';
import { firstFile, noTable, plainLoaded, type LoadContext, type Loaded } from './loadContext.ts';
import type { Notice } from './ownFile.ts';
import { unreadable } from './recognise.ts';
import { findHeaderRow, sheetRelation, sheetTable } from './sheetTable.ts';
import { openWorkbook, WorkbookTooLarge, type SheetContent, type Workbook } from './workbook.ts';

/** Bytes of a workbook that are read: it is unpacked in memory. */
const packedLimit = 128 * 1024 * 1024;

/** The last workbook opened: its options dialog looks at it again and again. */
let latest: { readonly file: File; readonly workbook: Workbook } | null = null;

/** The workbook in a file. */
export async function workbookOf(file: File): Promise<Result<Workbook>> {
  if (latest?.file === file) return ok(latest.workbook);
  const params = { name: file.name, mb: packedLimit >> 20 };
  if (file.size > packedLimit) return fail({ kind: 'file_beyond', message: file.name, params });
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    return fail(unreadable(file.name, thrown));
  }
  try {
    const workbook = openWorkbook(bytes);
    latest = { file, workbook };
    return ok(workbook);
  } catch (thrown) {
    const kind = thrown instanceof WorkbookTooLarge ? 'file_beyond' : 'file_corrupt';
    return fail({ kind, message: messageOf(thrown), params });
  }
}

/** A sheet's content; the first sheet with rows when none is named. */
export async function sheetOf(
  file: File,
  workbook: Workbook,
  wanted: string | undefined,
): Promise<Result<SheetContent | null>> {
  const names = wanted !== undefined && workbook.sheetNames.includes(wanted) ? [wanted] : workbook.sheetNames;
  try {
    let first: SheetContent | null = null;
    for (const name of names) {
      const content = await workbook.read(name);
      first ??= content;
      if (content.rows.length > 0) return ok(content);
    }
    return ok(first);
  } catch (thrown) {
    return fail({ kind: 'file_corrupt', message: messageOf(thrown), params: { name: file.name } });
  }
}

/** One sheet of a workbook as a table. Formulas give the value that was computed last; errors give null, and are told. */
export async function loadXlsx(context: LoadContext): Promise<Result<Loaded>> {
  const file = firstFile(context);
  const workbook = await workbookOf(file);
  if (!workbook.ok) return workbook;
  const options = context.options.sheet ?? {};
  const sheet = await sheetOf(file, workbook.value, options.sheet);
  if (!sheet.ok) return sheet;
  const content = sheet.value;
  if (!content) return noTable(context);
  const table = sheetTable(content.rows, options.headerRow ?? findHeaderRow(content.rows));
  if (table.columns.length === 0) return noTable(context);
  const path = await context.register('sheet.csv', new File([table.text], 'sheet.csv'));
  if (!path.ok) return path;
  const relation = sheetRelation(path.value, table.columns);
  // The text is this page's own: what the engine can't read of it is a defect to be told, not to be met later.
  const rows = await context.query(`SELECT count(*) AS n, count(COLUMNS(*)) FROM ${relation}`);
  if (!rows.ok) return rows;
  const notices: Notice[] = [
    ...(content.errors ? [{ kind: 'cell_errors', ...content.errors } as const] : []),
    ...(content.uncomputed
      ? [{ kind: 'formulas_without_value', n: content.uncomputed.n, cell: content.uncomputed.cell } as const]
      : []),
  ];
  const settled = { ...context.options, sheet: { sheet: content.name, headerRow: table.headerRow } };
  return ok({ ...plainLoaded(context, relation, table.columns, table.rows, notices), options: settled });
}
