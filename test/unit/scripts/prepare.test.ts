import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findChromium } from '../../../scripts/lib/chromium.mjs';
import { upToDate } from '../../../scripts/lib/dependencies.mjs';
import { findFirefox } from '../../../scripts/lib/firefox.mjs';
import { fingerprint } from '../../../scripts/lib/fingerprint.mjs';
import { nodeProblem } from '../../../scripts/lib/node.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])('Node %s will do', (version) => {
  expect(nodeProblem(version)).toBeNull();
});

test.each(['18.20.4', '20.18.3'])('Node %s is too old, and the sentence names both', (version) => {
  expect(nodeProblem(version)).toContain('Node 20.19 or newer');
  expect(nodeProblem(version)).toContain(version);
});

test('packages are installed anew when one is missing or another one', () => {
  const locked = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-o', optional: true },
  };
  expect(upToDate(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } })).toBe(true);
  expect(upToDate(locked, null)).toBe(false);
  expect(upToDate(locked, {})).toBe(false);
  expect(upToDate(locked, { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } })).toBe(false);
  expect(upToDate(locked, { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } })).toBe(false);
});

test('a Chromium is found by CHROMIUM_PATH, else by its names on the path, and nothing that can’t be run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const other = join(folder, 'my-browser');
  const chrome = join(folder, 'google-chrome');
  await writeFile(other, '');
  await writeFile(chrome, '');
  const find = (env: Record<string, string>): string | null => findChromium(env, 'linux');
  expect(find({ PATH: folder })).toBeNull();
  await chmod(other, 0o755);
  await chmod(chrome, 0o755);
  expect(find({ PATH: folder })).toBe(chrome);
  expect(find({ PATH: folder, CHROMIUM_PATH: other })).toBe(other);
  expect(find({ PATH: folder, CHROMIUM_PATH: join(folder, 'nothing') })).toBeNull();
});

test('a Firefox is found the same way; one that runs as a snap, which can read no folder of a test, is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [esr, firefox] = [join(folder, 'firefox-esr'), join(folder, 'firefox')];
  const find = (env: Record<string, string>): string | null => findFirefox(env, 'linux');
  await writeFile(esr, '#!/bin/sh\nexec /usr/lib/firefox-esr/firefox-esr "$@"\n', { mode: 0o755 });
  expect(find({ PATH: folder })).toBe(esr);
  await writeFile(firefox, '#!/bin/sh\nexec /snap/bin/firefox "$@"\n', { mode: 0o755 });
  expect(find({ PATH: folder })).toBeNull();
  expect(find({ PATH: folder, FIREFOX_PATH: esr })).toBe(esr);
});

test('what a step depends on changes its fingerprint: contents, names, nothing else', async () => {
  const before = await fingerprint(['scripts/lib', 'LICENSE']);
  expect(await fingerprint(['scripts/lib', 'LICENSE'])).toBe(before);
  expect(await fingerprint(['scripts/lib'])).not.toBe(before);
  expect(await fingerprint(['scripts/lib', 'LICENSE'], ['LICENSE'])).toBe(await fingerprint(['scripts/lib']));
});
