import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { root } from '../lib/paths.mjs';

const engine = join(root, 'src/engine');

/** The name of a built file without its hash: `assets/duckdb-eh.wasm`. */
export const nameInside = (path: string): string => `assets/${basename(path).replace(/\.ts$/, '.js')}`;

/** Makes the page's code look for every file inside the page: `?url` gives the name of a block, and nothing is fetched. */
export function insideFiles(): Plugin {
  return {
    name: 'yardstick-inside-files',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (importer === undefined) return null;
      if (/\/pageFiles\.ts$/.test(source) && join(dirname(importer), source).startsWith(join(root, 'src')))
        return join(engine, 'pageFilesInside.ts');
      if (!/\?(worker&)?url$/.test(source)) return null;
      const found = await this.resolve(source.replace(/\?.*$/, ''), importer, { ...options, skipSelf: true });
      if (found === null) this.error(`${source} is not there`);
      // Not with the file's own ending: other plugins would take it for theirs.
      return `\0inside:${nameInside(found.id)}!`;
    },
    load(id) {
      const name = /^\0inside:(.+)!$/.exec(id)?.[1];
      return name === undefined ? null : `export default ${JSON.stringify(name)};`;
    },
  };
}
