/**
 * Keeps every file of the page on this machine, so that later visits need no network.
 *
 * 1. Installed only when each file is stored and its SHA-256 is the one that the build named. A cut-off install keeps what it has.
 * 2. An address with its version names one content for ever, so files of two versions lie side by side and never mix: a page gets
 *    what it was built with, also after another page has moved on.
 * 3. A new version waits until a page says `apply`.
 * 4. What former versions left is dropped when a single page is open and nothing is being installed.
 */
import type {
  OfflineFile,
  OfflineMessage,
  OfflineProgress,
  OfflineRequest,
  OfflineStatus,
} from './protocol.ts';

declare const self: ServiceWorkerGlobalScope & { readonly offlineFiles: readonly OfflineFile[] };

const cacheName = 'yardstick-files';
const files = self.offlineFiles;
const byPath = new Map(files.map((file) => [file.path, file]));
const scope = new URL(self.registration.scope);
const total = files.reduce((sum, file) => sum + file.bytes, 0);

const addressOf = (file: OfflineFile): string => new URL(file.path, scope).href;
const keyOf = (file: OfflineFile): string =>
  file.version === '' ? addressOf(file) : `${addressOf(file)}?v=${file.version}`;

async function tell(done: number): Promise<void> {
  const message: OfflineMessage = { type: 'progress', done, total };
  for (const client of await self.clients.matchAll({ includeUncontrolled: true }))
    client.postMessage(message);
}

/** The response's bytes, telling how many came so far. */
async function read(response: Response, onBytes: (count: number) => void): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    onBytes(part.value.length);
  }
  return new Blob(parts).arrayBuffer();
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The file as the build made it; rejects when the host sends another one, as while a new version is being put there. */
async function fetchFile(
  file: OfflineFile,
  cache: RequestCache,
  onBytes: (count: number) => void,
): Promise<Response> {
  const response = await fetch(addressOf(file), { cache });
  if (!response.ok) throw new Error(`${String(response.status)} ${file.path}`);
  const found = await sha256(await read(response.clone(), onBytes));
  if (found !== file.sha256) throw new Error(`another version of ${file.path}`);
  // A page can't be opened from an answer that was redirected.
  const { body, headers } = response;
  return response.redirected ? new Response(body, { headers }) : response;
}

async function storeFile(cache: Cache, file: OfflineFile, onBytes: (count: number) => void): Promise<void> {
  let counted = 0;
  const count = (bytes: number): void => {
    counted += bytes;
    onBytes(bytes);
  };
  // What the page has just loaded need not come again, except where the address says nothing about the content.
  const first = file.version === '' ? 'default' : 'no-cache';
  const response = await fetchFile(file, first, count).catch(() => {
    onBytes(-counted);
    return fetchFile(file, 'reload', onBytes);
  });
  await cache.put(keyOf(file), response);
}

async function missingFiles(): Promise<OfflineFile[]> {
  const cache = await caches.open(cacheName);
  const stored = new Set((await cache.keys()).map((request) => request.url));
  return files.filter((file) => !stored.has(keyOf(file)));
}

const progressOf = (missing: readonly OfflineFile[]): OfflineProgress => ({
  done: total - missing.reduce((sum, file) => sum + file.bytes, 0),
  total,
});

/** Stores what is missing, the small files first; rejects when a file can't be had, keeping the others. */
async function store(): Promise<void> {
  const missing = await missingFiles();
  const cache = await caches.open(cacheName);
  let { done } = progressOf(missing);
  let told = done;
  const onBytes = (count: number): void => {
    done += count;
    if (Math.abs(done - told) < total / 100) return;
    told = done;
    void tell(done);
  };
  const next = missing.sort((a, b) => a.bytes - b.bytes)[Symbol.iterator]();
  const lane = async (): Promise<void> => {
    for (const file of next) await storeFile(cache, file, onBytes);
  };
  await tell(done);
  await Promise.all([lane(), lane(), lane()]);
  await tell(total);
}

const storing = { now: null as Promise<void> | null };

/** One storing at a time. */
function stored(): Promise<void> {
  storing.now ??= store().finally(() => {
    storing.now = null;
  });
  return storing.now;
}

async function status(entry: string): Promise<OfflineStatus> {
  const missing = await missingFiles();
  return {
    ...progressOf(missing),
    complete: missing.length === 0,
    sameVersion: entry === '' || byPath.has(entry),
  };
}

async function tidy(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length > 1 || self.registration.installing || self.registration.waiting) return;
  const wanted = new Set(files.map(keyOf));
  const cache = await caches.open(cacheName);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
}

async function carryOut(request: OfflineRequest): Promise<OfflineStatus> {
  if (request.type === 'tidy') await tidy();
  // A failure shows in the status: something is missing still.
  if (request.type === 'repair' || request.type === 'apply') await stored().catch(() => undefined);
  const now = await status(request.entry);
  if (request.type === 'apply' && now.complete) await self.skipWaiting();
  return now;
}

/** The stored file that a request means: of this version, or of the former one that an open page was built with. */
async function storedAnswer(url: URL, file: OfflineFile | undefined): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  const version = url.searchParams.get('v');
  if (file && (version === null || version === file.version)) return cache.match(keyOf(file));
  return cache.match(url.href);
}

self.addEventListener('install', (event) => {
  event.waitUntil(stored());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  event.waitUntil(
    carryOut(event.data as OfflineRequest).then((answer) => {
      event.ports[0]?.postMessage(answer);
    }),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  const path = url.pathname.slice(scope.pathname.length).replace(/^index\.html$/, '');
  const file = byPath.get(path);
  if (!file && (request.mode === 'navigate' || !/^(assets|data)\//.test(path))) return;
  // Where nothing is stored, or the storage fails, the network answers.
  const answer = storedAnswer(url, file).catch(() => undefined);
  event.respondWith(answer.then((found) => found ?? fetch(request)));
});
