/*
 * Profiles of the tests' browser. A page in a fresh one starts cold: the engine is fetched, unpacked and compiled, each time. A profile whose
 * test has passed and left nothing but its storage is cleared and used again; what the browser has kept of the page's files stays.
 */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

/** What a page of ours can store, by the debugging protocol's names. */
const storageTypes =
  'cookies,local_storage,indexeddb,file_systems,cache_storage,service_workers,storage_buckets';

/** The options of profiles that may be used again. */
const options = new WeakMap<BrowserContext, string>();
const atRest = new Map<string, BrowserContext[]>();

async function clear(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes });
  await page.close();
}

/** A profile without anything stored for the origin, by these options; none that another test still has. */
export async function takeContext(
  browser: Browser,
  origin: string,
  given: BrowserContextOptions,
): Promise<BrowserContext> {
  const key = JSON.stringify(given);
  const used = atRest.get(key)?.pop();
  if (used) {
    await clear(used, origin);
    return used;
  }
  const context = await browser.newContext(given);
  // What is kept for visits without network takes seconds to store: for tests that are about it alone.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'));
  options.set(context, key);
  return context;
}

/** The test does something to the profile that clearing its storage does not undo: it will not be used again. */
export const keepApart = (context: BrowserContext): void => void options.delete(context);

/** Closes the profile's pages; the profile, too, unless it can be used again. */
export async function leaveContext(context: BrowserContext): Promise<void> {
  const key = options.get(context);
  if (key === undefined) return context.close();
  await Promise.all(context.pages().map((page) => page.close()));
  atRest.set(key, [...(atRest.get(key) ?? []), context]);
}
