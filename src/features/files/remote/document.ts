/*
 * The script of remote.html: the one place of the page that can reach another host, and nothing but that one host. The document is
 * loaded into a frame without an origin, so that it has no part in the page, its storage or its files; before it hears of any address it
 * narrows its own policy to the host behind the `#` of its address. A policy can only be narrowed: nothing opens it again.
 */
import {
  protocolVersion,
  type FetchFailure,
  type FromDocument,
  type RemoteHead,
  type ToDocument,
} from './protocol.ts';

const given = location.hash.slice(1);
const host = /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(given) ? given : "'none'";
const narrowed = document.createElement('meta');
narrowed.httpEquiv = 'Content-Security-Policy';
narrowed.content = `default-src 'none'; connect-src ${host}`;
document.head.append(narrowed);

/** Which policy has stopped a request: this document's own, since an answer led elsewhere, or that of the page's host. */
let violated: FetchFailure = 'redirect';
let violations = 0;
document.addEventListener('securitypolicyviolation', ({ originalPolicy }) => {
  violations++;
  violated = originalPolicy.includes(host) ? 'redirect' : 'shut';
});

/** Nothing of the person's goes out, nothing of the file stays in the browser's cache. */
const quiet: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };

interface Reading {
  readonly abort: AbortController;
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | null;
  readonly chunks: Uint8Array<ArrayBuffer>[];
  received: number;
}

const blobBytes = 4 * 1024 * 1024;

/** Browsers do not say why a request failed. A second one, whose answer nobody may read, tells whether there is an answer. */
async function reasonOf(url: string, before: number, signal: AbortSignal): Promise<FetchFailure> {
  const answered = await fetch(url, { ...quiet, mode: 'no-cors', signal }).then(
    (response) => {
      void response.body?.cancel();
      return true;
    },
    () => false,
  );
  if (violations > before) return violated;
  return answered ? 'refused' : 'unreachable';
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Answers the page over one port. */
class Fetcher {
  readonly #readings = new Map<number, Reading>();

  constructor(private readonly port: MessagePort) {
    port.onmessage = ({ data }: MessageEvent<ToDocument>) => {
      if (data.ask === 'open') void this.#open(data);
      else if (data.ask === 'read') void this.#read(data.id, data.limit);
      else this.#cancel(data.id);
    };
    this.#tell({ tell: 'ready', version: protocolVersion });
  }

  #tell(message: FromDocument): void {
    this.port.postMessage(message);
  }

  #fail(id: number, failure: FetchFailure, thrown: unknown): void {
    const reading = this.#readings.get(id);
    this.#readings.delete(id);
    // Whoever cancelled does not wait for an answer.
    if (reading?.abort.signal.aborted === true) return;
    const received = reading?.received ?? 0;
    this.#tell({ tell: 'failed', id, failure, received, message: messageOf(thrown) });
  }

  #cancel(id: number): void {
    this.#readings.get(id)?.abort.abort();
    this.#readings.delete(id);
  }

  /** Asks the host, and takes in the first bytes of its answer. */
  async #open({ id, url, range }: Extract<ToDocument, { ask: 'open' }>): Promise<void> {
    const reading: Reading = { abort: new AbortController(), reader: null, chunks: [], received: 0 };
    this.#readings.set(id, reading);
    const { signal } = reading.abort;
    const headers: HeadersInit = range ? { range: `bytes=${String(range.from)}-${String(range.to)}` } : {};
    const before = violations;
    let response: Response;
    try {
      response = await fetch(url, { ...quiet, headers, signal });
    } catch (thrown) {
      this.#fail(id, await reasonOf(url, before, signal), thrown);
      return;
    }
    try {
      reading.reader = response.body?.getReader() ?? null;
      while (reading.received < 4 && (await take(reading)));
      this.#tell({ tell: 'head', id, head: headOf(response, reading) });
    } catch (thrown) {
      this.#fail(id, 'lost', thrown);
    }
  }

  /** Takes in the rest of an answer, as one Blob. */
  async #read(id: number, limit: number): Promise<void> {
    const reading = this.#readings.get(id);
    if (!reading) return;
    const parts: Blob[] = [];
    let told = performance.now();
    try {
      do {
        if (reading.received > limit) {
          this.#fail(id, 'beyond', reading.received);
          reading.abort.abort();
          return;
        }
        const held = reading.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        // A Blob is kept by the browser and no longer in this process.
        if (held > blobBytes) parts.push(new Blob(reading.chunks.splice(0)));
        if (performance.now() - told > 100) {
          told = performance.now();
          this.#tell({ tell: 'progress', id, received: reading.received });
        }
      } while (await take(reading));
      this.#readings.delete(id);
      this.#tell({ tell: 'done', id, body: new Blob([...parts, ...reading.chunks]) });
    } catch (thrown) {
      this.#fail(id, 'lost', thrown);
    }
  }
}

/** Takes the next bytes in; false at the end. */
async function take(reading: Reading): Promise<boolean> {
  const next = await reading.reader?.read();
  if (next?.value) {
    reading.chunks.push(next.value);
    reading.received += next.value.length;
  }
  return next !== undefined && !next.done;
}

function headOf({ status, headers }: Response, reading: Reading): RemoteHead {
  const length = headers.get('content-length');
  const start = new Uint8Array(16);
  let at = 0;
  for (const chunk of reading.chunks) {
    const piece = chunk.subarray(0, start.length - at);
    start.set(piece, at);
    at += piece.length;
  }
  return {
    status,
    bytes: length === null ? null : Number(length),
    start: start.subarray(0, at),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
  };
}

self.addEventListener('message', ({ source, ports: [port] }: MessageEvent) => {
  if (source === parent && port) new Fetcher(port);
});
