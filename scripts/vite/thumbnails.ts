import { join } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import { root } from '../lib/paths.mjs';

interface Drawer {
  galleryThumbnails(folder: string): Promise<Record<string, unknown>>;
}

const place = 'src/features/gallery/thumbnails.ts';

let drawn: Promise<Record<string, unknown>> | null = null;

async function draw(): Promise<Record<string, unknown>> {
  // Imported late and by Vite's own runner: the configuration must not depend on the page's code.
  const { module } = await runnerImport<Drawer>(join(root, 'scripts/lib/galleryThumbnails.ts'), {
    root,
    configFile: false,
    logLevel: 'error',
  });
  return module.galleryThumbnails(join(root, 'public/data'));
}

/** Draws the gallery's thumbnails from the shipped data when the page is built: one script, loaded when the page has come to rest. */
export function thumbnails(): Plugin {
  return {
    name: 'yardstick-thumbnails',
    enforce: 'pre',
    async transform(_, id) {
      if (!id.replaceAll('\\', '/').endsWith(place)) return null;
      drawn ??= draw();
      return { code: `export const thumbnails = ${JSON.stringify(await drawn)};`, map: null };
    },
  };
}
