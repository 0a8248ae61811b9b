import { describe, expect, test } from 'vitest';
import type { ColumnType } from '../../../../src/domain/columnType.ts';
import { chartValue } from '../../../../src/domain/values/chartValue.ts';
import { jsonOf } from '../../../../src/domain/values/json.ts';

const int64: ColumnType = { kind: 'integer', bits: 64, signed: true };
const text: ColumnType = { kind: 'text' };
const decimal = (precision: number, scale: number): ColumnType => ({ kind: 'decimal', precision, scale });

describe('jsonOf', () => {
  test('J1 numbers stay numbers where a double holds them exactly, else they are text', () => {
    expect(jsonOf(int64, 9007199254740991n)).toBe(9007199254740991);
    expect(jsonOf(int64, 9007199254740993n)).toBe('9007199254740993');
    expect(jsonOf(decimal(5, 1), 125n)).toBe(12.5);
    expect(jsonOf(decimal(38, 2), 12345678901234567890n)).toBe('123456789012345678.90');
    expect(jsonOf({ kind: 'float', bits: 64 }, -0)).toBe(-0);
  });
  test('J2 what JSON has no number for is null', () => {
    expect(jsonOf({ kind: 'float', bits: 64 }, NaN)).toBeNull();
    expect(jsonOf({ kind: 'float', bits: 64 }, -Infinity)).toBeNull();
  });
  test('J3 a 32-bit float is the number that it prints', () => {
    expect(jsonOf({ kind: 'float', bits: 32 }, Math.fround(0.1))).toBe(0.1);
  });
  test('J4 nested values keep their shape', () => {
    const struct: ColumnType = {
      kind: 'struct',
      fields: [
        { name: 'l', type: { kind: 'list', element: int64 } },
        { name: 'm', type: { kind: 'map', key: { kind: 'date' }, value: text } },
      ],
    };
    expect(jsonOf(struct, [[1n, null], [[0, 'x']]])).toEqual({ l: [1, null], m: { '1970-01-01': 'x' } });
    expect(jsonOf({ kind: 'union', members: [{ name: 'n', type: int64 }] }, { tag: 0, value: 5n })).toBe(5);
  });
  test('J5 the fields of an unnamed struct are a list; a name that JavaScript treats as its own is kept', () => {
    const row: ColumnType = {
      kind: 'struct',
      fields: [
        { name: '', type: int64 },
        { name: '', type: text },
      ],
    };
    expect(jsonOf(row, [1n, 'a'])).toEqual([1, 'a']);
    const proto = jsonOf({ kind: 'struct', fields: [{ name: '__proto__', type: text }] }, ['x']);
    expect(JSON.stringify(proto)).toBe('{"__proto__":"x"}');
  });
  test('J6 JSON columns are parsed, and kept as text where they are not JSON', () => {
    expect(jsonOf({ kind: 'json' }, '{"a":[1]}')).toEqual({ a: [1] });
    expect(jsonOf({ kind: 'json' }, '{')).toBe('{');
  });
});

describe('chartValue', () => {
  test('dates and timestamps are milliseconds, infinities are left out', () => {
    expect(chartValue({ kind: 'date' }, 1)).toBe(86_400_000);
    expect(chartValue({ kind: 'date' }, 2147483647)).toBeNull();
    expect(chartValue({ kind: 'timestamp', unit: 'us', zone: null }, 1_500_000n)).toBe(1500);
    expect(chartValue({ kind: 'timestamp', unit: 'ns', zone: null }, -9223372036854775807n)).toBeNull();
  });
  test('numbers of every kind are doubles', () => {
    expect(chartValue(decimal(5, 1), 125n)).toBe(12.5);
    expect(chartValue(int64, 9007199254740993n)).toBe(9007199254740992);
    expect(chartValue({ kind: 'float', bits: 64 }, Infinity)).toBeNull();
  });
});
