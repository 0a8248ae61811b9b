import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';
import { withoutUnusedExports, type EngineParts } from '../lib/engineExports.ts';
import { filesUnder, makeOnce } from '../lib/fingerprint.mjs';
import { cache, root } from '../lib/paths.mjs';

const engineFile = '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm';
const scriptFile = '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js';

/** The engine and what it is linked with, as the packages and `public/` have them. */
async function engineParts(): Promise<EngineParts> {
  const { resolve } = createRequire(import.meta.url);
  const extensions = (await filesUnder(join(root, 'public/extensions'))).filter((path) =>
    path.endsWith('.wasm'),
  );
  const [engine, script, ...rest] = await Promise.all(
    [resolve(engineFile), resolve(scriptFile), ...extensions].map((path) => readFile(path)),
  );
  if (!engine || !script) throw new Error('the engine is not there');
  return { engine, script: script.toString(), extensions: rest };
}

/** Where the engine without unused exports is; made when it isn't there yet. */
async function leanEngineFile(): Promise<string> {
  const parts = await engineParts();
  const hash = createHash('sha256').update(await readFile(join(root, 'scripts/lib/engineExports.ts')));
  for (const part of [parts.engine, parts.script, ...parts.extensions]) hash.update(part);
  const path = join(cache, 'engine', hash.digest('hex').slice(0, 16), basename(engineFile));
  await makeOnce(path, () => withoutUnusedExports(parts));
  return path;
}

/** Puts the engine without unused exports in the place of the package's. */
export function leanEngine(): Plugin {
  return {
    name: 'yardstick-lean-engine',
    enforce: 'pre',
    async resolveId(source) {
      return source === `${engineFile}?url` ? `${await leanEngineFile()}?url` : null;
    },
  };
}
