import { join } from 'node:path';
import { buildDataset } from './build.ts';
import { BuildStopped, reportOf, type Problem } from './problems.ts';

/** Runs one command of `scripts/data.mjs` and gives the process's exit code. */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const [command = 'build', ...options] = args;
  try {
    if (command === 'build') return await build(root, options);
    console.error(`unknown command ${command}; there is build`);
    return 2;
  } catch (cause) {
    if (!(cause instanceof BuildStopped)) throw cause;
    const only = optionValue(options, '--only') ?? '';
    const shown = cause.problems.filter((problem) => problem.file.includes(only));
    console.error(reportOf(shown));
    console.error(`\n${summary(cause.problems)}: nothing was written`);
    return 1;
  }
}

async function build(root: string, options: readonly string[]): Promise<number> {
  const { written, hash, warnings } = await buildDataset({
    root,
    outFolder: join(root, 'public/data'),
    typesFile: join(root, 'src/domain/dataset.generated.ts'),
    strict: options.includes('--strict'),
  });
  const only = optionValue(options, '--only') ?? '';
  const shown = warnings.filter((problem) => problem.file.includes(only));
  if (shown.length > 0) console.warn(reportOf(shown));
  console.log(written.map(({ table, rows }) => `${table.name} ${rows}`).join(', '));
  const bytes = written.reduce((sum, table) => sum + table.bytes, 0);
  console.log(
    `public/data: ${written.length} tables, ${Math.round(bytes / 1024)} kB, sha256 ${hash.slice(0, 12)}`,
  );
  return 0;
}

function summary(problems: readonly Problem[]): string {
  const errors = problems.filter(({ level }) => level === 'error').length;
  return `${errors} errors, ${problems.length - errors} warnings`;
}

function optionValue(options: readonly string[], name: string): string | undefined {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options[at + 1];
}
