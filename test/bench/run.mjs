// npm run bench [-- runs]: times the built page against a blank one with the same engine, on the same server and in the same run.
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, runnerImport } from 'vite';
import { ensureChromium } from '../../scripts/lib/chromium.mjs';
import { dist, results, root } from '../../scripts/lib/paths.mjs';
import { ensureData, ensurePage } from '../../scripts/lib/steps.mjs';
import { serve } from '../../scripts/serve.mjs';
import { coldAndWarm, launch, median } from './measure.mjs';
import { measureWorkbench } from './workbench.mjs';

const runs = Number(process.argv[2] ?? 5);

const blankMarks = {
  'first result': { all: ['[data-result=first]'] },
  'shipped table': { all: ['[data-result=shipped]'] },
};

const pageMarks = {
  'first answer': { all: ['[data-testid=first-answer], [data-testid=grid] [role=gridcell]'] },
  // The field of the ready question and the plain one take text, cursor and keys, and hand them on (test/browser/editor.test.ts).
  typing: {
    all: [
      'textarea.first-query, [data-testid=editor] textarea, [data-testid=editor] .cm-content[contenteditable=true]',
    ],
  },
  'live result': {
    all: [
      '[data-testid=result-status][data-live=true]',
      '[data-testid=grid] [role=gridcell]',
      '[data-testid=editor] textarea, [data-testid=editor] .cm-content',
    ],
  },
};

/** The same for the workbench as one file, opened from disk, against a bare single file with the same engine inside. */
const singleGoal = {
  name: 'single file: double click → first live result',
  mark: 'live result',
  to: 'shipped table',
  most: 1.5,
};

/** What is timed against what, and the most that it should be. */
const goals = [
  { name: 'navigation → first answer readable', mark: 'first answer', to: 'first result', most: 0.3 },
  { name: 'navigation → accepts typing', mark: 'typing', to: 'first result', most: 0.3 },
  { name: 'navigation → first live result', mark: 'live result', to: 'shipped table', most: 1.15 },
];
const mostBytes = 250_000;
/** The engine's own files: apart from what the page weighs. */
const engineFiles = /^\/(extensions\/|assets\/duckdb-(eh|browser-eh\.worker))/;

/** Builds the blank page, packed and with the same data and extensions as the real one. @returns {Promise<string>} */
async function buildBlank() {
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-blank-'));
  await build({
    configFile: false,
    root: join(root, 'test/bench/blank'),
    base: './',
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4000,
    },
  });
  for (const name of ['data', 'extensions'])
    await cp(join(dist, name), join(folder, name), { recursive: true });
  const { module } = await runnerImport(join(root, 'scripts/vite/compress.ts'), {
    configFile: false,
    logLevel: 'error',
  });
  await module.compressFolder(folder);
  return folder;
}

/**
 * The single file and a bare one beside it, each in a folder of its own.
 * @param {string} folder
 * @returns {Promise<{ blank: string, page: string, bytes: number }>} addresses
 */
async function buildSingle(folder) {
  const { module } = await runnerImport(join(root, 'scripts/vite/singleFile.ts'), {
    configFile: false,
    logLevel: 'error',
  });
  const index =
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n<textarea></textarea>\n</body>\n</html>';
  const bare = await module.singlePage(dist, {
    ...{ entry: 'test/bench/blank/single.ts', plugins: [], index, early: '', icon: '' },
    wanted: /parquet/,
    // As it was published: the page's own has fewer exports.
    engine: join(root, 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'),
  });
  await mkdir(join(folder, 'single'));
  await writeFile(join(folder, 'single/bare.html'), bare);
  await cp(join(dist, 'yardstick.html'), join(folder, 'single/yardstick.html'));
  const address = (/** @type {string} */ name) => pathToFileURL(join(folder, 'single', name)).href;
  const { size } = await stat(join(dist, 'yardstick.html'));
  return { blank: address('bare.html'), page: address('yardstick.html'), bytes: size };
}

/**
 * Bytes, gzipped, of what was asked for before the first result, the heaviest first.
 * @param {readonly string[]} paths
 */
async function weigh(paths) {
  const files = [];
  for (const path of paths.filter((asked) => !engineFiles.test(asked))) {
    const file = join(dist, path === '/' ? 'index.html' : path);
    const packed = await stat(`${file}.gz`).catch(() => null);
    files.push({ path, bytes: packed?.size ?? gzipSync(await readFile(file), { level: 9 }).length });
  }
  return files.sort((a, b) => b.bytes - a.bytes);
}

/**
 * @param {readonly import('./measure.mjs').Visit[]} visits
 * @returns {Record<string, number>}
 */
function medians(visits) {
  const names = Object.keys(visits[0]?.times ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(visits.map(({ times }) => times[name] ?? NaN))]),
  );
}

