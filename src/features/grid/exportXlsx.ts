import { strToU8, Zip, ZipDeflate } from 'fflate';
import { fail, ok, type Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import { columnLetters, xlsxCell, xlsxStyles, xlsxTextCell, xmlText } from '../../domain/values/xlsxCell.ts';
import type { ExportOptions } from './exportText.ts';
import { readRange } from './rangeReader.ts';
import { whenComplete, type RowSource } from './rowSource.ts';

/** Rows that a sheet holds below its header; more go to further sheets. */
const sheetRows = 1_048_575;
const sheetColumns = 16_384;

/** A further sheet, such as the citations of the rows. */
export interface ExtraSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const styles = `${xml}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const sheetStart = (frozen: boolean): string =>
  `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${
    frozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : ''
  }</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="14"/><sheetData>`;
const sheetEnd = '</sheetData></worksheet>';

/** The parts that tie the sheets together. */
function frame(sheets: readonly string[]): Record<string, string> {
  const each = (text: (name: string, n: string) => string): string =>
    sheets.map((name, i) => text(name, String(i + 1))).join('');
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${contentType}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((name, n) => `<sheet name="${xmlText(name).replaceAll('"', '&quot;')}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packaged}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}<Relationship Id="rId${String(sheets.length + 1)}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
  };
}

/** A zip that grows piece by piece; its bytes go to the browser's blob store as they come. */
function createZip(): { add(path: string): { push(text: string, last?: boolean): void }; blob(): Blob } {
  const parts: Blob[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    parts.push(new Blob([new Uint8Array(chunk)]));
  });
  return {
    add: (path) => {
      const file = new ZipDeflate(path, { level: 6 });
      zip.add(file);
      return { push: (text, last = false) => file.push(strToU8(text), last) };
    },
    blob: () => {
      zip.end();
      return new Blob(parts, { type: `${contentType}.sheet` });
    },
  };
}

/** Writes rows of a result, opening a further sheet when one is full. */
function createSheets(zip: ReturnType<typeof createZip>, columns: readonly Column[]) {
  const letters = columns.map((_, i) => columnLetters(i));
  const names: string[] = [];
  let sheet: ReturnType<typeof zip.add> | null = null;
  let row = 0;
  const close = (): void => sheet?.push(sheetEnd, true);
  const open = (): void => {
    close();
    names.push(names.length === 0 ? 'Result' : `Result ${String(names.length + 1)}`);
    sheet = zip.add(`xl/worksheets/sheet${String(names.length)}.xml`);
    row = 1;
    sheet.push(
      `${sheetStart(true)}<row r="1">${columns.map((c, i) => xlsxTextCell(`${letters[i] ?? ''}1`, c.name, xlsxStyles.header)).join('')}</row>`,
    );
  };
  open();
  return {
    names,
    close,
    write: (rows: readonly (readonly Value[])[]): void => {
      let text = '';
      for (const values of rows) {
        if (row > sheetRows) {
          sheet?.push(text);
          text = '';
          open();
        }
        const n = String(++row);
        text += `<row r="${n}">${columns.map((c, i) => xlsxCell(`${letters[i] ?? ''}${n}`, c.type, values[i] ?? null)).join('')}</row>`;
      }
      sheet?.push(text);
    },
  };
}

/**
 * All rows of a result as an Excel workbook, made and compressed piece by piece between two breaths of the page. Written here, over a zip
 * library: the writers that there are build everything in memory at once, or compress in a worker from a `blob:` address, which the page's
 * content security policy refuses.
 */
export async function exportXlsx(
  source: RowSource,
  options: ExportOptions,
  extra: readonly ExtraSheet[] = [],
): Promise<Result<Blob>> {
  await whenComplete(source, options.signal);
  if (options.signal.aborted) return fail({ kind: 'cancelled', message: '' });
  if (source.error) return fail(source.error);
  if (source.columns.length > sheetColumns) {
    return fail({ kind: 'export_failed', message: `A sheet holds ${String(sheetColumns)} columns` });
  }
  const zip = createZip();
  const sheets = createSheets(zip, source.columns);
  let done = 0;
  const range = { source, columns: source.columns.map((_, i) => i), first: 0, end: source.rowCount };
  const read = await readRange(range, options.signal, (rows) => {
    sheets.write(rows);
    done += rows.length;
    options.onProgress(done, source.rowCount);
  });
  if (!read.ok) return read;
  sheets.close();
  const names = [...sheets.names];
  for (const { name, rows } of extra) {
    names.push(name.slice(0, 31));
    const cells = rows.map(
      (row, i) =>
        `<row r="${String(i + 1)}">${row.map((text, c) => xlsxTextCell(`${columnLetters(c)}${String(i + 1)}`, text)).join('')}</row>`,
    );
    zip
      .add(`xl/worksheets/sheet${String(names.length)}.xml`)
      .push(sheetStart(false) + cells.join('') + sheetEnd, true);
  }
  for (const [path, text] of Object.entries(frame(names))) zip.add(path).push(text, true);
  return ok(zip.blob());
}
