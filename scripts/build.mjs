// npm run build [-- data|page]: the dataset, then the page into dist/, in any case.
import { ensureData, ensurePage } from './lib/steps.mjs';

const [part] = process.argv.slice(2);

try {
  if (part !== 'page') await ensureData({ anyway: true });
  if (part !== 'data') await ensurePage({ anyway: true });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
