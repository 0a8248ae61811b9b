import { fail, ok, type AppError, type Result } from '../../../domain/appError.ts';

/** Where a file is, and who would be asked for it. */
export interface RemoteAddress {
  readonly url: string;
  /** Scheme, host and port: what is allowed, or not. */
  readonly origin: string;
  /** Host and port, as they are shown. Names in other scripts stay as the network knows them, so that no letter passes for another. */
  readonly host: string;
  readonly fileName: string;
}

/** What a policy can name: no IPv6, no letters outside of ASCII. */
const nameable = /^[a-z0-9.-]+(?::\d+)?$/;

const isOwnMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\./.test(hostname);

function nameIn(url: URL): string {
  const last = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  try {
    return decodeURIComponent(last ?? '') || url.hostname;
  } catch {
    return last ?? url.hostname;
  }
}

/** An address as it was typed. `pageProtocol` is that of the page: from https nothing is fetched by http. */
export function readAddress(text: string, pageProtocol: string): Result<RemoteAddress> {
  const wrong: AppError = { kind: 'remote_address', message: text };
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return fail(wrong);
  }
  if (!/^https?:$/.test(url.protocol) || !nameable.test(url.host)) return fail(wrong);
  if (url.username !== '' || url.password !== '') return fail(wrong);
  // The machine's own servers are as safe as https to a browser.
  if (url.protocol === 'http:' && pageProtocol === 'https:' && !isOwnMachine(url.hostname))
    return fail({ kind: 'remote_insecure', message: url.href, params: { host: url.host } });
  url.hash = '';
  return ok({ url: url.href, origin: url.origin, host: url.host, fileName: nameIn(url) });
}
