import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import { openApp, patience } from '../support/browser.ts';
import { workbookBytes } from '../support/workbookBytes.ts';

/** Takes a port, so that it is not free. */
function takenPort(): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

/** Starts one of the scripts; resolves with what it printed up to the address. */
function start(script: string, options: { args?: readonly string[]; port?: number } = {}): Promise<string> {
  const { args = [], port = 0 } = options;
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    cwd: root,
    env: { ...process.env, PORT: String(port), NODE_ENV: '' },
  });
  onTestFinished(() => void child.kill());
  return new Promise((resolve, reject) => {
    let printed = '';
    const take = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (/http:\/\/\S+/.test(printed)) resolve(printed);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('exit', (code) => {
      reject(new Error(`ended with ${String(code)}: ${printed}`));
    });
  });
}

test(
  'npm start serves the page at the next free port and prints its address',
  { timeout: 180_000 },
  async () => {
    const port = await takenPort();
    const printed = await start('start.mjs', { port });
    const url = /http:\/\/localhost:(\d+)\//.exec(printed);
    expect(Number(url?.[1])).toBeGreaterThan(port);
    const app = await openApp({ baseUrl: url?.[0] ?? '' });
    await app.ready();
    expect(app.problems).toEqual([]);
    expect(app.foreign).toEqual([]);
  },
);

test('npm run dev shows the page from its sources, workbooks and all', { timeout: 180_000 }, async () => {
  const printed = await start('dev.mjs', { args: ['--port', '0', '--host', '127.0.0.1'] });
  // In colours, which go through the number of the port.
  // eslint-disable-next-line no-control-regex -- that is what colours are made of
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed.replaceAll(/\u001b\[\d+m/g, ''));
  const app = await openApp({ baseUrl: url?.[0] ?? '' });
  await app.ready();
  // Read by a worker that is a module here and one script when built.
  await app.at('files-input').setInputFiles({
    name: 'pilot.xlsx',
    mimeType: '',
    buffer: Buffer.from(workbookBytes({ Hours: [['team'], ['a'], ['b']] })),
  });
  const count = (): Promise<string | null> => app.run('SELECT count(*) AS n FROM pilot');
  await expect.poll(count, { timeout: patience }).toBe('done');
  expect(await app.cells()).toEqual([['2']]);
  expect(app.problems).toEqual([]);
});
