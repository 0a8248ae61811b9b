import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import { language, setLanguage, type Language } from '../i18n/i18n.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Settings {
  readonly theme: Accessor<ThemeChoice>;
  /** What is drawn: the choice, or the system's. */
  readonly shownTheme: Accessor<'light' | 'dark'>;
  nextTheme(): void;
  toggleLanguage(): void;
}

/** The key that `public/early.js` reads before the first paint. */
const storageKey = 'yardstick-settings';

interface Stored {
  readonly theme?: ThemeChoice;
  readonly language?: Language;
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

const order: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Language and theme, kept between visits. Must be called inside a reactive root. */
export function createSettings(): Settings {
  const stored = read();
  const [theme, setTheme] = createSignal<ThemeChoice>(order.find((o) => o === stored.theme) ?? 'system');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const [systemDark, setSystemDark] = createSignal(system.matches);
  const follow = (event: MediaQueryListEvent): void => {
    setSystemDark(event.matches);
  };
  system.addEventListener('change', follow);
  onCleanup(() => {
    system.removeEventListener('change', follow);
  });
  setLanguage(document.documentElement.lang.startsWith('zh') ? 'zh' : 'en');
  const shownTheme = (): 'light' | 'dark' =>
    (theme() === 'system' ? (systemDark() ? 'dark' : 'light') : theme()) as 'light' | 'dark';
  createEffect(() => {
    document.documentElement.dataset['theme'] = shownTheme();
    write({ theme: theme(), language: language() });
  });
  return {
    theme,
    shownTheme,
    nextTheme: () => setTheme((t) => order[(order.indexOf(t) + 1) % order.length] ?? 'system'),
    toggleLanguage: () => {
      setLanguage(language() === 'en' ? 'zh' : 'en');
    },
  };
}
