import { createMemo, lazy, Show, type JSX } from 'solid-js';
import { t } from '../i18n/i18n.ts';
import { settled } from '../ui/painted.ts';
import { Part } from './Part.tsx';
import type { SelectionState } from './selection.ts';
import type { Session } from './session.ts';

const EvidencePanel = lazy(() =>
  settled()
    .then(() => import('../features/evidence/EvidencePanel.tsx'))
    .then((m) => ({ default: m.EvidencePanel })),
);

/** The citation of what is selected in grid or chart. */
export function Inspector(props: {
  readonly session: Session;
  readonly selection: SelectionState;
  onCite(): void;
}): JSX.Element {
  const row = createMemo(() => {
    const selection = props.selection.selection();
    const values = selection?.rows[0];
    return selection && values
      ? { columns: selection.columns, values, rows: selection.rows, condition: selection.condition }
      : null;
  });
  const shown = (): boolean => row() !== null || props.session.active().runner.state.resultSql !== '';
  return (
    <aside class="inspector" aria-label={t('app.inspector')}>
      {/* There is nothing to show before there are rows. */}
      <Show when={shown()} fallback={<p class="empty">{t('evidence.no_result')}</p>}>
        <Part coming={<p class="empty">{t('evidence.choose')}</p>}>
          <EvidencePanel
            row={row()}
            sql={props.selection.selection()?.sql ?? props.session.active().runner.state.resultSql}
            query={(sql) => props.session.query(sql)}
            onCite={() => props.onCite()}
          />
        </Part>
      </Show>
    </aside>
  );
}
