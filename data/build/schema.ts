import * as v from 'valibot';
import { join } from 'node:path';
import { vocabularies, type VocabularyName } from '../../src/domain/vocabulary.ts';
import { parseShape } from './parseShape.ts';
import { BuildStopped, Problems } from './problems.ts';
import { readYaml } from './yamlFile.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const bothLanguages = v.strictObject({ en: text, zh: text });
const columnTypes = ['string', 'integer', 'number', 'boolean', 'integers', 'strings'] as const;

const column = {
  name: text,
  type: v.picklist(columnTypes),
  category: v.picklist(['raw', 'coded', 'derived']),
  en: text,
  zh: text,
  required: v.optional(v.boolean(), false),
  vocabulary: v.optional(v.nullable(v.picklist(Object.keys(vocabularies) as VocabularyName[])), null),
  references: v.optional(v.nullable(text), null),
  unit: v.optional(v.nullable(text), null),
};

const tableShape = v.strictObject({
  name: text,
  title: bothLanguages,
  row: bothLanguages,
  key: v.array(text),
  columns: v.array(v.strictObject(column)),
});

/** A column of a view: one of its own, or `table.column`, taken over with all that is said of it there. */
const viewShape = v.strictObject({
  ...tableShape.entries,
  columns: v.array(v.union([v.strictObject(column), v.pipe(v.string(), v.regex(/^\w+\.\w+$/))])),
});

const schemaShape = v.strictObject({ tables: v.array(tableShape), views: v.array(viewShape) });

export type ColumnType = (typeof columnTypes)[number];
export type Table = v.InferOutput<typeof tableShape>;
export type Column = Table['columns'][number];
export interface Schema {
  readonly tables: readonly Table[];
  /** Views in the shape of tables. */
  readonly views: readonly Table[];
}

/** The types of columns in DuckDB and TypeScript. */
export const typeNames: Record<ColumnType, { readonly sql: string; readonly typescript: string }> = {
  string: { sql: 'VARCHAR', typescript: 'string' },
  integer: { sql: 'INTEGER', typescript: 'number' },
  number: { sql: 'DOUBLE', typescript: 'number' },
  boolean: { sql: 'BOOLEAN', typescript: 'boolean' },
  integers: { sql: 'INTEGER[]', typescript: 'readonly number[]' },
  strings: { sql: 'VARCHAR[]', typescript: 'readonly string[]' },
};

/** Reads `data/schema.yaml`; throws {@link BuildStopped} where it has another shape. */
export async function loadSchema(root: string): Promise<Schema> {
  const file = await readYaml(join(root, 'data/schema.yaml'), 'data/schema.yaml');
  const problems = new Problems();
  const schema = parseShape(schemaShape, file.value, { file, path: [] }, problems);
  if (!schema) throw new BuildStopped(problems.all);
  const views = schema.views.map((view) => ({
    ...view,
    columns: view.columns.map((item) => (typeof item === 'string' ? takenOver(item, schema.tables) : item)),
  }));
  return { tables: schema.tables, views };
}

function takenOver(reference: string, tables: readonly Table[]): Column {
  const [tableName, columnName] = reference.split('.');
  const table = tables.find(({ name }) => name === tableName);
  const found = table?.columns.find(({ name }) => name === columnName);
  if (!found) throw new Error(`data/schema.yaml: no column ${reference}`);
  return { ...found, required: false, references: null };
}
