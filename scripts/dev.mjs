// npm run dev: the page with changes shown at once. Without the service worker and the content security policy of the built page.
import { spawn } from 'node:child_process';
import { root, tool } from './lib/paths.mjs';
import { ensureData } from './lib/steps.mjs';

try {
  await ensureData();
  const args = [tool('vite/bin/vite.js'), ...process.argv.slice(2)];
  const server = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  server.on('exit', (code) => process.exit(code ?? 1));
  // A terminal ends both; whoever ends this script alone means the server, too.
  process.on('SIGTERM', () => server.kill());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
