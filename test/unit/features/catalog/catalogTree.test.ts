import { describe, expect, it } from 'vitest';
import type { CatalogTable } from '../../../../src/engine/catalog.ts';
import {
  itemText,
  qualifiedName,
  tableNodes,
  treeItems,
} from '../../../../src/features/catalog/catalogTree.ts';
import {
  noDescription,
  readDescription,
  referenceOf,
  referrersOf,
} from '../../../../src/domain/datasetDescription.ts';

const table = (schema: string, name: string, ...columns: string[]): CatalogTable => ({
  schema,
  name,
  columns: columns.map((c) => ({ name: c, type: 'VARCHAR' })),
});

const description = readDescription({
  resources: [
    {
      name: 'metrics',
      description: 'A figure.',
      description_zh: '一个数字。',
      schema: {
        fields: [
          { name: 'case_id' },
          { name: 'figure_text', description: 'As printed.', description_zh: '原文。' },
        ],
        foreignKeys: [{ fields: ['case_id'], reference: { resource: 'cases', fields: ['case_id'] } }],
      },
    },
    { name: 'cases', schema: { fields: [{ name: 'case_id' }], primaryKey: ['case_id'] } },
  ],
  views: [{ name: 'gains', schema: { fields: [] } }],
});

const tables = [
  table('yardstick', 'gains', 'metric_id'),
  table('yardstick', 'cases', 'case_id'),
  table('yardstick', 'metrics', 'case_id', 'figure_text'),
  table('main', 'Mein Pilot', 'a b'),
  table('main', 'cases', 'x'),
];
const nodes = tableNodes(tables, description);
const keys = (search: string, ...open: string[]): string[] =>
  treeItems(nodes, new Set(open), search).map((item) => item.key);

describe('tableNodes', () => {
  it('lists own tables first, then the dataset’s in the order of its description, then its views', () => {
    expect(nodes.map((n) => [n.group, n.key])).toEqual([
      ['own', 'main.cases'],
      ['own', 'main.Mein Pilot'],
      ['tables', 'yardstick.metrics'],
      ['tables', 'yardstick.cases'],
      ['views', 'yardstick.gains'],
    ]);
  });

  it('does without a description', () => {
    const bare = tableNodes(tables, noDescription);
    expect(bare.map((n) => n.group)).toEqual(['own', 'own', 'tables', 'tables', 'tables']);
  });
});

describe('treeItems', () => {
  it('shows the columns of open tables only', () => {
    expect(keys('', 'yardstick.metrics')).toEqual([
      'main.cases',
      'main.Mein Pilot',
      'yardstick.metrics',
      'yardstick.metrics.case_id',
      'yardstick.metrics.figure_text',
      'yardstick.cases',
      'yardstick.gains',
    ]);
  });

  it('finds words in names and in descriptions of both languages, and opens tables for their columns', () => {
    expect(keys('figure_')).toEqual(['yardstick.metrics', 'yardstick.metrics.figure_text']);
    expect(keys('原文')).toEqual(['yardstick.metrics', 'yardstick.metrics.figure_text']);
    expect(keys('A FIGURE.')).toEqual(['yardstick.metrics']);
    expect(keys('no such thing')).toEqual([]);
  });

  it('keeps the same line objects, so that a focused line stays', () => {
    const before = treeItems(nodes, new Set(), '');
    const after = treeItems(nodes, new Set(['yardstick.metrics']), '');
    expect(after).toContain(before[2]);
  });
});

describe('itemText', () => {
  const text = (key: string, ...open: string[]): string => {
    const item = treeItems(nodes, new Set(open), '').find((i) => i.key === key);
    if (!item) throw new Error(key);
    return itemText(item, nodes);
  };

  it('writes a name as one would by hand, quoted where it must be', () => {
    expect(text('yardstick.metrics')).toBe('metrics');
    expect(text('main.Mein Pilot')).toBe('"Mein Pilot"');
    expect(text('main.Mein Pilot.a b', 'main.Mein Pilot')).toBe('"a b"');
  });

  it('names the schema where two tables share a name', () => {
    expect(text('yardstick.cases')).toBe('yardstick.cases');
    expect(text('main.cases')).toBe('main.cases');
  });

  it('is qualified in a query that is to be kept', () => {
    expect(nodes.map(qualifiedName)).toContain('main."Mein Pilot"');
    expect(nodes.map(qualifiedName)).toContain('yardstick.metrics');
  });
});

describe('references', () => {
  it('go both ways', () => {
    const metrics = description.tables.get('metrics');
    expect(referenceOf(metrics, 'case_id')).toBe('cases.case_id');
    expect(referenceOf(metrics, 'figure_text')).toBeNull();
    expect(referrersOf(description, 'cases')).toEqual(['metrics.case_id']);
  });
});
