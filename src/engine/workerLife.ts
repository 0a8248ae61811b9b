/**
 * Tells when a worker is gone, however it went: ended by the browser, out of memory, closed by itself. None of these sends an event. The
 * worker holds a lock as long as it lives and says so on `port`; the page waits for the same lock and gets it when the worker is no more.
 * Where there are no locks (an address without https) nobody is told.
 */
export interface WorkerLife {
  /** What the worker has to hold. */
  readonly lock: string;
  /** For the worker: takes one message when the lock is held. */
  readonly port: MessagePort;
}

export function watchWorker(onGone: () => void): WorkerLife {
  const { port1, port2 } = new MessageChannel();
  const lock = `yardstick-engine-${crypto.randomUUID()}`;
  port1.onmessage = () => {
    port1.close();
    void navigator.locks.request(lock, onGone);
  };
  return { lock, port: port2 };
}
