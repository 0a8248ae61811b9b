import { request } from 'node:http';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../scripts/lib/csp.mjs';
import { isImmutable, pathInside, serve, type Site } from '../../../scripts/serve.mjs';

let folder: string;
let site: Site;

const policy = contentSecurityPolicy({ scripts: ["'sha256-abc='"] });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yardstick-'));
  await mkdir(join(folder, 'site/assets'), { recursive: true });
  const put = (path: string, bytes: string | Buffer): Promise<void> => writeFile(join(folder, path), bytes);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll("'", '&#39;')}">`;
  await put('secret.txt', 'secret');
  await put('site/index.html', meta);
  const remote = "default-src 'none'; connect-src https:";
  await put('site/remote.html', `<meta http-equiv="Content-Security-Policy" content="${remote}">`);
  await put('site/engine.wasm', 'wasm');
  await put('site/table.parquet', 'PAR1');
  await put('site/app.webmanifest', '{}');
  await put('site/.hidden', 'hidden');
  await put('site/assets/main-AbCd_12-.js', 'let a');
  await put('site/assets/main-AbCd_12-.js.br', brotliCompressSync('let a'));
  site = await serve({ folder: join(folder, 'site') });
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

/** A request that sends the path as it is: fetch would tidy it up first. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = new URL(site.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    })
      .on('error', reject)
      .end();
  });
}

describe('the static server', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/engine.wasm', 'application/wasm'],
    ['/table.parquet?v=1', 'application/vnd.apache.parquet'],
    ['/app.webmanifest', 'application/manifest+json; charset=utf-8'],
    ['/assets/main-AbCd_12-.js', 'text/javascript; charset=utf-8'],
  ])('%s is %s', async (path, type) => {
    const { status, headers } = await ask(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });

  test('files named by their content are kept for ever, others are asked for each time', async () => {
    expect((await ask('/assets/main-AbCd_12-.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    expect(isImmutable('/extensions/v1.4.3/wasm_eh/icu.duckdb_extension.wasm')).toBe(true);
    expect(['/extensions/SHA256SUMS', '/sw.js', '/data/cases.parquet', '/index.html'].some(isImmutable)).toBe(
      false,
    );
  });

  test('an unchanged file is not sent again', async () => {
    const etag = String((await ask('/engine.wasm')).headers.etag);
    const again = await ask('/engine.wasm', { 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await ask('/engine.wasm', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('a packed copy is sent to whoever takes it', async () => {
    const packed = await ask('/assets/main-AbCd_12-.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(packed.body).toString()).toBe('let a');
    expect(packed.headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const refused of ['gzip', 'br;q=0', '']) {
      const plain = await ask('/assets/main-AbCd_12-.js', { 'accept-encoding': refused });
      expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, 'let a']);
    }
    expect(packed.headers.etag).not.toBe((await ask('/assets/main-AbCd_12-.js')).headers.etag);
  });

  test('a packed copy that is older than its file is not', async () => {
    const old = new Date(Date.now() - 3_600_000);
    const path = join(folder, 'site/assets/main-AbCd_12-.js.br');
    await utimes(path, old, old);
    const { headers } = await ask('/assets/main-AbCd_12-.js', { 'accept-encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
    await utimes(path, new Date(), new Date(Date.now() + 1000));
  });

  test('HEAD gives the headers alone; other methods are refused', async () => {
    const head = await ask('/engine.wasm', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '4', 0]);
    expect((await ask('/engine.wasm', {}, 'POST')).status).toBe(405);
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//../secret.txt',
    '/.hidden',
    '/assets/',
    '/assets',
    '/nothing.js',
    '/%',
    '/index.html%00.js',
    '/index.html/',
  ])('%s is not found', async (path) => {
    const { status, body } = await ask(path);
    expect([status, body.toString()]).toEqual([404, 'Not found\n']);
  });

  test('a path stays inside the folder', () => {
    expect(pathInside('/srv', '/a/b.js')).toMatch(/^.?.?[\\/]srv[\\/]a[\\/]b\.js$/);
    expect(pathInside('/srv', '/')).toMatch(/index\.html$/);
    expect(pathInside('/srv', '/../srv2/a')).toBeNull();
  });

  test.each(['/', '/assets/main-AbCd_12-.js', '/nothing.js'])(
    '%s comes with the page’s own policy',
    async (path) => {
      const { headers } = await ask(path);
      expect(headers['content-security-policy']).toBe(`${policy}; frame-ancestors 'none'`);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['permissions-policy']).toContain('camera=()');
    },
  );

  test('the document that may fetch from other hosts comes with its own policy, and without an origin', async () => {
    const { headers } = await ask('/remote.html');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; connect-src https:; frame-ancestors 'self'; sandbox allow-scripts",
    );
    for (const path of ['/assets/../remote.html', '/remote%2Ehtml', '/remote.html/'])
      expect((await ask(path)).headers['content-security-policy']).toBe(`${policy}; frame-ancestors 'none'`);
  });

  test('the policy lets in no eval, no inline code and no other origin', () => {
    expect(contentSecurityPolicy()).not.toMatch(/'unsafe-(inline|eval)'|https?:|\*/);
  });

  test('the next port is taken when one is in use', async () => {
    const port = Number(new URL(site.url).port);
    const second = await serve({ folder: join(folder, 'site'), port });
    try {
      expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
    } finally {
      await second.close();
    }
  });
});
