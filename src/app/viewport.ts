import { createSignal, onCleanup, type Accessor } from 'solid-js';

/** How much room the window has: narrow shows one part at a time, wide has room for the inspector. */
export interface Viewport {
  readonly narrow: Accessor<boolean>;
  readonly wide: Accessor<boolean>;
}

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

/** Must be called inside a reactive root. */
export function createViewport(): Viewport {
  return { narrow: media('(max-width: 760px)'), wide: media('(min-width: 1180px)') };
}
