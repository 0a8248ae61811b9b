import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder } from '../../../scripts/lib/fingerprint.mjs';
import { missingOptional, systemOf, type Entry } from '../../../scripts/lib/lockFile.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

interface Manifest {
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

interface Lock {
  readonly packages: Record<string, Entry & { readonly resolved?: string }>;
}

const manifest = async (): Promise<Manifest> => JSON.parse(await read('package.json')) as Manifest;
const lock = async (): Promise<Lock> => JSON.parse(await read('package-lock.json')) as Lock;

/** Text files of the project: those that git knows or would take; all but what is installed and built where there is no git. */
async function ownFiles(): Promise<string[]> {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  });
  const listed =
    git.status === 0
      ? git.stdout
          .toString()
          .split('\0')
          .filter((path) => path !== '' && existsSync(join(root, path)))
      : (await filesUnder(root)).map((path) => relative(root, path).split(sep).join('/'));
  return listed.filter(
    (path) =>
      !/\.(png|wasm|parquet|ico|woff2)$/.test(path) &&
      !/^(\.git|node_modules|dist|public\/data|test\/results)\//.test(path),
  );
}

describe('the packages', () => {
  test('are pinned to exact versions', async () => {
    const { dependencies, devDependencies } = await manifest();
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('the lock file names no download address, only versions and hashes', async () => {
    const { packages } = await lock();
    const entries = Object.entries(packages).filter(([path]) => path !== '');
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
    // Packages of other systems that the registry at hand did not list come without a hash.
    const unhashed = entries.filter(([, entry]) => !/^sha512-/.test(entry.integrity ?? ''));
    expect(unhashed.filter(([, { optional, os }]) => !optional || os === undefined)).toEqual([]);
    expect(await read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });

  test('the lock file names the packages of every system: npm run lock', async () => {
    const { packages } = await lock();
    expect(Object.keys(missingOptional(packages))).toEqual([]);
    const { 'node_modules/@duckdb/node-bindings-darwin-arm64': left, ...others } = packages;
    expect(missingOptional(others)).toEqual({
      'node_modules/@duckdb/node-bindings-darwin-arm64': { ...left, optional: true },
    });
  });

  test.each([
    ['@x/binding-linux-arm-gnueabihf', { os: ['linux'], cpu: ['arm'] }],
    ['@x/binding-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@x/binding-win32-arm64-msvc', { os: ['win32'], cpu: ['arm64'] }],
    ['x-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ])('%s tells its system', (name, system) => {
    expect(systemOf(name)).toEqual(system);
  });

  test('the lock file fits package.json', async () => {
    const { dependencies, devDependencies } = await manifest();
    const { packages } = await lock();
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  test('apache-arrow is there once, as the engine and the page must share it', async () => {
    const copies = Object.keys((await lock()).packages).filter((path) =>
      path.endsWith('node_modules/apache-arrow'),
    );
    expect(copies).toEqual(['node_modules/apache-arrow']);
  });
});

describe('the files', () => {
  test('name no path of anybody’s machine and no package registry’s host', async () => {
    const machine = new RegExp(
      [
        '/ho' + 'me/\\w',
        '/Us' + 'ers/\\w',
        '[A-Z]:\\\\Us' + 'ers',
        '/ro' + 'ot/',
        '/wo' + 'rk/',
        'registry\\.(npmjs|yarnpkg)',
      ].join('|'),
    );
    const texts = await ownFiles();
    expect(texts.length).toBeGreaterThan(50);
    const found = await Promise.all(
      texts.map(async (path) => ((machine.exec(await read(path))?.[0] ?? '') === '' ? [] : [path])),
    );
    expect(found.flat()).toEqual([]);
  });

  test('the terms of code, data and third parties are there', async () => {
    expect(await read('LICENSE')).toMatch(/^MIT License\n/);
    expect(await read('LICENSE-DATA')).toContain('Attribution 4.0 International');
    const notices = await read('THIRD-PARTY-NOTICES');
    const { dependencies } = await manifest();
    const unnamed = Object.entries(dependencies).filter(
      ([name, version]) => !notices.includes(`${name} ${version} (`),
    );
    expect(unnamed, 'npm run notices').toEqual([]);
  });

  test('the commands that the README names exist', async () => {
    const { scripts } = await manifest();
    const named = [...(await read('README.md')).matchAll(/npm (?:run )?([\w:]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named).toEqual(expect.arrayContaining(['start', 'test']));
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });

  test('the icons that the manifest names exist', async () => {
    const { icons } = JSON.parse(await read('public/manifest.webmanifest')) as {
      icons: { src: string; sizes: string }[];
    };
    for (const { src, sizes } of icons) {
      const bytes = await readFile(join(root, 'public', src));
      if (!src.endsWith('.png')) continue;
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  });
});
