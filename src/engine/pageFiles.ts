/**
 * The page's own files, as its server keeps them. In the single file (scripts/vite/singleFile.ts) they stand inside the page, and
 * `pageFilesInside.ts` takes the place of this module.
 */
import type { EngineCompiled, EngineFiles, EngineStart, EngineWorker } from './engineStart.ts';
import { trustedPolicy } from './trustedTypes.ts';

/** Whether everything is inside the page. */
export const insidePage: boolean = false;

/** Fetches a file of the page by its address; `fresh` asks the server anew, after a failure. */
export const fetchFile = (url: string, fresh = false): Promise<Response> =>
  fetch(url, { cache: fresh ? 'reload' : 'default' });

/** Scripts come from the page's own folder, whatever else its host keeps. */
const scripts = trustedPolicy('yardstick-scripts', {
  createScriptURL: (url) => {
    const { href } = new URL(url, document.baseURI);
    if (!href.startsWith(new URL('.', document.baseURI).href))
      throw new TypeError(`no script of the page: ${url}`);
    return href;
  },
});

/** The address of one of the page's scripts, as the browser takes it for a worker. */
export const scriptAddress = (url: string): string => scripts().createScriptURL(url);

/** Starts a worker by the address of its script: a classic one, but while developing, where those that import others come as modules. */
export const startWorker = (url: string): Promise<Worker> => {
  const type = import.meta.env.DEV && url.includes('type=module') ? 'module' : 'classic';
  return Promise.resolve(new Worker(scriptAddress(url), { type }));
};

/** The engine, compiled while it is still coming. Here and not in its worker, which takes longer to start than the page. */
async function compileEngine(wasmUrl: string, fresh: boolean): Promise<WebAssembly.Module> {
  const response = await fetchFile(wasmUrl, fresh);
  if (!response.ok) throw new Error(`${String(response.status)} ${wasmUrl}`);
  return WebAssembly.compileStreaming(response);
}

/**
 * Starts the engine's worker, and compiles the engine side by side with it. `life` is for workerLife.ts.
 */
export function startEngineWorker(
  { workerUrl, scriptUrls, wasmUrl, fresh, lock }: EngineFiles,
  life: MessagePort,
): EngineWorker {
  const compiled = compileEngine(wasmUrl, fresh);
  const worker = startWorker(workerUrl);
  const start: EngineStart = { wasmUrl, scriptUrls, lock };
  const there = Promise.all([worker, compiled]).then(([to, engine]) => {
    to.postMessage({ engine } satisfies EngineCompiled);
  });
  return { worker: worker.then((to) => (to.postMessage(start, [life]), to)), engine: there };
}

/**
 * Makes an extension ready for the engine to load: its worker finds the bytes in the browser's cache, and a missing file is named before
 * it is needed. Rejects when it can't be had.
 */
export async function provideExtension(_worker: Promise<Worker>, url: string, fresh: boolean): Promise<void> {
  const response = await fetchFile(url, fresh);
  if (!response.ok) throw new Error(`${String(response.status)} ${url}`);
  await response.arrayBuffer();
}
