import { describe, expect, it } from 'vitest';
import { datasetStoredViews, datasetTables, datasetViews } from '../../../src/domain/dataset.generated.ts';
import { questions } from '../../../src/features/gallery/questions.ts';
import { neededRelations } from '../../../src/sql/neededRelations.ts';

describe('the relations that a statement needs', () => {
  const relations = [
    { name: 'metrics' },
    { name: 'cases' },
    { name: 'risks' },
    { name: 'gains', sql: 'CREATE VIEW x.gains AS SELECT * FROM x.metrics' },
    { name: 'scores', sql: 'CREATE VIEW x.scores AS SELECT * FROM x.Gains JOIN "cases" USING (case_id)' },
  ];
  it('are those it names and those that these read', () => {
    expect([...neededRelations('SELECT 1', relations)]).toEqual([]);
    expect([...neededRelations('FROM risks', relations)]).toEqual(['risks']);
    expect([...neededRelations('FROM yardstick.SCORES s', relations)].sort()).toEqual([
      'cases',
      'gains',
      'metrics',
      'scores',
    ]);
  });

  it('do not come by a part of a word', () => {
    expect([...neededRelations('SELECT n_cases, risks_total FROM metrics', relations)]).toEqual(['metrics']);
  });

  it('of the shipped view of gains are not the whole dataset', () => {
    const needed = neededRelations('FROM yardstick.gains', [...datasetTables, ...datasetViews]);
    expect(needed).toContain('metrics');
    expect(needed).not.toContain('corrections');
  });

  it('of the first question are one stored view, in either language', () => {
    const computed = datasetViews.filter(
      ({ name }) => !datasetStoredViews.some((stored) => stored.name === name),
    );
    for (const language of ['en', 'zh'] as const) {
      const needed = neededRelations(questions[0]?.sql(language) ?? '', [
        ...datasetTables,
        ...datasetStoredViews,
        ...computed,
      ]);
      expect([...needed], language).toEqual(['gains']);
    }
  });
});
