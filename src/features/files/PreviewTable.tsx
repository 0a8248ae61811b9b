import { For, Show, type JSX } from 'solid-js';
import { isNumeric } from '../../domain/columnType.ts';
import { textOf } from '../../domain/values/text.ts';
import type { Rows } from '../../engine/rows.ts';
import { t } from '../../i18n/i18n.ts';

const columnsShown = 60;
const charactersShown = 120;

export interface PreviewTableProps {
  readonly rows: Rows;
  readonly label: string;
  /** What stands under a column's name. */
  header?(column: string, index: number): JSX.Element;
}

/** The first rows of a relation, as a small table that scrolls sideways. */
export function PreviewTable(props: PreviewTableProps): JSX.Element {
  const columns = (): Rows['columns'] => props.rows.columns.slice(0, columnsShown);
  return (
    // A region that scrolls must be reachable by keyboard.
    <div
      class="files-preview"
      role="region"
      aria-label={props.label}
      tabindex="0"
      data-testid="files-preview"
    >
      <table>
        <thead>
          <tr>
            <For each={columns()}>
              {(column, i) => (
                <th scope="col" data-number={isNumeric(column.type)}>
                  {column.name}
                  {props.header?.(column.name, i())}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For
            each={props.rows.values}
            fallback={
              <tr>
                <td colspan={columns().length}>{t('files.preview_none')}</td>
              </tr>
            }
          >
            {(row) => (
              <tr>
                <For each={columns()}>
                  {(column, i) => (
                    <Show when={(row[i()] ?? null) !== null} fallback={<td data-null="true">null</td>}>
                      <td data-number={isNumeric(column.type)}>
                        {textOf(column.type, row[i()] ?? null).slice(0, charactersShown)}
                      </td>
                    </Show>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
