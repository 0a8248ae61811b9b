import { createSignal, createUniqueId, For, type JSX } from 'solid-js';
import { bibtex, citationText, cslItem, type CitedSource, type Locator } from '../../domain/citation.ts';
import { language, t } from '../../i18n/i18n.ts';
import { citationFormats, type CitationFormat } from './citations.ts';
import { CopyReference, createReferenceCopy, ReferenceField } from './ReferenceField.tsx';

export interface CitationBlockProps {
  readonly source: CitedSource;
  readonly locator: Locator | null;
  /** What BibTeX and CSL-JSON call the entry: the figure's id, or the document's. */
  readonly id: string;
}

/** The reference in the form that is wanted, ready to be copied. */
export function CitationBlock(props: CitationBlockProps): JSX.Element {
  const [format, setFormat] = createSignal<CitationFormat>('plain');
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
  const copy = createReferenceCopy(text);
  return (
    <div class="evidence-cite">
      <fieldset class="evidence-formats">
        <legend class="visually-hidden">{t('evidence.cite')}</legend>
        <For each={citationFormats}>
          {(name) => (
            <label>
              <input type="radio" name={group} checked={format() === name} onChange={() => setFormat(name)} />
              {t(`evidence.format_${name}`)}
            </label>
          )}
        </For>
        <CopyReference copy={copy} />
      </fieldset>
      <ReferenceField
        copy={copy}
        text={text()}
        label={t('evidence.cite')}
        testId="citation"
        rows={format() === 'plain' ? 4 : 10}
        mono={format() !== 'plain'}
      />
    </div>
  );
}
