import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  contentSecurityPolicy,
  remoteDocumentHeaders,
  remoteDocumentPolicy,
  securityHeaders,
  singleFilePolicy,
} from '../../../scripts/lib/csp.mjs';
import { filesUnder } from '../../../scripts/lib/fingerprint.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

/** Ways in which text becomes markup or code. */
const sinks =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|srcdoc|document\.write|createContextualFragment|setHTMLUnsafe|eval|new Function)\b/;

describe('security', () => {
  test('the page’s own code has no sink for markup or code', async () => {
    const files = (await filesUnder(join(root, 'src'))).filter((path) => /\.tsx?$/.test(path));
    const found: string[] = [];
    for (const path of files) {
      const code = (await readFile(path, 'utf8')).replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
      if (sinks.test(code)) found.push(`${relative(root, path)}: ${sinks.exec(code)?.[0] ?? ''}`);
    }
    expect(files.length).toBeGreaterThan(100);
    expect(found).toEqual([]);
  });

  test('the policies allow neither inline code nor eval nor any other origin', () => {
    const single = singleFilePolicy({ scripts: ["'sha256-x'"], styles: ["'sha256-y'"] });
    for (const policy of [contentSecurityPolicy(), single]) {
      expect(policy).not.toMatch(/'unsafe-(?:inline|eval|hashes)'|https?:|\*/);
      for (const rule of ["base-uri 'none'", "form-action 'none'"]) expect(policy).toContain(rule);
    }
    for (const policy of [contentSecurityPolicy(), single]) {
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toMatch(/trusted-types (?:yardstick-[a-z]+ ?)+(?:;|$)/);
    }
    expect(single).toContain("connect-src 'none'");
    expect(single).toContain("default-src 'none'");
    expect(securityHeaders('x')['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(securityHeaders('x')['referrer-policy']).toBe('no-referrer');
  });

  test('the document that fetches from other hosts can do nothing else', () => {
    const policy = remoteDocumentPolicy({ scripts: ["'sha256-x'"] });
    expect(policy.split('; ').sort()).toEqual([
      "base-uri 'none'",
      'connect-src http: https:',
      "default-src 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "script-src 'sha256-x'",
      "trusted-types 'none'",
    ]);
    const headers = remoteDocumentHeaders(policy)['content-security-policy'];
    expect(headers).toContain("frame-ancestors 'self'");
    // No origin, no window, no way to lead the page elsewhere.
    expect(headers).toMatch(/; sandbox allow-scripts$/);
  });

  test('the page sends no referrer, whatever its host', async () => {
    expect(await readFile(join(root, 'index.html'), 'utf8')).toContain(
      '<meta name="referrer" content="no-referrer" />',
    );
  });

  test('every test that SECURITY.md names is there', async () => {
    const named = [...(await readFile(join(root, 'SECURITY.md'), 'utf8')).matchAll(/`(test\/[^`]+)`/g)];
    expect(named.length).toBeGreaterThan(15);
    expect(named.map(([, path]) => path ?? '').filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
