import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, type TopLevelSpec } from 'vega-lite';
import { openShippedDatabase } from '../../../../scripts/lib/shippedDatabase.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import { questionGroups } from '../../../../src/features/gallery/question.ts';
import { questions } from '../../../../src/features/gallery/questions.ts';
import { splitStatements } from '../../../../src/sql/statements.ts';

const languages = ['en', 'zh'] as const;
const cases = questions.flatMap((question) =>
  languages.map((language) => ({ question, language, name: `${question.id} (${language})` })),
);

let database: DuckDBConnection;
beforeAll(async () => {
  database = await openShippedDatabase(join(root, 'public/data'));
});

/** Every column that a specification names, in whatever layer, transform or expression. */
function fieldsOf(node: unknown, made = new Set<string>()): string[] {
  if (Array.isArray(node)) return node.flatMap((child) => fieldsOf(child, made));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === 'field' && typeof value === 'string') return [value];
    if ((key === 'test' || key === 'filter') && typeof value === 'string') {
      return [...value.matchAll(/datum\.(\w+)/g)].map((m) => m[1] ?? '');
    }
    return fieldsOf(value, made);
  });
}

describe('the gallery', () => {
  it('has twenty questions or more, each with a name of its own', () => {
    expect(questions.length).toBeGreaterThanOrEqual(20);
    expect(new Set(questions.map((q) => q.id)).size).toBe(questions.length);
    for (const language of languages) {
      expect(new Set(questions.map((q) => q.title[language])).size).toBe(questions.length);
    }
  });

  it('lists every group together', () => {
    const order = questions.map((q) => q.group).filter((group, i, all) => group !== all[i - 1]);
    expect(order).toEqual(questionGroups);
  });

  it.each(cases)('$name is one statement without a closing semicolon', ({ question, language }) => {
    const sql = question.sql(language);
    expect(splitStatements(sql)).toEqual([{ text: sql, from: 0, to: sql.length }]);
    expect(sql.startsWith('-- ')).toBe(true);
  });

  it('gives rows in the same order, whatever the order of the tables', async () => {
    const folder = join(root, 'public/data');
    const shuffled = await openShippedDatabase(folder);
    const tables = await shuffled.runAndReadAll(
      "SELECT view_name FROM duckdb_views() WHERE schema_name = 'yardstick' AND sql LIKE '%read_parquet%'",
    );
    expect(tables.currentRowCount).toBeGreaterThan(10);
    for (const [name] of tables.getRowsJson()) {
      const file = join(folder, `${String(name)}.parquet`);
      await shuffled.run(
        `CREATE OR REPLACE VIEW yardstick.${String(name)} AS SELECT t.* FROM read_parquet('${file}') AS t ORDER BY hash(t)`,
      );
    }
    for (const question of questions) {
      const [rows, others] = await Promise.all(
        [database, shuffled].map(async (d) => (await d.runAndReadAll(question.sql('en'))).getRowsJson()),
      );
      expect(others, question.id).toEqual(rows);
    }
  });

  it.each(cases)(
    '$name gives rows, and a chart that names only their columns',
    async ({ question, language }) => {
      const reader = await database.runAndReadAll(question.sql(language));
      const rows = reader.getRowObjectsJson();
      expect(rows.length).toBeGreaterThan(0);
      const spec = question.spec(language);
      expect(spec).not.toHaveProperty('data');
      const columns = reader.columnNames();
      const fields = fieldsOf(spec);
      expect(fields.length).toBeGreaterThan(0);
      expect(fields.filter((field) => !columns.includes(field))).toEqual([]);
      for (const field of new Set(fields))
        expect(
          rows.some((row) => row[field] !== null),
          `${field} has values`,
        ).toBe(true);
    },
  );

  it.each(cases)('$name compiles without a warning', ({ question, language }) => {
    const warnings: unknown[][] = [];
    const logger = {
      warn: (...args: unknown[]) => (warnings.push(args), logger),
      error: (...args: unknown[]) => (warnings.push(args), logger),
      info: () => logger,
      debug: () => logger,
      level: () => logger,
    };
    const spec = { ...question.spec(language), data: { name: 'result' } } as unknown as TopLevelSpec;
    expect(compile(spec, { logger: logger as never }).spec.marks).not.toHaveLength(0);
    expect(warnings).toEqual([]);
  });

  it('writes Chinese in the Chinese questions and none in the English ones', () => {
    for (const question of questions) {
      expect(question.title.zh).toMatch(/\p{Script=Han}/u);
      expect(question.note.zh).toMatch(/\p{Script=Han}/u);
      expect(`${question.title.en}${question.note.en}${question.sql('en')}`).not.toMatch(/\p{Script=Han}/u);
      expect(JSON.stringify(question.spec('zh'))).toMatch(/\p{Script=Han}/u);
    }
  });

  it('keeps the id of each figure where rows are figures', async () => {
    for (const question of questions) {
      const columns = (await database.runAndReadAll(question.sql('en'))).columnNames();
      if (columns.includes('figure_text')) expect(columns, question.id).toContain('metric_id');
      if (columns.includes('case_title')) expect(columns, question.id).toContain('case_id');
    }
  });

  it('answers in both languages with the same rows', async () => {
    for (const question of questions) {
      const [en, zh] = await Promise.all(languages.map((l) => database.runAndReadAll(question.sql(l))));
      expect(en?.currentRowCount, question.id).toBe(zh?.currentRowCount);
      expect(en?.columnNames(), question.id).toEqual(zh?.columnNames());
    }
  });
});
