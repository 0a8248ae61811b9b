import {
  createEffect,
  createMemo,
  createSignal,
  For,
  Match,
  on,
  Show,
  Switch,
  untrack,
  type JSX,
} from 'solid-js';
import type { AppError, Result } from '../../domain/appError.ts';
import type { Column, Value } from '../../domain/columnType.ts';
import type { Rows } from '../../engine/rows.ts';
import { t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CaseCard } from './CaseCard.tsx';
import { caseRecord, figureRecord, type EvidenceData } from './evidenceData.ts';
import { evidenceIds, type EvidenceIds } from './evidenceIds.ts';
import { FigureCard } from './FigureCard.tsx';
import { evidenceData } from './kept.ts';
import { LineageView } from './LineageView.tsx';
import { named } from './readings.ts';
import './evidence.css';

export interface EvidencePanelProps {
  /** The result row that is looked at, or null when none is. */
  readonly row: {
    readonly columns: readonly Column[];
    readonly values: readonly Value[];
    /** All rows behind a mark, where one was chosen; the row itself among them. */
    readonly rows?: readonly (readonly Value[])[];
    /** What those rows meet and no other row of the result does, as SQL on its columns. */
    readonly condition?: string | null;
  } | null;
  /** The statement that gave the row. */
  readonly sql: string;
  query(sql: string): Promise<Result<Rows>>;
  /** Opens the references to what is behind the whole result. */
  onCite(): void;
}

/** More figures or cases than this are counted, not listed. */
const listLimit = 100;

/** Where the numbers of a row come from: figure, reading, effect, evidence, document, lines. */
export function EvidencePanel(props: EvidencePanelProps): JSX.Element {
  const [loaded, setLoaded] = createSignal<Result<EvidenceData> | null>(null);
  // Asked for as soon as there is a result, so that it is at hand when a row is chosen; a row chosen after a failure asks again.
  createEffect(() => {
    if (props.sql === '' && props.row === null) return;
    if (untrack(loaded)?.ok === true) return;
    void evidenceData(props.query).then(setLoaded);
  });
  const [opened, setOpened] = createSignal<string | null>(null);
  createEffect(on([() => props.row], () => setOpened(null)));
  const ids = createMemo((): EvidenceIds => {
    if (props.row === null) return { metricIds: [], caseIds: [] };
    return evidenceIds(props.row.columns, props.row.rows ?? [props.row.values]);
  });
  const data = (): EvidenceData | null => {
    const result = loaded();
    return result?.ok === true ? result.value : null;
  };
  const failure = (): AppError | null => {
    const result = loaded();
    return result?.ok === false ? result.error : null;
  };
  const empty = (): boolean => ids().metricIds.length + ids().caseIds.length === 0;
  return (
    <div
      class="evidence"
      data-testid="evidence"
      data-state={props.row === null ? 'empty' : data() ? 'ready' : 'loading'}
    >
      <Show when={props.sql !== ''}>
        <button
          type="button"
          class="button evidence-cite-all"
          data-look="outline"
          onClick={() => props.onCite()}
        >
          <Icon name="evidence" />
          {t('evidence.cite_result')}
        </button>
      </Show>
      <Switch>
        <Match when={props.row === null}>
          <p class="empty">{t(props.sql === '' ? 'evidence.no_result' : 'evidence.choose')}</p>
        </Match>
        <Match when={failure()}>
          {(error) => (
            <div class="notice" data-tone="bad" role="alert">
              <p>{t(`errors.${error().kind}`, error().params)}</p>
              <p class="mono muted">{error().message}</p>
            </div>
          )}
        </Match>
        <Match when={data()}>
          {(known) => (
            <Show
              when={opened()}
              fallback={
                <Show when={empty()} fallback={<Chosen data={known()} ids={ids()} onFigure={setOpened} />}>
                  <LineageView {...props} data={known()}>
                    {(found) => <Chosen data={known()} ids={found} onFigure={setOpened} />}
                  </LineageView>
                </Show>
              }
              keyed
            >
              {(id) => (
                <>
                  <button
                    type="button"
                    class="button evidence-back"
                    data-look="outline"
                    onClick={() => setOpened(null)}
                  >
                    <Icon name="history" />
                    {t('evidence.back')}
                  </button>
                  <Figure data={known()} id={id} onFigure={setOpened} />
                </>
              )}
            </Show>
          )}
        </Match>
        <Match when={true}>
          <p class="empty">{t('common.loading')}</p>
        </Match>
      </Switch>
    </div>
  );
}

