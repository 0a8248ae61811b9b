import { describe, expect, test } from 'vitest';
import { versionDifference } from '../../../src/domain/datasetChanges.ts';

const entry = (version: string) => ({ version, date: '2026-01-01', changes: [{ en: version, zh: version }] });
const log = ['2.0.0', '1.10.0', '1.9.1', '1.0.0'].map(entry);

describe('what changed between two versions of the dataset', () => {
  test('an older one: everything after it, the latest first', () => {
    const found = versionDifference(log, '1.9.1', '2.0.0');
    expect(found.kind === 'older' && found.changes.map((c) => c.version)).toEqual(['2.0.0', '1.10.0']);
  });

  test('a newer one by its numbers, not by its letters', () => {
    expect(versionDifference(log.slice(1), '2.0.0', '1.10.0').kind).toBe('newer');
    expect(versionDifference(log.slice(2), '1.10.0', '1.9.1').kind).toBe('newer');
    expect(versionDifference(log, '1.9.1', '1.10.0').kind).toBe('older');
  });

  test('one that the log does not list, and none at all', () => {
    for (const theirs of ['1.5.0', '0.0.1', 'next', '<b>', ''])
      expect(versionDifference(log, theirs, '2.0.0').kind, theirs).toBe('unknown');
    expect(versionDifference([], '1.0.0', '2.0.0').kind).toBe('unknown');
  });
});
