import { join, resolve } from 'node:path';
import { runnerImport, type Plugin } from 'vite';
import { root } from '../lib/paths.mjs';

interface Renderer {
  renderFirstAnswer(folder: string): Promise<string>;
}

const place = '<!-- first-answer -->';

/**
 * Answers the first question of the gallery when the page is built and writes the answer, table and chart, into index.html in both
 * languages: it can be read before any script has run, and until the engine gives the live one.
 */
export function firstAnswer(): Plugin {
  let folder = '';
  let answer: Promise<string> | null = null;
  const render = async (): Promise<string> => {
    // Imported late and by Vite's own runner: the configuration must not depend on the page's code.
    const { module } = await runnerImport<Renderer>(join(root, 'scripts/lib/renderFirstAnswer.ts'), {
      root,
      configFile: false,
      logLevel: 'error',
    });
    return module.renderFirstAnswer(folder);
  };
  return {
    name: 'yardstick-first-answer',
    configResolved(config) {
      folder = resolve(config.root, 'public/data');
    },
    transformIndexHtml: {
      order: 'pre',
      handler: async (html) => {
        if (!html.includes(place)) throw new Error(`index.html has no ${place}`);
        answer ??= render();
        const text = await answer;
        return html.replace(place, () => text);
      },
    },
  };
}
