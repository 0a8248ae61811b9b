import {
  createMemo,
  createResource,
  createSignal,
  For,
  Match,
  Show,
  Suspense,
  Switch,
  type JSX,
} from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import { datasetCitation } from '../../domain/citation.ts';
import { descriptionIn, noDescription } from '../../domain/datasetDescription.ts';
import { DATASET_HASH, DATASET_VERSION } from '../../domain/dataset.generated.ts';
import { valuesOf } from '../../domain/vocabulary.ts';
import { fetchDescription } from '../../engine/datasetDescription.ts';
import { recordsOf, type Rows } from '../../engine/rows.ts';
import { formatNumber, language, t } from '../../i18n/i18n.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Pages } from '../../ui/Pages.tsx';
import { CitationBlock } from './CitationBlock.tsx';
import { citedSource } from './citedSource.ts';
import { Agreement, Changes, Columns, Rules } from './DatasetPages.tsx';
import { documentsSql, flawsSql, type DocumentCounts, type FlawCount } from './datasetCounts.ts';
import { named, term } from './readings.ts';
import './dataset.css';

export interface DatasetDialogProps {
  readonly open: boolean;
  onClose(): void;
  query(sql: string): Promise<Result<Rows>>;
}

const pages = ['about', 'documents', 'rules', 'columns', 'agreement', 'flaws', 'changes'] as const;
type Page = (typeof pages)[number];

/** What the dataset is: documents, rules, columns, agreement, flaws, changes, how to cite it. */
export function DatasetDialog(props: DatasetDialogProps): JSX.Element {
  const [page, setPage] = createSignal<Page>('about');
  return (
    <Dialog
      open={props.open}
      title={t('evidence.dataset_page')}
      closeLabel={t('common.close')}
      wide
      onClose={() => props.onClose()}
    >
      <div data-testid="dataset">
        <Pages
          label={t('evidence.dataset_page')}
          pages={pages.map((name) => ({ name, title: t(`evidence.page_${name}`) }))}
          page={page()}
          onPage={setPage}
        >
          <Suspense fallback={<p class="muted">{t('common.loading')}</p>}>
            <Switch>
              <Match when={page() === 'about'}>
                <About />
              </Match>
              <Match when={page() === 'documents'}>
                <Documents {...props} />
              </Match>
              <Match when={page() === 'rules'}>
                <Rules />
              </Match>
              <Match when={page() === 'columns'}>
                <Columns />
              </Match>
              <Match when={page() === 'agreement'}>
                <Agreement />
              </Match>
              <Match when={page() === 'flaws'}>
                <Flaws {...props} />
              </Match>
              <Match when={page() === 'changes'}>
                <Changes />
              </Match>
            </Switch>
          </Suspense>
        </Pages>
      </div>
    </Dialog>
  );
}

function About(): JSX.Element {
  const [description] = createResource(fetchDescription, { initialValue: noDescription });
  return (
    <>
      <p>{descriptionIn(description(), language())}</p>
      <p>{t('evidence.about_inclusion')}</p>
      <p>{t('evidence.about_selection')}</p>
      <dl class="evidence-facts">
        <div class="evidence-fact">
          <dt>{t('evidence.version')}</dt>
          <dd>{DATASET_VERSION}</dd>
        </div>
        <div class="evidence-fact">
          <dt>SHA-256</dt>
          <dd class="mono">{DATASET_HASH}</dd>
        </div>
        <div class="evidence-fact">
          <dt>{t('evidence.licence')}</dt>
          <dd>
            {description()
              .licenses.map((l) => `${l.title} (${l.name})`)
              .join(', ')}{' '}
            · {t('evidence.licence_documents')}
          </dd>
        </div>
        <div class="evidence-fact">
          <dt>{t('evidence.cite')}</dt>
          <dd>{datasetCitation({ version: DATASET_VERSION, hash: DATASET_HASH }, language())}</dd>
        </div>
      </dl>
    </>
  );
}

function Documents(props: DatasetDialogProps): JSX.Element {
  const [documents] = createResource(async () => {
    const rows = await props.query(documentsSql);
    return rows.ok ? recordsOf<DocumentCounts>(rows.value) : [];
  });
  return (
    <For each={documents()}>
      {(row) => (
        <section class="dataset-document">
          <h3>{named(row.source.title_en, row.source.title_zh)}</h3>
          <p class="muted">
            {row.source.publisher} · {row.source.published} · {term('source_kind', row.source.kind)} ·{' '}
            {term('language', row.source.language)}
          </p>
          <p>
            {t('evidence.document_counts', {
              cases: row.n_cases,
              figures: row.n_figures,
              gains: row.n_gains,
              corrections: row.n_corrections,
              lines: row.source.line_count,
            })}
          </p>
          <Show when={row.source.note}>
            <p>{row.source.note}</p>
          </Show>
          <details>
            <summary>{t('evidence.cite')}</summary>
            <CitationBlock source={citedSource(row.source)} locator={null} id={row.source.source_id} />
          </details>
        </section>
      )}
    </For>
  );
}

function Flaws(props: DatasetDialogProps): JSX.Element {
  const [flaws] = createResource(async () => {
    const rows = await props.query(flawsSql);
    return rows.ok ? recordsOf<FlawCount>(rows.value) : [];
  });
  const documents = createMemo(() => [...new Set((flaws() ?? []).map((f) => f.source_id))]);
  const count = (source: string, kind: string): number =>
    flaws()?.find((f) => f.source_id === source && f.kind === kind)?.n ?? 0;
  return (
    <>
      <p>{t('evidence.flaws_note')}</p>
      <table class="dataset-table">
        <thead>
          <tr>
            <th scope="col">{t('evidence.document')}</th>
            <For each={valuesOf('correction_kind')}>
              {(kind) => <th scope="col">{term('correction_kind', kind)}</th>}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={documents()}>
            {(source) => (
              <tr>
                <th scope="row" class="mono">
                  {source}
                </th>
                <For each={valuesOf('correction_kind')}>
                  {(kind) => <td>{formatNumber(count(source, kind))}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  );
}
