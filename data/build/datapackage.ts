import { createHash } from 'node:crypto';
import { valuesOf, vocabularies, type Term } from '../../src/domain/vocabulary.ts';
import type { Coded } from './load.ts';
import type { Column, Schema, Table } from './schema.ts';
import type { View } from './views.ts';

/** A Parquet file as it was written. */
export interface WrittenTable {
  readonly table: Table;
  readonly rows: number;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
}

/**
 * SHA-256 over the hashes of the resources in their order, each in hexadecimal, joined by line feeds: one name for all
 * the rows, by which a shared query says what it was run on.
 */
export function datasetHash(written: readonly WrittenTable[]): string {
  return createHash('sha256')
    .update(written.map(({ sha256 }) => sha256).join('\n'))
    .digest('hex');
}

/** The descriptor: a Frictionless Data Package v2, with Chinese names, categories and the views as additions of ours. */
export function datapackage(
  coded: Coded,
  schema: Schema,
  views: readonly View[],
  written: readonly WrittenTable[],
): object {
  const about = coded.package?.value;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: about?.name,
    version: about?.version,
    hash: `sha256:${datasetHash(written)}`,
    title: about?.title.en,
    title_zh: about?.title.zh,
    description: about?.description.en,
    description_zh: about?.description.zh,
    licenses: about?.licenses,
    changes: about?.changes,
    sources: coded.sources.map(({ value }) => ({
      title: `${value.publisher}: ${value.title.en} (${value.published})`,
      title_zh: `${value.publisher}：${value.title.zh}（${value.published}）`,
      version: `sha256:${value.sha256}`,
    })),
    resources: written.map((table) => resource(table, schema)),
    views: schema.views.map((view) => ({
      name: view.name,
      ...described(view),
      sql: views.find(({ name }) => name === view.name)?.sql,
      schema: { fields: view.columns.map(field), ...keys(view, schema) },
    })),
  };
}

function resource({ table, rows, bytes, sha256 }: WrittenTable, schema: Schema): object {
  return {
    name: table.name,
    type: 'table',
    ...described(table),
    path: `${table.name}.parquet`,
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
    bytes,
    hash: `sha256:${sha256}`,
    rows,
    schema: {
      $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
      fields: table.columns.map(field),
      ...keys(table, schema),
    },
  };
}

function described({ title, row }: Table): object {
  return { title: title.en, title_zh: title.zh, description: row.en, description_zh: row.zh };
}

function field(column: Column): object {
  const { name, type, category, en, zh, required, vocabulary, unit } = column;
  const values = vocabulary === null ? null : valuesOf(vocabulary);
  const constraints = { ...(required ? { required } : {}), ...(values ? { enum: values } : {}) };
  return {
    name,
    ...fieldType(type),
    description: en,
    description_zh: zh,
    category,
    ...(unit === null ? {} : { unit }),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
    ...(vocabulary === null ? {} : { vocabulary, categories: categories(vocabulary) }),
  };
}

function fieldType(type: Column['type']): object {
  if (type === 'integers') return { type: 'list', itemType: 'integer' };
  if (type === 'strings') return { type: 'list', itemType: 'string' };
  return { type };
}

function categories(vocabulary: keyof typeof vocabularies): object[] {
  const terms: readonly (readonly [string, Term])[] = Object.entries(vocabularies[vocabulary]);
  return terms.map(([value, { en, zh }]) => ({ value, label: en, label_zh: zh }));
}

function keys(table: Table, schema: Schema): object {
  const foreignKeys = table.columns.flatMap(({ name, references }) => {
    const target = schema.tables.find((candidate) => candidate.name === references);
    return target ? [{ fields: [name], reference: { resource: target.name, fields: target.key } }] : [];
  });
  return {
    ...(table.key.length > 0 ? { primaryKey: table.key } : {}),
    ...(foreignKeys.length > 0 ? { foreignKeys } : {}),
  };
}
