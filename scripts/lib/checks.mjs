import { tool } from './paths.mjs';
import { node } from './run.mjs';

/**
 * What is checked without running anything of the project: name and commands, each a script of Node's with its arguments. The longest
 * first.
 * @type {readonly { name: string, commands: readonly (readonly string[])[] }[]}
 */
export const checks = [
  { name: 'lint', commands: [[tool('eslint/bin/eslint.js'), '--max-warnings', '0', '.']] },
  {
    name: 'types',
    commands: [
      [tool('typescript/bin/tsc'), '-p', '.'],
      [tool('typescript/bin/tsc'), '-p', 'src/app/sw'],
    ],
  },
  { name: 'format', commands: [[tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']] },
  {
    name: 'architecture',
    commands: [
      [
        tool('dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'src',
        'data/build',
      ],
    ],
  },
  { name: 'dead code', commands: [[tool('knip/bin/knip.js'), '--no-progress']] },
];

/**
 * @param {(typeof checks)[number]} check
 * @returns {Promise<import('./run.mjs').Outcome>} of the first command that fails, else of all
 */
export async function runCheck({ commands }) {
  let seconds = 0;
  let output = '';
  for (const command of commands) {
    const outcome = await node(command);
    seconds += outcome.seconds;
    output += outcome.output;
    if (outcome.code !== 0) return { code: outcome.code, output, seconds };
  }
  return { code: 0, output, seconds };
}
