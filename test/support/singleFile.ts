import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findChromium } from '../../scripts/lib/chromium.mjs';
import { dist } from '../../scripts/lib/paths.mjs';
import { App, flags } from './browser.ts';
import { newFolder } from './site.ts';

/** A folder that is removed after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return folder;
}

/** The built single file in a folder where nothing else is; its path. */
export async function singleFileAlone(): Promise<string> {
  const path = join(await emptyFolder(), 'yardstick.html');
  await copyFile(join(dist, 'yardstick.html'), path);
  return path;
}

/** A browser of a person's own, without network: what it stores lies in the profile and outlives it. */
export async function startBrowser(profile: string): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium found: npm test installs or names one');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags,
    locale: 'en',
    offline: true,
    acceptDownloads: true,
  });
  onTestFinished(() => context.close());
  return context;
}

/** Opens a file from disk, as by double click. `requests` are the addresses that were asked for, blobs and data apart. */
export async function openFromDisk(
  context: BrowserContext,
  path: string,
  options: { readonly hash?: string; readonly prepare?: (page: Page) => Promise<void> } = {},
): Promise<{ app: App; requests: string[] }> {
  const page = await context.newPage();
  const address = pathToFileURL(path).href;
  const app = new App(page, context, address);
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  await options.prepare?.(page);
  await page.goto(address + (options.hash ?? ''));
  await app.ready();
  return { app, requests };
}
