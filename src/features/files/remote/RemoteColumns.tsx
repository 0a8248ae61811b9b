import { createEffect, For, type JSX } from 'solid-js';
import { t } from '../../../i18n/i18n.ts';
import { sizeText } from '../fileWords.ts';
import type { RemoteTable } from './parquetParts.ts';

export interface RemoteColumnsProps {
  readonly table: RemoteTable;
  readonly chosen: ReadonlySet<string>;
  onChosen(names: ReadonlySet<string>): void;
}

/** The columns of a large file, with what each of them costs to fetch. */
export function RemoteColumns(props: RemoteColumnsProps): JSX.Element {
  const names = (): string[] => props.table.columns.map((column) => column.name);
  const name = (): string => props.table.parquet.address.fileName;
  const toggle = (column: string, wanted: boolean): void => {
    const next = new Set(props.chosen);
    if (wanted) next.add(column);
    else next.delete(column);
    props.onChosen(next);
  };
  const isAll = (): boolean => props.chosen.size === props.table.columns.length;
  return (
    <div class="remote-columns">
      <p>
        {t('files.remote_columns_hint', {
          name: name(),
          rows: t('files.rows', { n: props.table.rows }),
          size: sizeText(props.table.parquet.size),
          host: props.table.parquet.address.host,
        })}
      </p>
      <label class="remote-column remote-all">
        <input
          type="checkbox"
          checked={isAll()}
          ref={(box) => {
            createEffect(() => {
              box.indeterminate = !isAll() && props.chosen.size > 0;
            });
          }}
          onChange={(event) => props.onChosen(new Set(event.currentTarget.checked ? names() : []))}
        />
        <span>{t('files.remote_all')}</span>
      </label>
      <ul class="remote-list" aria-label={t('files.remote_columns', { name: name() })}>
        <For each={props.table.columns}>
          {(column) => (
            <li>
              <label class="remote-column">
                <input
                  type="checkbox"
                  data-column={column.name}
                  checked={props.chosen.has(column.name)}
                  onChange={(event) => {
                    toggle(column.name, event.currentTarget.checked);
                  }}
                />
                <span class="mono remote-name">{column.name}</span>
                <span class="mono muted remote-type">{column.type}</span>
                <span class="remote-size">{sizeText(column.bytes)}</span>
              </label>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
