import type { Plugin } from 'vite';

/**
 * While developing, has the engine's worker scripts served as the classic scripts that they are built to: Vite would begin each with an
 * import of its own, and what is loaded by `importScripts` can have none.
 */
export function classicWorkers(): Plugin {
  return {
    name: 'yardstick-classic-workers',
    apply: 'serve',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/engine\/.+\?worker&url$/ },
      handler: (code) => code.replace('?worker_file&type=module', ''),
    },
  };
}
