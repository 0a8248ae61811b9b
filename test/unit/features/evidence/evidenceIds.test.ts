import { describe, expect, it } from 'vitest';
import type { Column } from '../../../../src/domain/columnType.ts';
import { evidenceIds } from '../../../../src/features/evidence/evidenceIds.ts';

const text = (name: string): Column => ({ name, type: { kind: 'text' } });
const list = (name: string): Column => ({ name, type: { kind: 'list', element: { kind: 'text' } } });

describe('evidenceIds', () => {
  it('reads the columns metric_id and case_id', () => {
    const columns = [text('industry'), text('metric_id'), text('case_id')];
    expect(evidenceIds(columns, [['finance', 'a-m01', 'a']])).toEqual({
      metricIds: ['a-m01'],
      caseIds: ['a'],
    });
  });

  it('reads prefixed names, lists, other cases and several rows, each id once and in order', () => {
    const columns = [text('best_METRIC_ID'), list('metric_ids')];
    const rows = [
      ['b-m01', ['a-m02', 'b-m01', null]],
      [null, ['c-m01']],
    ];
    expect(evidenceIds(columns, rows).metricIds).toEqual(['b-m01', 'a-m02', 'c-m01']);
  });

  it('takes nothing else for an id', () => {
    const columns = [
      text('metric_identity'),
      text('parametric_idea'),
      { name: 'case_id', type: { kind: 'boolean' } } as Column,
    ];
    expect(evidenceIds(columns, [['x', 'y', true]])).toEqual({ metricIds: [], caseIds: [] });
  });
});
