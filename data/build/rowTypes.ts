import { typeNames, type Column, type Schema, type Table } from './schema.ts';
import type { View } from './views.ts';

/** The text of `src/domain/dataset.generated.ts`: row types of tables and views, and which dataset they are of. */
export function rowTypes(schema: Schema, views: readonly View[], version: string, hash: string): string {
  const all = [...schema.tables, ...schema.views];
  const known = (tables: readonly Table[], name: string) => [
    `export interface ${name} {`,
    ...tables.map((table) => `  readonly ${table.name}: ${rowName(table)};`),
    '}',
    '',
  ];
  return [
    '// Made by `npm run data` from data/schema.yaml. Do not edit.',
    "import type { Value } from './vocabulary.ts';",
    '',
    `export const DATASET_VERSION = '${version}';`,
    '/** SHA-256 over the hashes of the tables, in hexadecimal. */',
    `export const DATASET_HASH = '${hash}';`,
    '',
    '/** The tables, each with its file beside datapackage.json. */',
    'export const datasetTables: readonly { readonly name: string; readonly path: string }[] = [',
    ...schema.tables.map(({ name }) => `  { name: '${name}', path: '${name}.parquet' },`),
    '];',
    '',
    '/** The views, in an order in which they can be created. */',
    'export const datasetViews: readonly { readonly name: string; readonly sql: string }[] = [',
    ...views.map(({ name, sql }) => `  { name: '${name}', sql: ${JSON.stringify(sql)} },`),
    '];',
    '',
    ...all.flatMap(rowInterface),
    ...known(schema.tables, 'TableRows'),
    ...known(schema.views, 'ViewRows'),
  ].join('\n');
}

function rowInterface(table: Table): string[] {
  return [
    `/** ${table.row.en} */`,
    `export interface ${rowName(table)} {`,
    ...table.columns.flatMap((column) => [
      `  /** ${column.en} */`,
      `  readonly ${column.name}: ${valueType(column)}${column.required ? '' : ' | null'};`,
    ]),
    '}',
    '',
  ];
}

function valueType({ type, vocabulary }: Column): string {
  return vocabulary === null ? typeNames[type].typescript : `Value<'${vocabulary}'>`;
}

/** `case_organizations` → `CaseOrganizationsRow`. */
function rowName({ name }: Table): string {
  const words = name.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Row`;
}
