import { createSignal, For, Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import type { SheetOptions } from './ownFile.ts';
import { parseSheetRange } from './sheetRange.ts';
import type { SheetReply } from './workbookTables.ts';

export interface SheetFieldsProps {
  readonly options: SheetOptions;
  /** The sheet as it is read now. */
  readonly found: SheetReply;
  onChange(options: SheetOptions): void;
}

/** Which part of a workbook is the table: sheet, range, row with the names. */
export function SheetFields(props: SheetFieldsProps): JSX.Element {
  const [wrong, setWrong] = createSignal(false);
  const setRange = (text: string): void => {
    const range = text.trim();
    setWrong(range !== '' && parseSheetRange(range) === null);
    if (wrong()) return;
    const { sheet } = props.found;
    props.onChange(range === '' ? { sheet } : { sheet, range: range.toUpperCase() });
  };
  const setHeaderRow = (headerRow: number): void => {
    props.onChange({ ...props.options, sheet: props.found.sheet, headerRow });
  };
  return (
    <div class="files-fields">
      <label>
        <span>{t('files.sheet')}</span>
        <select
          class="field"
          data-field="sheet"
          value={props.found.sheet}
          onChange={(event) => props.onChange({ sheet: event.currentTarget.value })}
        >
          <For each={props.found.sheetNames}>
            {(name) => (
              <option value={name} selected={name === props.found.sheet}>
                {name}
              </option>
            )}
          </For>
        </select>
      </label>
      <label>
        <span>{t('files.range')}</span>
        <input
          class="field"
          data-field="range"
          placeholder="B3:F20"
          value={props.options.range ?? ''}
          aria-invalid={wrong()}
          onChange={(event) => setRange(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>{t('files.header_row')}</span>
        <select
          class="field"
          data-field="header-row"
          value={String(props.found.headerRow)}
          onChange={(event) => setHeaderRow(Number(event.currentTarget.value))}
        >
          <For each={Array.from({ length: props.found.candidates + 1 }, (_, n) => n)}>
            {(n) => (
              <option value={String(n)} selected={n === props.found.headerRow}>
                {n === 0 ? t('files.header_row_none') : String(n)}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={wrong()}>
        <p class="notice" data-tone="bad" role="alert">
          {t('files.range_wrong')}
        </p>
      </Show>
    </div>
  );
}
