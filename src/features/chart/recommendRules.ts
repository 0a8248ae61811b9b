/**
 * From what a result holds to a picture of it. Rules in order: the first that fits is drawn, the next three are offered.
 *
 * | rule        | result has                                          | picture                       | because |
 * |-------------|-----------------------------------------------------|-------------------------------|---------|
 * | number      | one row, numbers                                    | the number                    | one datum needs no axis |
 * | intervals   | lnrr with both ends, up to 60 rows                  | points with their intervals   | M1, own data: an open end is drawn open |
 * | quartiles   | median and quartiles by a category                  | points with their spread      | M1 |
 * | line        | time, a number                                      | line                          | D2: order in time is read along a line |
 * | dots        | one row a name, a ratio or effect                   | dots around no change, sorted | M1, no length: a ratio has no zero |
 * | bars        | one row a name, an amount                           | bars from zero, sorted        | M2 |
 * | bars_by     | one row a pair of categories, an amount             | bars in groups                | M2, C1 |
 * | heat        | one row a pair of categories, a number              | coloured cells                | C2: colour carries what position no longer can |
 * | strip       | a category with several numbers each                | one dot a row                 | C1: raw before aggregated |
 * | scatter     | two numbers                                         | points                        | M1: position twice |
 * | density     | two numbers, more than 5,000 rows                   | cells coloured by count       | C2 |
 * | histogram   | a number                                            | counts in bins                | C2 |
 * | count_bars  | a category                                          | counts as bars                | M2, C2 |
 * | count_stack | two categories                                      | counts as stacked bars        | C2 |
 * | box         | a category with many numbers each                   | box plots                     | C2 |
 *
 * M: J. Mackinlay, "Automating the design of graphical presentations of relational information", ACM TOG 5 (1986): M1 position is read
 * more exactly than anything else for amounts, M2 then length; both before colour. C: K. Wongsuphasawat et al., "Towards a
 * general-purpose query language for visualization recommendation" (CompassQL), HILDA 2016: C1 raw before aggregated, C2 one aggregate
 * or bin where raw would overplot. D: D. Moritz et al., "Formalizing visualization design knowledge as constraints" (Draco), IEEE TVCG 25
 * (2019): D1 bars start at zero, D2 time runs along x, D3 log scales hold no zero and no negative.
 */
import type { Params } from '../../i18n/i18n.ts';
import type { ChartSpec } from '../../workspace/work.ts';
import type { RoledColumn } from './columnRoles.ts';
import type { Facts } from './recommendFacts.ts';
import * as picture from './recommendPictures.ts';

export interface Fit {
  readonly spec: ChartSpec;
  readonly params: Params;
}

interface Rule {
  readonly id: string;
  readonly fit: (facts: Facts) => Fit | null;
}

/** More dots than this hide each other. */
const crowded = 5000;

const isRelative = (c: RoledColumn): boolean => c.role === 'ratio' || c.role === 'effect';

/** Whether the rows can be one a pair: a small grouped result of more rows than either category has values, no more than pairs. */
const pairs = (facts: Facts, a: RoledColumn, b: RoledColumn): boolean =>
  facts.all.length <= 6 &&
  !facts.all.some((c) => c.role === 'identity') &&
  facts.rows > Math.max(a.distinct, b.distinct) &&
  facts.rows <= a.distinct * b.distinct;

const fit = (spec: ChartSpec, ...columns: readonly RoledColumn[]): Fit => ({
  spec,
  params: Object.fromEntries(columns.map((c, i) => [['a', 'b', 'c'][i] ?? 'd', c.name])),
});

