import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isNumeric, type Value } from '../../src/domain/columnType.ts';
import { textOf } from '../../src/domain/values/text.ts';
import type { Rows } from '../../src/engine/rows.ts';
import { editor as editorEn } from '../../src/i18n/en/editor.ts';
import { errors as errorsEn } from '../../src/i18n/en/errors.ts';
import { editor as editorZh } from '../../src/i18n/zh/editor.ts';
import { errors as errorsZh } from '../../src/i18n/zh/errors.ts';
import type { Question, QuestionLanguage } from '../../src/features/gallery/question.ts';
import { questions } from '../../src/features/gallery/questions.ts';
import { drawSvg } from './drawSvg.ts';
import { nativeRows } from './nativeRows.ts';
import { openShippedDatabase } from './shippedDatabase.ts';

const rowsShown = 20;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The figure named by the page's own heading; the table beside it holds its data. */
const drawn = (question: Question, rows: Rows, language: QuestionLanguage): Promise<string> =>
  drawSvg({ ...question.spec(language) }, rows, {
    ...{ width: 620, height: 330 },
    label: question.title[language],
    language,
  });

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
    label: editorEn.label,
    table: 'The answer as a table',
    rows: (shown: number, of: number) =>
      shown < of ? `First ${String(shown)} of ${String(of)} rows` : `${String(of)} rows`,
  },
  zh: {
    source: (n: number, version: string) => `Yardstick 数据集 ${version} · ${String(n)} 行`,
    missing: errorsZh.part_missing,
    label: editorZh.label,
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
<p class="notice" data-tone="bad" role="alert" data-part-missing="" hidden="">${escaped(w.missing)}</p>
<h2>${escaped(question.title[language])}</h2>
<p class="first-answer-note">${escaped(question.note[language])}</p>
<textarea class="first-query editor-plain" aria-label="${w.label}" rows="8" spellcheck="false" autocapitalize="off" autocomplete="off">${escaped(question.sql(language))}</textarea>
<div class="first-answer-parts">
<div class="first-answer-table" role="region" aria-label="${w.table}" tabindex="0">${tableOf(rows)}</div>
<figure class="first-answer-chart" tabindex="0">${await drawn(question, rows, language)}<figcaption>${escaped(w.source(n, version))}</figcaption></figure>
</div>
<p class="first-answer-rows muted">${w.rows(Math.min(n, rowsShown), n)}</p>
</article>`;
}

/**
 * The first question and its answer as HTML without script or style, in both languages. The question can be changed at once: the editor
 * goes on with what was written.
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
