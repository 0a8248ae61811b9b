import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../../scripts/lib/paths.mjs';
import { readDescription, type TableDescription } from '../../../../src/domain/datasetDescription.ts';
import { boxHeight, boxWidth, diagramOf } from '../../../../src/features/catalog/diagramLayout.ts';

const table = (name: string, ...to: string[]): TableDescription => ({
  name,
  schema: {
    fields: [],
    foreignKeys: to.map((resource) => ({
      fields: [`${resource}_id`],
      reference: { resource, fields: [`${resource}_id`] },
    })),
  },
});

describe('diagramOf', () => {
  test('the shipped tables: each reference once, every line from left to right, no box over another', () => {
    const json: unknown = JSON.parse(readFileSync(join(root, 'public/data/datapackage.json'), 'utf8'));
    const tables = [...readDescription(json).tables.values()];
    const { nodes, edges, width, height } = diagramOf(tables);
    expect(nodes.map((n) => n.name).sort()).toEqual(tables.map((t) => t.name).sort());
    expect(edges.length).toBe(tables.flatMap((t) => t.schema.foreignKeys ?? []).length);
    const at = new Map(nodes.map((n) => [n.name, n]));
    for (const { from, to } of edges)
      expect((at.get(from)?.x ?? NaN) + boxWidth, `${from} → ${to}`).toBeLessThan(at.get(to)?.x ?? NaN);
    for (const [i, a] of nodes.entries()) {
      expect(a.x >= 0 && a.x + boxWidth <= width && a.y >= 0 && a.y + boxHeight <= height).toBe(true);
      for (const b of nodes.slice(i + 1))
        expect(a.x !== b.x || Math.abs(a.y - b.y) >= boxHeight, `${a.name}, ${b.name}`).toBe(true);
    }
  });

  test('references in a circle, to itself and to a table that is not there', () => {
    const { nodes, edges } = diagramOf([table('a', 'b'), table('b', 'a', 'b', 'elsewhere')]);
    expect(nodes.map((n) => n.name).sort()).toEqual(['a', 'b']);
    expect(edges.map((e) => `${e.from} ${e.to}`).sort()).toEqual(['a b', 'b a']);
  });

  test('no table', () => {
    expect(diagramOf([])).toMatchObject({ nodes: [], edges: [], height: 0 });
  });

  test('lines that need not cross do not', () => {
    const { nodes } = diagramOf([table('p', 'y'), table('q', 'x'), table('x'), table('y')]);
    const y = (name: string): number => nodes.find((n) => n.name === name)?.y ?? NaN;
    expect(Math.sign(y('p') - y('q'))).toBe(Math.sign(y('y') - y('x')));
  });
});
