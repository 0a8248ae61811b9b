import { Show, type JSX } from 'solid-js';
import { t } from '../../i18n/i18n.ts';
import type { CaseRecord } from './evidenceData.ts';
import { CaseFacts, Corrections, FigureList, Part, SourcePart } from './Parts.tsx';

/** One case: what it is, where it stands, which figures it states. */
export function CaseCard(props: {
  readonly record: CaseRecord;
  onFigure(metricId: string): void;
}): JSX.Element {
  return (
    <article class="evidence-card" data-case={props.record.case.case_id ?? ''}>
      <Part title={t('evidence.case')}>
        <CaseFacts case={props.record.case} />
        <p class="mono muted">{props.record.case.case_id}</p>
      </Part>
      <Part title={t('evidence.case_figures')}>
        <Show
          when={props.record.figures.length > 0}
          fallback={<p class="muted">{t('evidence.no_figures')}</p>}
        >
          <FigureList figures={props.record.figures} onFigure={(id) => props.onFigure(id)} />
        </Show>
      </Part>
      <Show when={props.record.source}>
        {(source) => (
          <SourcePart
            source={source()}
            section={props.record.section}
            from={props.record.case.line_start ?? 0}
            to={props.record.case.line_end ?? 0}
            also={[]}
            id={props.record.case.case_id ?? source().source_id}
          />
        )}
      </Show>
      <Corrections corrections={props.record.corrections} />
    </article>
  );
}
