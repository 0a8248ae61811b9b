import { createEffect, createSignal, on, Show, type Accessor, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import { copyField } from '../../ui/clipboard.ts';

export interface ReferenceCopy {
  /** How the latest copy went; null before one, and after the text has changed. */
  readonly outcome: Accessor<'copied' | 'failed' | null>;
  setField(field: HTMLTextAreaElement): void;
  copy(): Promise<void>;
}

/** Copies the text of a {@link ReferenceField}. Must be called inside a reactive root. */
export function createReferenceCopy(text: Accessor<string>): ReferenceCopy {
  const [outcome, setOutcome] = createSignal<'copied' | 'failed' | null>(null);
  let field: HTMLTextAreaElement | undefined;
  createEffect(on(text, () => setOutcome(null)));
  return {
    outcome,
    setField: (given) => (field = given),
    copy: async () => {
      if (field) setOutcome((await copyField(field)) ? 'copied' : 'failed');
    },
  };
}

/** The button that copies, and says that it did. */
export function CopyReference(props: { readonly copy: ReferenceCopy }): JSX.Element {
  return (
    <button type="button" class="button" data-look="outline" onClick={() => void props.copy.copy()}>
      {t(props.copy.outcome() === 'copied' ? 'common.copied' : 'common.copy')}
    </button>
  );
}

export interface ReferenceFieldProps {
  readonly copy: ReferenceCopy;
  readonly text: string;
  readonly label: string;
  readonly testId: string;
  readonly rows: number;
  readonly mono: boolean;
}

/** References as text that can be selected, and how the latest copy of it went. */
export function ReferenceField(props: ReferenceFieldProps): JSX.Element {
  return (
    <>
      <textarea
        ref={(field) => props.copy.setField(field)}
        class="field evidence-reference"
        data-testid={props.testId}
        aria-label={props.label}
        readOnly
        rows={props.rows}
        classList={{ mono: props.mono }}
        value={props.text}
      />
      <p class="visually-hidden" role="status">
        {props.copy.outcome() === 'copied' ? t('common.copied') : ''}
      </p>
      <Show when={props.copy.outcome() === 'failed'}>
        <p class="notice" data-tone="warn" role="alert">
          {t('evidence.copy_failed')}
        </p>
      </Show>
    </>
  );
}
