import type { Accessor } from 'solid-js';
import type { EditorHandle } from '../features/editor/SqlEditor.tsx';
import { t } from '../i18n/i18n.ts';
import type { Command } from '../ui/command.ts';
import type { DialogName } from './Dialogs.tsx';
import { panels, type PanelName } from './Rail.tsx';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

export interface CommandContext {
  readonly session: Session;
  readonly settings: Settings;
  readonly editor: Accessor<EditorHandle | null>;
  /** Runs the selection, or the statement at the cursor. */
  run(): void;
  save(): Promise<void>;
  openPanel(name: PanelName): void;
  openDialog(name: DialogName): void;
  startTour(): void;
  restart(): void;
}

/** Everything that can be done, once: keys, buttons' hints and the palette derive from this list. */
export function createCommands(context: CommandContext): readonly Command[] {
  const { session, settings, editor } = context;
  const running = (): boolean => session.active().runner.state.status === 'running';
  return [
    { id: 'run', label: () => t('app.run_statement'), keys: 'Mod+Enter', run: () => context.run() },
    {
      id: 'run-all',
      label: () => t('app.run_all'),
      keys: 'Mod+Shift+Enter',
      run: () => void session.run({ kind: 'all' }),
    },
    {
      id: 'cancel',
      label: () => t('app.cancel'),
      keys: 'Escape',
      enabled: running,
      run: () => void session.cancel(),
    },
    { id: 'save', label: () => t('app.save'), keys: 'Mod+S', run: () => void context.save() },
    { id: 'share', label: () => t('app.share'), keys: 'Mod+Shift+S', run: () => context.openDialog('share') },
    {
      id: 'cite',
      label: () => t('app.cite'),
      keys: 'Alt+C',
      enabled: () => session.active().runner.state.result !== null,
      run: () => context.openDialog('cite'),
    },
    { id: 'workbench', label: () => t('share.whole_button'), run: () => context.openDialog('workbench') },
    { id: 'palette', label: () => t('app.palette'), keys: 'Mod+K', run: () => context.openDialog('palette') },
    { id: 'new-tab', label: () => t('app.new_tab'), keys: 'Alt+N', run: () => session.newTab() },
    {
      id: 'close-tab',
      label: () => t('app.close_tab', { title: session.active().work().title }),
      keys: 'Alt+W',
      run: () => session.closeTab(session.active().id),
    },
    { id: 'focus-editor', label: () => t('app.focus_editor'), keys: 'Alt+E', run: () => editor()?.focus() },
    { id: 'format', label: () => t('app.format'), keys: 'Alt+Shift+F', run: () => void editor()?.format() },
    { id: 'find', label: () => t('app.find'), run: () => editor()?.openSearch() },
    ...panels.map((name, i) => ({
      id: `panel-${name}`,
      label: () => t('app.show_panel', { name: t(`app.${name}`) }),
      keys: `Alt+${String(i + 1)}`,
      run: () => context.openPanel(name),
    })),
    { id: 'language', label: () => t('app.language'), run: () => settings.toggleLanguage() },
    {
      id: 'theme',
      label: () => t('app.theme', { theme: t(`app.theme_${settings.theme()}`) }),
      run: () => settings.nextTheme(),
    },
    { id: 'about-data', label: () => t('app.about_data'), run: () => context.openDialog('dataset') },
    { id: 'help', label: () => t('help.title'), keys: 'F1', run: () => context.openDialog('help') },
    { id: 'tour', label: () => t('help.start_tour'), run: () => context.startTour() },
    { id: 'restart', label: () => t('app.restart'), run: () => context.restart() },
  ];
}
