import { createEffect, createSignal, type Accessor } from 'solid-js';
import type { AppError } from '../domain/appError.ts';
import { storageName } from '../workspace/storageName.ts';
import type { Works } from './works.ts';

/** How many works were there: outside of the storage that browsers clear by themselves. */
const storageKey = storageName('works');

function read(): number {
  try {
    return Number(localStorage.getItem(storageKey) ?? 0);
  } catch {
    return 0;
  }
}

function write(n: number): void {
  try {
    localStorage.setItem(storageKey, String(n));
  } catch {
    // Storage refused: then nothing is kept that could be missed.
  }
}

export interface Evicted {
  /** Set when saved works of an earlier visit are gone that nobody removed. */
  readonly error: Accessor<AppError | null>;
  dismiss(): void;
}

/** Notices that the browser has cleared its storage between two visits. Must be called inside a reactive root. */
export function createEvicted(works: Works): Evicted {
  const [error, setError] = createSignal<AppError | null>(null);
  const before = read();
  let first = true;
  createEffect(() => {
    if (!works.listed()) return;
    const n = works.list().length + works.trash().length;
    if (first && before > 0 && n === 0)
      setError({ kind: 'storage_evicted', message: '', params: { n: before } });
    first = false;
    write(n);
  });
  return { error, dismiss: () => setError(null) };
}
