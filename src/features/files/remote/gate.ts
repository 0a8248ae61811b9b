import { fail, ok, type AppError, type ErrorKind, type Result } from '../../../domain/appError.ts';
import {
  protocolVersion,
  type ByteRange,
  type FetchFailure,
  type FromDocument,
  type RemoteHead,
  type ToDocument,
} from './protocol.ts';

/** An answer whose head is there and whose body waits to be read. */
export interface RemoteAnswer {
  readonly head: RemoteHead;
  /** The body, at most `limit` bytes of it. */
  read(limit: number, onProgress: (received: number) => void): Promise<Result<Blob>>;
  /** Ends the connection; nothing more of the body comes. */
  cancel(): void;
}

/** The way to one host, open until it is closed or the page is left. */
export interface RemoteGate {
  readonly origin: string;
  readonly host: string;
  /** Asks the host for a file, or for a part of it. Aborted by `signal`, which also counts for the reading that follows. */
  open(url: string, range: ByteRange | null, signal: AbortSignal): Promise<Result<RemoteAnswer>>;
  /** Closes the way: whatever is being fetched ends, and nothing can be fetched any more. */
  close(): void;
}

/** How long a document that has loaded may take to answer. */
const patience = 10_000;

const kinds: Record<FetchFailure, ErrorKind> = {
  unreachable: 'remote_unreachable',
  refused: 'remote_refused',
  redirect: 'remote_redirect',
  shut: 'remote_unavailable',
  lost: 'remote_lost',
  beyond: 'remote_beyond',
};

/** The frame around the document: scripts run in it, and that is all. Without an origin it has no part in the page or its storage. */
function frameFor(origin: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.title = 'remote';
  frame.src = `${new URL('remote.html', document.baseURI).href}#${origin}`;
  return frame;
}

/** Hands the document one end of a channel, and waits for its word. */
function connect(frame: HTMLIFrameElement): Promise<MessagePort | null> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<FromDocument>) => {
      resolve(data.tell === 'ready' && data.version === protocolVersion ? port1 : null);
    };
    frame.addEventListener('load', () => {
      // It has no origin that could be named; it gets nothing but the channel.
      frame.contentWindow?.postMessage('connect', '*', [port2]);
      setTimeout(() => {
        resolve(null);
      }, patience);
    });
    document.body.append(frame);
  });
}

class FrameGate implements RemoteGate {
  readonly host: string;
  readonly #waiting = new Map<number, (message: FromDocument | null) => void>();
  #next = 0;
  #closed = false;

  constructor(
    readonly origin: string,
    private readonly frame: HTMLIFrameElement,
    private readonly port: MessagePort,
  ) {
    this.host = new URL(origin).host;
    port.onmessage = ({ data }: MessageEvent<FromDocument>) => {
      if ('id' in data) this.#waiting.get(data.id)?.(data);
    };
  }

  async open(url: string, range: ByteRange | null, signal: AbortSignal): Promise<Result<RemoteAnswer>> {
    const id = this.#next++;
    const message = await this.#ask({ ask: 'open', id, url, range }, signal, () => undefined);
    if (message?.tell !== 'head') return fail(this.#errorOf(message, signal));
    return ok({
      head: message.head,
      read: async (limit, onProgress) => {
        const read = await this.#ask({ ask: 'read', id, limit }, signal, onProgress);
        return read?.tell === 'done' ? ok(read.body) : fail(this.#errorOf(read, signal));
      },
      cancel: () => {
        this.#send({ ask: 'cancel', id });
      },
    });
  }

  close(): void {
    this.#closed = true;
    this.frame.remove();
    this.port.close();
    for (const answer of [...this.#waiting.values()]) answer(null);
  }

  /** Says something, and waits for what ends it; null when it was aborted or the way was closed. */
  #ask(
    message: Exclude<ToDocument, { ask: 'cancel' }>,
    signal: AbortSignal,
    onProgress: (received: number) => void,
  ): Promise<FromDocument | null> {
    const { id } = message;
    return new Promise((resolve) => {
      const end = (answer: FromDocument | null): void => {
        if (answer?.tell === 'progress') {
          onProgress(answer.received);
          return;
        }
        this.#waiting.delete(id);
        signal.removeEventListener('abort', stop);
        resolve(answer);
      };
      const stop = (): void => {
        this.#send({ ask: 'cancel', id });
        end(null);
      };
      if (this.#closed || signal.aborted) {
        resolve(null);
        return;
      }
      this.#waiting.set(id, end);
      signal.addEventListener('abort', stop);
      this.#send(message);
    });
  }

  #send(message: ToDocument): void {
    if (!this.#closed) this.port.postMessage(message);
  }

  #errorOf(message: FromDocument | null, signal: AbortSignal): AppError {
    const params = { host: this.host };
    if (signal.aborted) return { kind: 'cancelled', message: 'aborted' };
    if (this.#closed || message?.tell !== 'failed')
      return { kind: 'remote_off', message: 'turned off', params };
    const received = { ...params, bytes: message.received };
    return { kind: kinds[message.failure], message: message.message, params: received };
  }
}

/**
 * Opens the way to one host: loads remote.html into a frame whose policy lets it reach that host alone. To be called only when the person
 * has just allowed it.
 */
export async function openGate(origin: string): Promise<Result<RemoteGate>> {
  const frame = frameFor(origin);
  const port = await connect(frame);
  if (port) return ok(new FrameGate(origin, frame, port));
  frame.remove();
  return fail({ kind: 'remote_unavailable', message: frame.src, params: { host: new URL(origin).host } });
}
