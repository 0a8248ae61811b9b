/** What the benches wrote, as one page with charts made by Yardstick's own code: readable without network and scripts. */
import type { Column } from '../../src/domain/columnType.ts';
import type { Rows } from '../../src/engine/rows.ts';
import { escapeHtml } from '../../src/share/chartPage.ts';
import { chartPageStyle } from '../../src/share/chartPageStyle.ts';
import type { ChartSpec } from '../../src/workspace/work.ts';
import { drawSvg } from '../../scripts/lib/drawSvg.ts';
import { hashOf } from '../../scripts/vite/bundle.ts';

/** The files of test/results that there are. */
export interface Measured {
  readonly growth?: {
    readonly at: string;
    readonly chromium: string;
    readonly machine: string;
    readonly measured: readonly {
      readonly task: string;
      readonly rows: number;
      readonly runs: number;
      readonly ms: number;
      readonly nativeMs: number;
    }[];
  };
  readonly bench?: {
    readonly at: string;
    readonly runs: number;
    readonly rows: readonly {
      readonly what: string;
      readonly ms: number;
      readonly blankMs: number;
      readonly ratio: number;
      readonly most: number;
    }[];
    readonly work?: readonly {
      readonly what: string;
      readonly value: number;
      readonly unit: string;
      readonly most: number;
    }[];
  };
  readonly charts?: {
    readonly runs: number;
    readonly most: { readonly ratio: number };
    readonly rows: readonly {
      readonly chart: string;
      readonly ms: number;
      readonly 'SQL alone, ms': number;
      readonly ratio: number;
    }[];
  };
  readonly big?: {
    readonly at: string;
    readonly bytes: number;
    readonly rows: number;
    readonly runs: number;
    readonly before: number;
    readonly peak: number;
    readonly most: { readonly megabytes: number };
    readonly questions: readonly {
      readonly question: string;
      readonly ms: number;
      readonly nativeMs: number | null;
      readonly peak: number;
    }[];
  };
}

type Cell = string | number | null;

const inPage = 'Yardstick';
const outside = 'native DuckDB';

const number = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 });

function tableHtml(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const kind = (i: number): string =>
    rows.some((row) => typeof row[i] === 'number') ? ' class="number"' : '';
  const text = (cell: Cell): string => (typeof cell === 'number' ? number(cell) : escapeHtml(cell ?? ''));
  const line = (row: readonly Cell[]): string =>
    `<tr>${row.map((cell, i) => `<td${kind(i)}>${text(cell)}</td>`).join('')}</tr>`;
  return `<div class="scroll" tabindex="0" role="region" aria-label="Data"><table>
<thead><tr>${head.map((name, i) => `<th scope="col"${kind(i)}>${escapeHtml(name)}</th>`).join('')}</tr></thead>
<tbody>${rows.map(line).join('\n')}</tbody></table></div>`;
}

const textColumn = (name: string): Column => ({ name, type: { kind: 'text' } });
const numberColumn = (name: string): Column => ({ name, type: { kind: 'float', bits: 64 } });

async function figure(spec: ChartSpec, rows: Rows, label: string, height: number): Promise<string> {
  const svg = await drawSvg(spec, rows, { width: 900, height, label, language: 'en' });
  return `<figure>\n${svg}\n</figure>`;
}

const logScale = { type: 'log' };

/** Milliseconds over rows, both in decades: a straight line of slope one grows with the rows. */
const growthSpec: ChartSpec = {
  mark: { type: 'line', point: true },
  encoding: {
    x: { field: 'rows', type: 'quantitative', scale: logScale, title: 'Rows' },
    y: { field: 'ms', type: 'quantitative', scale: logScale, title: 'Milliseconds' },
    color: { field: 'where', type: 'nominal', title: null },
  },
};

