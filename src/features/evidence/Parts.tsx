import { For, Show, type JSX } from 'solid-js';
import type {
  CaseOverviewRow,
  CorrectionsRow,
  MetricsRow,
  SectionsRow,
  SourcesRow,
} from '../../domain/dataset.generated.ts';
import type { Locator } from '../../domain/citation.ts';
import { language, t } from '../../i18n/i18n.ts';
import { CitationBlock } from './CitationBlock.tsx';
import { citedSource } from './citedSource.ts';
import { linesText, named, term } from './readings.ts';

/** A part of a card under its own heading. */
export function Part(props: { readonly title: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <section class="evidence-part">
      <h4>{props.title}</h4>
      {props.children}
    </section>
  );
}

/** A fact and its name; nothing where there is no fact. */
export function Fact(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <Show when={props.children}>
      <div class="evidence-fact">
        <dt>{props.name}</dt>
        <dd>{props.children}</dd>
      </div>
    </Show>
  );
}

export interface SourcePartProps {
  readonly source: SourcesRow;
  readonly section: SectionsRow | null;
  readonly from: number;
  readonly to: number;
  readonly also: readonly number[];
  readonly id: string;
}

/** Document, section and lines, and the reference to them. */
export function SourcePart(props: SourcePartProps): JSX.Element {
  const locator = (): Locator => ({
    section: props.section && { en: props.section.title_en, zh: props.section.title_zh },
    lineStart: props.from,
    lineEnd: props.to,
  });
  return (
    <Part title={t('evidence.source')}>
      <dl class="evidence-facts">
        <Fact name={t('evidence.document')}>
          {named(props.source.title_en, props.source.title_zh)}
          <span class="muted">
            {' '}
            · {props.source.publisher}, {props.source.published}
          </span>
        </Fact>
        <Fact name={t('evidence.section')}>
          {props.section && named(props.section.title_en, props.section.title_zh)}
        </Fact>
        <Fact name={t('evidence.speaker')}>{props.section?.speaker}</Fact>
        <Fact name={t('evidence.lines')}>
          <span data-testid="evidence-lines">{linesText(props.from, props.to)}</span>
          <Show when={props.also.length > 0}>
            {language() === 'zh' ? '；' : '; '}
            {t('evidence.also_lines', {
              lines: props.also.map((n) => linesText(n, n)).join(language() === 'zh' ? '、' : ', '),
            })}
          </Show>
        </Fact>
      </dl>
      <p class="evidence-hint muted">{t('evidence.line_hint', { file: props.source.file_name })}</p>
      <CitationBlock source={citedSource(props.source)} locator={locator()} id={props.id} />
    </Part>
  );
}

/** Who does what with which system. */
export function CaseFacts(props: { readonly case: CaseOverviewRow }): JSX.Element {
  const c = (): CaseOverviewRow => props.case;
  return (
    <>
      <p class="evidence-case-title">{named(c().case_title_en, c().case_title_zh)}</p>
      <p>{named(c().summary_en, c().summary_zh)}</p>
      <dl class="evidence-facts">
        <Fact name={t('evidence.vendors')}>{named(c().vendors_en, c().vendors_zh)}</Fact>
        <Fact name={t('evidence.customers')}>{named(c().customers_en, c().customers_zh)}</Fact>
        <Fact name={t('evidence.industry')}>{named(c().industry_en, c().industry_zh)}</Fact>
        <Fact name={t('evidence.product')}>{c().product}</Fact>
        <Fact name={t('evidence.functions')}>{named(c().functions_en, c().functions_zh)}</Fact>
        <Fact name={t('evidence.techniques')}>{named(c().techniques_en, c().techniques_zh)}</Fact>
        <Fact name={t('evidence.stage')}>{c().stage && term('stage', c().stage ?? 'not_stated')}</Fact>
        <Fact name={t('evidence.year')}>{c().year}</Fact>
      </dl>
    </>
  );
}

/** Figures to choose from. */
export function FigureList(props: {
  readonly figures: readonly MetricsRow[];
  onFigure(metricId: string): void;
}): JSX.Element {
  return (
    <ul class="evidence-figures">
      <For each={props.figures}>
        {(figure) => (
          <li>
            <button
              type="button"
              data-metric={figure.metric_id}
              onClick={() => props.onFigure(figure.metric_id)}
            >
              <span class="evidence-printed">{figure.figure_text}</span>
              <span>{named(figure.label_en, figure.label_zh)}</span>
              <span class="evidence-chip">{term('metric_kind', figure.kind)}</span>
            </button>
          </li>
        )}
      </For>
    </ul>
  );
}

/** What is wrong in the document on these lines, and how it was read. */
export function Corrections(props: { readonly corrections: readonly CorrectionsRow[] }): JSX.Element {
  return (
    <Show when={props.corrections.length > 0}>
      <Part title={t('evidence.corrections')}>
        <ul class="evidence-corrections">
          <For each={props.corrections}>
            {(k) => (
              <li>
                <span class="evidence-chip">{term('correction_kind', k.kind)}</span>{' '}
                <span class="muted">{linesText(k.line, k.line)}</span> <q>{k.printed}</q>{' '}
                {k.reading === null ? t('evidence.not_read') : t('evidence.read_as', { reading: k.reading })}.{' '}
                <span class="muted">{k.reason}</span>
              </li>
            )}
          </For>
        </ul>
      </Part>
    </Show>
  );
}
