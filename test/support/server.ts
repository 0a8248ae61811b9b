import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { dist } from '../../scripts/lib/paths.mjs';
import { serve } from '../../scripts/serve.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built page is served, with a slash at the end. */
    baseUrl: string;
  }
}

/** Serves the built page to all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(join(dist, 'sw.js'))) throw new Error('The page is not built: npm run build');
  const site = await serve({ folder: dist });
  project.provide('baseUrl', site.url);
  return site.close;
}
