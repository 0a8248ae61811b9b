// Draws the PNG icons from the SVG ones; to be run, with a Chromium at hand, when those change.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './lib/chromium.mjs';
import { root } from './lib/paths.mjs';

const icons = join(root, 'public/icons');

/** @type {readonly { from: string, to: string, size: number }[]} */
const drawn = [
  { from: 'icon.svg', to: 'icon-192.png', size: 192 },
  { from: 'icon.svg', to: 'icon-512.png', size: 512 },
  { from: 'icon-maskable.svg', to: 'icon-maskable-512.png', size: 512 },
];

const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] });
for (const { from, to, size } of drawn) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(join(icons, from), 'utf8');
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${svg}`);
  await writeFile(join(icons, to), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
