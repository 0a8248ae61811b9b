// Serves a built folder as a good static host would. Node's own modules only.
//   node scripts/serve.mjs [folder] [port]
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { contentSecurityPolicy, policyOf, remoteDocumentHeaders, securityHeaders } from './lib/csp.mjs';
import { mimeType } from './lib/mime.mjs';
import { dist } from './lib/paths.mjs';

/** File names that change with their content, so that a copy is good for ever. */
export const isImmutable = (/** @type {string} */ path) =>
  /^\/(assets\/.+-[\w-]{8}\.\w+|extensions\/v\d[^/]*\/.+)$/.test(path);

const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
];

/**
 * @param {string} header Accept-Encoding
 * @param {string} name
 */
function accepts(header, name) {
  const entry = header.split(',').find((part) => part.split(';')[0]?.trim().toLowerCase() === name);
  return entry !== undefined && !/;\s*q=0(\.0+)?\s*$/.test(entry);
}

/** @param {string} path @returns {Promise<import('node:fs').Stats | null>} */
async function fileStat(path) {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found : null;
}

/**
 * The path inside the folder that a URL names, or null when it leaves the folder or is hidden.
 * @param {string} folder
 * @param {string} pathname
 */
export function pathInside(folder, pathname) {
  let decoded;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\0\\]/.test(decoded) || decoded.split('/').some((part) => part.startsWith('.'))) return null;
  const path = resolve(folder, `.${decoded.endsWith('/') ? `${decoded}index.html` : decoded}`);
  return path.startsWith(folder + sep) ? path : null;
}

/**
 * The file to send: compressed already when the browser takes it and a copy lies beside.
 * @param {string} path
 * @param {string} accepted
 */
async function choose(path, accepted) {
  const plain = await fileStat(path);
  if (plain === null) return null;
  for (const { name, ending } of encodings) {
    const packed = accepts(accepted, name) ? await fileStat(path + ending) : null;
    if (packed !== null && packed.mtimeMs >= plain.mtimeMs)
      return { path: path + ending, stats: packed, encoding: name };
  }
  return { path, stats: plain, encoding: null };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 */
function refuse(response, status, text, headers = {}) {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(`${text}\n`);
}

/**
 * @param {string} folder absolute
 * @param {string} base path that the folder is served under, with slashes at both ends
 * @param {(pathname: string) => Record<string, string>} headersFor
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
function handler(folder, base, headersFor) {
  return async (request, response) => {
    const pathname = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/';
    for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(response, 405, 'Only GET and HEAD', { allow: 'GET, HEAD' });
    }
    const path = pathname.startsWith(base) ? pathInside(folder, pathname.slice(base.length - 1)) : null;
    const file = path === null ? null : await choose(path, String(request.headers['accept-encoding'] ?? ''));
    if (path === null || file === null) return refuse(response, 404, 'Not found');
    const etag = `"${file.stats.size.toString(36)}-${Math.round(file.stats.mtimeMs).toString(36)}${file.encoding ?? ''}"`;
    response.setHeader('etag', etag);
    response.setHeader('vary', 'accept-encoding');
    response.setHeader(
      'cache-control',
      isImmutable(pathname.slice(base.length - 1)) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    const known = (request.headers['if-none-match'] ?? '')
      .split(',')
      .map((tag) => tag.trim().replace(/^W\//, ''));
    // To be saved: with the headers of this server it could not run here.
    if (pathname.endsWith('/yardstick.html')) response.setHeader('content-disposition', 'attachment');
    if (known.includes(etag)) return void response.writeHead(304).end();
    if (file.encoding !== null) response.setHeader('content-encoding', file.encoding);
    response.writeHead(200, { 'content-type': mimeType(path), 'content-length': file.stats.size });
    if (request.method === 'HEAD') return void response.end();
    // A browser that goes away in the middle is no error.
    await pipeline(createReadStream(file.path), response).catch(() => undefined);
  };
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<number>} the port listened on
 */
const listen = (server, port, host) =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.removeListener('error', fail);
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : port);
    });
  });

const codeOf = (/** @type {unknown} */ error) => /** @type {NodeJS.ErrnoException} */ (error).code;

/**
 * Listens on this machine alone, under both of localhost's addresses, so that no other program answers for it on one of them.
 * @param {() => import('node:http').Server} make
 * @param {number} port 0 for any
 * @param {number} tries how many ports to try, one after the other
 */
async function listenLocally(make, port, tries) {
  const servers = [make()];
  try {
    const taken = await listen(/** @type {import('node:http').Server} */ (servers[0]), port, '127.0.0.1');
    const second = make();
    await listen(second, taken, '::1').then(
      () => servers.push(second),
      (error) => {
        if (codeOf(error) === 'EADDRINUSE') throw error;
      },
    );
    return { servers, port: taken };
  } catch (error) {
    for (const server of servers) server.close();
    if (codeOf(error) !== 'EADDRINUSE' || tries <= 1) throw error;
    return listenLocally(make, port === 0 ? 0 : port + 1, tries - 1);
  }
}

/**
 * @typedef {object} Site
 * @property {string} url with a slash at the end
 * @property {() => Promise<void>} close ends open connections, too
 */

/**
 * The headers of each file: the policy that the built page names, and the own one of the document that may fetch from elsewhere.
 * @param {string} folder
 * @param {string} base
 * @returns {Promise<(pathname: string) => Record<string, string>>}
 */
async function headersOf(folder, base) {
  const page = policyOf(await readFile(join(folder, 'index.html'), 'utf8'));
  const remote = policyOf(await readFile(join(folder, 'remote.html'), 'utf8').catch(() => ''));
  const headers = securityHeaders(page ?? contentSecurityPolicy());
  return (pathname) =>
    remote !== null && pathname === `${base}remote.html` ? remoteDocumentHeaders(remote) : headers;
}

/**
 * Serves a folder on localhost.
 * @param {object} options
 * @param {string} [options.folder]
 * @param {number} [options.port] the next free one is taken when it is in use; 0 for any
 * @param {string} [options.base] path to serve under, e.g. `/yardstick/`
 * @param {(path: string) => void} [options.onRequest]
 * @returns {Promise<Site>}
 */
export async function serve({ folder = dist, port = 0, base = '/', onRequest } = {}) {
  const absolute = resolve(folder);
  const answer = handler(absolute, base, await headersOf(absolute, base));
  const make = () =>
    createServer((request, response) => {
      onRequest?.(request.url ?? '');
      answer(request, response).catch((error) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else refuse(response, 500, 'The server failed');
      });
    });
  const { servers, port: taken } = await listenLocally(make, port, 50);
  const close = (/** @type {import('node:http').Server} */ server) =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return {
    url: `http://localhost:${taken}${base}`,
    close: async () => void (await Promise.all(servers.map(close))),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , folder = dist, port = process.env.PORT ?? '4173'] = process.argv;
  const site = await serve({ folder, port: Number(port) });
  console.log(site.url);
}
