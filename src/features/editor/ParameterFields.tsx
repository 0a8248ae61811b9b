import { createUniqueId, For, Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { fitsType, type Parameter } from '../../sql/parameters.ts';
import './parameters.css';

export interface ParameterFieldsProps {
  /** The parameters of the text. */
  readonly parameters: readonly Parameter[];
  /** Their values as typed, by name; an absent or empty one is NULL. */
  readonly values: Readonly<Record<string, string>>;
  onChange(values: Readonly<Record<string, string>>): void;
  /** Enter in a field. */
  onRun?(): void;
}

/** One field for each `$name` of the query; nothing when there is none. */
export function ParameterFields(props: ParameterFieldsProps): JSX.Element {
  return (
    <Show when={props.parameters.length > 0}>
      <form
        class="parameters"
        aria-label={t('editor.parameters')}
        data-testid="parameters"
        onSubmit={(event) => {
          event.preventDefault();
          props.onRun?.();
        }}
      >
        {/* By name, so that a field keeps its focus while the text around it changes. */}
        <For each={props.parameters.map((p) => p.name)}>
          {(name) => (
            <Field
              parameter={props.parameters.find((p) => p.name === name) ?? { name, type: 'auto' }}
              value={props.values[name] ?? ''}
              onChange={(value) => {
                props.onChange({ ...props.values, [name]: value });
              }}
            />
          )}
        </For>
        {/* Enter submits a form of several fields only when it has a button. */}
        <button type="submit" hidden />
      </form>
    </Show>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly value: string;
  onChange(value: string): void;
}

function Field(props: FieldProps): JSX.Element {
  const id = createUniqueId();
  const invalid = (): boolean => !fitsType(props.parameter.type, props.value);
  const typeWord = (): string => t(`editor.parameter_${props.parameter.type}`);
  return (
    <div class="parameters-field">
      <label class="mono" for={id}>
        ${props.parameter.name}
      </label>
      <Show
        when={props.parameter.type !== 'boolean'}
        fallback={
          <select
            id={id}
            class="field mono"
            value={props.value.toLowerCase()}
            onChange={(e) => props.onChange(e.currentTarget.value)}
          >
            <option value="">{t('editor.parameter_empty')}</option>
            <option value="true">true</option>
            <option value="false">false</option>
          </select>
        }
      >
        <input
          id={id}
          class="field mono"
          type={inputType(props.parameter)}
          inputmode={props.parameter.type === 'number' ? 'decimal' : undefined}
          step="1"
          placeholder={t('editor.parameter_empty')}
          title={typeWord()}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={invalid()}
          aria-describedby={`${id}-note`}
          value={props.value}
          onInput={(e) => props.onChange(e.currentTarget.value)}
        />
      </Show>
      <span id={`${id}-note`} class={invalid() ? 'parameters-note' : 'visually-hidden'}>
        {invalid() ? t('editor.parameter_invalid', { value: props.value, type: typeWord() }) : typeWord()}
      </span>
    </div>
  );
}

const inputType = (parameter: Parameter): string =>
  parameter.type === 'date' ? 'date' : parameter.type === 'timestamp' ? 'datetime-local' : 'text';
