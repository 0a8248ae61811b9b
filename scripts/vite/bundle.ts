import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { root } from '../lib/paths.mjs';

/** Bundles one entry into one classic script, with all that it would load later. */
export async function bundle(
  entry: string,
  plugins: InlineConfig['plugins'],
): Promise<{ code: string; css: string }> {
  const built = await build({
    configFile: false,
    root,
    // Not relative: the code would look for itself by `import.meta`, which a classic script has not.
    base: '/',
    publicDir: false,
    logLevel: 'error',
    plugins: plugins ?? [],
    worker: { format: 'iife' },
    build: {
      write: false,
      target: 'es2022',
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 8000,
      rolldownOptions: { input: join(root, entry), output: { format: 'iife', codeSplitting: false } },
    },
  });
  const { output } = (Array.isArray(built) ? built[0] : built) as Rolldown.RolldownOutput;
  const chunks = output.filter((file) => file.type === 'chunk');
  const styles = output.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  if (chunks.length !== 1) throw new Error(`${entry}: ${String(chunks.length)} scripts, not one`);
  return {
    code: chunks[0]?.code ?? '',
    css: styles.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('\n'),
  };
}

/** Script text in which nothing ends the element that holds it. */
export const inert = (code: string): string =>
  code.replace(/<(?=\/script|!--)/gi, '\\x3c').replaceAll('\r\n', '\n');

/** How a policy names a script or a style sheet that stands in the page. */
export const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
