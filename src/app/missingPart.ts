import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { AppError } from '../domain/appError.ts';

/** The part of the page that could not be loaded, whoever asked for it. Must be called inside a reactive root. */
export function createMissingPart(): Accessor<AppError | null> {
  const [missing, setMissing] = createSignal<AppError | null>(null);
  // Said by the build's own loader of parts. Browsers do not fetch a part again that failed once: only a reload helps.
  const onMissing = (event: Event): void => {
    const { payload } = event as Event & { readonly payload?: Error };
    setMissing({ kind: 'part_missing', message: payload?.message ?? '' });
  };
  window.addEventListener('vite:preloadError', onMissing);
  onCleanup(() => {
    window.removeEventListener('vite:preloadError', onMissing);
  });
  return missing;
}
