import {
  createMemo,
  createSignal,
  createUniqueId,
  For,
  Match,
  onMount,
  Show,
  Switch,
  type JSX,
} from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import type { Column } from '../../domain/columnType.ts';
import { DATASET_HASH, DATASET_VERSION } from '../../domain/dataset.generated.ts';
import { fileName } from '../../domain/fileName.ts';
import type { Rows } from '../../engine/rows.ts';
import { language, t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { download } from '../../ui/download.ts';
import {
  citationFiles,
  citationFormats,
  citationsText,
  citedDocuments,
  type CitedDocument,
} from './citations.ts';
import type { CitationFormat, CiteBy } from './citations.ts';
import { CopyReference, createReferenceCopy, ReferenceField } from './ReferenceField.tsx';
import { originOf, type Origin } from './origin.ts';
import { linesText, named } from './readings.ts';
import './evidence.css';
import './cite.css';

export interface CiteDialogProps {
  /** The statement whose result is cited; empty where nothing has run. */
  readonly sql: string;
  readonly columns: readonly Column[];
  readonly title: string;
  query(sql: string): Promise<Result<Rows>>;
  onClose(): void;
}

/** The documents and figures behind a result: as a list, and as references to be copied or saved. */
export function CiteDialog(props: CiteDialogProps): JSX.Element {
  const [found, setFound] = createSignal<Result<Origin> | null>(null);
  // The result that is open when the dialog opens: it is modal.
  onMount(() => {
    if (props.sql !== '') void originOf(props.query, props.sql, props.columns).then(setFound);
  });
  const origin = (): Origin | null => {
    const result = found();
    return result?.ok === true ? result.value : null;
  };
  const failure = (): string | null => {
    const result = found();
    return result?.ok === false
      ? `${t(`errors.${result.error.kind}`, result.error.params)} ${result.error.message}`
      : null;
  };
  return (
    <Dialog
      open
      title={t('evidence.cite_result')}
      closeLabel={t('common.close')}
      wide
      onClose={() => props.onClose()}
    >
      <div
        class="cite"
        data-testid="cite"
        data-state={origin() ? 'ready' : failure() !== null ? 'error' : 'loading'}
      >
        <Switch fallback={<p class="muted">{t('evidence.cite_looking')}</p>}>
          <Match when={props.sql === ''}>
            <p class="notice">{t('evidence.cite_no_result')}</p>
          </Match>
          <Match when={failure()}>
            {(text) => (
              <p class="notice" data-tone="bad" role="alert">
                {text()}
              </p>
            )}
          </Match>
          <Match when={origin()}>{(known) => <Cited origin={known()} title={props.title} />}</Match>
        </Switch>
      </div>
    </Dialog>
  );
}

function Cited(props: { readonly origin: Origin; readonly title: string }): JSX.Element {
  const documents = createMemo(() => citedDocuments(props.origin));
  const counts = (): string =>
    t('evidence.cite_counts', {
      documents: props.origin.documents.length,
      figures: props.origin.metricIds.length,
      cases: props.origin.caseIds.length,
    });
  return (
    <>
      <p>
        <Show when={documents().length > 0} fallback={t('evidence.cite_nothing')}>
          {counts()} {t(`evidence.cite_way_${props.origin.way}`, { tables: props.origin.tables.join(', ') })}
        </Show>
      </p>
      <References {...props} />
      <For each={documents()}>
        {(document) => <DocumentPart document={document} data={props.origin.data} />}
      </For>
    </>
  );
}

function References(props: { readonly origin: Origin; readonly title: string }): JSX.Element {
  const [by, setBy] = createSignal<CiteBy>('documents');
  const [format, setFormat] = createSignal<CitationFormat>('plain');
  const group = createUniqueId();
  const text = createMemo(() =>
    citationsText(
      props.origin,
      { version: DATASET_VERSION, hash: DATASET_HASH },
      { by: by(), format: format(), language: language() },
    ),
  );
  const copy = createReferenceCopy(text);
  const save = (): void => {
    const { ending, type } = citationFiles[format()];
    download(fileName(props.title, ending), new Blob([`${text()}\n`], { type: `${type};charset=utf-8` }));
  };
  return (
    <div class="cite-references">
      <div class="cite-controls">
        <fieldset class="evidence-formats">
          <legend class="visually-hidden">{t('evidence.cite_by')}</legend>
          <For each={['documents', 'figures'] as const}>
            {(name) => (
              <label>
                <input
                  type="radio"
                  name={`${group}by`}
                  checked={by() === name}
                  onChange={() => setBy(name)}
                />
                {t(`evidence.cite_by_${name}`)}
              </label>
            )}
          </For>
        </fieldset>
        <fieldset class="evidence-formats">
          <legend class="visually-hidden">{t('evidence.cite_format')}</legend>
          <For each={citationFormats}>
            {(name) => (
              <label>
                <input
                  type="radio"
                  name={group}
                  checked={format() === name}
                  onChange={() => setFormat(name)}
                />
                {t(`evidence.format_${name}`)}
              </label>
            )}
          </For>
        </fieldset>
        <span class="cite-space" />
        <CopyReference copy={copy} />
        <button type="button" class="button" data-look="outline" onClick={save}>
          {t('common.download')}
        </button>
      </div>
      <ReferenceField
        copy={copy}
        text={text()}
        label={t('evidence.cite_references')}
        testId="cite-text"
        rows={10}
        mono={format() !== 'plain'}
      />
    </div>
  );
}

function DocumentPart(props: {
  readonly document: CitedDocument;
  readonly data: Origin['data'];
}): JSX.Element {
  const source = (): CitedDocument['source'] => props.document.source;
  const caseTitle = (id: string): string => {
    const found = props.data.cases.get(id);
    return found ? (named(found.case_title_en, found.case_title_zh) ?? id) : id;
  };
  const caseLines = (id: string): string => {
    const found = props.data.cases.get(id);
    return found?.line_start != null && found.line_end != null
      ? linesText(found.line_start, found.line_end)
      : '';
  };
  return (
    <details class="cite-document" data-source={source().source_id}>
      <summary>
        {named(source().title_en, source().title_zh)}{' '}
        <span class="muted">
          {source().publisher}, {source().published} ·{' '}
          {t('evidence.figures', { n: props.document.figures.length })}
        </span>
      </summary>
      <ul>
        <For each={props.document.figures}>
          {({ figure }) => (
            <li data-metric={figure.metric_id}>
              <span class="evidence-printed">{figure.figure_text}</span>{' '}
              {named(figure.label_en, figure.label_zh)}{' '}
              <span class="muted">{linesText(figure.line_start, figure.line_end)}</span>
            </li>
          )}
        </For>
        <For each={props.document.caseIds}>
          {(id) => (
            <li data-case={id}>
              {caseTitle(id)} <span class="muted">{caseLines(id)}</span>
            </li>
          )}
        </For>
      </ul>
    </details>
  );
}
