import { describe, expect, test } from 'vitest';
import { readingKept } from '../../../src/sql/keptRows.ts';
import { rowsWhere, wrapQuery } from '../../../src/sql/wrap.ts';

const inner = "select a, '$&' as b from t -- note";

describe('a query on kept rows', () => {
  test('reads the table in the place of what it wraps', () => {
    const sorted = wrapQuery(inner, ['a', 'b'], { sort: [{ column: 0, descending: true }] });
    expect(readingKept(sorted, inner, 'scratch.r')).toBe(
      'SELECT * FROM (\nSELECT * FROM scratch.r\n) AS q\nORDER BY "a" DESC NULLS LAST',
    );
    const twice = rowsWhere(rowsWhere(inner, 'a = 1'), `a in (select a from (\n${inner}\n))`);
    expect(readingKept(twice, inner, 'scratch.$&')).not.toContain('note');
    expect(readingKept(inner, inner, 'scratch.r')).toBe('SELECT * FROM scratch.r');
  });

  test('stays alone where another query only begins or ends like it', () => {
    expect(readingKept(`${inner}\nunion all select 1, 2`, inner, 'r')).toBeNull();
    const quoted = wrapQuery('select 1 as a', ['a'], { limit: 3 });
    expect(readingKept(`SELECT json_serialize_sql('${quoted}')`, 'select 1 as a', 'r')).toBeNull();
    expect(readingKept(`EXPLAIN ${inner}`, inner, 'r')).toBeNull();
    expect(readingKept(wrapQuery(`${inner}\n, 3`, ['a'], { limit: 3 }), inner, 'r')).toBeNull();
  });
});
