import { typeNames, type Column, type Schema, type Table } from './schema.ts';
import type { View } from './views.ts';

/** Which dataset the types are of. */
export interface Stamp {
  readonly version: string;
  /** Over the hashes of all tables. */
  readonly hash: string;
  /** SHA-256 of each table's file by its name, in hexadecimal. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The same of each view that is stored. */
  readonly stored: ReadonlyMap<string, string>;
}

/** The text of `src/domain/dataset.generated.ts`: row types of tables and views, and which dataset they are of. */
export function rowTypes(
  schema: Schema,
  views: readonly View[],
  { version, hash, hashes, stored }: Stamp,
): string {
  const file = (name: string, sha256: string): string =>
    `  { name: '${name}', path: '${name}.parquet', sha256: '${sha256}' },`;
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
    '/** The tables, each with its file beside datapackage.json and the SHA-256 of that file. */',
    'export const datasetTables: readonly { readonly name: string; readonly path: string; readonly sha256: string }[] = [',
    ...schema.tables.map(({ name }) => file(name, hashes.get(name) ?? '')),
    '];',
    '',
    '/** The views whose rows are stored, too: the same as the view gives, in a file of their own. */',
    'export const datasetStoredViews: typeof datasetTables = [',
    ...[...stored].map(([name, sha256]) => file(name, sha256)),
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
