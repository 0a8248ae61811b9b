import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/domain/appError.ts';
import type { Catalog } from '../../../../src/engine/catalog.ts';
import type { Rows } from '../../../../src/engine/rows.ts';
import { createColumnValues } from '../../../../src/features/editor/columnValues.ts';
import { completionsAt } from '../../../../src/features/editor/completion.ts';
import { optionsAt } from '../../../../src/features/editor/completionOptions.ts';
import { symbolAt } from '../../../../src/features/editor/symbolInfo.ts';
import { completionContext } from '../../../../src/sql/completionContext.ts';

const text = (name: string): { name: string; type: string } => ({ name, type: 'VARCHAR' });
const fn = (name: string, kind: string, ...parameters: string[]): Catalog['functions'][number] => ({
  name,
  kind,
  parameters,
  returns: null,
  description: `${name} does it`,
});

const catalog: Catalog = {
  tables: [
    { schema: 'main', name: 'own file', columns: [text('order'), text('行业')] },
    {
      schema: 'yardstick',
      name: 'gains',
      columns: [text('metric_id'), text('vendor'), { name: 'lnrr', type: 'DOUBLE' }],
    },
    { schema: 'yardstick', name: 'cases', columns: [text('case_id'), text('vendor')] },
  ],
  functions: [fn('sum', 'aggregate', 'arg'), fn('read_csv', 'table', 'col0'), fn('pragma_version', 'table')],
  keywords: [],
};

const asked: string[] = [];
const answer = (values: readonly string[]): Result<Rows> => ({
  ok: true,
  value: {
    columns: [
      { name: 'value', type: { kind: 'text' } },
      { name: 'rows', type: { kind: 'integer', bits: 64, signed: true } },
    ],
    values: values.map((v) => [v, 2n]),
  },
});
const query = (sql: string): Promise<Result<Rows>> => {
  asked.push(sql);
  return Promise.resolve(
    answer(sql.includes('"metric_id"') ? Array.from({ length: 201 }, String) : ["it's", '金融']),
  );
};
const values = createColumnValues(query);

const options = async (marked: string): Promise<string[]> => {
  const context = completionContext(marked.replace('|', ''), marked.indexOf('|'));
  if (!context) return [];
  const found = await completionsAt(context, { catalog: () => catalog, values, describe: () => null });
  return found.map((o) => o.insert ?? o.label);
};

describe('what is offered', () => {
  test('tables where a relation is expected, quoted where they must be, with CTEs and table functions', async () => {
    const found = await options('WITH mine AS (SELECT 1) SELECT * FROM |');
    expect(found.slice(0, 6)).toEqual(['mine', '"own file"', 'gains', 'cases', 'main.', 'yardstick.']);
    expect(found).toContain('read_csv');
    expect(found).not.toContain('sum');
  });

  test('a schema’s tables behind its dot', async () => {
    expect(await options('SELECT * FROM yardstick.|')).toEqual(['gains', 'cases']);
  });

  test('an alias’s columns behind its dot, nothing else', async () => {
    expect(await options('SELECT g.| FROM gains g')).toEqual(['metric_id', 'vendor', 'lnrr']);
    expect(await options('SELECT o.| FROM "own file" o')).toEqual(['"order"', '行业']);
  });

  test('columns in scope, those of several relations with their qualifier', async () => {
    const found = await options('SELECT | FROM gains g JOIN cases c ON true');
    expect(found.slice(0, 5)).toEqual(['metric_id', 'g.vendor', 'lnrr', 'case_id', 'c.vendor']);
    expect(found).toContain('sum');
    expect(found).not.toContain('pragma_version');
  });

  test('only keywords behind a complete expression, in the case of the statement', async () => {
    const found = await options('select vendor |');
    expect(found).toContain('from');
    expect(found).not.toContain('sum');
    expect(await options('SELECT vendor f|')).toContain('from');
    expect(await options('select vendor F|')).toContain('FROM');
  });

  test('types behind ::', async () => {
    expect(await options('SELECT 1::|')).toContain('VARCHAR');
  });

  test('nothing in a comment', async () => {
    expect(await options('SELECT 1 -- |')).toEqual([]);
  });
});

