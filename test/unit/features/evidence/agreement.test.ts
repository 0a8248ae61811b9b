import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../../../scripts/lib/paths.mjs';
import { readAgreement } from '../../../../src/features/evidence/agreement.ts';

describe('readAgreement', () => {
  it('finds the numbers that a full YAML reader finds', () => {
    const text = readFileSync(join(root, 'data/recoding/agreement.yaml'), 'utf8');
    const whole = parse(text) as { cases: number; case_columns: unknown[]; figure_columns: unknown[] };
    const read = readAgreement(text);
    expect(read.cases).toBe(whole.cases);
    expect(read.caseColumns).toEqual(whole.case_columns);
    expect(read.figureColumns).toEqual(whole.figure_columns);
    expect(read.figureColumns.length).toBeGreaterThan(10);
  });
});
