import { join } from 'node:path';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { root } from '../lib/paths.mjs';

/** The parts that the first script asks for at once. */
const asked = ['src/app/page.tsx'].map((path) => join(root, path));

/** Names in the built page what its first script will ask for: the browser fetches both side by side. */
export function preloadPage(): Plugin {
  return {
    name: 'yardstick-preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const scripts = new Set<string>();
        const styles = new Set<string>();
        const take = (name: string): void => {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || scripts.has(name)) return;
          scripts.add(name);
          for (const style of chunk.viteMetadata?.importedCss ?? []) styles.add(style);
          chunk.imports.forEach(take);
        };
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && asked.some((id) => file.moduleIds.includes(id))) take(file.fileName);
        }
        if (scripts.size === 0) throw new Error(`no part of the page is ${asked.join(' or ')}`);
        const link = (attrs: Readonly<Record<string, string>>): HtmlTagDescriptor[] =>
          html.includes(attrs['href'] ?? '') ? [] : [{ tag: 'link', attrs, injectTo: 'head' }];
        return [
          ...[...scripts].flatMap((name) =>
            link({ rel: 'modulepreload', crossorigin: '', href: `./${name}` }),
          ),
          ...[...styles].flatMap((name) =>
            link({ rel: 'preload', as: 'style', crossorigin: '', href: `./${name}` }),
          ),
        ];
      },
    },
  };
}