interface ListProps {
  readonly data: EvidenceData;
  onFigure(metricId: string): void;
}

function Figure(props: ListProps & { readonly id: string }): JSX.Element {
  return (
    <Show
      when={figureRecord(props.data, props.id)}
      fallback={<p class="notice">{t('evidence.unknown', { id: props.id })}</p>}
    >
      {(record) => <FigureCard record={record()} onFigure={(id) => props.onFigure(id)} />}
    </Show>
  );
}

function Case(props: ListProps & { readonly id: string }): JSX.Element {
  return (
    <Show
      when={caseRecord(props.data, props.id)}
      fallback={<p class="notice">{t('evidence.unknown', { id: props.id })}</p>}
    >
      {(record) => <CaseCard record={record()} onFigure={(id) => props.onFigure(id)} />}
    </Show>
  );
}

/** What the chosen rows name: one figure or case in full, several as a list to open. */
function Chosen(props: ListProps & { readonly ids: EvidenceIds }): JSX.Element {
  /** Cases of which no figure is named are shown for themselves. */
  const cases = createMemo(() => {
    const covered = new Set(props.ids.metricIds.map((id) => props.data.figures.get(id)?.case_id));
    return props.ids.caseIds.filter((id) => !covered.has(id));
  });
  const single = (): boolean => props.ids.metricIds.length + cases().length === 1;
  return (
    <Show
      when={!single()}
      fallback={
        <Show when={props.ids.metricIds[0]} fallback={<Case {...props} id={cases()[0] ?? ''} />}>
          {(id) => <Figure {...props} id={id()} />}
        </Show>
      }
    >
      <Show when={props.ids.metricIds.length > 0}>
        <h3 class="evidence-count">{t('evidence.figures', { n: props.ids.metricIds.length })}</h3>
        <For each={props.ids.metricIds.slice(0, listLimit)}>
          {(id) => (
            <Fold printed={props.data.figures.get(id)?.figure_text ?? id} label={figureLabel(props.data, id)}>
              {() => <Figure {...props} id={id} />}
            </Fold>
          )}
        </For>
        <More n={props.ids.metricIds.length} />
      </Show>
      <Show when={cases().length > 0}>
        <h3 class="evidence-count">{t('evidence.cases', { n: cases().length })}</h3>
        <For each={cases().slice(0, listLimit)}>
          {(id) => (
            <Fold printed="" label={caseLabel(props.data, id)}>
              {() => <Case {...props} id={id} />}
            </Fold>
          )}
        </For>
        <More n={cases().length} />
      </Show>
    </Show>
  );
}

const figureLabel = (data: EvidenceData, id: string): string => {
  const figure = data.figures.get(id);
  return figure ? (named(figure.label_en, figure.label_zh) ?? id) : id;
};

const caseLabel = (data: EvidenceData, id: string): string => {
  const found = data.cases.get(id);
  return found ? (named(found.case_title_en, found.case_title_zh) ?? id) : id;
};

function More(props: { readonly n: number }): JSX.Element {
  return (
    <Show when={props.n > listLimit}>
      <p class="muted">{t('evidence.more', { n: props.n - listLimit })}</p>
    </Show>
  );
}

/** A line that opens; what is inside is made when it is opened first. */
function Fold(props: {
  readonly printed: string;
  readonly label: string;
  children(): JSX.Element;
}): JSX.Element {
  const [open, setOpen] = createSignal(false);
  return (
    <details class="evidence-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Show when={props.printed}>
          <span class="evidence-printed">{props.printed}</span>{' '}
        </Show>
        {props.label}
      </summary>
      <Show when={open()}>{props.children()}</Show>
    </details>
  );
}
