import type { DuckDBConnection } from '@duckdb/node-api';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typeNames, type Table } from './schema.ts';

export interface View {
  readonly name: string;
  /** The whole statement, `CREATE OR REPLACE VIEW yardstick.<name> AS …`, without its semicolon. */
  readonly sql: string;
}

/**
 * The views that are written as files too (materialized): what the first question of the page reads, so that a visitor waits for one small
 * file and not for every table behind it.
 */
export const storedViews: readonly string[] = ['gains'];

/** The views of `data/views.sql` in their order. */
export async function loadViews(root: string): Promise<View[]> {
  const text = await readFile(join(root, 'data/views.sql'), 'utf8');
  const statement = /^(CREATE OR REPLACE VIEW yardstick\.(\w+) AS\n[\s\S]*?);$/gm;
  return [...text.matchAll(statement)].map(([, sql = '', name = '']) => ({ name, sql }));
}

/** Creates the views and compares their columns with those of the schema; throws where they differ. */
export async function createViews(
  connection: DuckDBConnection,
  views: readonly View[],
  described: readonly Table[],
): Promise<void> {
  for (const view of views) await connection.run(view.sql);
  const names = views.map(({ name }) => name).join(', ');
  const expectedNames = described.map(({ name }) => name).join(', ');
  if (names !== expectedNames) {
    throw new Error(`data/views.sql has the views ${names}; data/schema.yaml describes ${expectedNames}`);
  }
  for (const { name, columns } of described) {
    const reader = await connection.runAndReadAll(`DESCRIBE yardstick."${name}"`);
    const found = reader.getRows().map(([column, type]) => `${String(column)} ${String(type)}`);
    const expected = columns.map((column) => `${column.name} ${typeNames[column.type].sql}`);
    const at = expected.findIndex((text, index) => text !== found[index]);
    if (at >= 0 || found.length !== expected.length) {
      const index = at >= 0 ? at : expected.length;
      throw new Error(
        `view ${name}, column ${index + 1}: data/views.sql gives ${found[index] ?? 'none'}, data/schema.yaml ${expected[index] ?? 'none'}`,
      );
    }
  }
}
