import { Show, type JSX } from 'solid-js';
import { language, t } from '../i18n/i18n.ts';
import { keyLabel } from '../ui/command.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { createShareLink } from './shareLink.ts';

export interface TopBarProps {
  readonly session: Session;
  readonly settings: Settings;
  onRun(): void;
  onSave(): void;
  onShare(): void;
  onPalette(): void;
  onHelp(): void;
}

/** Name of the work, run and cancel, save, share, palette, language, theme. */
export function TopBar(props: TopBarProps): JSX.Element {
  const link = createShareLink(() => props.session.active().work());
  const running = (): boolean => props.session.active().runner.state.status === 'running';
  return (
    <header class="top">
      <h1 class="brand">{t('app.name')}</h1>
      <input
        class="title-field"
        aria-label={t('app.title')}
        value={props.session.active().work().title}
        onInput={(event) => props.session.update({ title: event.currentTarget.value })}
      />
      <div class="top-actions" role="toolbar" aria-label={t('app.actions')}>
        <button
          type="button"
          class="button"
          data-look="primary"
          data-testid="run"
          onClick={() => props.onRun()}
        >
          <Icon name="run" />
          <span>{t('app.run')}</span>
          <kbd>{keyLabel('Mod+Enter')}</kbd>
        </button>
        <button
          type="button"
          class="button"
          data-testid="cancel"
          disabled={!running()}
          aria-label={t('app.cancel')}
          title={`${t('app.cancel')} (Esc)`}
          onClick={() => void props.session.cancel()}
        >
          <Icon name="stop" />
        </button>
        <button
          type="button"
          class="button"
          data-testid="save"
          title={`${t('app.save')} (${keyLabel('Mod+S')})`}
          onClick={() => props.onSave()}
        >
          <Icon name="save" />
          <span class="wide-only">{t('app.save')}</span>
        </button>
        {/* A real link: it can be copied by the browser's own menu, and a click opens the dialog. */}
        <a
          class="button"
          role="button"
          data-testid="share-link"
          href={link()}
          title={t('app.share')}
          aria-label={t('app.share')}
          onClick={(event) => {
            event.preventDefault();
            props.onShare();
          }}
          onKeyDown={(event) => {
            if (event.key !== ' ') return;
            event.preventDefault();
            props.onShare();
          }}
        >
          <Icon name="share" />
          <span class="wide-only">{t('app.share')}</span>
        </a>
        <button
          type="button"
          class="button"
          title={`${t('app.palette')} (${keyLabel('Mod+K')})`}
          aria-label={t('app.palette')}
          onClick={() => props.onPalette()}
        >
          <Icon name="palette" />
        </button>
        <button
          type="button"
          class="button"
          data-testid="help-button"
          title={`${t('help.title')} (F1)`}
          aria-label={t('help.title')}
          onClick={() => props.onHelp()}
        >
          <Icon name="help" />
        </button>
        <button
          type="button"
          class="button"
          data-testid="language"
          aria-label={t('app.language')}
          title={t('app.language')}
          onClick={() => {
            props.settings.toggleLanguage();
          }}
        >
          <Icon name="language" />
          <span class="wide-only">
            <Show when={language() === 'en'} fallback="EN">
              中文
            </Show>
          </span>
        </button>
        <button
          type="button"
          class="button"
          data-testid="theme"
          data-theme-choice={props.settings.theme()}
          aria-label={t('app.theme', { theme: t(`app.theme_${props.settings.theme()}`) })}
          title={t('app.theme', { theme: t(`app.theme_${props.settings.theme()}`) })}
          onClick={() => {
            props.settings.nextTheme();
          }}
        >
          <Icon name="theme" />
        </button>
      </div>
    </header>
  );
}
