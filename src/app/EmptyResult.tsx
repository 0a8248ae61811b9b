import { Match, Switch, type JSX } from 'solid-js';
import { t } from '../i18n/i18n.ts';
import type { RunState } from './run.ts';
import type { Session } from './session.ts';

/** What stands where rows would be, as long as there are none. */
export function EmptyResult(props: { readonly session: Session }): JSX.Element {
  const run = (): RunState => props.session.active().runner.state;
  return (
    <div class="empty">
      <Switch fallback={<p>{t('app.no_result')}</p>}>
        <Match when={run().status === 'running'}>
          <p>{props.session.engineState().stage === 'ready' ? t('app.running_now') : t('app.waiting')}</p>
        </Match>
        <Match when={run().status === 'done'}>
          <p>{t('app.no_rows_statement')}</p>
        </Match>
        <Match when={run().status === 'failed'}>
          <p>{t('app.see_error')}</p>
        </Match>
      </Switch>
    </div>
  );
}
