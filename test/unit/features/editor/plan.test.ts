import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { operatorLabel, parsePlan, type Plan, type PlanNode } from '../../../../src/features/editor/plan.ts';
import { explainAsJson } from '../../../../src/sql/explain.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE TABLE t AS SELECT range AS id, range % 10 AS g FROM range(100000)');
});

const planOf = async (sql: string): Promise<Plan> => {
  const read = await connection.runAndReadAll(explainAsJson(sql)?.sql ?? sql);
  const plan = parsePlan(String(read.getRowsJson()[0]?.[1]));
  if (!plan) throw new Error('no plan');
  return plan;
};

const all = (node: PlanNode): PlanNode[] => [node, ...node.children.flatMap(all)];
const query = 'SELECT g, count(*) FROM t JOIN t u USING (id, g) WHERE id > 5 GROUP BY g ORDER BY 2';

describe('a plan of the real engine', () => {
  test('without running: estimates, no times', async () => {
    const plan = await planOf(`EXPLAIN ${query}`);
    const nodes = plan.roots.flatMap(all);
    expect(plan.analyzed).toBe(false);
    expect(nodes.map((n) => n.name.trim())).toEqual(expect.arrayContaining(['HASH_JOIN', 'SEQ_SCAN']));
    expect(nodes.every((n) => n.rows === null && n.seconds === null)).toBe(true);
    expect(nodes.some((n) => (n.estimatedRows ?? 0) > 0)).toBe(true);
    expect(
      nodes
        .flatMap((n) => n.details)
        .find((d) => d.label === 'Table')
        ?.values.join(),
    ).toMatch(/t$/);
  });

  test('run: rows and times of each operator, those of EXPLAIN itself left out', async () => {
    const plan = await planOf(`EXPLAIN ANALYZE ${query}`);
    const nodes = plan.roots.flatMap(all);
    expect(plan.analyzed).toBe(true);
    expect(nodes.map((n) => n.name)).not.toContain('EXPLAIN_ANALYZE');
    expect(plan.roots.map((r) => r.rows)).toEqual([10]);
    expect(nodes.find((n) => n.name === 'HASH_JOIN')?.rows).toBe(99994);
    const sum = nodes.reduce((s, n) => s + (n.seconds ?? 0), 0);
    expect(plan.operatorSeconds).toBeCloseTo(sum, 10);
    expect(sum).toBeGreaterThan(0);
  });
});

test.each(['', 'not json', '{}', '[]', '"x"', 'null', '{"children": 3}'])('%j is no plan', (text) => {
  expect(parsePlan(text)).toBeNull();
});

test('operators are named for reading', () => {
  expect(operatorLabel('HASH_GROUP_BY')).toBe('Hash group by');
  expect(operatorLabel('SEQ_SCAN ')).toBe('Seq scan');
});
