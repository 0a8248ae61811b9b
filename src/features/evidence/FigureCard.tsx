import { For, Show, type JSX } from 'solid-js';
import type { MetricsRow } from '../../domain/dataset.generated.ts';
import { formatNumber, t } from '../../i18n/i18n.ts';
import type { FigureRecord } from './evidenceData.ts';
import { CaseFacts, Corrections, Fact, FigureList, Part, SourcePart } from './Parts.tsx';
import {
  directionText,
  domainsOf,
  factorText,
  improvementText,
  levelsText,
  named,
  term,
  valueText,
} from './readings.ts';

export interface FigureCardProps {
  readonly record: FigureRecord;
  onFigure(metricId: string): void;
}

/** One figure: as printed, as read, its effect, its evidence, its source, its case. */
export function FigureCard(props: FigureCardProps): JSX.Element {
  const figure = (): MetricsRow => props.record.figure;
  return (
    <article class="evidence-card" data-metric={figure().metric_id}>
      <Reading record={props.record} />
      <Show when={props.record.source}>
        {(source) => (
          <SourcePart
            source={source()}
            section={props.record.section}
            from={figure().line_start}
            to={figure().line_end}
            also={figure().also_lines}
            id={figure().metric_id}
          />
        )}
      </Show>
      <Effect record={props.record} />
      <Domains figure={figure()} />
      <Corrections corrections={props.record.corrections} />
      <Show when={props.record.case}>
        {(found) => (
          <Part title={t('evidence.case')}>
            <CaseFacts case={found()} />
          </Part>
        )}
      </Show>
      <Show when={props.record.siblings.length > 0}>
        <Part title={t('evidence.other_figures')}>
          <FigureList figures={props.record.siblings} onFigure={(id) => props.onFigure(id)} />
        </Part>
      </Show>
    </article>
  );
}

/** The figure's two doubts about its reading, where it has them. */
function Doubts(props: { readonly figure: MetricsRow }): JSX.Element {
  return (
    <>
      <Show when={props.figure.multiple_reading === 'ambiguous'}>
        <p class="evidence-doubt">{t('evidence.ambiguous_multiple')}</p>
      </Show>
      <Show when={props.figure.percent_reading === 'ambiguous'}>
        <p class="evidence-doubt">{t('evidence.ambiguous_percent')}</p>
      </Show>
    </>
  );
}

function Reading(props: { readonly record: FigureRecord }): JSX.Element {
  const figure = (): MetricsRow => props.record.figure;
  const comparedWith = (): string | null => {
    const { comparator, comparator_same_time: same } = figure();
    if (comparator === 'none_stated') return null;
    const word = term('comparator', comparator);
    return same === null ? word : `${word}, ${t(same ? 'evidence.same_time' : 'evidence.other_time')}`;
  };
  return (
    <>
      <header class="evidence-head">
        <p class="evidence-printed" title={t('evidence.as_printed')} data-testid="evidence-printed">
          {figure().figure_text}
        </p>
        <h3>{named(figure().label_en, figure().label_zh)}</h3>
        <p>
          <span class="evidence-chip">{term('metric_kind', figure().kind)}</span>{' '}
          <span class="evidence-chip" data-tone={figure().status === 'reported' ? undefined : 'warn'}>
            {term('status', figure().status)}
          </span>{' '}
          <span class="mono muted">{figure().metric_id}</span>
        </p>
      </header>
      <Part title={t('evidence.reading')}>
        <dl class="evidence-facts">
          <Fact name={t('evidence.value')}>
            {valueText(figure(), props.record.unit) ??
              (figure().form === 'from_to' && figure().baseline_value !== null
                ? null
                : t('evidence.no_number'))}
          </Fact>
          <Fact name={t('evidence.levels')}>
            {levelsText(figure(), props.record.unit, props.record.baselineUnit)}
          </Fact>
          <Fact name={t('evidence.form')}>
            {term('form', figure().form)}
            <Show when={figure().direction !== 'none'}> · {term('direction', figure().direction)}</Show>
          </Fact>
          <Fact name={t('evidence.qualifier')}>{term('qualifier', figure().qualifier)}</Fact>
          <Fact name={t('evidence.measure')}>
            {props.record.measure && named(props.record.measure.name_en, props.record.measure.name_zh)}
          </Fact>
          <Fact name={t('evidence.dataset')}>{figure().dataset}</Fact>
          <Fact name={t('evidence.compared_with')}>{comparedWith()}</Fact>
          <Fact name={t('evidence.claimed_by')}>{term('party', figure().claimed_by)}</Fact>
          <Fact name={t('evidence.measured_by')}>{term('party', figure().measured_by)}</Fact>
          <Fact name={t('evidence.note')}>{figure().note}</Fact>
        </dl>
        <Doubts figure={figure()} />
      </Part>
    </>
  );
}

const threeDigits = (value: number): string => formatNumber(value, { maximumFractionDigits: 3 });

function Effect(props: { readonly record: FigureRecord }): JSX.Element {
  const figure = (): MetricsRow => props.record.figure;
  const blocked = (): string | null => {
    const reason = figure().effect_blocked_by;
    return reason === null ? null : t('evidence.blocked', { reason: term('effect_block', reason) });
  };
  return (
    <Part title={t('evidence.effect')}>
      <Show when={figure().kind === 'gain'} fallback={<p class="muted">{t('evidence.not_a_gain')}</p>}>
        <Show when={improvementText(figure())} fallback={<p>{blocked()}</p>}>
          {(improvement) => (
            <dl class="evidence-facts">
              <Fact name={t('evidence.improvement')}>
                <strong data-testid="evidence-improvement">{improvement()}</strong>
              </Fact>
              <Fact name={t('evidence.lnrr')}>
                {threeDigits(figure().lnrr ?? 0)}{' '}
                <span class="muted">= ln {factorText(figure().improvement_factor ?? 1)}</span>
              </Fact>
              <Fact name={t('evidence.log_odds')}>
                {figure().log_odds_ratio === null ? null : threeDigits(figure().log_odds_ratio ?? 0)}
              </Fact>
            </dl>
          )}
        </Show>
        <Show when={figure().effect_rule}>
          {(rule) => (
            <p class="evidence-hint muted">
              {rule()} · {t(`evidence.rule_${rule()}`)}{' '}
              {figure().lnrr === null ? '' : directionText(props.record.measure?.higher_is_better ?? null)}{' '}
              {figure().censoring === null || figure().censoring === 'none' ? '' : t('evidence.bound')}
            </p>
          )}
        </Show>
      </Show>
    </Part>
  );
}

function Domains(props: { readonly figure: MetricsRow }): JSX.Element {
  return (
    <Show when={props.figure.evidence_grade}>
      {(grade) => (
        <Part title={t('evidence.grade')}>
          <p>
            <span class="evidence-concern" data-concern={grade()} />
            {t('evidence.grade_is', { grade: term('concern', grade()) })}
          </p>
          <ul class="evidence-domains">
            <For each={domainsOf(props.figure)}>
              {(domain) => (
                <li>
                  <span class="evidence-concern" data-concern={domain.concern} />
                  <span>
                    <strong>
                      {domain.number} {domain.name}
                    </strong>{' '}
                    <span class="muted">{term('concern', domain.concern)}</span>
                    <br />
                    {domain.reason}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Part>
      )}
    </Show>
  );
}
