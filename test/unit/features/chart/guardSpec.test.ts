import { describe, expect, it } from 'vitest';
import { guardSpec } from '../../../../src/features/chart/guardSpec.ts';

const bar = { mark: 'bar', encoding: { x: { field: 'a' } } };

const kindOf = (spec: unknown): string => {
  const guarded = guardSpec(spec);
  return guarded.ok ? 'ok' : guarded.error.kind;
};

const nested = (levels: number): unknown => {
  let spec: unknown = bar;
  for (let i = 0; i < levels; i++) spec = { layer: [spec] };
  return spec;
};

describe('guardSpec', () => {
  it('lets an ordinary chart through unchanged', () => {
    const spec = {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      ...bar,
      usermeta: { note: 'n' },
    };
    const guarded = guardSpec(spec);
    expect(guarded).toEqual({ ok: true, value: { spec, removed: [] } });
  });

  it.each([
    null,
    3,
    'bar',
    [],
    {},
    { mark2: 'bar' },
    { $schema: 'https://vega.github.io/schema/vega/v6.json', marks: [] },
  ])('G1 %j is no Vega-Lite', (given) => {
    expect(kindOf(given)).toBe('spec_invalid');
  });

  it('G1 depth and number of parts are bounded', () => {
    expect(kindOf(nested(10))).toBe('ok');
    expect(kindOf(nested(60))).toBe('spec_invalid');
    expect(kindOf(nested(100_000))).toBe('spec_invalid');
    expect(
      kindOf({ ...bar, config: { range: { category: Array.from({ length: 30_000 }, () => 'red') } } }),
    ).toBe('spec_invalid');
  });

  it.each([
    { ...bar, data: { url: 'https://example.org/x.csv' } },
    { ...bar, data: { url: '/data/x.csv' } },
    { layer: [{ ...bar, data: { url: 'data:text/csv,a' } }] },
    { ...bar, transform: [{ lookup: 'a', from: { data: { url: 'x.json' }, key: 'a' } }] },
    { mark: { type: 'image', url: 'https://example.org/x.png' } },
    { mark: { type: 'image' }, encoding: { x: { field: 'a' } } },
    { mark: 'image', encoding: { url: { field: 'a' } } },
    { mark: 'point', encoding: { url: { value: 'https://example.org/x.png' } } },
  ])('G2 nothing is loaded: %j', (spec) => {
    expect(kindOf(spec)).toBe('spec_refused');
  });

  it('G3 links are taken out of encodings, marks and configuration', () => {
    const guarded = guardSpec({
      mark: { type: 'bar', href: 'javascript:alert(1)' },
      encoding: { x: { field: 'a' }, href: { field: 'a' } },
      config: { mark: { href: 'https://example.org' } },
    });
    expect(guarded.ok && JSON.stringify(guarded.value.spec)).not.toMatch(/href|javascript|example/);
    expect(guarded.ok && guarded.value.removed).toEqual(['href']);
  });

  it('G4 settings for embedders are taken out, the rest of usermeta stays', () => {
    const guarded = guardSpec({ ...bar, usermeta: { embedOptions: { loader: {} }, yardstick: 1 } });
    expect(guarded.ok && guarded.value.spec['usermeta']).toEqual({ yardstick: 1 });
  });

  it('G5 data by name gives way to the result', () => {
    const guarded = guardSpec({ ...bar, data: { name: 'source' } });
    expect(guarded.ok && guarded.value.spec['data']).toBeUndefined();
    expect(guarded.ok && guarded.value.removed).toEqual(['named_data']);
  });

  it('G6 inline data and sequences are capped; a column called url is data', () => {
    expect(kindOf({ ...bar, data: { values: [{ url: 'x', a: 1 }] } })).toBe('ok');
    expect(kindOf({ ...bar, data: { values: Array.from({ length: 300_000 }, () => 1) } })).toBe(
      'spec_invalid',
    );
    expect(kindOf({ ...bar, data: { sequence: { start: 0, stop: 1e9 } } })).toBe('spec_invalid');
    expect(kindOf({ ...bar, data: { sequence: { start: 0, stop: 10, step: 0 } } })).toBe('spec_invalid');
  });

  it.each([
    { ...bar, encoding: { x: { field: 'a', bin: { maxbins: 1e9 } } } },
    { ...bar, encoding: { x: { field: 'a', axis: { tickCount: 1e8 } } } },
    { ...bar, width: 1e7 },
    { layer: Array.from({ length: 200 }, () => bar) },
    { ...bar, params: Array.from({ length: 500 }, (_, i) => ({ name: `p${String(i)}`, value: 1 })) },
  ])('G7 what makes the machine work is capped (%#)', (spec) => {
    expect(kindOf(spec)).toBe('spec_invalid');
  });

  it.each([
    ['"a".constructor.constructor("return window")()', 'spec_refused'],
    ["datum['__proto__']", 'spec_refused'],
    ['sequence(0, 1e9)', 'spec_invalid'],
    ["pad('', 1e9)", 'spec_invalid'],
    [`1${'+1'.repeat(5000)}`, 'spec_invalid'],
    ['datum.a > 3', 'ok'],
  ])('G8 expression %.40s: %s', (calculate, kind) => {
    expect(kindOf({ ...bar, transform: [{ calculate, as: 'b' }] })).toBe(kind);
  });

  it('G9 parameters listen to the chart, not to the page', () => {
    const listening = (on: string): unknown => ({
      ...bar,
      params: [{ name: 'p', select: { type: 'point', on } }],
    });
    expect(kindOf(listening('pointerover'))).toBe('ok');
    expect(kindOf(listening('window:keydown'))).toBe('spec_refused');
    expect(kindOf(listening('timer{1}'))).toBe('spec_refused');
    expect(kindOf(listening('#app:click'))).toBe('spec_refused');
    const bound = guardSpec({
      ...bar,
      params: [{ name: 'p', value: 1, bind: { input: 'range', element: '#app' } }],
    });
    expect(bound.ok && JSON.stringify(bound.value.spec)).not.toContain('#app');
  });

  it("G10 names of JavaScript's own are refused", () => {
    expect(kindOf(JSON.parse('{"mark":"bar","__proto__":{"x":1}}'))).toBe('spec_invalid');
    expect(kindOf(JSON.parse('{"mark":"bar","data":{"values":[{"__proto__":1}]}}'))).toBe('spec_invalid');
  });
});
