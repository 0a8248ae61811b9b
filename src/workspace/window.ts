import { storageName } from './storageName.ts';

/** A browser window (or tab of it) as the store knows it. */
export interface WindowIdentity {
  readonly id: string;
  /** Whether the id was this window's before: it was reloaded. */
  readonly known: boolean;
  /** Ids of the other windows that are open now; null where the browser can't tell. */
  others(): Promise<ReadonlySet<string> | null>;
  release(): void;
}

export interface WindowEnvironment {
  /** Absent on pages without a secure origin. */
  readonly locks: LockManager | null;
  /** Lives as long as the window, reloads included; a duplicated window gets a copy. */
  readonly session: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** How long a reloaded page waits for its former self to let go of its id. */
  readonly patience: number;
}

const sessionKey = storageName('window');
const lockPrefix = `${sessionKey}:`;

type Held =
  { readonly kind: 'held'; release(): void } | { readonly kind: 'taken' } | { readonly kind: 'refused' };

/** Takes the lock of an id for as long as the page lives; waits a little for somebody else to let go of it. */
function hold(locks: LockManager, id: string, patience: number): Promise<Held> {
  return new Promise((resolve) => {
    const granted = (): Promise<void> =>
      new Promise((release) => {
        resolve({ kind: 'held', release });
      });
    const signal = AbortSignal.timeout(patience);
    locks.request(lockPrefix + id, { signal }, granted).catch(() => {
      resolve({ kind: signal.aborted ? 'taken' : 'refused' });
    });
  });
}

function stored(session: WindowEnvironment['session']): string | null {
  try {
    return session?.getItem(sessionKey) ?? null;
  } catch {
    return null;
  }
}

function remember(session: WindowEnvironment['session'], id: string): void {
  try {
    session?.setItem(sessionKey, id);
  } catch {
    // The window gets a new id at each reload.
  }
}

/** Who this window is: the one it was before the reload, unless a duplicate of it is open. Never rejects. */
export async function identifyWindow(environment: WindowEnvironment): Promise<WindowIdentity> {
  const { locks, session, patience } = environment;
  const former = stored(session);
  const wanted = former ?? crypto.randomUUID();
  const refused: Held = { kind: 'refused' };
  const first = locks ? await hold(locks, wanted, patience) : refused;
  const id = first.kind === 'taken' ? crypto.randomUUID() : wanted;
  const lock = locks && first.kind === 'taken' ? await hold(locks, id, patience) : first;
  remember(session, id);
  return {
    id,
    known: id === former,
    others: () => (locks && lock.kind === 'held' ? heldByOthers(locks, id) : Promise.resolve(null)),
    release: () => {
      if (lock.kind === 'held') lock.release();
    },
  };
}

async function heldByOthers(locks: LockManager, id: string): Promise<ReadonlySet<string>> {
  const names = ((await locks.query()).held ?? []).map((lock) => lock.name ?? '');
  const ids = names
    .filter((name) => name.startsWith(lockPrefix))
    .map((name) => name.slice(lockPrefix.length));
  return new Set(ids.filter((other) => other !== id));
}
