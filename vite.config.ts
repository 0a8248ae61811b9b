import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { classicWorkers } from './scripts/vite/classicWorkers.ts';
import { csp } from './scripts/vite/csp.ts';
import { firstAnswer } from './scripts/vite/firstAnswer.ts';
import { leanEngine } from './scripts/vite/leanEngine.ts';
import { offline } from './scripts/vite/offline.ts';
import { remoteDocument } from './scripts/vite/remoteDocument.ts';
import { pageChunk } from './scripts/vite/pageChunk.ts';
import { preloadPage } from './scripts/vite/preloadPage.ts';
import { singleFile } from './scripts/vite/singleFile.ts';
import { thumbnails } from './scripts/vite/thumbnails.ts';
import { trustedTemplates } from './scripts/vite/trustedTemplates.ts';

export default defineConfig({
  // Relative: the built page works under any path of any host.
  base: './',
  plugins: [
    solid(),
    leanEngine(),
    classicWorkers(),
    trustedTemplates(),
    thumbnails(),
    firstAnswer(),
    preloadPage(),
    csp(),
    remoteDocument(),
    offline(),
    singleFile(),
  ],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: pageChunk() } },
  },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
  worker: { format: 'iife' },
});
