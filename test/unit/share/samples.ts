import type { SharedWork } from '../../../src/share/incoming.ts';

/** Works of the kinds that travel: with and without chart, Chinese, odd names, a spec with data and usermeta of its own. */
export const samples: readonly SharedWork[] = [
  {
    title: 'Time savings by industry',
    note: 'What is *reported*, not what was measured.\nSecond line.',
    sql: 'select industry, median(lnrr) as gain\nfrom metrics where unit = $unit group by all',
    params: { unit: 'hours', constructor: 'x' },
    spec: { mark: 'bar', encoding: { x: { field: 'gain', type: 'quantitative' }, y: { field: 'industry' } } },
    dataset: { version: '2026.1', hash: 'a1b2c3d4' },
  },
  {
    title: '按行业的时间节省 🚀',
    note: '',
    sql: 'select \'\u0000\ud800 lone\' as "列", 1e308',
    params: {},
    spec: null,
    dataset: { version: '2026.1', hash: '' },
  },
  {
    title: '',
    note: '',
    sql: '',
    params: {},
    spec: {
      $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
      data: { name: 'result' },
      layer: [{ mark: 'rule', data: { values: [{ x: 1 }] } }, { mark: { type: 'point', size: -0.5 } }],
      usermeta: { embedOptions: { actions: false } },
    },
    dataset: { version: '', hash: 'ffff' },
  },
];

/** The same random numbers in every run (mulberry32). */
export function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(random: () => number, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;

/** A text with one accident: a bit flipped, a piece cut, doubled, moved, or replaced. */
export function mutate(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const length = 1 + Math.floor(random() * 20);
  const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << Math.floor(random() * 7)));
  return pick(random, [
    () => text.slice(0, at) + flipped + text.slice(at + 1),
    () => text.slice(0, at),
    () => text.slice(at),
    () => text.slice(0, at) + text.slice(at + length),
    () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
    () =>
      text.slice(0, at) +
      pick(random, ['{', '[', '"', 'null', '0', '\u0000', '%', '__proto__', '\ud800']) +
      text.slice(at),
    () => text.slice(0, at) + [...text.slice(at, at + length)].reverse().join('') + text.slice(at + length),
  ])();
}

/** JSON values of the wrong type, too deep, or hostile. */
export const wrongValues: readonly string[] = [
  'null',
  'true',
  '7',
  '-1e400',
  '"text"',
  '[]',
  '{}',
  '[[]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
];
