// Runs the data build, which is TypeScript, on any Node that the project supports: Vite's module runner takes it as it is.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const { module } = await runnerImport(`${root}/data/build/main.ts`, {
  root,
  configFile: false,
  logLevel: 'error',
});
process.exitCode = await module.main(root, process.argv.slice(2));
