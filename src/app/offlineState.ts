import { createEffect, createSignal, type Accessor } from 'solid-js';
import { idle } from '../ui/painted.ts';
import type { Offline, OfflineState } from './offline.ts';

export interface OfflineHandle {
  readonly state: Accessor<OfflineState | null>;
  /** Moves to the new version that is stored. */
  applyUpdate(): void;
  retry(): void;
}

/** Whether the page can be opened without a network; storing starts only when the engine is up, so that the boot has the line to itself. */
export function createOffline(ready: Accessor<boolean>): OfflineHandle {
  const [state, setState] = createSignal<OfflineState | null>(null);
  let offline: Offline | null = null;
  let started = false;
  createEffect(() => {
    if (!ready() || started) return;
    started = true;
    // The chart of the first answer goes first, too.
    void idle(5_000)
      .then(() => import('./offline.ts'))
      .then((m) => {
        offline = m.startOffline(setState);
      });
  });
  return {
    state,
    applyUpdate: () => void offline?.applyUpdate(),
    retry: () => void offline?.retry(),
  };
}