describe('values of a column', () => {
  test('as literals, asked once with a limit', async () => {
    asked.length = 0;
    expect(await options('SELECT 1 FROM gains g WHERE g.vendor = |')).toEqual(["'it''s'", "'金融'"]);
    expect(await options('SELECT 1 FROM gains WHERE vendor IN (|')).toEqual(["'it''s'", "'金融'"]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/FROM "yardstick"\."gains" LIMIT 100000/);
  });

  test('inside the quotes, with the closing one', async () => {
    expect(await options("SELECT 1 FROM gains WHERE vendor LIKE '|")).toEqual(["it''s'", "金融'"]);
  });

  test('through a CTE that passes the column on', async () => {
    expect(
      await options("WITH a AS (SELECT vendor AS who FROM gains) SELECT 1 FROM a WHERE who = '|"),
    ).toHaveLength(2);
  });

  test('none for a column of many values, of another type, or of no table', async () => {
    expect(await options("SELECT 1 FROM gains WHERE metric_id = '|")).toEqual([]);
    expect(await options("SELECT 1 FROM gains WHERE lnrr = '|")).toEqual([]);
    expect(await options("SELECT 1 FROM gains WHERE nope = '|")).toEqual([]);
  });

  test('a failed question is asked again', async () => {
    let calls = 0;
    const failing = createColumnValues(() => {
      calls++;
      return Promise.resolve({ ok: false, error: { kind: 'engine_unavailable', message: '' } });
    });
    expect(await failing(catalog, ['gains'], 'vendor')).toEqual([]);
    expect(await failing(catalog, ['gains'], 'vendor')).toEqual([]);
    expect(calls).toBe(2);
  });
});

describe('what a name stands for', () => {
  const at = (marked: string): unknown =>
    symbolAt(marked.replace('|', ''), marked.indexOf('|'), catalog)?.info;

  test('a column through its alias, a table, a function', () => {
    expect(at('SELECT g.ven|dor FROM gains g')).toEqual({
      kind: 'column',
      name: 'vendor',
      type: 'VARCHAR',
      table: 'gains',
    });
    expect(at('SELECT 1 FROM ga|ins')).toMatchObject({
      kind: 'relation',
      origin: 'table',
      schema: 'yardstick',
    });
    expect(at('SELECT 1 FROM "own fi|le"')).toMatchObject({ kind: 'relation', name: 'own file' });
    expect(at('SELECT |sum(lnrr) FROM gains')).toMatchObject({ kind: 'function', fn: { name: 'sum' } });
    expect(at('WITH a AS (SELECT 1 AS one) SELECT 1 FROM |a')).toMatchObject({
      origin: 'cte',
      columns: [{ name: 'one' }],
    });
  });

  test('nothing for keywords and literals', () => {
    expect(at("SELE|CT 'sum'")).toBeUndefined();
    expect(at("SELECT 's|um'")).toBeUndefined();
  });
});

test('a list over a thousand columns is made within 50 ms', async () => {
  const wide: Catalog = {
    ...catalog,
    tables: [
      {
        schema: 'main',
        name: 'wide',
        columns: Array.from({ length: 1000 }, (_, i) => text(`c${String(i)}`)),
      },
    ],
    functions: Array.from({ length: 900 }, (_, i) => fn(`f${String(i)}`, 'scalar', 'a', 'b')),
  };
  const sql = 'WITH a AS (SELECT * FROM wide) SELECT c FROM a JOIN wide USING (c1)';
  const times: number[] = [];
  for (let i = 0; i < 6; i++) {
    const start = performance.now();
    const context = completionContext(sql, sql.indexOf(' c ') + 2);
    const found =
      context && (await completionsAt(context, { catalog: () => wide, values, describe: () => null }));
    times.push(performance.now() - start);
    expect(found?.length).toBeGreaterThan(2900);
  }
  expect(Math.min(...times)).toBeLessThan(50);
});

describe('patterns', () => {
  const patterns = (sql: string): string[] => {
    const context = completionContext(sql, sql.length);
    return context
      ? optionsAt(context, catalog)
          .filter((o) => o.kind === 'snippet')
          .map((o) => o.label)
      : [];
  };
  test('of statements where one begins, of expressions where one is expected, none elsewhere', () => {
    expect(patterns('se')).toContain('select from where');
    expect(patterns('select ca')).toContain('case when');
    expect(patterns('select ca')).not.toContain('select from where');
    expect(patterns('select 1 from t')).toEqual([]);
  });
});
