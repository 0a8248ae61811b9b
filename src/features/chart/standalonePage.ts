import { isNumeric } from '../../domain/columnType.ts';
import { fail, ok, type Result } from '../../domain/appError.ts';
import { language, t } from '../../i18n/i18n.ts';
import { chartPage, pageRows, type ChartPageCitation, type ChartPageTable } from '../../share/chartPage.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import { cleanSvg } from './cleanSvg.ts';
import { columnLabel } from './datasetColumns.ts';
import { svgText, type Exportable } from './exportChart.ts';
import { fieldText, type Answer } from './markText.ts';
import { cssTheme } from './theme.ts';

/** Where the figures of a result come from: one by one, or the documents that were read when they can't be followed. */
export interface Citations {
  readonly list: readonly ChartPageCitation[];
  readonly each: boolean;
}

/** What a chart's own page holds beside the picture. */
export interface PageContents {
  readonly title: string;
  readonly note: string;
  readonly sourceLine: string;
  readonly summary: string;
  readonly sql: string;
  readonly spec: ChartSpec;
  readonly answers: readonly Answer[];
  readonly citations: Citations;
}

function tableOf({ query, rows }: Answer): ChartPageTable {
  const shown = query.fields.flatMap((field) => {
    const at = rows.columns.findIndex((c) => c.name === field.name);
    const column = rows.columns[at];
    return field.shown && column ? [{ field, column, at }] : [];
  });
  return {
    columns: shown.map(({ field, column }) => ({
      label: columnLabel(field.label, language()),
      number: isNumeric(column.type),
    })),
    rows: rows.values
      .slice(0, pageRows)
      .map((row) =>
        shown.map(({ field, column, at }) => fieldText(field, column.type, row[at] ?? null, language())),
      ),
    total: Math.min(rows.values.length, query.limit),
  };
}

/** Pixels of the picture, whatever room there was on screen. */
const pageWidth = 900;
const pageHeight = 420;

/** The chart as a page of its own, readable without network and scripts, in light and dark. */
export async function standalonePage(chart: Exportable, contents: PageContents): Promise<Result<Blob>> {
  const wide = { ...chart, options: { ...chart.options, width: pageWidth, height: pageHeight } };
  const drawn = await svgText(wide, cssTheme);
  if (!drawn.ok) return drawn;
  const svg = cleanSvg(drawn.value, contents.summary);
  if (svg === null) return fail({ kind: 'export_failed', message: 'no SVG' });
  const { title, note, sourceLine, summary, sql, citations } = contents;
  const html = chartPage({
    ...{ title, note, sourceLine, summary, sql, svg },
    language: language() === 'zh' ? 'zh-CN' : 'en',
    tables: contents.answers.map(tableOf).filter((table) => table.columns.length > 0),
    specification: JSON.stringify(contents.spec, null, 2),
    citations: citations.list,
    words: {
      data: t('chart.page_data'),
      sql: t('chart.page_sql'),
      sources: t('chart.page_sources'),
      specification: t('chart.page_spec'),
      sourcesNote: citations.each ? null : t('chart.page_sources_read'),
      rowsShown: (n, of) => t('chart.rows_shown', { n, of }),
      madeWith: t('chart.page_made'),
    },
  });
  return ok(new Blob([html], { type: 'text/html' }));
}
