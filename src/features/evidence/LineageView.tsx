import { createEffect, createSignal, Match, onCleanup, Show, Switch, type JSX } from 'solid-js';
import type { Result } from '../../domain/appError.ts';
import { t } from '../../i18n/i18n.ts';
import type { EvidenceData } from './evidenceData.ts';
import type { EvidenceIds } from './evidenceIds.ts';
import type { EvidencePanelProps } from './EvidencePanel.tsx';
import { lineage } from './kept.ts';
import type { Lineage } from './lineage.ts';

export interface LineageViewProps extends EvidencePanelProps {
  readonly data: EvidenceData;
  /** Shows the figures and cases that were found. */
  children(ids: EvidenceIds): JSX.Element;
}

/** For a row that names no figure and no case: those it was computed from, found by following the query. */
export function LineageView(props: LineageViewProps): JSX.Element {
  const [found, setFound] = createSignal<Result<Lineage> | null>(null);
  createEffect(() => {
    const row = props.row;
    let current = true;
    onCleanup(() => {
      current = false;
    });
    setFound(null);
    if (row === null) return;
    const asked = { rows: row.rows ?? [row.values], condition: row.condition ?? null };
    void lineage.ofRows(props.query, props.data, props.sql, row.columns, asked).then((result) => {
      if (current) setFound(result);
    });
  });
  const followed = (): EvidenceIds | null => {
    const result = found();
    return result?.ok === true && result.value.kind === 'followed' ? result.value.ids : null;
  };
  const refused = (): Extract<Lineage, { kind: 'refused' }> | null => {
    const result = found();
    if (result === null) return null;
    if (!result.ok) return { kind: 'refused', construct: null, tables: [] };
    return result.value.kind === 'refused' ? result.value : null;
  };
  return (
    <Switch fallback={<p class="empty">{t('evidence.following')}</p>}>
      <Match when={followed()}>
        {(ids) => (
          <Show
            when={ids().metricIds.length + ids().caseIds.length > 0}
            fallback={<p class="notice">{t('evidence.from_nothing')}</p>}
          >
            <p class="notice" data-testid="lineage">
              {t('evidence.followed', { figures: ids().metricIds.length, cases: ids().caseIds.length })}
            </p>
            {props.children(ids())}
          </Show>
        )}
      </Match>
      <Match when={refused()}>
        {(why) => (
          <div class="notice" data-tone="warn" data-testid="lineage">
            <p>
              {why().construct === null
                ? t('evidence.not_followed')
                : t('evidence.not_followed_for', { construct: why().construct ?? '' })}
            </p>
            <Show when={why().tables.length > 0}>
              <p>{t('evidence.tables_read', { tables: why().tables.join(', ') })}</p>
            </Show>
            <p>{t('evidence.no_ids_hint')}</p>
          </div>
        )}
      </Match>
    </Switch>
  );
}
