/**
 * Keeps every file of the page on this machine, so that later visits need no network.
 *
 * 1. Installed only when each file is stored and its SHA-256 is the one that the build named. A cut-off install keeps what it has.
 * 2. An address with its version names one content for ever, so files of two versions lie side by side and never mix: a page gets
 *    what it was built with, also after another page has moved on.
 * 3. The version that a person has accepted is served, also after the browser has put a newer worker in charge (which it does by itself
 *    when no page is open), until a page says `apply`.
 * 4. What neither this version nor the accepted one needs is dropped when a single page is open and nothing is being installed.
 * 5. What the system shares with the installed app (a POST to `share`, by the manifest) is kept until the page that is opened for it takes it.
 */
import type {
  OfflineFile,
  OfflineMessage,
  OfflineProgress,
  OfflineRequest,
  OfflineStatus,
  SharedCache,
  SharedNote,
} from './protocol.ts';

declare const self: ServiceWorkerGlobalScope & { readonly offlineFiles: readonly OfflineFile[] };

type Files = readonly OfflineFile[];

const cacheName = 'yardstick-files';
const versionCache = 'yardstick-version';
const files: Files = self.offlineFiles;
const scope = new URL(self.registration.scope);
const acceptedKey = new URL('accepted.json', scope).href;
const total = files.reduce((sum, file) => sum + file.bytes, 0);
/** What this worker answers for; anything else goes to the network. */
const answered = /^$|^(assets|data|extensions|icons)\/|^[^/]+\.(js|txt|webmanifest)$/;

const addressOf = (file: OfflineFile): string => new URL(file.path, scope).href;
const keyOf = (file: OfflineFile): string =>
  file.version === '' ? addressOf(file) : `${addressOf(file)}?v=${file.version}`;

let accepted: Promise<Files | null> | null = null;

async function readAccepted(): Promise<Files | null> {
  const response = await (await caches.open(versionCache)).match(acceptedKey);
  return response ? ((await response.json()) as Files) : null;
}

/** The files of the version that is served: the accepted one, or this one where there was none before. */
async function servedFiles(): Promise<Files> {
  accepted ??= readAccepted();
  return (await accepted) ?? files;
}

async function accept(): Promise<void> {
  await (await caches.open(versionCache)).put(acceptedKey, new Response(JSON.stringify(files)));
  accepted = Promise.resolve(files);
}

const same = (a: Files, b: Files): boolean =>
  a.length === b.length && a.every((file, i) => file.sha256 === b[i]?.sha256);

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

async function missingOf(wanted: Files): Promise<OfflineFile[]> {
  const cache = await caches.open(cacheName);
  const stored = new Set((await cache.keys()).map((request) => request.url));
  return wanted.filter((file) => !stored.has(keyOf(file)));
}

const progressOf = (missing: readonly OfflineFile[]): OfflineProgress => ({
  done: total - missing.reduce((sum, file) => sum + file.bytes, 0),
  total,
});

/** Stores what is missing, the small files first; rejects when one can't be had, after the others. */
async function store(): Promise<void> {
  const missing = await missingOf(files);
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
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (const file of next)
      await storeFile(cache, file, onBytes).catch((error: unknown) => failures.push(error));
  };
  await tell(done);
  await Promise.all([lane(), lane(), lane()]);
  await tell(done);
  if (failures.length > 0) throw failures[0];
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
  const missing = await missingOf(files);
  const served = await servedFiles();
  const serving = same(served, files);
  const complete = (serving ? missing : await missingOf(served)).length === 0;
  return {
    ...progressOf(missing),
    complete,
    stored: missing.length === 0,
    serving,
    sameVersion: entry === '' || served.some((file) => file.path === entry),
  };
}

async function tidy(): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.length > 1 || self.registration.installing || self.registration.waiting) return;
  const wanted = new Set([...files, ...(await servedFiles())].map(keyOf));
  const cache = await caches.open(cacheName);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
}

