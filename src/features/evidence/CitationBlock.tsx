import { createEffect, createSignal, createUniqueId, For, on, Show, type JSX } from 'solid-js';
import { bibtex, citationText, cslItem, type CitedSource, type Locator } from '../../domain/citation.ts';
import { language, t } from '../../i18n/i18n.ts';
import { copyField } from '../../ui/clipboard.ts';

const formats = ['plain', 'bibtex', 'csl'] as const;
type Format = (typeof formats)[number];

export interface CitationBlockProps {
  readonly source: CitedSource;
  readonly locator: Locator | null;
  /** What BibTeX and CSL-JSON call the entry: the figure's id, or the document's. */
  readonly id: string;
}

/** The reference in the form that is wanted, ready to be copied. */
export function CitationBlock(props: CitationBlockProps): JSX.Element {
  const [format, setFormat] = createSignal<Format>('plain');
  const [outcome, setOutcome] = createSignal<'copied' | 'failed' | null>(null);
  let field: HTMLTextAreaElement | undefined;
  const group = createUniqueId();
  const text = (): string => {
    switch (format()) {
      case 'plain':
        return citationText(props.source, props.locator, language());
      case 'bibtex':
        return bibtex(props.source, props.locator, props.id);
      case 'csl':
        return JSON.stringify([cslItem(props.source, props.locator, props.id)], null, 2);
    }
  };
  createEffect(on(text, () => setOutcome(null)));
  const copy = async (): Promise<void> => {
    if (field) setOutcome((await copyField(field)) ? 'copied' : 'failed');
  };
  return (
    <div class="evidence-cite">
      <fieldset class="evidence-formats">
        <legend class="visually-hidden">{t('evidence.cite')}</legend>
        <For each={formats}>
          {(name) => (
            <label>
              <input type="radio" name={group} checked={format() === name} onChange={() => setFormat(name)} />
              {t(`evidence.format_${name}`)}
            </label>
          )}
        </For>
        <button type="button" class="button" data-look="outline" onClick={() => void copy()}>
          {t(outcome() === 'copied' ? 'common.copied' : 'common.copy')}
        </button>
      </fieldset>
      <textarea
        ref={field}
        class="field evidence-reference"
        data-testid="citation"
        aria-label={t('evidence.cite')}
        readOnly
        rows={format() === 'plain' ? 4 : 10}
        classList={{ mono: format() !== 'plain' }}
        value={text()}
      />
      <p class="visually-hidden" role="status">
        {outcome() === 'copied' ? t('common.copied') : ''}
      </p>
      <Show when={outcome() === 'failed'}>
        <p class="notice" data-tone="warn" role="alert">
          {t('evidence.copy_failed')}
        </p>
      </Show>
    </div>
  );
}
