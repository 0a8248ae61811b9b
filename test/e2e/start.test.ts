import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import { openApp } from '../support/browser.ts';

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

/** Starts `npm start`'s script; resolves with what it printed up to the address. */
function start(port: number): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
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
    const printed = await start(port);
    const url = /http:\/\/localhost:(\d+)\//.exec(printed);
    expect(Number(url?.[1])).toBeGreaterThan(port);
    const app = await openApp({ baseUrl: url?.[0] ?? '' });
    await app.ready();
    expect(app.problems).toEqual([]);
    expect(app.foreign).toEqual([]);
  },
);
