import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type { Work } from '../workspace/work.ts';

/** The page's address without a hash. */
const pageAddress = (): string => location.href.replace(/#.*$/, '');

/** The link to the present work, made a moment after the last change; the bare address while it is being made or is too long. */
export function createShareLink(work: Accessor<Work>): Accessor<string> {
  const [link, setLink] = createSignal(pageAddress());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  const make = async (given: Work): Promise<void> => {
    const current = latest;
    const { encodeLink } = await import('../share/link.ts');
    const encoded = await encodeLink(given);
    if (current === latest) setLink(encoded.ok ? pageAddress() + encoded.value : pageAddress());
  };
  createEffect(
    on(work, (given) => {
      latest++;
      clearTimeout(timer);
      // The link to what was there before must not be copied for this one.
      setLink(pageAddress());
      timer = setTimeout(() => void make(given), 250);
    }),
  );
  onCleanup(() => {
    clearTimeout(timer);
  });
  return link;
}
