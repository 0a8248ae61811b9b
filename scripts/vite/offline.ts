import { resolve } from 'node:path';
import type { Plugin } from 'vite';
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
    buildStart() {
      this.emitFile({ type: 'chunk', id: resolve(source), fileName: 'sw.js' });
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
