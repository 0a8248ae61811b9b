import { strToU8, zipSync } from 'fflate';

/** A cell: a value, a day, an error, or a formula with the value that was computed last (null: never). */
export type TestCell =
  | string
  | number
  | boolean
  | null
  | { readonly day: number; readonly time?: boolean }
  | { readonly error: string }
  | { readonly formula: string; readonly value: number | null };

const letters = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function cellXml(cell: TestCell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  if (typeof cell === 'number') return `<c r="${at}"><v>${String(cell)}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? '1' : '0'}</v></c>`;
  if ('day' in cell)
    return `<c r="${at}" s="${cell.time === true ? '2' : '1'}"><v>${String(cell.day)}</v></c>`;
  if ('error' in cell) return `<c r="${at}" t="e"><f>1/0</f><v>${escaped(cell.error)}</v></c>`;
  const value = cell.value === null ? '' : `<v>${String(cell.value)}</v>`;
  return `<c r="${at}"><f>${escaped(cell.formula)}</f>${value}</c>`;
}

const sheetXml = (rows: readonly (readonly TestCell[])[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map(
      (row, r) =>
        `<row r="${String(r + 1)}">${row.map((cell, c) => cellXml(cell, `${letters(c)}${String(r + 1)}`)).join('')}</row>`,
    )
    .join('')}</sheetData></worksheet>`;

const styles = `<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An XLSX file with the sheets given, in their order. */
export function workbookBytes(
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
): Uint8Array {
  const names = Object.keys(sheets);
  const workbook = `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relationships}"><sheets>${names
    .map(
      (name, i) => `<sheet name="${escaped(name)}" sheetId="${String(i + 1)}" r:id="rId${String(i + 1)}"/>`,
    )
    .join('')}</sheets></workbook>`;
  const rels = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
    .map(
      (_, i) =>
        `<Relationship Id="rId${String(i + 1)}" Type="${relationships}/worksheet" Target="worksheets/sheet${String(i + 1)}.xml"/>`,
    )
    .join('')}<Relationship Id="rIdS" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`;
  return zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    'xl/workbook.xml': strToU8(workbook),
    'xl/_rels/workbook.xml.rels': strToU8(rels),
    'xl/styles.xml': strToU8(styles),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/sheet${String(i + 1)}.xml`,
        strToU8(sheetXml(rows)),
      ]),
    ),
  });
}
