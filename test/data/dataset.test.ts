import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { counts, withCounts } from '../../data/build/counts.ts';
import { buildRealDataset, rowsOf, type Dataset } from './dataset.ts';
import { root } from './project.ts';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await buildRealDataset();
});
afterAll(() => rm(dirname(dataset.folder), { recursive: true, force: true }));

const query = (sql: string) => rowsOf(dataset.connection, sql);

describe('keys and references are whole', () => {
  it('primary keys are there and unique', async () => {
    for (const { name, schema } of dataset.descriptor.resources) {
      const key = (schema.primaryKey ?? []).join(', ');
      expect(key, name).not.toBe('');
      const twice = await query(
        `FROM (SELECT ${key}, count(*) AS n FROM yardstick.${name} GROUP BY ALL) WHERE n > 1`,
      );
      expect(twice, name).toEqual([]);
    }
  });

  it('foreign keys resolve', async () => {
    let checked = 0;
    for (const { name, schema } of dataset.descriptor.resources) {
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const lost = await query(`
          SELECT t."${fields[0]}" FROM yardstick.${name} AS t
          WHERE t."${fields[0]}" IS NOT NULL
            AND t."${fields[0]}" NOT IN (SELECT "${reference.fields[0]}" FROM yardstick.${reference.resource})`);
        expect(lost, `${name}.${fields[0]}`).toEqual([]);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(20);
  });

  it('required columns have no null, columns with a vocabulary no other value', async () => {
    for (const { name, schema } of dataset.descriptor.resources) {
      for (const { name: column, constraints } of schema.fields) {
        if (constraints?.required) {
          expect(
            await query(`FROM yardstick.${name} WHERE "${column}" IS NULL`),
            `${name}.${column}`,
          ).toEqual([]);
        }
        if (constraints?.enum) {
          const allowed = constraints.enum.map((value) => `'${value}'`).join(', ');
          const strange = await query(
            `SELECT "${column}" FROM yardstick.${name} WHERE "${column}" NOT IN (${allowed})`,
          );
          expect(strange, `${name}.${column}`).toEqual([]);
        }
      }
    }
  });

  it('every case has a vendor or customer', async () => {
    const none = await query(`
      SELECT case_id FROM yardstick.cases
      WHERE case_id NOT IN (SELECT case_id FROM yardstick.case_organizations WHERE role IN ('vendor', 'customer'))`);
    expect(none).toEqual([]);
  });

  it('all five documents have cases and figures', async () => {
    const found = await query(`
      SELECT s.source_id, count(DISTINCT c.case_id)::INTEGER AS cases, count(DISTINCT m.metric_id)::INTEGER AS figures
      FROM yardstick.sources AS s
      LEFT JOIN yardstick.cases AS c ON c.source_id = s.source_id
      LEFT JOIN yardstick.metrics AS m ON m.source_id = s.source_id
      GROUP BY s.source_id`);
    expect(found).toHaveLength(5);
    for (const row of found) {
      expect(row['cases'], String(row['source_id'])).toBeGreaterThan(0);
      expect(row['figures'], String(row['source_id'])).toBeGreaterThan(0);
    }
  });
});

describe('the same YAML gives the same bytes', () => {
  it('in two builds', async () => {
    const again = await buildRealDataset();
    try {
      const names = (await readdir(dataset.folder)).sort();
      expect((await readdir(again.folder)).sort()).toEqual(names);
      for (const name of [...names, '../dataset.generated.ts']) {
        const [first, second] = await Promise.all([
          readFile(join(dataset.folder, name)),
          readFile(join(again.folder, name)),
        ]);
        expect(second.equals(first), name).toBe(true);
      }
    } finally {
      await rm(dirname(again.folder), { recursive: true, force: true });
    }
  });

  it('and hashes that hold', async () => {
    const hashes: string[] = [];
    for (const { path, bytes, hash } of dataset.descriptor.resources) {
      const content = await readFile(join(dataset.folder, path));
      hashes.push(createHash('sha256').update(content).digest('hex'));
      expect(content.byteLength, path).toBe(bytes);
      expect(hash, path).toBe(`sha256:${hashes.at(-1)}`);
    }
    const all = createHash('sha256').update(hashes.join('\n')).digest('hex');
    expect(dataset.descriptor.hash).toBe(`sha256:${all}`);
    expect(dataset.built.hash).toBe(all);
  });
});

describe('the descriptor tells what is in the files', () => {
  it('columns, types and rows', async () => {
    const types: Record<string, string> = {
      VARCHAR: 'string',
      INTEGER: 'integer',
      DOUBLE: 'number',
      BOOLEAN: 'boolean',
      'INTEGER[]': 'list',
      'VARCHAR[]': 'list',
    };
    for (const { name, rows, schema } of dataset.descriptor.resources) {
      const columns = await query(`DESCRIBE yardstick.${name}`);
      const found = columns.map((column) => [column['column_name'], types[String(column['column_type'])]]);
      expect(found, name).toEqual(schema.fields.map((field) => [field.name, field.type]));
      expect(await query(`SELECT count(*)::INTEGER AS n FROM yardstick.${name}`), name).toEqual([
        { n: rows },
      ]);
    }
  });

  it('every table, view and column in both languages', () => {
    const { resources, views } = dataset.descriptor;
    for (const { name, title, title_zh, schema } of [...resources, ...views]) {
      expect(title, name).toMatch(/\w/);
      expect(title_zh, name).toMatch(/\p{Script=Han}/u);
      for (const field of schema.fields) {
        expect(field.description, `${name}.${field.name}`).toMatch(/\w/);
        expect(field.description_zh, `${name}.${field.name}`).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it('columns stand in the order ids, raw, coded, derived', () => {
    const ranks = { raw: 1, coded: 2, derived: 3 };
    for (const { name, schema } of dataset.descriptor.resources) {
      const ids = [
        ...(schema.primaryKey ?? []),
        ...(schema.foreignKeys ?? []).flatMap(({ fields }) => fields),
      ];
      const firstOther = schema.fields.findIndex((field) => !ids.includes(field.name));
      const order = schema.fields.slice(firstOther).map((field) => ranks[field.category]);
      expect(order, name).toEqual(order.toSorted((a, b) => a - b));
      expect(schema.fields.slice(0, firstOther).every((field) => field.category === 'coded')).toBe(true);
    }
  });
});

describe('names in both languages', () => {
  const han = String.raw`'\p{Han}'`;

  it('titles, summaries and labels: English without Chinese characters, Chinese with', async () => {
    const texts: Record<string, readonly string[]> = {
      cases: ['title', 'summary'],
      metrics: ['label'],
      sections: ['title'],
      sources: ['title'],
      risks: ['title'],
      principles: ['title'],
      assessments: ['summary'],
      industries: ['name'],
      functions: ['name'],
      techniques: ['name'],
      measures: ['name'],
    };
    for (const [table, columns] of Object.entries(texts)) {
      for (const column of columns) {
        const wrong = await query(`
          SELECT ${column}_en, ${column}_zh FROM yardstick.${table}
          WHERE regexp_matches(${column}_en, ${han}) OR NOT regexp_matches(${column}_zh, '\\p{Han}|[A-Za-z]')
             OR trim(${column}_en) = '' OR trim(${column}_zh) = ''`);
        expect(wrong, `${table}.${column}`).toEqual([]);
      }
    }
  });

  it('organisations and models have a name in one language at least', async () => {
    for (const table of ['organizations', 'models']) {
      expect(await query(`FROM yardstick.${table} WHERE coalesce(name_en, name_zh) IS NULL`), table).toEqual(
        [],
      );
      expect(await query(`FROM yardstick.${table} WHERE regexp_matches(name_en, ${han})`), table).toEqual([]);
    }
  });
});

describe('units', () => {
  it('a dimension of several units has one base unit that the others convert to', async () => {
    const wrong = await query(`
      SELECT dimension FROM yardstick.units GROUP BY dimension
      HAVING count(*) > 1 AND (count(*) FILTER (WHERE factor = 1) <> 1 OR count(factor) <> count(*))`);
    expect(wrong).toEqual([]);
  });

  it('both levels of a gain convert, or it says that they do not', async () => {
    const wrong = await query(`
      SELECT m.metric_id FROM yardstick.metrics AS m
      JOIN yardstick.units AS u ON u.unit_id = m.unit_id
      JOIN yardstick.units AS b ON b.unit_id = coalesce(m.baseline_unit_id, m.unit_id)
      WHERE m.kind = 'gain' AND m.form = 'from_to' AND m.baseline_value IS NOT NULL AND m.result_value IS NOT NULL
        AND u.dimension <> b.dimension AND m.effect_blocked_by IS DISTINCT FROM 'units_not_convertible'`);
    expect(wrong).toEqual([]);
  });
});

describe('the codebook', () => {
  it('counts what is there (run npm run data where this fails)', async () => {
    const readme = await readFile(join(root, 'data/README.md'), 'utf8');
    expect(withCounts(readme, dataset.built.coded)).toBe(readme);
  });

  it('counts as the tables do', async () => {
    const [all] = await query(`
      SELECT (SELECT count(*) FROM yardstick.cases)::INTEGER AS cases, count(*)::INTEGER AS figures,
        (count(*) FILTER (WHERE kind = 'gain'))::INTEGER AS gains, count(lnrr)::INTEGER AS effects
      FROM yardstick.metrics`);
    const { cases, figures, gains, effects } = all as Record<string, number>;
    const total = `| all | ${cases} | ${figures} | ${gains} | ${effects} |`;
    expect(
      counts(dataset.built.coded)
        .split('\n')
        .filter((line) => line === total),
    ).toHaveLength(2);
  });
});
