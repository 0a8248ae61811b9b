import { ok, type Result } from '../../domain/appError.ts';
import { firstFile, noTable, plainLoaded, type LoadContext, type Loaded } from './loadContext.ts';
import type { Notice } from './ownFile.ts';
import { sheetRelation } from './sheetTable.ts';
import { closeWorkbook, workbookOf } from './workbookReader.ts';

/** One sheet of a workbook as a table. Formulas give the value that was computed last; errors give null, and are told. */
export async function loadXlsx(context: LoadContext): Promise<Result<Loaded>> {
  const workbook = await workbookOf(firstFile(context));
  if (!workbook.ok) return workbook;
  const table = await workbook.value.table(context.options.sheet ?? {});
  closeWorkbook();
  if (!table.ok) return table;
  const { sheet, headerRow, columns, rows, text, errors, uncomputed } = table.value;
  if (columns.length === 0 || text === null) return noTable(context);
  const path = await context.register('sheet.csv', new File([text], 'sheet.csv'));
  if (!path.ok) return path;
  const relation = sheetRelation(path.value, columns);
  // The text is this page's own: what the engine can't read of it is a defect to be told, not to be met later.
  const read = await context.query(`SELECT count(*) AS n, count(COLUMNS(*)) FROM ${relation}`);
  if (!read.ok) return read;
  const notices: Notice[] = [
    ...(errors ? [{ kind: 'cell_errors', ...errors } as const] : []),
    ...(uncomputed
      ? [{ kind: 'formulas_without_value', n: uncomputed.n, cell: uncomputed.cell } as const]
      : []),
  ];
  const settled = { ...context.options, sheet: { ...context.options.sheet, sheet, headerRow } };
  return ok({ ...plainLoaded(context, relation, columns, rows, notices), options: settled });
}
