import { For, type JSX } from 'solid-js';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Session } from './session.ts';

/** The open queries. Arrow keys move, Delete closes. */
export function TabStrip(props: { readonly session: Session }): JSX.Element {
  const move = (event: KeyboardEvent): void => {
    const tabs = props.session.tabs();
    const at = tabs.findIndex((tab) => tab.id === props.session.active().id);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.key === 'Delete') props.session.closeTab(props.session.active().id);
    else if (step !== 0) props.session.activate(tabs[(at + step + tabs.length) % tabs.length]?.id ?? '');
    else return;
    event.preventDefault();
    queueMicrotask(() => {
      document.querySelector<HTMLElement>('.tab[aria-selected="true"]')?.focus();
    });
  };
  return (
    <div class="tab-strip">
      <div role="tablist" aria-label={t('app.tabs')} class="tab-list" onKeyDown={move}>
        <For each={props.session.tabs()}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              class="tab"
              aria-selected={tab.id === props.session.active().id}
              aria-controls="workbench"
              tabindex={tab.id === props.session.active().id ? 0 : -1}
              onClick={() => props.session.activate(tab.id)}
            >
              <span class="tab-title">{tab.work().title}</span>
            </button>
          )}
        </For>
      </div>
      <button
        type="button"
        class="button"
        aria-label={t('app.close_tab', { title: props.session.active().work().title })}
        title={t('app.close_tab', { title: props.session.active().work().title })}
        onClick={() => props.session.closeTab(props.session.active().id)}
      >
        <Icon name="close" />
      </button>
      <button
        type="button"
        class="button"
        data-testid="new-tab"
        aria-label={t('app.new_tab')}
        title={t('app.new_tab')}
        onClick={() => props.session.newTab()}
      >
        <Icon name="add" />
      </button>
    </div>
  );
}
