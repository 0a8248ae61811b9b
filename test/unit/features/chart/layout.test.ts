import { expect, test } from 'vitest';
import { compileChart } from '../../../../src/features/chart/compileSpec.ts';
import { printTheme } from '../../../../src/features/chart/theme.ts';
import { drawnMarks } from './drawn.ts';

/** Heights of the marks in a picture with seven categories, four colours and three shapes. */
async function heights(width: number, height: number): Promise<number[]> {
  const rows = Array.from({ length: 7 }, (_, i) => ({
    name: `category ${String(i)}`,
    value: i,
    tone: `tone ${String(i % 4)}`,
    form: `form ${String(i % 3)}`,
  }));
  const spec = {
    data: { name: 'rows_0' },
    mark: 'point',
    encoding: {
      y: { field: 'name', type: 'nominal' },
      x: { field: 'value', type: 'quantitative' },
      color: { field: 'tone', type: 'nominal' },
      shape: { field: 'form', type: 'nominal' },
    },
  };
  const sourceLine = 'From the first document 2023, the second document 2024 and the third one · 17 figures';
  const options = { title: 'A title', sourceLine, theme: printTheme, language: 'en' as const, width, height };
  const compiled = compileChart(spec, new Map([['rows_0', rows]]), options);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const marks = (await drawnMarks(compiled.value.vega)).filter((mark) => mark.startsWith('symbol '));
  return marks.map((mark) => Number((JSON.parse(mark.slice(7)) as number[])[1])).sort((a, b) => a - b);
}

test.each([
  [397, 225],
  [260, 120],
  [1200, 200],
])(
  'head and legends take no room from the categories: in %i × %i each has a line of its own',
  async (width, height) => {
    const all = await heights(width, height);
    expect(all).toHaveLength(7);
    const steps = all.slice(1).map((y, i) => y - (all[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(12);
  },
);
