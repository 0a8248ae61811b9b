/**
 * What the page may do, written into index.html by the build and sent as a header by `scripts/serve.mjs`.
 *
 * - `script-src`: our own files; WebAssembly may be compiled, `eval` and inline code stay forbidden.
 * - `style-src`: our own style sheets. What is set by script (`element.style`, constructed sheets) is free of it; <style> elements and
 *   style attributes in markup are refused.
 * - `img-src`: `data:` and `blob:` for charts that are saved as pictures.
 * - `frame-src`: the one document that may reach another host (`remote.html`), when the person allows it; everything else refuses to be
 *   framed where headers are sent.
 * - `trusted-types`: text becomes markup or the address of a script in four places of the code and nowhere else: Solid's templates, known
 *   when the page is built (scripts/vite/trustedTemplates.ts); workers and the service worker, from the page's own folder; the engine's own
 *   scripts in its worker; a picture that Vega wrote, read into a document where nothing runs, to be cleaned.
 * - everything else: our own origin, or nothing.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const directives = {
  'default-src': ["'self'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'frame-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['yardstick-templates', 'yardstick-scripts', 'yardstick-inert', 'yardstick-engine'],
};

/**
 * The policy as text.
 * @param {{ scripts?: readonly string[] }} [inline] hashes of inline scripts that the page brings itself, as `'sha256-…'`
 */
export const contentSecurityPolicy = ({ scripts = [] } = {}) =>
  Object.entries(directives)
    .map(([name, sources]) => [name, ...sources, ...(name === 'script-src' ? scripts : [])].join(' '))
    .join('; ');

/** What the single file may do: its own two scripts by their hashes, nothing from anywhere, no network at all. */
const inside = {
  'default-src': ["'none'"],
  'script-src': ["'wasm-unsafe-eval'"],
  'style-src': [],
  'img-src': ['data:', 'blob:'],
  'worker-src': ['blob:'],
  'connect-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['yardstick-templates', 'yardstick-scripts', 'yardstick-inert'],
};

/**
 * The policy of the single file.
 * @param {{ scripts: readonly string[], styles: readonly string[] }} inline hashes of what stands in the page
 */
export const singleFilePolicy = ({ scripts, styles }) =>
  Object.entries(inside)
    .map(([name, sources]) => {
      const own = name === 'script-src' ? scripts : name === 'style-src' ? styles : [];
      return [name, ...sources, ...own].join(' ');
    })
    .join('; ');

/**
 * The policy of `remote.html`, which fetches files from a host that the person has allowed: its own script by its hash, and the network.
 * The script narrows it to that one host before it does anything else (src/features/files/remote/document.ts).
 * @param {{ scripts: readonly string[] }} inline
 */
export const remoteDocumentPolicy = ({ scripts }) =>
  [
    "default-src 'none'",
    ['script-src', ...scripts].join(' '),
    'connect-src http: https:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Can't be said in a <meta>: only a header reaches it. */
const headerOnly = "frame-ancestors 'none'";

/** Of `remote.html`: framed by the page alone, and without an origin even where it is opened by itself. */
const remoteHeaderOnly = "frame-ancestors 'self'; sandbox allow-scripts";

/**
 * The headers that every answer carries; the policy counts for a worker only when it comes with the worker's own script.
 * @param {string} policy
 */
export const securityHeaders = (policy) => ({
  'content-security-policy': `${policy}; ${headerOnly}`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/**
 * The headers of `remote.html`, which has a policy of its own.
 * @param {string} policy
 */
export const remoteDocumentHeaders = (policy) => ({
  ...securityHeaders(policy),
  'content-security-policy': `${policy}; ${remoteHeaderOnly}`,
});

/**
 * The policy that a built page names in its <meta>, or null.
 * @param {string} html
 * @returns {string | null}
 */
export function policyOf(html) {
  const tag = /<meta[^>]+http-equiv="Content-Security-Policy"[^>]*>/i.exec(html)?.[0];
  return (
    /content="([^"]*)"/
      .exec(tag ?? '')?.[1]
      ?.replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&') ?? null
  );
}
