import { mkdtemp, readFile, rm, copyFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildDataset, replaceFile, type Built } from './build.ts';
import { checkAgainstDocuments } from './check.ts';
import { withCounts } from './counts.ts';
import { exportZip } from './exportZip.ts';
import { BuildStopped, reportOf, type Problem } from './problems.ts';
import { loadAgreement, withAgreement, writeAgreement } from './recoding.ts';

const usage = `node scripts/data.mjs build [--strict] [--only TEXT]
node scripts/data.mjs check [--sources DIR] [--uncoded] [--only TEXT]
node scripts/data.mjs export
node scripts/data.mjs agreement

--strict   an organisation that plays no part is an error
--only     shows messages (and lines) of files or documents whose name holds TEXT
--sources  the folder of the documents, from the project's root; ../shared/sources unless told
--uncoded  lists the lines that hold a number which no figure cites

agreement compares the second reading in data/recoding with the first, once`;

/** Runs one command of `scripts/data.mjs` and gives the process's exit code. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const [command, ...options] = args;
  const only = optionValue(options, '--only') ?? '';
  const print = (problems: readonly Problem[]) => {
    const shown = problems.filter((problem) => problem.file.includes(only));
    if (shown.length > 0) console.error(reportOf(shown));
  };
  try {
    if (command === 'build') return await build(root, options, print);
    if (command === 'check') return await check(root, options, print);
    if (command === 'export') return await exportAll(root, print);
    if (command === 'agreement') return await compare(root);
    console.error(usage);
    return 2;
  } catch (cause) {
    if (!(cause instanceof BuildStopped)) throw cause;
    print(cause.problems);
    console.error(`\n${summary(cause.problems)}: nothing was written`);
    return 1;
  }
}

type Print = (problems: readonly Problem[]) => void;

async function build(root: string, options: readonly string[], print: Print): Promise<number> {
  const { written, hash } = await buildHere(root, options.includes('--strict'), print);
  console.log(written.map(({ table, rows }) => `${table.name} ${rows}`).join(', '));
  const kilobytes = Math.round(written.reduce((sum, table) => sum + table.bytes, 0) / 1024);
  console.log(`public/data: ${written.length} tables, ${kilobytes} kB, sha256 ${hash.slice(0, 12)}`);
  return 0;
}

async function buildHere(root: string, strict: boolean, print: Print): Promise<Built> {
  const built = await buildDataset({
    root,
    outFolder: join(root, 'public/data'),
    typesFile: join(root, 'src/domain/dataset.generated.ts'),
    strict,
  });
  const readme = join(root, 'data/README.md');
  const counted = withCounts(await readFile(readme, 'utf8'), built.coded);
  const agreement = await loadAgreement(root);
  await replaceFile(readme, agreement ? withAgreement(counted, agreement) : counted);
  print(built.warnings);
  return built;
}

async function check(root: string, options: readonly string[], print: Print): Promise<number> {
  const folder = optionValue(options, '--sources') ?? '../shared/sources';
  const checked = await checkAgainstDocuments(root, folder);
  if (!checked) {
    console.log('documents not here: not checked');
    return 0;
  }
  if (options.includes('--uncoded')) {
    const only = optionValue(options, '--only') ?? '';
    for (const { sourceId, line, numbers, start } of checked.uncoded) {
      if (sourceId.includes(only)) console.log(`${sourceId}:${line}: ${numbers.join(' | ')} – ${start}`);
    }
    return 0;
  }
  print(checked.problems);
  console.log(`${checked.documents} documents checked: ${summary(checked.problems)}`);
  return checked.problems.some(({ level }) => level === 'error') ? 1 : 0;
}

async function compare(root: string): Promise<number> {
  const agreement = await writeAgreement(root);
  const { both = 0, only_first = 0, only_second = 0 } = agreement?.figures ?? {};
  const found = `${both} figures in both readings, ${only_first} in the first alone, ${only_second} in the second alone`;
  console.log(agreement ? found : 'data/recoding/agreement.yaml is there: it stays as it was');
  return agreement ? 0 : 1;
}

async function exportAll(root: string, print: Print): Promise<number> {
  const built = await buildHere(root, false, print);
  const folder = await mkdtemp(join(tmpdir(), 'yardstick-export-'));
  try {
    const zip = await exportZip(root, join(root, 'public/data'), folder, built);
    await mkdir(join(root, 'dist'), { recursive: true });
    await copyFile(zip, join(root, 'dist', basename(zip)));
    console.log(`dist/${basename(zip)}`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summary(problems: readonly Problem[]): string {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const counted = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
  return `${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}`;
}

function optionValue(options: readonly string[], name: string): string | undefined {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options[at + 1];
}