export const rules = [
  {
    id: 'number',
    fit: ({ rows, measures: [a], categories }) =>
      rows === 1 && a && categories.length === 0 ? fit(picture.number(a), a) : null,
  },
  {
    id: 'intervals',
    fit: ({ rows, labels, categories, named }) => {
      const [effect, low, high] = [named('lnrr'), named('lnrr_low'), named('lnrr_high')];
      const by = labels.find((c) => c.distinct <= 60) ?? categories[0];
      return effect && low && high && by && rows <= 60
        ? fit(picture.intervals(by, effect), effect, by)
        : null;
    },
  },
  {
    id: 'quartiles',
    fit: ({ categories: [by], named }) => {
      const stem = ['improvement', 'lnrr'].find((s) =>
        ['median', 'q1', 'q3'].every((e) => named(`${s}_${e}`)),
      );
      const middle = stem === undefined ? null : named(`${stem}_median`);
      return middle && stem !== undefined && by ? fit(picture.quartiles(by, stem, middle), middle, by) : null;
    },
  },
  {
    id: 'line',
    fit: (facts) => {
      const [time] = facts.times;
      const [measure] = facts.measures;
      if (!time || !measure || time.distinct < 3) return null;
      const by = facts.categories.find((c) => c.distinct <= 6);
      return fit(picture.line(time, measure, by ?? null, facts.rows), measure, time);
    },
  },
  {
    id: 'dots',
    fit: ({ labels, measures }) => {
      const by = labels.find((c) => c.distinct > 1);
      const a = measures.find(isRelative);
      return by && a ? fit(picture.dots(by, a), a, by) : null;
    },
  },
  {
    id: 'bars',
    fit: ({ labels, measures }) => {
      const [by] = labels;
      const a = measures.find((c) => !isRelative(c));
      return by && a ? fit(picture.bars(by, a), a, by) : null;
    },
  },
  {
    id: 'bars_by',
    fit: (facts) => {
      const [by, within] = [...facts.categories].sort((x, y) => y.distinct - x.distinct);
      const a = facts.measures.find((c) => !isRelative(c));
      const few = within && within.distinct <= 12;
      return by && few && a && pairs(facts, by, within)
        ? fit(picture.bars(by, a, within), a, by, within)
        : null;
    },
  },
  {
    id: 'heat',
    fit: (facts) => {
      const [by, within] = [...facts.categories].sort((x, y) => y.distinct - x.distinct);
      const [a] = facts.measures;
      return by && within && a && pairs(facts, by, within)
        ? fit(picture.heat(by, within, a), a, by, within)
        : null;
    },
  },
  {
    id: 'strip',
    fit: ({ rows, categories, measures: [a] }) => {
      const by = categories.find((c) => c.distinct < rows);
      return by && a && a.distinct > 1 && rows <= crowded ? fit(picture.strip(by, a, rows), a, by) : null;
    },
  },
  {
    id: 'scatter',
    fit: ({ rows, measures: [a, b], categories }) => {
      const by = categories.find((c) => c.distinct <= 6);
      return a && b && rows <= crowded ? fit(picture.scatter(a, b, by ?? null), a, b) : null;
    },
  },
  {
    id: 'density',
    fit: ({ rows, measures: [a, b] }) => (a && b && rows > crowded ? fit(picture.density(a, b), a, b) : null),
  },
  {
    id: 'histogram',
    fit: ({ rows, measures: [a] }) =>
      a && rows >= 8 && a.distinct >= 5 ? fit(picture.histogram(a), a) : null,
  },
  {
    id: 'count_bars',
    fit: ({ rows, categories }) => {
      const by = categories.find((c) => c.distinct < rows) ?? categories[0];
      return by ? fit(picture.counts(by), by) : null;
    },
  },
  {
    id: 'count_stack',
    fit: ({ rows, categories }) => {
      const [by, within] = categories
        .filter((c) => c.distinct < rows)
        .sort((x, y) => y.distinct - x.distinct);
      return by && within && within.distinct <= 12 ? fit(picture.counts(by, within), by, within) : null;
    },
  },
  {
    id: 'box',
    fit: ({ rows, categories, measures: [a] }) => {
      const by = categories.find((c) => c.distinct * 5 <= rows);
      return by && a ? fit(picture.box(by, a), a, by) : null;
    },
  },
] as const satisfies readonly Rule[];

export type RuleId = (typeof rules)[number]['id'];
