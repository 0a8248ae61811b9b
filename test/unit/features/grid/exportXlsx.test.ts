import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, test } from 'vitest';
import { exportXlsx } from '../../../../src/features/grid/exportXlsx.ts';
import { rowsSource, type RowSource } from '../../../../src/features/grid/rowSource.ts';
import { wasmInNode, type WasmInNode } from '../../../support/wasmInNode.ts';

let engine: WasmInNode;
beforeAll(async () => {
  engine = await wasmInNode();
}, 60_000);

const options = { signal: new AbortController().signal, onProgress: () => undefined };

async function parts(
  source: RowSource,
  extra: Parameters<typeof exportXlsx>[2] = [],
): Promise<Record<string, string>> {
  const made = await exportXlsx(source, options, extra);
  if (!made.ok) throw new Error(made.error.message);
  const files = unzipSync(new Uint8Array(await made.value.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

const parse = (xml: string): Document => {
  const document = new new JSDOM('').window.DOMParser().parseFromString(xml, 'application/xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return document;
};

/** Cells of a sheet: [type, text, style] by address. */
function cellsOf(xml: string): Record<string, [string, string, string]> {
  return Object.fromEntries(
    [...parse(xml).querySelectorAll('c')].map((c) => [
      c.getAttribute('r') ?? '',
      [c.getAttribute('t') ?? 'n', c.textContent, c.getAttribute('s') ?? '0'],
    ]),
  );
}

describe('exportXlsx', () => {
  test('every part is XML, every sheet and style is named', async () => {
    const files = await parts(rowsSource(engine.rows('SELECT 1 AS a')));
    expect(Object.keys(files).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    for (const xml of Object.values(files)) parse(xml);
  });
  test('numbers, dates and booleans are what they are; what a sheet would round or lacks is text', async () => {
    const files = await parts(
      rowsSource(
        engine.rows(`SELECT 12.5::DECIMAL(5,1), 9007199254740993::BIGINT, DATE '2024-02-29', TIMESTAMP '2024-02-29 12:00:00', true, 0.1::DOUBLE,
          'nan'::DOUBLE, DATE '1800-01-01', TIMESTAMP '2024-01-01 00:00:00.000001', TIMESTAMPTZ '2024-01-01 00:00:00+00', [1, NULL], NULL, -5, 0.1::FLOAT`),
      ),
    );
    const cells = cellsOf(files['xl/worksheets/sheet1.xml'] ?? '');
    expect(cells).toMatchObject({
      A2: ['n', '12.5', '0'],
      B2: ['inlineStr', '9007199254740993', '0'],
      C2: ['n', '45351', '2'],
      D2: ['n', '45351.5', '3'],
      E2: ['b', '1', '0'],
      F2: ['n', '0.1', '0'],
      G2: ['inlineStr', 'nan', '0'],
      H2: ['inlineStr', '1800-01-01', '0'],
      I2: ['inlineStr', '2024-01-01 00:00:00.000001', '0'],
      J2: ['inlineStr', '2024-01-01 00:00:00+00', '0'],
      K2: ['inlineStr', '[1, NULL]', '0'],
      M2: ['n', '-5', '0'],
      N2: ['n', '0.1', '0'],
    });
    expect(cells).not.toHaveProperty('L2');
  });
  test('text keeps markup, blanks, Chinese and control characters; formulas stay text', async () => {
    const rows = engine.rows(
      `SELECT '<a & "b">' AS "x<y", '  中文 ' AS b, 'a' || chr(1) || '_x0041_' AS c, '=1+1' AS d`,
    );
    const cells = cellsOf((await parts(rowsSource(rows)))['xl/worksheets/sheet1.xml'] ?? '');
    expect(cells).toMatchObject({
      A1: ['inlineStr', 'x<y', '1'],
      A2: ['inlineStr', '<a & "b">', '0'],
      B2: ['inlineStr', '  中文 ', '0'],
      C2: ['inlineStr', 'a_x0001__x005F_x0041_', '0'],
      D2: ['inlineStr', '=1+1', '0'],
    });
  });
  test('a text longer than a cell may be is cut off', async () => {
    const rows = engine.rows(`SELECT repeat('x', 50000) AS t`);
    const cells = cellsOf((await parts(rowsSource(rows)))['xl/worksheets/sheet1.xml'] ?? '');
    expect(cells['A2']?.[1]).toHaveLength(32_767);
  });
  test('columns beyond Z', async () => {
    const rows = engine.rows(
      `SELECT ${Array.from({ length: 30 }, (_, i) => `${String(i)} AS c${String(i)}`).join(', ')}`,
    );
    expect(cellsOf((await parts(rowsSource(rows)))['xl/worksheets/sheet1.xml'] ?? '')).toMatchObject({
      AA2: ['n', '26', '0'],
    });
  });
  test('a further sheet has its name and rows', async () => {
    const files = await parts(rowsSource(engine.rows('SELECT 1 AS a')), [
      { name: 'Citations & notes', rows: [['metric'], ['m01']] },
    ]);
    expect(cellsOf(files['xl/worksheets/sheet2.xml'] ?? '')).toMatchObject({ A2: ['inlineStr', 'm01', '0'] });
    expect(
      parse(files['xl/workbook.xml'] ?? '')
        .querySelectorAll('sheet')[1]
        ?.getAttribute('name'),
    ).toBe('Citations & notes');
  });
  test('another program reads the same', async () => {
    const rows = engine.rows(
      `SELECT * FROM (VALUES (1.5::DECIMAL(3,1), 'a & b', DATE '2024-02-29', true), (NULL, '中文', NULL, false)) v(n, t, d, b)`,
    );
    const made = await exportXlsx(rowsSource(rows), options);
    if (!made.ok) throw new Error(made.error.message);
    const sheets = await readXlsxFile(Buffer.from(await made.value.arrayBuffer()));
    expect(JSON.parse(JSON.stringify(sheets))).toEqual([
      {
        sheet: 'Result',
        data: [
          ['n', 't', 'd', 'b'],
          [1.5, 'a & b', '2024-02-29T00:00:00.000Z', true],
          [null, '中文', null, false],
        ],
      },
    ]);
  });
});
