import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file as another host serves it. */
export interface ServedFile {
  readonly body: Uint8Array | string;
  /** Whether web pages may read it; yes unless told otherwise. */
  readonly open?: boolean;
  /** Whether parts of it are given; to web pages, where they may not ask for them. */
  readonly parts?: boolean | 'shut';
  /** Sends on to this address instead. */
  readonly to?: string;
  readonly status?: number;
  /** Breaks the connection off after so many bytes of the body. */
  readonly cutAt?: number;
  /** Stops after so many bytes, and leaves the connection open. */
  readonly stopAt?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RemoteHost {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly origin: string;
  /** The same server under its other name, which is another host to a browser. */
  readonly otherOrigin: string;
  readonly files: Map<string, ServedFile>;
  /** What was asked for, in order: path and range. */
  readonly asked: { readonly path: string; readonly host: string; readonly range: string | null }[];
  /** Headers of the latest request. */
  latest(): IncomingMessage['headers'];
  close(): Promise<void>;
}

function answer(file: ServedFile, range: string | undefined, response: ServerResponse): void {
  const { open = true, parts = false, to, cutAt, stopAt } = file;
  const body = Buffer.from(file.body);
  const shut = parts === 'shut' && range !== undefined;
  const headers: Record<string, string> = {
    ...(open && !shut ? { 'access-control-allow-origin': '*' } : {}),
    ...file.headers,
  };
  if (to !== undefined) {
    response.writeHead(302, { ...headers, location: to }).end();
    return;
  }
  const asked = parts === true ? /^bytes=(\d+)-(\d+)$/.exec(range ?? '') : null;
  const part = asked ? body.subarray(Number(asked[1]), Number(asked[2]) + 1) : body;
  const status = file.status ?? (asked ? 206 : 200);
  response.writeHead(status, { ...headers, 'content-length': String(part.length) });
  if (stopAt !== undefined) response.write(part.subarray(0, stopAt));
  else if (cutAt === undefined) response.end(part);
  else response.write(part.subarray(0, cutAt), () => response.destroy());
}

/** A server on another port than the page's: to a browser, another host. */
export async function remoteHost(): Promise<RemoteHost> {
  const files = new Map<string, ServedFile>();
  const asked: RemoteHost['asked'][number][] = [];
  let latest: IncomingMessage['headers'] = {};
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*$/, '');
    latest = request.headers;
    asked.push({ path, host: request.headers.host ?? '', range: request.headers.range ?? null });
    answer(files.get(path) ?? { body: 'nothing here', status: 404 }, request.headers.range, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    otherOrigin: `http://localhost:${String(port)}`,
    files,
    asked,
    latest: () => latest,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}
