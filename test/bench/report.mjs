// npm run bench:report: makes test/results/report.html of what the benches have written so far.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { results, root } from '../../scripts/lib/paths.mjs';

const files = {
  bench: 'bench.json',
  charts: 'bench-charts.json',
  growth: 'bench-growth.json',
  big: 'bench-big.json',
};

/** @type {Record<string, unknown>} */
const measured = {};
for (const [name, file] of Object.entries(files)) {
  const text = await readFile(join(results, file), 'utf8').catch(() => null);
  if (text !== null) measured[name] = JSON.parse(text);
}
if (Object.keys(measured).length === 0) {
  console.error('nothing is measured yet: npm run bench, bench:charts, bench:growth, bench:big');
  process.exit(1);
}
const { module } = await runnerImport(join(root, 'test/bench/reportPage.ts'), {
  root,
  configFile: false,
  logLevel: 'error',
});
const path = join(results, 'report.html');
await writeFile(path, await module.reportPage(measured));
console.log(`${path}: ${Object.keys(measured).join(', ')}`);
