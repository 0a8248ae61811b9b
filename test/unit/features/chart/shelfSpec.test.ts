import { describe, expect, it } from 'vitest';
import type { Column } from '../../../../src/domain/columnType.ts';
import type { JsonObject } from '../../../../src/sql/pushdownSpec.ts';
import * as shelf from '../../../../src/features/chart/shelfSpec.ts';

const number = (name: string): Column => ({ name, type: { kind: 'float', bits: 64 } });
const text = (name: string): Column => ({ name, type: { kind: 'text' } });

const spec = {
  $schema: 's',
  mark: { type: 'bar', cornerRadius: 3 },
  params: [{ name: 'hover', select: 'point' }],
  encoding: {
    x: { field: 'n', type: 'quantitative', aggregate: 'mean', axis: { grid: false }, stack: 'normalize' },
    y: { field: 'k', type: 'nominal', sort: '-x' },
    strokeDash: { field: 'z' },
  },
} as const;

describe('shelves read the specification and write into it', () => {
  it('what no shelf shows survives each change', () => {
    let next: JsonObject = spec;
    next = shelf.setMark(next, 'line');
    next = shelf.setShelfField(next, 'x', number('m'));
    next = shelf.setShelfField(next, 'color', text('c'));
    next = shelf.setSort(next, 'y', 'descending');
    next = shelf.setScale(next, 'x', 'log');
    next = shelf.setChartTitle(next, 'T');
    expect(next).toEqual({
      $schema: 's',
      title: 'T',
      mark: { type: 'line', cornerRadius: 3 },
      params: [{ name: 'hover', select: 'point' }],
      encoding: {
        x: {
          field: 'm',
          type: 'quantitative',
          aggregate: 'mean',
          axis: { grid: false },
          scale: { type: 'log' },
        },
        y: { field: 'k', type: 'nominal', sort: 'descending' },
        color: { field: 'c', type: 'nominal' },
        strokeDash: { field: 'z' },
      },
    });
  });

  it('the given specification is not changed in place', () => {
    const before = JSON.stringify(spec);
    shelf.setShelfField(spec, 'x', null);
    shelf.toggleTooltip(spec, text('c'));
    expect(JSON.stringify(spec)).toBe(before);
  });

  it('a count takes the place of a column and back', () => {
    const counted = shelf.setShelfField(spec, 'x', shelf.countField);
    expect(shelf.shelfField(counted, 'x')).toBe(shelf.countField);
    expect(shelf.shelfDef(counted, 'x')).toEqual({
      aggregate: 'count',
      type: 'quantitative',
      axis: { grid: false },
    });
    expect(shelf.shelfDef(shelf.setShelfField(counted, 'x', number('m')), 'x')['aggregate']).toBeUndefined();
  });

  it('an emptied shelf goes', () => {
    expect(shelf.shelfField(shelf.setShelfField(spec, 'y', null), 'y')).toBeNull();
  });

  it('ratios come with a log scale', () => {
    const next = shelf.setShelfField(spec, 'x', number('improvement_factor'));
    expect(shelf.scaleChoice(next, 'x')).toBe('log');
  });

  it('names with dots and brackets are escaped and read back', () => {
    const next = shelf.setShelfField(spec, 'x', number('a.b[0]'));
    expect(shelf.shelfDef(next, 'x')['field']).toBe('a\\.b\\[0\\]');
    expect(shelf.shelfField(next, 'x')).toBe('a.b[0]');
  });

  it('bins: choice, options kept', () => {
    const own = shelf.patchShelf(spec, 'x', { bin: { maxbins: 10, nice: false } });
    expect(shelf.binChoice(own, 'x')).toBe('10');
    expect(shelf.shelfDef(shelf.setBin(own, 'x', '40'), 'x')['bin']).toEqual({ maxbins: 40, nice: false });
    expect(shelf.shelfDef(shelf.setBin(own, 'x', 'off'), 'x')['bin']).toBeUndefined();
  });

  it('a sort that the shelf cannot say is shown as such and kept', () => {
    const own = shelf.patchShelf(spec, 'y', { sort: { field: 'q', op: 'mean' } });
    expect(shelf.sortChoice(own, 'y')).toBe('custom');
    expect(shelf.setSort(own, 'y', 'custom')).toBe(own);
  });

  it('of layers the main one is edited, a shared channel where it stands', () => {
    const layered = {
      encoding: { y: { field: 'k' } },
      layer: [
        { mark: 'rule', encoding: { x: { datum: 1 } } },
        { mark: 'point', encoding: { x: { field: 'a' }, color: { field: 'c' } } },
      ],
    };
    expect(shelf.markOf(layered)).toBe('point');
    expect(shelf.shelfField(layered, 'y')).toBe('k');
    const next = shelf.setShelfField(shelf.setShelfField(layered, 'y', text('other')), 'x', number('b'));
    expect(next).toMatchObject({
      encoding: { y: { field: 'other' } },
      layer: [{ encoding: { x: { datum: 1 } } }, { encoding: { x: { field: 'b' }, color: { field: 'c' } } }],
    });
  });

  it('tooltip columns go in and out', () => {
    const one = shelf.toggleTooltip(spec, text('c'));
    expect(shelf.tooltipFields(shelf.toggleTooltip(one, number('n')))).toEqual(['c', 'n']);
    expect(shelf.tooltipFields(shelf.toggleTooltip(one, text('c')))).toEqual([]);
  });
});
