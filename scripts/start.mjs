// npm start: installs, builds and serves the page, doing only what isn't done already. Node's own modules only until then.
import { dist } from './lib/paths.mjs';
import { nodeProblem } from './lib/node.mjs';

const problem = nodeProblem();
if (problem !== null) {
  console.error(problem);
  process.exit(1);
}

const { ensureDependencies } = await import('./lib/dependencies.mjs');
const { ensureData, ensurePage } = await import('./lib/steps.mjs');
const { serve } = await import('./serve.mjs');

try {
  await ensureDependencies();
  console.log('Checking and building the dataset …');
  await ensureData();
  console.log('Building the page …');
  await ensurePage();
  const { url } = await serve({ folder: dist, port: Number(process.env.PORT ?? 4173) });
  console.log(`\nYardstick is at ${url} (Ctrl+C ends it)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
