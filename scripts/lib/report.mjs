import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { results } from './paths.mjs';

const shownLines = 200;

/**
 * Prints how a step went: one line when well, its output when not. Keeps the whole output in test/results/.
 * @param {string} name
 * @param {import('./run.mjs').Outcome} outcome
 */
export async function report(name, { code, output, seconds }) {
  await mkdir(results, { recursive: true });
  await writeFile(join(results, `${name.replaceAll(' ', '-')}.log`), output);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
  if (code === 0) return;
  const lines = output.trimEnd().split('\n');
  if (lines.length > shownLines)
    console.log(`  … (all of it in test/results/${name.replaceAll(' ', '-')}.log)`);
  console.log(
    lines
      .slice(-shownLines)
      .map((line) => `  ${line}`)
      .join('\n'),
  );
}
