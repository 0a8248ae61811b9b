import { scriptAddress } from '../engine/pageFiles.ts';
import { insidePage } from '../engine/pageFiles.ts';
import type { OfflineMessage, OfflineProgress, OfflineRequest, OfflineStatus } from './sw/protocol.ts';

/**
 * Whether the page works without network.
 *
 * - `inside`: this is the single file, which needs nothing else.
 * - `unsupported`: this browser (or this address: http, file) has no service workers.
 * - `storing`: files are being kept; bytes.
 * - `ready`: every file is here.
 * - `update`: a new version is here as a whole, and waits for {@link Offline.applyUpdate}; this one goes on working.
 * - `failed`: some file could not be kept; tried again at the next visit, or as soon as the network is back.
 */
export type OfflineState =
  | { readonly kind: 'inside' | 'unsupported' | 'ready' | 'update' | 'failed' }
  | ({ readonly kind: 'storing' } & OfflineProgress);

export interface Offline {
  /** Moves to the new version: reloads this page when that is the one that is served. */
  applyUpdate(): Promise<void>;
  /** Tries again after `failed`. */
  retry(): Promise<void>;
  stop(): void;
}

const hour = 3_600_000;

/** The page's own script, by which a service worker knows whether it is of the same version. */
function entryScript(): string {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script ? script.src.slice(new URL('.', document.baseURI).href.length) : '';
}

function ask(worker: ServiceWorker, type: OfflineRequest['type']): Promise<OfflineStatus> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event: MessageEvent<OfflineStatus>) => {
      resolve(event.data);
      port1.close();
    };
    const request: OfflineRequest = { type, entry: entryScript() };
    worker.postMessage(request, [port2]);
  });
}

/** Resolves when a worker has come to one of these states, or was given up. */
function settled(worker: ServiceWorker, wanted: readonly ServiceWorkerState[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!wanted.includes(worker.state) && worker.state !== 'redundant') return;
      worker.removeEventListener('statechange', look);
      resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

class OfflineKeeper implements Offline {
  #registration: ServiceWorkerRegistration | null = null;
  #state: OfflineState['kind'] | null = null;
  #checkedAt = Date.now();
  readonly #followed = new WeakSet<ServiceWorker>();
  readonly #stopped = new AbortController();

  constructor(
    private readonly container: ServiceWorkerContainer,
    private readonly script: string,
    private readonly onState: (state: OfflineState) => void,
  ) {
    const { signal } = this.#stopped;
    container.addEventListener('message', this.#progress as EventListener, { signal });
    container.addEventListener('controllerchange', this.#controllerChanged, { signal });
    window.addEventListener('online', () => void (this.#state === 'failed' && this.retry()), { signal });
    document.addEventListener('visibilitychange', this.#lookForUpdate, { signal });
    // Messages wait for this when listeners are added one by one.
    container.startMessages();
    void this.retry();
  }

  async retry(): Promise<void> {
    this.#state = null;
    try {
      // Starts anew what failed or was cut off; changes nothing where a worker is there or being installed.
      this.#registration = await this.container.register(scriptAddress(this.script), {
        updateViaCache: 'none',
      });
      this.#registration.addEventListener('updatefound', this.#updateFound, { signal: this.#stopped.signal });
      await this.#follow(this.#registration);
    } catch {
      this.#set({ kind: 'failed' });
    }
  }

  async applyUpdate(): Promise<void> {
    const { waiting = null, active = null } = this.#registration ?? {};
    const worker = waiting ?? active;
    if (!worker) return;
    const inCharge = new Promise<void>((resolve) => {
      this.container.addEventListener('controllerchange', () => resolve(), { once: true });
    });
    const { serving } = await ask(worker, 'apply');
    if (!serving) {
      this.#set({ kind: 'failed' });
      return;
    }
    // The browser may let the worker in charge finish first, for minutes: until then it serves what was accepted just as well.
    if (waiting && active) await Promise.race([inCharge, ask(active, 'reread')]);
    location.reload();
  }

  stop(): void {
    this.#stopped.abort();
  }

  #set(state: OfflineState): void {
    if (this.#stopped.signal.aborted) return;
    this.#state = state.kind;
    this.onState(state);
  }

  /** Follows what is being installed to its end, then looks at what there is. */
  async #follow(registration: ServiceWorkerRegistration): Promise<void> {
    const { installing, active } = registration;
    if (active) await this.#look(registration);
    if (installing && !this.#followed.has(installing)) {
      this.#followed.add(installing);
      await settled(installing, active ? ['installed', 'activated'] : ['activated']);
      if (registration.active) await this.#look(registration);
    }
    // Given up, perhaps before anybody could look.
    if (!registration.active && !registration.installing) this.#set({ kind: 'failed' });
  }

  async #look(registration: ServiceWorkerRegistration): Promise<void> {
    const { active, waiting } = registration;
    if (!active) return;
    let status = await ask(active, 'status');
    if (!status.complete) {
      this.#set({ kind: 'storing', done: status.done, total: status.total });
      status = await ask(active, 'repair');
    }
    const next = waiting ? await ask(waiting, 'status') : status;
    // A worker that waits although its version is served already has nothing to offer.
    const update = (next.stored && !next.serving) || !status.sameVersion;
    if (update) this.#set({ kind: 'update' });
    else this.#set({ kind: status.complete ? 'ready' : 'failed' });
    if (this.#state === 'ready') await ask(active, 'tidy');
  }

  #updateFound = (): void => {
    if (this.#registration) void this.#follow(this.#registration);
  };

  #progress = (event: MessageEvent<OfflineMessage>): void => {
    // While a version works already, the next one is fetched without a word; and after a failure, late messages tell nothing.
    if (event.data.type !== 'progress' || (this.#state !== null && this.#state !== 'storing')) return;
    this.#set({ kind: 'storing', done: event.data.done, total: event.data.total });
  };

  #controllerChanged = (): void => {
    if (this.#registration) void this.#look(this.#registration);
  };

  #lookForUpdate = (): void => {
    if (document.visibilityState !== 'visible' || Date.now() - this.#checkedAt < hour) return;
    this.#checkedAt = Date.now();
    this.#registration?.update().catch(() => undefined);
  };
}

const nothing: Offline = {
  applyUpdate: () => Promise.resolve(),
  retry: () => Promise.resolve(),
  stop: () => undefined,
};

/**
 * Keeps the page on this machine for visits without network, and tells how far it is. To be called when the page is ready: storing
 * takes from the line and the processor what the first visit needs itself.
 */
export function startOffline(onState: (state: OfflineState) => void): Offline {
  if (insidePage) {
    onState({ kind: 'inside' });
    return nothing;
  }
  if (import.meta.env.DEV || !('serviceWorker' in navigator) || !isSecureContext) {
    onState({ kind: 'unsupported' });
    return nothing;
  }
  return new OfflineKeeper(navigator.serviceWorker, new URL('sw.js', document.baseURI).href, onState);
}
