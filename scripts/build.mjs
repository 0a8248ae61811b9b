// npm run build: the dataset, then the page into dist/, in any case.
import { rm } from 'node:fs/promises';
import { dist } from './lib/paths.mjs';
import { ensureData, ensurePage } from './lib/steps.mjs';

try {
  await ensureData();
  await rm(dist, { recursive: true, force: true });
  await ensurePage();
  console.log(`The page is in ${dist}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