/** Makes this version the one that is served, when all of it is there. */
async function apply(): Promise<void> {
  if ((await missingOf(files)).length > 0) return;
  await accept();
  await self.skipWaiting();
}

async function repair(): Promise<void> {
  // A failure shows in the status: something is missing still.
  await stored().catch(() => undefined);
  // Nobody has the files of a former version any more: with holes in it, this one is better.
  if ((await missingOf(await servedFiles())).length > 0) await apply();
}

async function carryOut({ type, entry }: OfflineRequest): Promise<OfflineStatus> {
  if (type === 'reread') accepted = null;
  if (type === 'tidy') await tidy();
  if (type === 'repair') await repair();
  if (type === 'apply') {
    await stored().catch(() => undefined);
    await apply();
  }
  return status(entry);
}

/** The stored file that a request means: of the served version, or of another that an open page was built with. */
async function storedAnswer(url: URL, path: string): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  const version = url.searchParams.get('v');
  const file = (await servedFiles()).find((known) => known.path === path);
  if (file && (version === null || version === file.version)) return cache.match(keyOf(file));
  return cache.match(url.href);
}

const sharedCache: SharedCache = 'yardstick-shared';
const shareAddress = new URL('share', scope).href;
/** Bytes of one share, and how many shares wait at most: any site can send them. */
const mostShared = 200_000_000;
const mostWaiting = 5;

const isText = (entry: FormDataEntryValue | null): entry is string =>
  typeof entry === 'string' && entry !== '';
const isFile = (entry: FormDataEntryValue): entry is File => typeof entry !== 'string' && entry.size > 0;

/** Drops the oldest of the shares that nobody took. */
async function dropUntaken(cache: Cache): Promise<void> {
  const urls = (await cache.keys()).map((request) => request.url);
  const ids = [
    ...new Set(urls.map((url) => new URL(url).pathname.slice(scope.pathname.length).split('/')[1])),
  ];
  const gone = new Set(ids.slice(0, Math.max(0, ids.length - mostWaiting + 1)));
  for (const url of urls) {
    const [, id] = new URL(url).pathname.slice(scope.pathname.length).split('/');
    if (gone.has(id)) await cache.delete(url);
  }
}

/** Keeps a share; its id, or why it was not kept. */
async function keepShare(request: Request): Promise<string> {
  const form = await request.formData();
  const files = form.getAll('files').filter(isFile);
  if (files.reduce((sum, file) => sum + file.size, 0) > mostShared) return 'too_large';
  const cache = await caches.open(sharedCache);
  await dropUntaken(cache);
  const id = crypto.randomUUID();
  const note: SharedNote = {
    texts: ['title', 'text', 'url'].map((name) => form.get(name)).filter(isText),
    files: files.map(({ name, type }) => ({ name, type })),
  };
  for (const [n, file] of files.entries())
    await cache.put(new URL(`shared/${id}/${String(n)}`, scope).href, new Response(file));
  await cache.put(new URL(`shared/${id}`, scope).href, new Response(JSON.stringify(note)));
  return id;
}

/** Answers a share by opening the page, which then takes it. */
async function takeShare(request: Request): Promise<Response> {
  const id = await keepShare(request).catch(() => 'failed');
  return Response.redirect(new URL(`./?shared=${id}`, scope).href, 303);
}

self.addEventListener('install', (event) => {
  event.waitUntil(stored().then(async () => (await readAccepted()) ?? accept()));
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
  if (
    request.method === 'POST' &&
    request.mode === 'navigate' &&
    url.origin + url.pathname === shareAddress
  ) {
    event.respondWith(takeShare(request));
    return;
  }
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  const path = url.pathname.slice(scope.pathname.length).replace(/^index\.html$/, '');
  if (!answered.test(path) || (request.mode === 'navigate' && path !== '')) return;
  // Where nothing is stored, or the storage fails, the network answers.
  const answer = storedAnswer(url, path).catch(() => undefined);
  event.respondWith(answer.then((found) => found ?? fetch(request)));
});
