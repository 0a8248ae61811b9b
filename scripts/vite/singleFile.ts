import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { InlineConfig, Plugin } from 'vite';
import solid from 'vite-plugin-solid';
import { composePage, fileStorage, markOf } from '../../src/share/workbenchFile.ts';
import { singleFilePolicy } from '../lib/csp.mjs';
import { filesUnder } from '../lib/fingerprint.mjs';
import { bundle, hashOf, inert } from './bundle.ts';
import { insideFiles } from './insideFiles.ts';
import { thumbnails } from './thumbnails.ts';
import { trustedTemplates } from './trustedTemplates.ts';

const singleFileName = 'yardstick.html';

/** A file as gzip in base64; the build has packed the large ones already. */
async function packed(path: string): Promise<string> {
  const bytes = existsSync(`${path}.gz`)
    ? await readFile(`${path}.gz`)
    : await promisify(gzip)(await readFile(path), { level: 9 });
  return bytes.toString('base64');
}

const engineName = 'assets/duckdb-eh.wasm';

/** Built files that the page fetches while it runs, under the names that its code asks for; `engine` is the path of another engine. */
async function filesInside(dist: string, engine?: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const assets = await readdir(join(dist, 'assets'));
  for (const [name, pattern] of [
    [engineName, /^duckdb-eh-[\w-]{8}\.wasm$/],
    ['assets/workbookWorker.js', /^workbookWorker-[\w-]{8}\.js$/],
    ['assets/vega-lite-schema.json', /^vega-lite-schema-[\w-]{8}\.json$/],
  ] as const) {
    const found = assets.filter((asset) => pattern.test(asset));
    if (found.length !== 1) throw new Error(`${name}: ${String(found.length)} such files in ${dist}/assets`);
    const other = name === engineName ? engine : undefined;
    files.set(name, await packed(other ?? join(dist, 'assets', found[0] ?? '')));
  }
  for (const path of [
    ...(await filesUnder(join(dist, 'extensions'))),
    ...(await filesUnder(join(dist, 'data'))),
  ]) {
    const name = relative(dist, path).split(sep).join('/');
    if (/\.(wasm|parquet|json)$/.test(name)) files.set(name, await packed(path));
  }
  return files;
}

/** The engine's worker: what answers for its files, then DuckDB's own script. */
async function engineWorker(dist: string): Promise<string> {
  const { code } = await bundle('src/engine/engineWorkerInside.ts', []);
  const name = (await readdir(join(dist, 'assets'))).find((file) =>
    /^duckdb-browser-eh\.worker-.+\.js$/.test(file),
  );
  const duckdb = await readFile(join(dist, 'assets', name ?? ''), 'utf8');
  return (await promisify(gzip)(`${code}\n${duckdb}`, { level: 9 })).toString('base64');
}

/** Files that the first result waits for stand before the page's script, all others behind it. */
const first = ['assets/engineWorker.js', engineName];

const fileBlock = (name: string): string =>
  `<script type="application/octet-stream" data-file="${name}">${markOf(name)}</script>\n`;

/** The page with marks in place of its parts, made from the page that a server keeps. */
function shellOf(index: string, names: readonly string[], policy: string, icon: string): string {
  const rest = names.filter((name) => !first.includes(name));
  return index
    .replace(/\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/\s*<script[^>]*\ssrc="[^"]*"[^>]*><\/script>/g, '')
    .replace(/\s*<link[^>]*>/g, '')
    .replace('<html ', `<html data-storage="${fileStorage}" `)
    .replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace(
      '</head>',
      () =>
        `<link rel="icon" href="${icon}">\n<script data-part="early">${markOf('early')}</script>\n` +
        `<style data-part="style">${markOf('style')}</style>\n</head>`,
    )
    .replace(
      /<\/body>/,
      () =>
        `<script type="application/json" data-part="works">${markOf('works')}</script>\n` +
        first.map(fileBlock).join('') +
        `<script data-part="main">${markOf('main')}</script>\n` +
        rest.map(fileBlock).join('') +
        `<script type="application/octet-stream" data-file="shell">${markOf('shell')}</script>\n</body>`,
    );
}

/** What a single file is made of beside the engine, its extensions and the data. */
interface SinglePage {
  readonly entry: string;
  readonly plugins: InlineConfig['plugins'];
  /** The page as a server keeps it. */
  readonly index: string;
  /** Script that runs before the first paint. */
  readonly early: string;
  readonly icon: string;
  /** The files that go in beside the engine; all of them unless told otherwise. */
  readonly wanted?: RegExp;
  /** The path of an engine to put in instead of the built page's. */
  readonly engine?: string;
}

/** A page with everything inside, made out of the built folder. */
export async function singlePage(dist: string, page: SinglePage): Promise<string> {
  const [{ code, css }, files, worker] = await Promise.all([
    bundle(page.entry, page.plugins),
    filesInside(dist, page.engine),
    engineWorker(dist),
  ]);
  const parts = new Map([...files, ['assets/engineWorker.js', worker], ['works', '']]);
  const { wanted = /./ } = page;
  const names = [...parts.keys()].filter(
    (name) => name !== 'works' && (first.includes(name) || wanted.test(name)),
  );
  parts.set('main', inert(code)).set('early', inert(page.early)).set('style', css);
  const policy = singleFilePolicy({
    scripts: [hashOf(inert(code)), hashOf(inert(page.early))],
    styles: [hashOf(css)],
  });
  const shell = shellOf(page.index, names, policy, `data:image/svg+xml;base64,${page.icon}`);
  parts.set('shell', (await promisify(gzip)(shell, { level: 9 })).toString('base64'));
  return composePage(shell, (name) => {
    const text = parts.get(name);
    if (text === undefined) throw new Error(`the single file has no ${name}`);
    return text;
  });
}

/** Writes the whole workbench as one file that opens from disk. */
async function writeSingleFile(dist: string): Promise<void> {
  const [index, early, icon] = await Promise.all([
    readFile(join(dist, 'index.html'), 'utf8'),
    readFile(join(dist, 'early.js'), 'utf8'),
    readFile(join(dist, 'icons/icon.svg'), 'base64'),
  ]);
  const plugins = [solid(), trustedTemplates(), thumbnails(), insideFiles()];
  const page = await singlePage(dist, { entry: 'src/app/main.ts', plugins, index, early, icon });
  await writeFile(join(dist, singleFileName), page);
}

/** Makes `dist/yardstick.html`, when the rest of the folder is there. */
export function singleFile(): Plugin {
  let dist = 'dist';
  return {
    name: 'yardstick-single-file',
    apply: 'build',
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      sequential: true,
      order: 'post',
      handler: () => writeSingleFile(dist),
    },
  };
}
