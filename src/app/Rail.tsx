import { For, type JSX } from 'solid-js';
import { t } from '../i18n/i18n.ts';
import { Icon } from '../ui/Icon.tsx';

export const panels = ['gallery', 'data', 'files', 'saved', 'history'] as const;
export type PanelName = (typeof panels)[number];

/** The rail at the left: each button opens its panel, or closes it. */
export function Rail(props: { readonly open: PanelName | null; onOpen(name: PanelName): void }): JSX.Element {
  return (
    <nav class="rail" aria-label={t('app.rail')}>
      <For each={panels}>
        {(name) => (
          <button
            type="button"
            class="rail-button"
            aria-pressed={props.open === name}
            data-panel={name}
            onClick={() => props.onOpen(name)}
          >
            <Icon name={name} />
            <span>{t(`app.${name}`)}</span>
          </button>
        )}
      </For>
    </nav>
  );
}
