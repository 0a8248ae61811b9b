import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkedMigrations, upgrade, type Migration } from '../../../src/workspace/migrations.ts';
import {
  readHistoryRecord,
  readTabsRecord,
  readWorkRecord,
  recordVersion,
} from '../../../src/workspace/records.ts';

const step = (from: number): Migration => ({
  from,
  up: (r) => ({ ...r, trail: [...((r['trail'] as number[] | undefined) ?? []), from] }),
});

const fixture = (version: number): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/workspace/v${String(version)}.json`, import.meta.url), 'utf8'),
  ) as Record<string, unknown>;

describe('migrations', () => {
  test('R3 a list with a gap, a double, or out of order is refused', () => {
    expect(() => checkedMigrations([step(1), step(3)], 4)).toThrow(/from 1, 3, wanted from 1, 2, 3/);
    expect(() => checkedMigrations([step(2), step(1)], 3)).toThrow();
    expect(() => checkedMigrations([step(1), step(1)], 3)).toThrow();
    expect(() => checkedMigrations([], 2)).toThrow(/none/);
    expect(checkedMigrations([step(1), step(2)], 3)).toHaveLength(2);
    expect(checkedMigrations([], 1)).toEqual([]);
  });

  test('R3 each record goes through the steps from its own version on', () => {
    const list = [step(1), step(2), step(3)];
    expect(upgrade({ v: 1 }, list, 4)).toEqual({ ok: true, record: { v: 4, trail: [1, 2, 3] } });
    expect(upgrade({ v: 3 }, list, 4)).toEqual({ ok: true, record: { v: 4, trail: [3] } });
    expect(upgrade({ v: 4, a: 1 }, list, 4)).toEqual({ ok: true, record: { v: 4, a: 1 } });
  });

  test('R2 R4 no record, no version, a newer version, a step that fails', () => {
    for (const stored of [null, 7, 'x', [], {}, { v: '1' }, { v: 0 }, { v: 1.5 }])
      expect(upgrade(stored, [], 1).ok).toBe(false);
    expect(upgrade({ v: 2 }, [], 1)).toEqual({ ok: false, reason: 'version 2 is newer than this page' });
    const failing: Migration = {
      from: 1,
      up: () => {
        throw new Error('no title');
      },
    };
    expect(upgrade({ v: 1 }, [failing], 2)).toEqual({ ok: false, reason: 'version 1: no title' });
  });

  test('R3 the fixture of every version is read', () => {
    for (let version = 1; version <= recordVersion; version++) {
      const records = fixture(version);
      expect(readWorkRecord(records['works'])).toMatchObject({
        ok: true,
        value: { work: { title: 'Time savings by industry' } },
      });
      expect(readTabsRecord(records['tabs'])).toMatchObject({ ok: true, value: { window: 'w1' } });
      expect(readHistoryRecord(records['history'])).toMatchObject({ ok: true, value: { sql: 'select 1' } });
    }
  });

  test('R1 every key of the right type, no others', () => {
    const record = fixture(1)['works'] as { work: Record<string, unknown> };
    for (const key of Object.keys(record.work)) {
      expect(readWorkRecord({ ...record, work: { ...record.work, [key]: 7 } }).ok, key).toBe(false);
      expect(readWorkRecord({ ...record, work: { ...record.work, [key]: undefined } }).ok, key).toBe(false);
    }
    for (const key of Object.keys(record))
      expect(readWorkRecord({ ...record, [key]: [] }).ok, key).toBe(false);
    expect(readWorkRecord({ ...record, id: 'another' }).ok).toBe(false);
    expect(readWorkRecord({ ...record, more: 1 }).ok).toBe(false);
    expect(readWorkRecord({ ...record, work: { ...record.work, spec: { when: new Date() } } }).ok).toBe(
      false,
    );
  });
});
