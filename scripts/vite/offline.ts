import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { root } from '../lib/paths.mjs';
import { compressFolder } from './compress.ts';
import { stampServiceWorker } from './offlineFiles.ts';

const source = 'src/app/sw/serviceWorker.ts';

/**
 * Makes the built folder an installable web app that works offline: builds the service worker, links the manifest, and when all files
 * are written names them in the service worker and packs them.
 */
export function offline(): Plugin {
  let dist = 'dist';
  return {
    name: 'yardstick-offline',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
    },
    async buildStart() {
      this.emitFile({ type: 'chunk', id: join(root, source), fileName: 'sw.js' });
      // Whoever gets the built folder gets the terms with it.
      for (const name of ['LICENSE', 'LICENSE-DATA', 'THIRD-PARTY-NOTICES']) {
        this.emitFile({
          type: 'asset',
          fileName: `${name}.txt`,
          source: await readFile(join(root, name), 'utf8'),
        });
      }
    },
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type === 'chunk' && worker.imports.length + worker.dynamicImports.length > 0) {
        this.error(`${source} must import types only: a service worker is one classic script.`);
      }
    },
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icons/icon-192.png' }, injectTo: 'head' },
    ],
    writeBundle: {
      sequential: true,
      order: 'post',
      async handler() {
        await stampServiceWorker(dist);
        await compressFolder(dist);
      },
    },
  };
}
