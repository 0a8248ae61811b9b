import { WebSocket } from 'undici';

/** A connection to a browser by WebDriver BiDi (https://w3c.github.io/webdriver-bidi): commands with their results, and events. */
export interface Bidi {
  /** The result of a command; a command that fails throws with the browser's own words. */
  send(method: string, params?: object): Promise<unknown>;
  /** Calls back on every event of this name that {@link send} subscribed to. */
  on(method: string, listener: (params: unknown) => void): void;
}

/** What comes over the wire, as far as it is read here. */
interface Message {
  readonly type: 'success' | 'error' | 'event';
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}

interface Waiting {
  readonly method: string;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Connects to the address that a browser printed, and starts a session. */
export async function connectBidi(address: string): Promise<Bidi> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, Waiting>();
  const listeners: { method: string; listener: (params: unknown) => void }[] = [];
  let lastId = 0;

  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.type === 'event')
      for (const { method, listener } of listeners) if (method === message.method) listener(message.params);
    const asked = waiting.get(message.id ?? -1);
    if (asked === undefined) return;
    waiting.delete(message.id ?? -1);
    if (message.type === 'success') asked.resolve(message.result);
    else asked.reject(new Error(`${asked.method}: ${message.error ?? ''} ${message.message ?? ''}`));
  });
  // A browser that goes away leaves no test waiting.
  socket.addEventListener('close', () => {
    for (const { method, reject } of waiting.values()) reject(new Error(`${method}: the browser is gone`));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => {
      resolve();
    });
    socket.addEventListener('error', ({ message }) => {
      reject(new Error(`no connection to ${address}: ${message}`));
    });
  });

  const bidi: Bidi = {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { method, resolve, reject });
        socket.send(JSON.stringify({ id: lastId, method, params }));
      }),
    on: (method, listener) => {
      listeners.push({ method, listener });
    },
  };
  await bidi.send('session.new', { capabilities: {} });
  return bidi;
}
