import duckdbUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import readsUrl from './blockReads.ts?worker&url';
import workerUrl from './engineWorker.ts?worker&url';

/** Addresses of the engine's parts in the built page; of its own origin, relative to the page. */
export const engineAssets = { wasmUrl, scriptUrls: [readsUrl, duckdbUrl], workerUrl };
