/*
 * Stands before DuckDB's own worker script in the single file, where nothing can be fetched: receives the engine and its extensions from
 * the page, unpacks them, and answers the script's requests with them. All other requests end here.
 */
import './blockReads.ts';
import { bytesOfBase64, unpacked } from './packed.ts';

/** What the page sends beside DuckDB's own messages; files as gzip in base64. */
export type FromPage =
  | { readonly inside: 'engine'; readonly packed: string }
  | { readonly inside: 'extension'; readonly url: string; readonly packed: string };

const files = new Map<string, ArrayBuffer>();

let take: (module: Promise<WebAssembly.Module>) => void = () => undefined;
const compiled = new Promise<WebAssembly.Module>((resolve) => {
  take = resolve;
});

function compile(packed: string): void {
  const headers = { 'content-type': 'application/wasm' };
  const module = WebAssembly.compileStreaming(new Response(unpacked(bytesOfBase64(packed)), { headers }));
  take(module);
  module.catch((reason: unknown) => {
    // Out of the promise: the page hears of it by the worker's error event.
    setTimeout(() => {
      throw new Error(`engine: ${reason instanceof Error ? reason.message : String(reason)}`);
    });
  });
}

async function keep(url: string, packed: string): Promise<void> {
  files.set(url, await new Response(unpacked(bytesOfBase64(packed))).arrayBuffer());
}

// First in line, since DuckDB's script comes later: its own messages pass, these end here.
self.addEventListener('message', (event: MessageEvent<Partial<FromPage>>) => {
  const { data, ports } = event;
  if (data.inside === undefined) return;
  event.stopImmediatePropagation();
  if (data.inside === 'engine') compile(data.packed ?? '');
  else if ('url' in data)
    void keep(data.url ?? '', data.packed ?? '').then(() => ports[0]?.postMessage('there'));
});

/** The request that DuckDB makes for an extension, answered from memory. */
class RequestInside {
  responseType = '';
  status = 0;
  response: ArrayBuffer | null = null;
  #url = '';

  open(_method: string, url: string): void {
    this.#url = url;
  }

  setRequestHeader(): void {
    // Nobody reads it.
  }

  getResponseHeader(): null {
    return null;
  }

  send(): void {
    this.response = files.get(this.#url) ?? null;
    this.status = this.response ? 200 : 404;
  }
}

self.XMLHttpRequest = RequestInside as unknown as typeof XMLHttpRequest;
// Stands for the download of the engine.
self.fetch = () => Promise.resolve(new Response());
WebAssembly.instantiateStreaming = async (source, imports) => {
  await source;
  const module = await compiled;
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};
