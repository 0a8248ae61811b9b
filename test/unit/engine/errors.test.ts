import { describe, expect, test } from 'vitest';
import { engineError, utf16Offset } from '../../../src/engine/errors.ts';

describe('utf16Offset', () => {
  test('counts bytes of UTF-8 and answers in UTF-16 units', () => {
    const sql = "select '中文😀', foo";
    const bytes = new TextEncoder().encode(sql.slice(0, sql.indexOf('foo'))).length;
    expect(utf16Offset(sql, bytes)).toBe(sql.indexOf('foo'));
  });
  test('stops at the end of the text', () => {
    expect(utf16Offset('ab', 99)).toBe(2);
  });
});

describe('engineError', () => {
  test('a binder error keeps message, name, candidates and position', () => {
    const thrown = new Error(
      '{"exception_type":"Binder","exception_message":"Referenced column \\"foo\\" not found in FROM clause!\\nCandidate bindings: \\"a\\"","name":"foo","position":"13","error_subtype":"COLUMN_NOT_FOUND","candidates":"a"}',
    );
    const error = engineError(thrown, "select '中', foo from t");
    expect(error.kind).toBe('sql');
    expect(error.message).toContain('Referenced column');
    expect(error.sql).toEqual({ type: 'Binder', candidates: ['a'], position: 11, name: 'foo' });
  });
  test('a parser error is unwrapped', () => {
    const inner = JSON.stringify({
      exception_type: 'Parser',
      exception_message: 'syntax error at end of input',
      position: '7',
    });
    const error = engineError(
      new Error(JSON.stringify({ exception_type: 'Parser', exception_message: inner, position: '7' })),
      'select ',
    );
    expect(error.message).toBe('syntax error at end of input');
    expect(error.sql?.position).toBe(7);
  });
  test.each([
    ['query was canceled', 'cancelled'],
    ['INTERRUPT Error: Interrupted!', 'cancelled'],
    ['memory access out of bounds', 'engine_crashed'],
    ['worker died: x', 'engine_crashed'],
    ['{"exception_type":"Out of Memory","exception_message":"failed to allocate"}', 'out_of_memory'],
    ['{"exception_type":"Permission","exception_message":"Cannot access file"}', 'access_denied'],
    ['something else', 'sql'],
  ])('%s is %s', (message, kind) => {
    expect(engineError(new Error(message), '').kind).toBe(kind);
  });
});
