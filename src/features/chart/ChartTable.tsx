import { createMemo, For, Show, type JSX } from 'solid-js';
import { isNumeric } from '../../domain/columnType.ts';
import { language, t } from '../../i18n/i18n.ts';
import { columnLabel } from './datasetColumns.ts';
import { fieldText, type Answer } from './markText.ts';

const rowsShown = 500;

/** The chart's data as a plain table: the same figures, exactly, for those who read rather than look. */
export function ChartTable(props: { readonly answers: readonly Answer[] }): JSX.Element {
  return (
    <div class="chart-table" tabindex="0" role="region" aria-label={t('chart.table_label')}>
      <For each={props.answers}>{(answer) => <AnswerTable answer={answer} />}</For>
    </div>
  );
}

function AnswerTable(props: { readonly answer: Answer }): JSX.Element {
  const columns = createMemo(() =>
    props.answer.query.fields.flatMap((field) => {
      const at = props.answer.rows.columns.findIndex((c) => c.name === field.name);
      const column = props.answer.rows.columns[at];
      return field.shown && column ? [{ field, column, at }] : [];
    }),
  );
  const rows = (): Answer['rows']['values'] => props.answer.rows.values.slice(0, rowsShown);
  const total = (): number => Math.min(props.answer.rows.values.length, props.answer.query.limit);
  return (
    <Show when={columns().length > 0}>
      <table>
        <Show when={total() > rowsShown}>
          <caption>{t('chart.rows_shown', { n: rowsShown, of: total() })}</caption>
        </Show>
        <thead>
          <tr>
            <For each={columns()}>
              {(c) => (
                <th scope="col" data-number={isNumeric(c.column.type)}>
                  {columnLabel(c.field.label, language())}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr>
                <For each={columns()}>
                  {(c) => (
                    <td data-number={isNumeric(c.column.type)} data-null={row[c.at] === null}>
                      {fieldText(c.field, c.column.type, row[c.at] ?? null, language())}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Show>
  );
}
