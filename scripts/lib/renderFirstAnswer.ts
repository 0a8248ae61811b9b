import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vega from 'vega';
import { isNumeric, type Value } from '../../src/domain/columnType.ts';
import { textOf } from '../../src/domain/values/text.ts';
import type { Rows } from '../../src/engine/rows.ts';
import { toVegaSpec } from '../../src/features/chart/compileSpec.ts';
import { cssTheme } from '../../src/features/chart/theme.ts';
import { errors as errorsEn } from '../../src/i18n/en/errors.ts';
import { errors as errorsZh } from '../../src/i18n/zh/errors.ts';
import type { Question, QuestionLanguage } from '../../src/features/gallery/question.ts';
import { questions } from '../../src/features/gallery/questions.ts';
import { nativeRows } from './nativeRows.ts';
import { openShippedDatabase } from './shippedDatabase.ts';

const rowsShown = 20;

/** Vega exports it, its types do not. */
const { textMetrics } = vega as unknown as {
  readonly textMetrics: { width: (item: { readonly fontSize?: number }, text: unknown) => number };
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Vega without a canvas takes every letter for equally wide: here by class of letter, for a common sans-serif. */
function letterWidth(letter: string): number {
  if (/[\u2e80-\uffef]/.test(letter)) return 1;
  if (/[ijl.,:;'|!()[\]ft]/.test(letter)) return 0.31;
  if (/[mwMW%]/.test(letter)) return 0.86;
  return /[A-Z]/.test(letter) ? 0.66 : 0.55;
}

const widthOf = (text: string, fontSize: number): number =>
  [...text].reduce((sum, letter) => sum + letterWidth(letter), 0) * fontSize;

/** Rounds coordinates to a tenth of a pixel: half the bytes, the same picture. */
const rounded = (svg: string): string =>
  svg.replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));

async function drawn(question: Question, rows: Rows, language: QuestionLanguage): Promise<string> {
  const size = { width: 620, height: 330 };
  const compiled = toVegaSpec({ ...question.spec(language) }, rows, {
    ...size,
    title: '',
    sourceLine: '',
    theme: cssTheme,
    language,
  });
  if (!compiled.ok) throw new Error(compiled.error.message);
  textMetrics.width = (item, text) => widthOf(String(text), item.fontSize ?? 11);
  // The page's own heading names the picture, and the table beside it holds its data.
  const untitled = { ...compiled.value.vega };
  delete untitled.title;
  delete untitled.description;
  const view = new vega.View(vega.parse(untitled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  const plain = rounded(svg)
    .replace(/ (?:aria-[\w]+|role|tabindex)="[^"]*"/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ stroke-miterlimit="10"/g, '')
    .replace(/^<svg[^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>/, (_, w: string, h: string) => {
      const label = escaped(question.title[language]);
      return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" role="img" aria-label="${label}">`;
    });
  if (plain.includes('style='))
    throw new Error('The chart has a style attribute, which the page may not use');
  return plain;
}

function tableOf({ columns, values }: Rows): string {
  const numeric = columns.map((c) => isNumeric(c.type));
  const cell = (value: Value, i: number): string => {
    const column = columns[i];
    const text = column ? textOf(column.type, value) : '';
    const inner = value === null ? '<span class="muted">null</span>' : escaped(text);
    return numeric[i] ? `<td class="number">${inner}</td>` : `<td>${inner}</td>`;
  };
  const head = columns.map(
    (c, i) => `<th scope="col"${numeric[i] ? ' class="number"' : ''}>${escaped(c.name)}</th>`,
  );
  const body = values.slice(0, rowsShown).map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const words = {
  en: {
    source: (n: number, version: string) => `Yardstick dataset ${version} · ${String(n)} rows`,
    missing: errorsEn.part_missing,
    sql: 'The query',
    table: 'The answer as a table',
    rows: (shown: number, of: number) =>
      shown < of ? `First ${String(shown)} of ${String(of)} rows` : `${String(of)} rows`,
  },
  zh: {
    source: (n: number, version: string) => `Yardstick 数据集 ${version} · ${String(n)} 行`,
    missing: errorsZh.part_missing,
    sql: '查询语句',
    table: '答案表格',
    rows: (shown: number, of: number) =>
      shown < of ? `前 ${String(shown)} 行，共 ${String(of)} 行` : `共 ${String(of)} 行`,
  },
};

async function answerIn(
  language: QuestionLanguage,
  question: Question,
  rows: Rows,
  version: string,
): Promise<string> {
  const w = words[language];
  const n = rows.values.length;
  return `<article class="first-answer-${language}" lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<p class="notice" data-tone="bad" role="alert" data-part-missing hidden>${escaped(w.missing)}</p>
<h2>${escaped(question.title[language])}</h2>
<p class="first-answer-note">${escaped(question.note[language])}</p>
<details><summary>${w.sql}</summary><pre class="mono">${escaped(question.sql(language))}</pre></details>
<div class="first-answer-parts">
<div class="first-answer-table" role="region" aria-label="${w.table}" tabindex="0">${tableOf(rows)}</div>
<figure class="first-answer-chart">${await drawn(question, rows, language)}<figcaption>${escaped(w.source(n, version))}</figcaption></figure>
</div>
<p class="first-answer-rows muted">${w.rows(Math.min(n, rowsShown), n)}</p>
</article>`;
}

/**
 * The first question's answer as HTML without script or style, in both languages.
 * @param folder where `npm run data` wrote the dataset
 */
export async function renderFirstAnswer(folder: string): Promise<string> {
  const question = questions[0];
  if (!question) throw new Error('The gallery has no question');
  const { version } = JSON.parse(await readFile(join(folder, 'datapackage.json'), 'utf8')) as {
    version: string;
  };
  const database = await openShippedDatabase(folder);
  const answers: string[] = [];
  for (const language of ['en', 'zh'] as const) {
    const rows = await nativeRows(database, question.sql(language));
    answers.push(await answerIn(language, question, rows, version));
  }
  database.closeSync();
  return `<section id="first-answer" data-testid="first-answer" data-question="${question.id}">${answers.join('')}</section>`;
}