async function measureAll() {
  const executablePath = await ensureChromium();
  await ensureData();
  await ensurePage();
  const blankFolder = await buildBlank();
  const single = await buildSingle(blankFolder);
  const sites = { blank: await serve({ folder: blankFolder }), page: await serve({ folder: dist }) };
  const browser = await launch(executablePath);
  try {
    const visits = { blank: /** @type {any[]} */ ([]), page: /** @type {any[]} */ ([]) };
    const fromDisk = { blank: /** @type {any[]} */ ([]), page: /** @type {any[]} */ ([]) };
    for (let i = 0; i < runs; i++) {
      // In turn, so that what slows the machine down slows both.
      visits.blank.push(await coldAndWarm(browser, { url: sites.blank.url, marks: blankMarks }));
      visits.page.push(
        await coldAndWarm(browser, {
          url: sites.page.url,
          marks: pageMarks,
          rest: '[data-testid=offline][data-state=ready]',
        }),
      );
      fromDisk.blank.push(await coldAndWarm(browser, { url: single.blank, marks: blankMarks }));
      fromDisk.page.push(await coldAndWarm(browser, { url: single.page, marks: pageMarks }));
      process.stdout.write('.');
    }
    const work = await measureWorkbench(browser, { page: sites.page.url, blank: sites.blank.url }, runs);
    return { visits, fromDisk, singleBytes: single.bytes, work, version: browser.version() };
  } finally {
    await browser.close();
    await Promise.all(Object.values(sites).map((site) => site.close()));
    await rm(blankFolder, { recursive: true, force: true });
  }
}

const { visits, fromDisk, singleBytes, work, version } = await measureAll();
/**
 * @param {'cold' | 'warm'} kind
 * @param {{ blank: readonly any[], page: readonly any[] }} measured
 * @param {readonly typeof singleGoal[]} against
 */
function compared(kind, measured, against) {
  const blank = medians(measured.blank.map((both) => both[kind]));
  const page = medians(measured.page.map((both) => both[kind]));
  return against.map(({ name, mark, to, most }) => {
    const [own = NaN, other = NaN] = [page[mark], blank[to]];
    return { what: `${name}, ${kind}`, ms: own, blank: to, blankMs: other, ratio: own / other, most };
  });
}

const rows = [
  ...compared('cold', visits, goals),
  ...compared('warm', visits, goals),
  ...compared('cold', fromDisk, [singleGoal]),
  ...compared('warm', fromDisk, [singleGoal]),
];
const files = await weigh(visits.page[0].cold.requested);
const bytes = files.reduce((sum, file) => sum + file.bytes, 0);

console.log(
  `\n\nmedians of ${runs} runs, Chromium ${version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}\n`,
);
console.table(
  Object.fromEntries(
    rows.map(({ what, ms, blankMs, ratio, most }) => [
      what,
      {
        ms: Math.round(ms),
        'blank ms': Math.round(blankMs),
        ratio: Number(ratio.toFixed(2)),
        'at most': most,
      },
    ]),
  ),
);
console.table(
  Object.fromEntries(
    work.map(({ what, value, unit, most, to }) => [
      what,
      {
        measured: Number(value.toFixed(2)),
        unit,
        'at most': most,
        'blank ms': to === undefined ? '' : Math.round(to),
      },
    ]),
  ),
);
const dataBytes = files
  .filter(({ path }) => path.startsWith('/data/'))
  .reduce((sum, file) => sum + file.bytes, 0);
console.log(
  `bytes before the first result, gzip, engine and extensions apart: ${bytes} (at most ${mostBytes}), ${dataBytes} of it data`,
);
console.log(`yardstick.html: ${singleBytes} bytes`);
for (const file of files.slice(0, 12)) console.log(`${String(file.bytes).padStart(9)}  ${file.path}`);
await mkdir(results, { recursive: true });
await writeFile(
  join(results, 'bench.json'),
  `${JSON.stringify({ at: new Date().toISOString(), runs, chromium: version, node: process.version, rows, work, bytes, mostBytes, singleBytes, files, visits, fromDisk }, null, 2)}\n`,
);
