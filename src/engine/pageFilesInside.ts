/** `pageFiles.ts` for the single file: every file is a block of the page, `<script type="application/octet-stream" data-file="…">`. */
import { parsed } from './parsed.ts';
import { bytesOfBase64, unpacked } from './packed.ts';
import type { EngineFiles, EngineWorker } from './engineStart.ts';
import { trustedPolicy } from './trustedTypes.ts';
import type { FromPage } from './engineWorkerInside.ts';

export const insidePage: boolean = true;

/** The path that names a file in the page, from its address. */
function nameOf(url: string): string {
  const folder = new URL('.', document.baseURI).href;
  return decodeURI(new URL(url, document.baseURI).href.slice(folder.length).replace(/[?#].*$/, ''));
}

/** The block of a file; waits for the end of the page where it has not come yet. */
async function blockOf(url: string): Promise<HTMLElement> {
  const find = (): HTMLElement | null => document.querySelector(`[data-file="${CSS.escape(nameOf(url))}"]`);
  const found = find() ?? (await parsed(), find());
  if (!found) throw new Error(`not in this file: ${nameOf(url)}`);
  return found;
}

/** A file as it stands in the page: gzip in base64. */
const packedText = async (url: string): Promise<string> => (await blockOf(url)).textContent;

export async function fetchFile(url: string): Promise<Response> {
  return new Response(unpacked(bytesOfBase64(await packedText(url))));
}

/** Addresses of scripts that stand in the page, while they are in use. */
const own = new Set<string>();

const scripts = trustedPolicy('yardstick-scripts', {
  createScriptURL: (url) => {
    if (!own.delete(url)) throw new TypeError(`no script of the page: ${url}`);
    return url;
  },
});

/** None but a worker's: there is no service worker here. */
export const scriptAddress = (url: string): string => scripts().createScriptURL(url);

export async function startWorker(url: string): Promise<Worker> {
  const script = await (await fetchFile(url)).arrayBuffer();
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  own.add(address);
  const worker = new Worker(scriptAddress(address));
  URL.revokeObjectURL(address);
  return worker;
}

/**
 * The engine goes over as it stands in the page, to be unpacked and compiled off the page's own thread; the worker says itself when that
 * fails. Pages from disk may share no locks with their workers: that one has ended is noticed by its events alone.
 */
export function startEngineWorker({ workerUrl, wasmUrl }: EngineFiles): EngineWorker {
  const worker = Promise.all([startWorker(workerUrl), packedText(wasmUrl)]).then(([to, packed]) => {
    to.postMessage({ inside: 'engine', packed } satisfies FromPage);
    return to;
  });
  return { worker, engine: worker.then(() => undefined) };
}

export async function provideExtension(worker: Promise<Worker>, url: string): Promise<void> {
  const [to, packed] = await Promise.all([worker, packedText(url)]);
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    to.postMessage({ inside: 'extension', url, packed } satisfies FromPage, [port2]);
  });
  port1.close();
}
