import { join } from 'node:path';
import type { Rolldown } from 'vite';
import { root } from '../lib/paths.mjs';

const first = join(root, 'src/app/main.ts');
const page = join(root, 'src/app/page.tsx');

type Modules = Rolldown.ChunkingContext;

/** The modules that one imports, directly or by others, not counting those that it loads later. */
function reached(from: string, modules: Modules): ReadonlySet<string> {
  const found = new Set<string>();
  const take = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    modules.getModuleInfo(id)?.importedIds.forEach(take);
  };
  take(from);
  return found;
}

/**
 * Puts all that the page is drawn with into one script. By itself the bundler gives every module that some later part uses too a script of
 * its own: a dozen small requests, each of which a service worker answers one by one.
 */
export function pageChunk(): Rolldown.CodeSplittingOptions {
  let drawn: ReadonlySet<string> | null = null;
  const isDrawn = (id: string, modules: Modules): boolean => {
    if (drawn === null) {
      const early = reached(first, modules);
      drawn = new Set([...reached(page, modules)].filter((module) => !early.has(module)));
    }
    return drawn.has(id);
  };
  return {
    includeDependenciesRecursively: false,
    groups: [{ name: (id, modules) => (isDrawn(id, modules) ? 'page' : null) }],
  };
}
