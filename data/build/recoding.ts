/** The second reading in `data/recoding/`, its comparison with the first, and the table of it in the codebook. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { stringify } from 'yaml';
import {
  compareReadings,
  figureColumns,
  type Agreement,
  type CasePair,
  type ColumnAgreement,
} from './agreement.ts';
import { loadChecked, replaceFile } from './build.ts';
import { parseShape } from './parseShape.ts';
import { BuildStopped, Problems } from './problems.ts';
import { caseShape, figureShape, type Figure } from './shapes.ts';
import { readYaml } from './yamlFile.ts';
import type { Coded } from './load.ts';

const folder = 'data/recoding';
const agreementFile = `${folder}/agreement.yaml`;
const start = '<!-- agreement:start -->';
const end = '<!-- agreement:end -->';

const columns = Object.keys(figureColumns) as (keyof typeof figureColumns)[];
const recodedFigure = v.pick(figureShape, ['figure_text', 'lines', 'baseline_unit', 'note', ...columns]);
const recodedCase = v.strictObject({
  ...v.pick(caseShape, ['case_id', 'industry', 'stage', 'functions', 'techniques', 'organizations']).entries,
  metrics: v.array(recodedFigure),
});

const columnShape = v.strictObject({
  column: v.string(),
  n: v.number(),
  agreement: v.number(),
  kappa: v.nullable(v.number()),
});
const agreementShape = v.strictObject({
  cases: v.number(),
  figures: v.strictObject({
    both: v.number(),
    only_first: v.number(),
    only_second: v.number(),
    outside_cases: v.number(),
  }),
  case_columns: v.array(columnShape),
  figure_columns: v.array(columnShape),
  disagreements: v.array(
    v.strictObject({
      case: v.string(),
      figure: v.nullable(v.string()),
      line: v.nullable(v.number()),
      column: v.string(),
      first: v.nullable(v.string()),
      second: v.nullable(v.string()),
    }),
  ),
});

/**
 * Compares the readings and writes `data/recoding/agreement.yaml`. It is written once, from readings that are independent
 * still: null where it is there already.
 */
export async function writeAgreement(root: string): Promise<Agreement | null> {
  if (await isThere(root)) return null;
  const { coded } = await loadChecked(root, false);
  const agreement = compareReadings(await readingsOf(root, coded));
  const head =
    '# Agreement of the two readings before their disagreements were settled, and every disagreement; see README.md.\n';
  await replaceFile(join(root, agreementFile), `${head}${stringify(agreement, { lineWidth: 0 })}`);
  return agreement;
}

/** The stored comparison; null where the dataset has none. */
export async function loadAgreement(root: string): Promise<Agreement | null> {
  if (!(await isThere(root))) return null;
  const problems = new Problems();
  const file = await readYaml(join(root, agreementFile), agreementFile);
  const agreement = parseShape(agreementShape, file.value, { file, path: [] }, problems);
  if (agreement === null) throw new BuildStopped(problems.all);
  return agreement;
}

/** The second reading of each case beside the first. */
async function readingsOf(root: string, coded: Coded): Promise<CasePair[]> {
  const problems = new Problems();
  const names = (await readdir(join(root, folder))).filter(
    (name) => name.endsWith('.yaml') && name !== 'agreement.yaml',
  );
  const pairs: CasePair[] = [];
  for (const name of names.sort()) {
    const file = await readYaml(join(root, folder, name), `${folder}/${name}`);
    const place = { file, path: [] };
    const second = parseShape(recodedCase, file.value, place, problems);
    const first = coded.cases.find(({ value }) => `${value.case_id}.yaml` === name);
    if (!first) problems.error(place, [], 'no case of this name in data/cases');
    if (second === null || !first) continue;
    const { lines } = first.value;
    const onLines = (figure: Figure) => figure.lines.first <= lines.last && lines.first <= figure.lines.last;
    const loose = coded.figures
      .filter(({ sourceId, value }) => sourceId === first.sourceId && onLines(value))
      .map(({ value }) => value);
    pairs.push({ first: first.value, second, loose });
  }
  if (problems.errors.length > 0) throw new BuildStopped(problems.all);
  return pairs;
}

/** The codebook with the tables of agreement between its markers; throws where it has none. */
export function withAgreement(readme: string, agreement: Agreement): string {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`data/README.md: ${start} and ${end} must be there in this order`);
  return `${readme.slice(0, from + start.length)}\n${agreementTables(agreement)}\n${readme.slice(to)}`;
}

/** The comparison as Markdown. */
export function agreementTables({ cases, figures, case_columns, figure_columns }: Agreement): string {
  const { both, only_first, only_second, outside_cases } = figures;
  const found = [
    `${cases} cases were read twice. Figures found by both: ${both}; only by the first: ${only_first};`,
    `only by the second: ${only_second}. Of those found by both, the first reading keeps ${outside_cases} outside the case`,
    '(`figures/`).',
  ].join('\n');
  return [found, table('case', case_columns), table('figure', figure_columns)].join('\n\n');
}

function table(of: string, lines: readonly ColumnAgreement[]): string {
  const shown = (line: ColumnAgreement) => [
    `\`${line.column}\``,
    line.n,
    `${(line.agreement * 100).toFixed(1)} %`,
    line.kappa === null ? '–' : line.kappa.toFixed(2),
  ];
  return [
    [`column of a ${of}`, 'n', 'agreement', 'kappa'],
    ['---', '---:', '---:', '---:'],
    ...lines.map(shown),
  ]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

async function isThere(root: string): Promise<boolean> {
  return stat(join(root, agreementFile)).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
