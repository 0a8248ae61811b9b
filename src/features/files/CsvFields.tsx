import { For, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import type { CsvLayout, CsvOptions } from './csvSql.ts';
import { offeredEncodings } from './encoding.ts';

export interface CsvFieldsProps {
  readonly options: CsvOptions;
  /** What was worked out from the file. */
  readonly layout: CsvLayout | null;
  readonly encoding: string | null;
  onChange(patch: { readonly [K in keyof CsvOptions]: CsvOptions[K] | undefined }): void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A choice whose first entry leaves it to the file; it says what that comes to. */
function Choose(props: {
  readonly label: string;
  readonly field: string;
  readonly value: string | undefined;
  readonly automatic: string | null;
  readonly choices: readonly Choice[];
  onChange(value: string | undefined): void;
}): JSX.Element {
  const automatic = (): string =>
    props.automatic === null ? t('files.automatic') : t('files.automatic_is', { value: props.automatic });
  return (
    <label>
      <span>{props.label}</span>
      <select
        class="field"
        data-field={props.field}
        onChange={(event) =>
          props.onChange(
            event.currentTarget.value === 'auto' ? undefined : event.currentTarget.value.slice(1),
          )
        }
      >
        <option value="auto" selected={props.value === undefined}>
          {automatic()}
        </option>
        <For each={props.choices}>
          {(choice) => (
            <option value={`=${choice.value}`} selected={props.value === choice.value}>
              {choice.label}
            </option>
          )}
        </For>
      </select>
    </label>
  );
}

function Check(props: {
  readonly label: string;
  readonly field: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}): JSX.Element {
  return (
    <label class="files-check">
      <input
        type="checkbox"
        data-field={props.field}
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  );
}

/** What can be set about a delimited text. */
export function CsvFields(props: CsvFieldsProps): JSX.Element {
  const delimiters = (): Choice[] => [
    { value: ',', label: `${t('files.comma')} ,` },
    { value: ';', label: `${t('files.semicolon')} ;` },
    { value: '\t', label: t('files.tab') },
    { value: '|', label: `${t('files.pipe')} |` },
    { value: ' ', label: t('files.space') },
  ];
  const delimiterName = (): string | null => {
    const found = props.layout?.delimiter.replace('\\t', '\t');
    return found === undefined ? null : (delimiters().find((d) => d.value === found)?.label ?? found);
  };
  const quoteName = (): string | null =>
    props.layout === null ? null : props.layout.quote === '' ? '"' : props.layout.quote;
  const headerName = (): string | null =>
    props.layout === null ? null : t(props.layout.header ? 'files.header_yes' : 'files.header_no');
  return (
    <div class="files-fields">
      <Choose
        label={t('files.encoding')}
        field="encoding"
        value={props.options.encoding}
        automatic={props.encoding?.toUpperCase() ?? null}
        choices={offeredEncodings.map((value) => ({ value, label: value.toUpperCase() }))}
        onChange={(encoding) => props.onChange({ encoding })}
      />
      <Choose
        label={t('files.delimiter')}
        field="delimiter"
        value={props.options.delimiter}
        automatic={delimiterName()}
        choices={delimiters()}
        onChange={(delimiter) => props.onChange({ delimiter })}
      />
      <Choose
        label={t('files.quote')}
        field="quote"
        value={props.options.quote}
        automatic={quoteName()}
        choices={[
          { value: '"', label: '"' },
          { value: "'", label: "'" },
          { value: '', label: t('files.no_quote') },
        ]}
        onChange={(quote) => props.onChange({ quote })}
      />
      <Choose
        label={t('files.header')}
        field="header"
        value={props.options.header === undefined ? undefined : String(props.options.header)}
        automatic={headerName()}
        choices={[
          { value: 'true', label: t('files.header_yes') },
          { value: 'false', label: t('files.header_no') },
        ]}
        onChange={(header) =>
          props.onChange({ header: header === undefined ? undefined : header === 'true' })
        }
      />
      <label>
        <span>{t('files.skip_lines')}</span>
        <input
          class="field"
          type="number"
          min="0"
          step="1"
          data-field="skip-lines"
          value={props.options.skipLines ?? ''}
          placeholder={String(props.layout?.skipLines ?? 0)}
          onChange={(event) => {
            const lines = Math.floor(event.currentTarget.valueAsNumber);
            props.onChange({ skipLines: lines >= 0 ? lines : undefined });
          }}
        />
      </label>
      <label>
        <span>{t('files.null_text')}</span>
        <input
          class="field mono"
          data-field="null-text"
          value={props.options.nullText ?? ''}
          placeholder={t('files.null_hint')}
          onChange={(event) => props.onChange({ nullText: event.currentTarget.value || undefined })}
        />
      </label>
      <div class="files-checks">
        <Check
          label={t('files.all_text')}
          field="all-text"
          checked={props.options.allText === true}
          onChange={(allText) => props.onChange({ allText: allText || undefined })}
        />
        <Check
          label={t('files.decimal_comma')}
          field="decimal-comma"
          checked={props.options.decimalComma === true}
          onChange={(decimalComma) => props.onChange({ decimalComma: decimalComma || undefined })}
        />
        <Check
          label={t('files.pad_short')}
          field="pad-short"
          checked={props.options.padShort === true}
          onChange={(padShort) => props.onChange({ padShort: padShort || undefined })}
        />
        <Check
          label={t('files.skip_bad')}
          field="skip-bad"
          checked={props.options.skipBad === true}
          onChange={(skipBad) => props.onChange({ skipBad: skipBad || undefined })}
        />
      </div>
    </div>
  );
}
