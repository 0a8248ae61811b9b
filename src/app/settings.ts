import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import { language, setLanguage, type Language } from '../i18n/i18n.ts';
import { storageName } from '../workspace/storageName.ts';

export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast';

export interface Settings {
  readonly theme: Accessor<ThemeChoice>;
  /** What is drawn: the choice, or the system's. */
  readonly shownTheme: Accessor<'light' | 'dark'>;
  /** Whether lines and text are drawn at full strength: chosen, or asked for by the system. */
  readonly contrast: Accessor<boolean>;
  /** Whether the tour was gone through or skipped. */
  readonly tourSeen: Accessor<boolean>;
  markTourSeen(): void;
  nextTheme(): void;
  toggleLanguage(): void;
}

/** The key that `public/early.js` reads before the first paint. */
const storageKey = storageName('settings');

interface Stored {
  readonly theme?: ThemeChoice;
  readonly language?: Language;
  readonly tour?: 'seen';
}

function read(): Stored {
  try {
    return (JSON.parse(localStorage.getItem(storageKey) ?? '{}') ?? {}) as Stored;
  } catch {
    return {};
  }
}

function write(settings: Stored): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // Storage refused: the choice holds while the page is open.
  }
}

const order: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];

/** Whether a media query holds, followed as it changes. */
function media(query: string): Accessor<boolean> {
  const list = matchMedia(query);
  const [matches, setMatches] = createSignal(list.matches);
  const follow = (event: MediaQueryListEvent): void => {
    setMatches(event.matches);
  };
  list.addEventListener('change', follow);
  onCleanup(() => {
    list.removeEventListener('change', follow);
  });
  return matches;
}

/** Language, theme and what was seen, kept between visits. Must be called inside a reactive root. */
export function createSettings(): Settings {
  const stored = read();
  const [theme, setTheme] = createSignal<ThemeChoice>(order.find((o) => o === stored.theme) ?? 'system');
  const [tourSeen, setTourSeen] = createSignal(stored.tour === 'seen');
  const systemDark = media('(prefers-color-scheme: dark)');
  const systemContrast = media('(prefers-contrast: more)');
  setLanguage(document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');
  const shownTheme = (): 'light' | 'dark' => {
    const choice = theme();
    return choice === 'light' || choice === 'dark' ? choice : systemDark() ? 'dark' : 'light';
  };
  const contrast = (): boolean => theme() === 'contrast' || systemContrast();
  createEffect(() => {
    document.documentElement.dataset['theme'] = shownTheme();
    document.documentElement.dataset['contrast'] = contrast() ? 'high' : 'normal';
    write({ theme: theme(), language: language(), ...(tourSeen() ? { tour: 'seen' } : {}) });
  });
  return {
    theme,
    shownTheme,
    contrast,
    tourSeen,
    markTourSeen: () => setTourSeen(true),
    nextTheme: () => setTheme((t) => order[(order.indexOf(t) + 1) % order.length] ?? 'system'),
    toggleLanguage: () => {
      setLanguage(language() === 'en' ? 'zh' : 'en');
    },
  };
}