async function growthHtml({
  at,
  chromium,
  machine,
  measured,
}: NonNullable<Measured['growth']>): Promise<string> {
  const tasks = [...new Set(measured.map((m) => m.task))];
  const parts = await Promise.all(
    tasks.map(async (task) => {
      const own = measured.filter((m) => m.task === task);
      const rows: Rows = {
        columns: [numberColumn('rows'), numberColumn('ms'), textColumn('where')],
        values: own.flatMap((m) => [
          [m.rows, m.ms, inPage],
          [m.rows, m.nativeMs, outside],
        ]),
      };
      return `<h2>${escapeHtml(task)}</h2>\n${await figure(growthSpec, rows, `${task}: milliseconds over rows`, 220)}`;
    }),
  );
  const table = tableHtml(
    ['Task', 'Rows', 'Runs', 'In the page, ms', 'Outside, ms', 'Ratio'],
    measured.map((m) => [m.task, m.rows, m.runs, m.ms, m.nativeMs, m.ms / m.nativeMs]),
  );
  return `<h2>How times grow with the rows</h2>
<p class="muted">${escapeHtml(`Medians; ${machine}; Chromium ${chromium}; DuckDB outside with all threads; ${at}`)}</p>
${table}\n${parts.join('\n')}`;
}

async function bigHtml(big: NonNullable<Measured['big']>): Promise<string> {
  const rows: Rows = {
    columns: [textColumn('question'), numberColumn('ms'), textColumn('where')],
    values: big.questions.flatMap((q) => [
      [q.question, q.ms, inPage],
      ...(q.nativeMs === null ? [] : [[q.question, q.nativeMs, outside]]),
    ]),
  };
  const spec: ChartSpec = {
    mark: { type: 'point', filled: true, size: 80 },
    encoding: {
      y: { field: 'question', type: 'nominal', sort: null, title: null },
      x: { field: 'ms', type: 'quantitative', scale: logScale, title: 'Milliseconds' },
      color: { field: 'where', type: 'nominal', title: null },
    },
  };
  const over = Math.round(big.peak - big.before);
  return `<h2>A Parquet file of ${escapeHtml(number(big.bytes / 1e6))} MB, opened where it lies</h2>
<p class="muted">${escapeHtml(`${number(big.rows)} rows; medians of ${String(big.runs)}; at most ${String(over)} MB of memory over the engine's own (goal ${String(big.most.megabytes)}); ${big.at}`)}</p>
${await figure(spec, rows, 'Milliseconds by question', 200)}
${tableHtml(
  ['Question', 'In the page, ms', 'Outside, ms', 'MB over the engine'],
  big.questions.map((q) => [q.question, q.ms, q.nativeMs, q.peak - big.before]),
)}`;
}

function goalsHtml(bench: NonNullable<Measured['bench']>): string {
  return `<h2>Against a blank page with the same engine</h2>
<p class="muted">${escapeHtml(`Medians of ${String(bench.runs)}; ${bench.at}`)}</p>
${tableHtml(
  ['What', 'ms', 'Blank page, ms', 'Ratio', 'At most'],
  bench.rows.map((row) => [row.what, row.ms, row.blankMs, row.ratio, row.most]),
)}
<h2>At work</h2>
${tableHtml(
  ['What', 'Measured', 'Unit', 'At most'],
  (bench.work ?? []).map((row) => [row.what, row.value, row.unit, row.most]),
)}`;
}

function chartsHtml({ runs, most, rows }: NonNullable<Measured['charts']>): string {
  return `<h2>Charts over 10 million rows, against the same SQL alone</h2>
<p class="muted">${escapeHtml(`Medians of ${String(runs)}`)}</p>
${tableHtml(
  ['Chart', 'ms', 'SQL alone, ms', 'Ratio', 'At most'],
  rows.map((row) => [row.chart, row.ms, row['SQL alone, ms'], row.ratio, most.ratio]),
)}`;
}

/** Every row is shown: none of the tables is long. */
const style = `${chartPageStyle}.scroll{max-height:none}`;
const policy = `default-src 'none'; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;

/** The page as text; parts that were not measured are left out. */
export async function reportPage({ bench, charts, growth, big }: Measured): Promise<string> {
  const parts = [
    bench ? goalsHtml(bench) : '',
    charts ? chartsHtml(charts) : '',
    growth ? await growthHtml(growth) : '',
    big ? await bigHtml(big) : '',
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Yardstick: measured</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Yardstick: measured</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}
